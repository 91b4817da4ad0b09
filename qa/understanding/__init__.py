"""What a question asks: its words put right, made to stand alone, divided and understood."""
