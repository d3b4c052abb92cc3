"""Delivery: a signed report's way out of the office, and what headquarters sends back."""
