"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence."""

from newslib.reports.checks import check_export, verdict
from newslib.reports.export import export, write

__all__ = ["check_export", "export", "verdict", "write"]
