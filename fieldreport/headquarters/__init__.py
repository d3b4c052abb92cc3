"""Headquarters: the reports of all offices collected, who has not reported, how the plan stands, and what goes back."""
