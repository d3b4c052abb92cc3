"""Tools: the parts of the office's work that are more than one record, one file each."""
