"""The HTML export: pages that open from disk, call no host and lead from every number to its sentence."""

from newslib.markup import join
from newslib.reports.addresses import in_articles
from newslib.reports.checks import check_export
from newslib.reports.comparison import comparison_page
from newslib.reports.differences import furthest, furthest_apart, how_far_apart
from newslib.reports.evidence import evidence, sentences_with_claims
from newslib.reports.export import export
from newslib.reports.findings import answers, changed_on_the_way, failing_sums, rules_side_by_side
from newslib.reports.lists import article_list, gaps
from newslib.reports.summary import summary
from newslib.reports.texts import text_with_claims, text_with_languages

__all__ = [
    "answers", "article_list", "changed_on_the_way", "check_export", "comparison_page", "evidence", "export",
    "failing_sums", "furthest", "furthest_apart", "gaps", "how_far_apart", "in_articles", "join",
    "rules_side_by_side", "sentences_with_claims", "summary", "text_with_claims", "text_with_languages",
]  # fmt: skip
