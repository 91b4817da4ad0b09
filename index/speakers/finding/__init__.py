"""What is said: the statements of a text, each with its cue and the words that name its source.

`statements` is the door. `network` reads, `drafts` and `decoding` decide.
"""
