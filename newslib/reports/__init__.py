"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence."""

from newslib.reports.checks import check_export
from newslib.reports.evidence import evidence, sentences_with_claims
from newslib.reports.export import export
from newslib.reports.summary import summary
from newslib.reports.texts import text_with_claims, text_with_languages

__all__ = [
    "check_export", "evidence", "export", "sentences_with_claims", "summary", "text_with_claims", "text_with_languages",
]  # fmt: skip
