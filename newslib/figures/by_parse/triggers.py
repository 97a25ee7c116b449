"""Words of a parsed sentence that tell what happened to people: killed, surrendered, losses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslib.figures.by_parse.scenes import Scene
from newslib.figures.lookups import fits, frames
from newslib.lexicons import Row

if TYPE_CHECKING:
    from newslib.passages import Word

_FRAME_LINKS = frozenset(
    (
        "object", "recipient", "governed", "preposition", "governed_clause", "state", "attribute", "adverb",
        "adverbial", "open", "clause", "adjunct", "verb_particle", "passive_subject", "modifier", "loose", "compound",
    )
)  # fmt: skip
_SMALL = ("preposition", "adverb", "particle", "subordinator", "determiner")  # "down" as a particle tells nothing
_FRAME_DEPTH = 4  # steps from the noun of a frame up to its verb


@dataclass(frozen=True)
class Trigger:
    """A word or phrase of outcome. ``token`` is where it hangs in the tree; ``first``/``last`` its own tokens
    (of a frame its noun: ``token`` is then the verb).

    ``voice`` says which place the people counted take: object, subject, self (the word itself is counted),
    label (the number stands beside it); ``people`` in it: nobody but people known as such.
    """

    token: int
    first: int
    last: int
    outcome: str
    role: str
    voice: frozenset[str]

    @property
    def names_action(self) -> bool:
        """Whether it takes people as a noun does: "the death of", "a toll of"."""
        return bool({"object", "label"} & self.voice) or self.role == "verb"

    @property
    def is_state(self) -> bool:
        """Whether it can stand for the people themselves: "the wounded", "casualties"."""
        return self.role == "participle" or "self" in self.voice


def triggers(scene: Scene) -> dict[int, Trigger]:
    """Every word of outcome of a sentence, by the token where it hangs in the tree."""
    found = {}
    for first, last, row in scene.spans("outcomes"):
        if row["outcome"]:
            root = scene.passage.root(first, last)
            if not (last - first == 1 and root.kind in _SMALL):
                found[root.i] = _trigger(root, first, last, row)
    for first, last, row in _frames(scene):
        verb = _verb(scene, first, last, row["verb"])
        if verb is not None:
            token = scene.passage.root(first, last) if "self" in row["voice"] else verb
            found[token.i] = _trigger(token, first, last, row)
            if not row["outcome"]:
                del found[token.i]  # "saved 900 lives"
    return found


def _trigger(token: Word, first: int, last: int, row: Row) -> Trigger:
    voice = frozenset(row["voice"].split())
    return Trigger(token.i, first, last, row["outcome"], row.get("role", "phrase"), voice)


def _frames(scene: Scene) -> Iterator[tuple[int, int, Row]]:
    finder, rows = frames(scene.sentence.language)
    for hit in scene.passage.found(finder):
        for row in rows[hit.row["form"]]:
            yield hit.first, hit.last, row


def _verb(scene: Scene, first: int, last: int, verbs: str) -> Word | None:
    """The verb of a frame: above its noun, in an attribute of it, or just before it."""
    root = token = scene.passage.root(first, last)
    for _ in range(_FRAME_DEPTH):
        if token.link not in _FRAME_LINKS or token.head.i == token.i:
            break
        token = token.head
        if not first <= token.i < last and fits(scene.forms[token.i], verbs):
            return token
    near = [
        *scene.children(root, "reduced", "relative", "modifier"),
        *([scene.words[first - 1]] if first else []),
    ]
    return next((one for one in near if fits(scene.forms[one.i], verbs)), None)


def frame_of(found: dict[int, Trigger], noun: int) -> Trigger | None:
    """The frame a noun belongs to: "suffered three wounds", "took five prisoners"."""
    if noun in found:
        return None
    return next((t for t in found.values() if t.first <= noun < t.last and t.token != noun), None)
