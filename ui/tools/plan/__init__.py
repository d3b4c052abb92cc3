"""The tool of the plan: the plan in motion, and taking another plan pack."""
