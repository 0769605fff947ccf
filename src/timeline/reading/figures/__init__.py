"""Figures: what each quantity measures, of whom, for when and by whom."""
