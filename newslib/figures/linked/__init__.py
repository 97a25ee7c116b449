"""Figures of languages with a parser: numbers are tied to outcomes through the heads and links of their words."""

from __future__ import annotations

from newslib.figures.cases import Case
from newslib.figures.linked.counts import counts, singles
from newslib.figures.linked.gaps import leans_on
from newslib.figures.linked.parts import part
from newslib.figures.linked.ties import Tying
from newslib.figures.scenes import Scene
from newslib.figures.told import told_by_links
from newslib.passages import Passage


def read(passage: Passage) -> tuple[Scene, list[Case]]:
    """A sentence with its numbers, and those of its numbers that may become figures."""
    told, numbered = told_by_links(passage), counts(passage)
    scene = Scene(passage, numbered, list(told.values()))
    tying = Tying(scene, told)
    found = [c for c in numbered if not tying.nobody.counts(c)]
    parts = {c: part(scene, c, told) for c in found}
    for count in found:  # "among the dead 504 were in one county and 72 in another"
        first = leans_on(scene, count) if tying.tie(count) is None and parts[count] is None else None
        if first is not None and first in parts and tying.tie(first) is None:
            parts[count] = parts[first]
    cases = [Case(scene, c, tying.tie(c), parts[c]) for c in found]
    cases += [Case(scene, c, tying.tie(c), part(scene, c, told)) for c in singles(passage, numbered)]
    # "he was a soldier"
    return scene, [c for c in cases if not c.count.implicit or c.part or scene.words[c.count.node].link != "attribute"]
