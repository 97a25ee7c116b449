"""A verb of saying in its clause: the words around it, and which of them can be its object."""

from __future__ import annotations

from dataclasses import dataclass

from newslib.statements.by_clause.cues import FoundCue
from newslib.statements.by_clause.marked_words import MarkedWords
from newslib.statements.by_clause.passages import Passage
from newslib.statements.by_clause.phrases import Phrase

_BACK_REACH = 5  # words after a verb among which "this" still is what it reports


@dataclass(frozen=True)
class Verb:
    """A cue in clause ``n``; words ``since`` to ``until`` of the clause are its own, no other cue's."""

    p: Passage
    n: int
    cue: FoundCue
    since: int
    until: int

    @property
    def m(self) -> MarkedWords:
        return self.p.marked

    @property
    def fronted(self) -> bool:
        """Whether the clause opens with "about …"."""
        first = next(
            (k for k in range(self.since, self.cue.first) if not self.m.has(k, "adverb", "continue")), self.since
        )
        return self.m.has(first, "topic")

    @property
    def topic(self) -> int:
        """The word where "about …" begins, or the word after the last."""
        for k in range(self.cue.last + 1, self.until + 1):
            if self.m.has(k, "topic") and not self.m.has(k, "back") and not self.m.has(k + 1, "date", "number"):
                return k
        return self.until + 1

    @property
    def back_words(self) -> list[int]:
        """Words such as "this" that point to what stands before, and not to what is told after them."""
        around = range(self.since, self.cue.last + _BACK_REACH)
        return [k for k in around if self.m.has(k, "back") and not self._told_after(k)]

    def _told_after(self, k: int) -> bool:
        """Whether "about ..." follows: "denied the report on ..."."""
        while self.m.has(k + 1, "back") and self.m.joined(k):
            k += 1
        return self.m.joined(k) and self.m.has(k + 1, "topic") and not self.m.has(k + 1, "back")

    @property
    def opened(self) -> bool:
        """Whether the next clause is what was said: after a conjunction, a colon or a dash, or in quotation marks."""
        if self.n + 1 >= len(self.p.clauses):
            return False
        following = self.p.clauses[self.n + 1]
        if following.quotation is not None or following.opener in ("colon", "quotation"):
            return True
        if following.opener == "dash" and self.cue.last == self.until:
            return True
        counted = self.cue.row["takes"] == "count" and any(self.m.has(k, "number") for k in self.rest(None))
        clause = following.opener == "comma" and self.m.has(self.p.zone(self.n + 1)[0], "complementizer")
        return clause and not counted  # "named 12 soldiers, who died"

    def shares(self, phrase: Phrase | None) -> bool:
        """Whether a subject stands with another verb before."""
        return phrase is not None and phrase.first < self.since

    def front(self, phrase: Phrase | None) -> list[int]:
        """Words before the verb and its subject that are neither time nor place: its object when it changed sides."""
        stop = min(self.cue.first, phrase.first) if phrase and not self.shares(phrase) else self.cue.first
        words = [k for k in range(self.since, stop) if not self.m.has(k, "adverb", "date", "conjunction", "continue")]
        return words if words and not self.m.has(words[0], "preposition") else []

    def middle(self, phrase: Phrase | None) -> list[int]:
        """Words between a subject and its verb: the object, where the verb comes last."""
        if phrase is None or phrase.last >= self.cue.first or self.rest(phrase) or self.shares(phrase):
            return []
        words = [k for k in range(phrase.last + 1, self.cue.first) if not self.m.has(k, "adverb", "date")]
        return words if words and not self.m.has(words[0], "preposition") else []

    def rest(self, phrase: Phrase | None) -> list[int]:
        """Words after the verb that are neither source nor time."""
        inside = words_of(phrase)
        return [
            k for k in range(self.cue.last + 1, self.until + 1)
            if k not in inside and not self.m.has(k, "adverb", "date", "back")
            and not (self.m.has(k, "preposition") and k + 1 in inside)
        ]  # fmt: skip


def words_of(phrase: Phrase | None) -> range:
    """Numbers of the words of a phrase."""
    return range(phrase.first, phrase.last + 1) if phrase else range(0)
