"""The tool of delivery: what is on its way, what headquarters has answered, and the ways there."""
