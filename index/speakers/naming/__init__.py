"""Who said it: from the words of a source to the person, group or paper that they mean."""
