"""Progress: plan × records → how each task stands, how it has come so far, where it is going, and the roadmap."""

from fieldreport.progress.achievement import Counter, TaskProgress, progress, target_to_date
from fieldreport.progress.course import Additions, Course, Point, courses
from fieldreport.progress.forecast import Basis, Forecast, forecast
from fieldreport.progress.roadmap import Expected, Stage, State, roadmap

__all__ = [
    "Additions",
    "Basis",
    "Counter",
    "Course",
    "Expected",
    "Forecast",
    "Point",
    "Stage",
    "State",
    "TaskProgress",
    "courses",
    "forecast",
    "progress",
    "roadmap",
    "target_to_date",
]
