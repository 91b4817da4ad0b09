"""The trained network that reads: does a sentence answer, in which words, and how surely?"""
