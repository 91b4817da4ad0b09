"""Answers and articles as text, Markdown, JSON, CSV and HTML, with everything escaped."""
