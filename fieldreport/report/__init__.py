"""The report: records of a period → figures and sections → checks → workbook."""

from fieldreport.report.checks import check
from fieldreport.report.contents import Report, Section, Standing, TaskLine, build
from fieldreport.report.figures import Figures, Total, Unrated
from fieldreport.report.finding import Finding, Level
from fieldreport.report.safe import LongText, Replaced
from fieldreport.report.written import Written, write, write_frozen

__all__ = [
    "Figures",
    "Finding",
    "Level",
    "LongText",
    "Replaced",
    "Report",
    "Section",
    "Standing",
    "TaskLine",
    "Total",
    "Unrated",
    "Written",
    "build",
    "check",
    "write",
    "write_frozen",
]
