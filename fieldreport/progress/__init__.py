"""Progress: plan × records → how each task stands, how it has come so far, where it is going, and the roadmap."""

from fieldreport.progress.achievement import Counter, TaskProgress, percent_places, progress, target_to_date
from fieldreport.progress.course import Course, Point, courses
from fieldreport.progress.forecast import Basis, Forecast, forecast
from fieldreport.progress.motion import Effect, Motion, effects, in_motion
from fieldreport.progress.roadmap import Expected, Month, State, roadmap
from fieldreport.progress.tally import Additions, Tally

__all__ = [
    "Additions",
    "Basis",
    "Counter",
    "Course",
    "Effect",
    "Expected",
    "Forecast",
    "Month",
    "Motion",
    "Point",
    "State",
    "Tally",
    "TaskProgress",
    "courses",
    "effects",
    "forecast",
    "in_motion",
    "percent_places",
    "progress",
    "roadmap",
    "target_to_date",
]
