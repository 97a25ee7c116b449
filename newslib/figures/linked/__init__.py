"""Figures of languages with a parser: numbers are tied to outcomes through the heads and links of their words."""

from __future__ import annotations

from newslib.figures.cases import Case
from newslib.figures.linked.counts import counts, singles
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
    cases = [Case(scene, c, tying.tie(c), part(scene, c, told)) for c in (*found, *singles(passage, numbered))]
    # "he was a soldier"
    return scene, [c for c in cases if not c.count.implicit or c.part or scene.words[c.count.node].link != "attribute"]
