"""All that a folder of articles gives, collected."""

from dataclasses import dataclass
from pathlib import Path

from newslib.articles import Article, Problem, stream


@dataclass(frozen=True)
class Loaded:
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def load(folder: Path | str) -> Loaded:
    found = list(stream(folder))
    read, wrong = (tuple(one for one in found if isinstance(one, kind)) for kind in (Article, Problem))
    return Loaded(read, wrong)
