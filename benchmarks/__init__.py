"""Speed and memory, measured on the machine at hand: each command prints one table."""
