"""Channels: the ways by which packages leave the office. None of them knows what it carries."""
