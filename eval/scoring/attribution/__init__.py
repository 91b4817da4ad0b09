"""The scorer of attributions: which statements were found, and whose they are."""
