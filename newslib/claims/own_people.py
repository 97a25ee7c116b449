"""Whose people a land counts that does not say so: its own, unless words, place or its own attack tell otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from newslib import sides
from newslib.claims.records import Claim
from newslib.figures import SOLDIERS, STRUCK
from newslib.figures.attackers import attackers_in, passage_of
from newslib.figures.whose import told_sides
from newslib.lexicons import kept
from newslib.readings import Reading
from newslib.sources.registry import RELAYS

_CIVIL = frozenset({"civilian", "children", "women", "medical"})
_BEFORE = 3  # sentences back in which somebody attacks


def with_own(claim: Claim, kind: str | None, reading: Reading) -> Claim:
    """A claim, its people those of the land that counts them, where another land attacks and nothing tells a side.

    Args:
        claim: as read.
        kind: of its source; an outlet or agency speaks for no land.
        reading: its text.
    """
    figure = claim.figure
    if kind in RELAYS or figure.outcome not in STRUCK or figure.group in (*SOLDIERS, "foreign"):
        return claim
    teller = _Teller(claim, reading)
    own = teller.land if teller.land != figure.side and teller.counts_own() else None
    return replace(claim, figure=replace(figure, side=own)) if own else claim


@dataclass(eq=False)
class _Teller:
    """A claim of people who were hit, and the text in which somebody counts them."""

    claim: Claim
    reading: Reading

    def counts_own(self) -> bool:
        """Whether the people are those of the land that counts them, and not it alone attacks near the number."""
        if self.land is None or self._near == {self.land} or self._is_elsewhere() or self._tells():
            return False
        return self._is_hit()

    @kept
    def land(self) -> str | None:
        """The land that counts: that of the source's camp, or the one its name names: "Islamabad"."""
        named = [*sides.named_in(self.claim.source or "", self._language)]
        told = () if len(named) > 1 else (self.claim.party, *named)  # "India and Pakistan"
        return next(filter(sides.is_land, told), None)

    @kept
    def _number(self) -> int:
        start = self.claim.figure.start
        return min(self.reading.touching((start, start + 1)), default=0)

    @property
    def _language(self) -> str:
        return self.reading.sentences[self._number].language

    @kept
    def _sentences(self) -> list[int]:
        """The sentence of the number and those before it, in its language."""
        near = range(max(self._number - _BEFORE, 0), self._number + 1)
        return [n for n in near if self.reading.sentences[n].language == self._language]

    def _attack(self, numbers: Iterable[int]) -> set[str]:
        """The lands that attack in some sentences."""
        return {side for n in numbers for side in attackers_in(self.reading, n) if sides.is_land(side)}

    @kept
    def _near(self) -> set[str]:
        """The lands that attack near the number."""
        return self._attack(self._sentences)

    @kept
    def _anywhere(self) -> set[str]:
        told = self.reading.sentences
        return self._attack(n for n in range(len(told)) if told[n].language == self._language)

    def _is_elsewhere(self) -> bool:
        """Whether it happened in a land that is not said to attack."""
        figure = self.claim.figure
        home = sides.of_place(figure.place_id) if figure.place_id else None
        here = figure.place_how == "sentence"
        attack = self._attack([self._number]) if here else self._anywhere
        return bool(home) and home != self.land and home not in attack

    def _tells(self) -> bool:
        """Whether the sentence names those who are counted, not as who attacks, speaks or has arms."""
        passage = passage_of(self.reading, self._number)
        other = {*passage.starting("cues"), *passage.starting("equipment")}
        return self.claim.figure.side in [hit.row["side"] for hit in told_sides(passage) if hit.last not in other]

    def _is_hit(self) -> bool:
        """Whether another land attacks nearby, or one it is at odds with does, or fights it by the text."""
        rivals = sides.rivals(self.land or "")
        if self._near - {self.land} or not self._anywhere.isdisjoint(rivals):
            return True
        text = self.reading.text, self._language
        if self.claim.figure.group in _CIVIL and sides.tells_of_arms(*text):
            return any(sides.named_in(*text)[rival] for rival in rivals)
        return sides.opponent(self.land) is None and self._fights()

    def _fights(self) -> bool:
        """Whether the sentences near tell of fighting and name one that the land is at odds with."""
        near = " ".join(self.reading.sentences[n].text for n in self._sentences)
        war = any(passage_of(self.reading, n).has("war") for n in self._sentences)
        if not (war or sides.tells_of_arms(near, self._language)):
            return False
        return any(sides.named_in(near, self._language)[rival] for rival in sides.rivals(self.land or ""))
