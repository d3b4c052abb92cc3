"""Panels: what can be done with an open record beyond its fields, one file each."""
