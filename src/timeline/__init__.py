"""Editions of an official document in; dated events, figures and exact changes out."""

from __future__ import annotations

__version__ = "0.1.0"
