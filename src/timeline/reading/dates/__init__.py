"""Dates and stretches of time: found, read, and given their place in the calendar."""
