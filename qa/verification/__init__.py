"""Did they say that? A quotation held against the articles, its name against who says it."""
