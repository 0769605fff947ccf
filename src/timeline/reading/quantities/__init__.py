"""Stated quantities: numbers, their units, and what they amount to."""
