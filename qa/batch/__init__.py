"""Many questions at once: a file of them in, a file of their answers out."""
