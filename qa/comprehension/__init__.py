"""The trained networks that read: does a sentence answer, in which words, and how surely?"""
