"""Review: the workbook for the ministerial meeting, in any of the three languages."""

from fieldreport.headquarters.review.workbook import write

__all__ = ["write"]
