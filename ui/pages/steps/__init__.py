"""The four steps of the report page."""
