"""What a run is worth: measures of answers, retrieval, conversations and speakers."""
