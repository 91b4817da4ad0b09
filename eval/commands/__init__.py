"""The commands of the evals: their options, and what they write."""
