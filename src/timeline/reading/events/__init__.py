"""Events: which happening a sentence dates, and how it is told."""
