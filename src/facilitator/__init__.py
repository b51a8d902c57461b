"""Facilitator runs workshops from one laptop."""

__version__ = "0.1.0"
