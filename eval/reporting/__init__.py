"""What a run measured: figures with their intervals, tables, pages and plots."""
