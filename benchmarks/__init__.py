"""Ours beside the bare thing, measured in one run: `python3 dev.py bench`."""
