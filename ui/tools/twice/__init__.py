"""The tool of what is there twice."""
