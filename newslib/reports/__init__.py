"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence."""

from newslib.reports.checks import check_export, verdict
from newslib.reports.export import export, write
from newslib.reports.front import Asked, summary
from newslib.reports.texts import text_with_claims

__all__ = ["Asked", "check_export", "export", "summary", "text_with_claims", "verdict", "write"]
