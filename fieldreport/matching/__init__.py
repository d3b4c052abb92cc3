"""Matching: for a lead the Korean companies that fit, for a company the leads, each with its reasons."""

from fieldreport.matching.evidence import Reason
from fieldreport.matching.matching import Candidate, Matching

__all__ = ["Candidate", "Matching", "Reason"]
