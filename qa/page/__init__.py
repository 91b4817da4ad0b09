"""This folder is about the page: what it holds, what it shows and what happens on it."""
