"""This folder is about measuring: retrieval, answers, refusals, speakers and conversations."""
