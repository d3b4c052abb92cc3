"""Data files that headquarters may replace (the plan, the offices), read with distrust.

A file is taken apart through ``Part``: each reader states what it expects, and what is wrong is gathered with the
path to it (``tasks[2].names.bn``), so that the author of the file learns of everything at once. After a problem a
reader returns an empty stand-in; ``Part.conclude`` must therefore be called before the values are used.
"""

from fieldreport.pack.file import LARGEST_FILE, content_of, read, taken_apart
from fieldreport.pack.part import MOST_PROBLEMS, Amount, Part, unique

__all__ = ["LARGEST_FILE", "MOST_PROBLEMS", "Amount", "Part", "content_of", "read", "taken_apart", "unique"]
