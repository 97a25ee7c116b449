"""A sentence under reading: its words, what its numbers count, and its words of outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newslib.figures.cases import OTHER, PEOPLE, THINGS, Count, Told
from newslib.lexicons import Row
from newslib.passages import SUBJECTS, Passage, Word
from newslib.sentences import Sentence


def names(passage: Passage, word: Word | int | None) -> str:
    """What a noun names: people, things (equipment), other (known as neither); empty when no table knows it."""
    if word is None:
        return ""
    place = word if isinstance(word, int) else word.i
    row = passage.rows("groups").get(place)
    if row:
        return PEOPLE if row["group"] else OTHER
    return THINGS if place in passage.rows("equipment") else ""


@dataclass(frozen=True, eq=False)
class Scene:
    """One sentence ready to be counted."""

    passage: Passage
    counts: Sequence[Count]
    told: Sequence[Told]

    @property
    def number(self) -> int:
        return self.passage.number

    @property
    def sentence(self) -> Sentence:
        return self.passage.sentence

    @property
    def words(self) -> Sequence[Word]:
        return self.passage.words

    def does(self, word: Word | int, *roles: str) -> bool:
        """Whether a small word has one of the roles."""
        return self.passage.does(word, *roles)

    def hits(self, table: str) -> dict[int, Row]:
        """Rows of a table found in the sentence, by the word that heads them."""
        return self.passage.rows(table)

    def names(self, word: Word | int | None) -> str:
        """What a noun names: people, things, other; empty when no table knows it."""
        return names(self.passage, word)

    def mentioned(self, word: Word) -> Count | None:
        """The count whose phrase a word heads."""
        return next((count for count in self.counts if count.node == word.i), None)

    @cached_property
    def tells_event(self) -> bool:
        """Whether a sentence names an attack, a battle, an accident."""
        return any(self.does(word, "attack", "target", "happening") for word in self.words)

    @cached_property
    def of_event(self) -> bool:
        """Whether a sentence tells of a sudden happening: a blast, a crash, a quake."""
        return any("blow" in hit.row["role"].split() for hit in self.passage.hits("happenings"))

    @cached_property
    def of_war(self) -> bool:
        """Whether a sentence speaks of a war, which goes on."""
        return self.passage.has("war")

    @cached_property
    def over_years(self) -> bool:
        """Whether the sentence counts over a long time: "in the last three years", "during 10 years of war"."""
        return any(self._is_period(word) for word in self.words)

    def _is_period(self, word: Word) -> bool:
        if not (word.link == "governed" and self.does(word, "period") and self.does(word.head, "during")):
            return False
        if next(word.linked("number", "modifier", "determiner"), None) is None:
            return False  # "the deadliest raid in months"
        return not self.does(word.i + 1, "moment")

    def apart(self, word: Word, count: Count) -> bool:
        """Whether a word is told of other people: in their phrase, in a clause on them, in the change of a count."""
        above = {count.node, *(t.i for t in self.words[count.node].ancestors)}
        while word.i not in above and not word.is_root:
            other = self.mentioned(word.head) if word.link == "relative" else None
            listed = self.does(word, "part") and any(self.words[c.node].head.i == word.i for c in self.counts)
            change = word.link == "adjunct" and word.shape == "gerund" and self.does(word, "change")
            if listed or change or (other is not None and other.node != count.node):
                return True
            word = word.head
        return False

    def besides(self, word: Word, count: Count) -> bool:
        """Whether a word stands in a later clause with a subject of its own: "five died, and the town was shelled"."""
        above = {t.i for t in self.words[count.node].ancestors}
        while word.i not in above and not word.is_root:
            joined = word.link == "joined" and word.is_verb and word.i > count.node
            if joined and next(word.linked(*SUBJECTS), None) is not None:
                return True
            word = word.head
        return False
