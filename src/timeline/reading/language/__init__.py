"""English: words, phrases, verb groups, clauses, and nothing of dates, figures or events."""
