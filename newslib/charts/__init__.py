"""Charts of claims: inline SVG whose points link to the evidence, each with the same numbers as a table."""

from newslib.charts.canvas import Chart
from newslib.charts.points import with_events
from newslib.charts.spreads import ladder, spread, waterfall
from newslib.charts.timelines import coverage, history, multiples, timeline

__all__ = ["Chart", "coverage", "history", "ladder", "multiples", "spread", "timeline", "waterfall", "with_events"]
