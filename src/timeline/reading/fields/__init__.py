"""Labelled fields, as almanacs print them."""
