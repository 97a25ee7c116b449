"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence."""

from newslib.markup import join
from newslib.reports.checks import check_export
from newslib.reports.comparison import comparison_page
from newslib.reports.evidence import evidence, sentences_with_claims
from newslib.reports.export import export
from newslib.reports.lists import article_list, how_far_apart
from newslib.reports.summary import furthest_apart, summary
from newslib.reports.texts import text_with_claims, text_with_languages

__all__ = [
    "article_list", "check_export", "comparison_page", "evidence", "export", "furthest_apart", "how_far_apart", "join",
    "sentences_with_claims", "summary", "text_with_claims", "text_with_languages",
]  # fmt: skip
