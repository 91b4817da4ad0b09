"""What is measured: judged sets, collections, rankings and the records of a run."""
