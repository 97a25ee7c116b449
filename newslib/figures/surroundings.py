"""What stands around the name of a place: whether something happened there, near it, or somebody of it speaks.

Words around a name decide, in every language alike; they are rows of ``words.csv``. ``in`` and ``near`` are
prepositions of place, ``to`` and ``from`` of direction; ``area``, ``settled`` and ``site`` are common nouns of places,
``compass`` and ``fill`` stand between them and a name; ``event`` and ``struck`` say what befalls a place; ``title``,
``body`` and ``said`` belong to who speaks or acts, never to where something happened.
"""

from newslib import gazetteer
from newslib.figures.names import KINDS, SPEAKERS, PrintedNames
from newslib.passages import endings, word_roles

FILL = 8  # words between a preposition and a name: "in the mainly residential southern port city of"
AFTER = 3  # words between a place and the office it stands before: "Gaza's Hamas-run health ministry"
SAID = 5  # words between a capital and what is said there


class PlaceWords(PrintedNames):
    """The names of one sentence with what stands around each."""

    def _shortened(self, i: int, end: int) -> bool:
        """Whether capitals start a word that goes on in small letters: "КАБами", or a name does: "Houthi-held"."""
        first, last = self.text[self.cut[i].start : self.cut[i].end], self.cut[end - 1].end
        capitals = first[:2].isalpha() and first[:2].isupper() and first[-1].islower()  # not "В'єтнам"
        return capitals or (not self._by_case() and self.text[last : last + 1] == "-" and self._joined(end - 1))

    def _one_of_many(self, i: int) -> bool:
        """Whether an article makes a name that of a kind: "at a Pemex plant"."""
        return i > 0 and "a" in self.roles[i - 1]

    def _introduced(self, i: int) -> tuple[str, bool]:
        """What stands before a name, and whether a common noun of places does: "in the port city of"."""
        kind, k = False, i - 1
        for _ in range(FILL):
            if k < 0 or not self._near_enough(k):
                return "", kind
            roles = self.roles[k]
            at = k - self.phrase[k]
            if "of" in roles and k:
                found = self._of_what(k - 1)
                if found is not None:
                    return found, kind
            elif k == i - 1 and not roles and "with" in word_roles(self.language).get(self.cut[k].form, ()):
                return "voice", kind  # "if war with Israel comes"
            elif self._speaking(k) and not self._by_whom(k):
                return "office" if "title" in self.roles[k] else "voice", kind
            elif "dweller" in roles:
                return "dweller", kind
            elif "tells" in roles:
                return "voice", kind  # "told the Harbour Club of York"
            elif roles & {"event", "struck"} and (
                k == i - 1 or kind or self._by_case() or self.cut[k + 1].form.endswith(("'s", "s'"))
            ):
                return ("voice" if self._attacks(i, k) else self._event(k)), kind
            elif roles & {"in", "near", "to", "from", "on"}:
                if self._acts(i):
                    return "voice", kind
                return self._how(roles, at, kind=kind), kind
            elif roles & set(KINDS):
                kind = True
            elif not self._may_fill(k, i, kind=kind):
                return "", kind
            k = at - 1
        return "", kind

    def _acts(self, i: int) -> bool:
        """Whether a capital stands for its government, which speaks there: "in Moscow they denied it"."""
        near = range(i + 1, min(i + 1 + SAID, len(self.cut)))
        word = self.cut[i]
        capital = "capital" in word_roles(self.language).get(word.form, ())
        if i in self.sides and not capital:
            known = gazetteer.named(self.text[word.start : word.end], self.language)
            capital = bool(known) and all(place.kind != "country" for place in known)
        return capital and any("said" in self.roles[k] and "by" not in self.roles[k] for k in near)

    def _by_whom(self, k: int) -> bool:
        """Whether a word names a force by which something was done: "обстрел войсками Чернигова"."""
        return "body" in self.roles[k] and self.cut[k].form.endswith(endings(self.language, "doer_endings"))

    def _speaking(self, k: int) -> bool:
        """Whether a word belongs to who speaks: an office, or what an office is of ("министерство обороны")."""
        if self.roles[k] & set(SPEAKERS) and not self.roles[k] & {*KINDS, "fill"}:
            return True
        plain = self.text[self.cut[k].start].islower() and not self.roles[k]
        return (
            self._by_case() and k > 0 and plain and bool(self.roles[k - 1] & {"title", "body"}) and self._joined(k - 1)
        )

    def _of_what(self, k: int) -> str | None:
        """How a name stands behind "of" by the word before it; None when a common noun of places goes on."""
        roles = self.roles[k]
        if "event" in roles:
            return "upon" if "invasion" in roles else "event"
        if roles & {"title", "body"}:
            return "office" if "title" in roles else "voice"
        return "dweller" if "dweller" in roles else None if roles & {*KINDS, "compass", "fill"} else ""

    def _how(self, roles: frozenset[str], at: int, *, kind: bool) -> str:
        """What a preposition says, the word of an attack before it read too: "a strike on"."""
        if at and "event" in self.roles[at - 1] and roles & {"on", "in"}:
            stays = "in" in roles and "invasion" not in self.roles[at - 1]
            if not stays:
                return "upon"  # "по" and "на" also say what was hit
            return self._event(at - 1, led=True) if self._by_case() else "in"
        embassy = at > 1 and at - 1 in self.sides and {"site", "body"} <= self.roles[at - 2]
        who = at - 1
        while who > 0 and self._capital(who) and not self.roles[who] and self._joined(who - 1):
            who -= 1  # "Consul Ada Brook in Jeddah"
        given = who > 0 and "to" in self.roles[who - 1]  # "gave up to authorities in Bria"
        said = "said" in self.roles[who] and self._joined(at - 1)  # not "all of them, it said, at the plant"
        if at and (embassy or said or self.roles[who] & {"title", "hearers"}) and "in" in roles:
            told = embassy or said or "hearers" in self.roles[who]  # "told reporters in Geneva"
            return "voice" if told else "in" if given else "office"  # "authorities in Donetsk"
        if at and "to" in roles and "struck" in self.roles[at - 1] and not self._by_case():
            return "in"  # "gunmen swept into"
        if "on" in roles and not roles & {"in", "near", "to", "from"}:
            return "in" if kind else ""
        return next(role for role in ("in", "near", "to", "from") if role in roles)

    def _event(self, k: int, *, led: bool = False) -> str:
        """Whether an attack befalls a place for certain, also one that nobody knows: "обстрел X", "удар по X"."""
        roles = self.roles[k]
        sure = "arms" in roles and (led or "deed" not in roles)
        return "hit" if self._by_case() and sure and "event" in roles else "event"

    def _attacks(self, i: int, k: int) -> bool:
        """Whether a side right behind an attack made it, which languages of cases put so: "удар ВВС", "удар РФ по"."""
        if k != i - 1 or i not in self.sides or not self._by_case():
            return False
        if self.roles[k] & {"deed", "invasion"}:
            return True
        return i + 1 < len(self.cut) and bool(self.roles[i + 1] & {"in", "on"})

    def _may_fill(self, k: int, i: int, *, kind: bool) -> bool:
        """Whether a word may stand between a preposition and a name."""
        whose = k in self.sides and not self._is_land(k)
        if whose or self.roles[k] & {"fill", "compass"} or self._shortened(k, k + 1):
            return True
        form, lower = self.cut[k].form, self.text[self.cut[k].start].islower()
        if self._by_case():
            told = self._adjective(k) and (lower or self.roles[k + 1] & set(KINDS) != set())
            return told or self._by_whom(k)
        named = kind and k < i - 1  # "at the Economic Club of", "in the mainly residential port city of"
        return self._compound(k) or self._owns(k) or form.endswith("s'") or (named and (lower or self._capital(k)))

    def _is_land(self, k: int) -> bool:
        """Whether a word that names a side is the name of its land: "in Ukraine Russia lost"."""
        return bool(gazetteer.named(self.text[self.cut[k].start : self.cut[k].end], self.language))

    def _compound(self, k: int) -> bool:
        """Whether a small word is joined to another by a hyphen: "war-torn"."""
        word = self.cut[k]
        around = self.text[max(word.start - 1, 0) : word.end + 1]
        return self.text[word.start].islower() and "-" in around

    def _speaks(self, end: int) -> str:
        """What speaks behind a place: an office ("Sumy's mayor"), another voice ("in Moscow they said"), none."""
        owns = self.cut[end - 1].form.endswith(("'s", "s'"))
        for k in range(end, min(end + (AFTER if owns else 1), len(self.cut))):
            if not self._joined(k - 1) or self.roles[k] & {"in", "near", "to", "from", "of", *KINDS, "event", "struck"}:
                return ""
            if self.roles[k] & {"hearers", *SPEAKERS} and "by" not in self.roles[k]:
                goes_on = k + 1 < len(self.cut) and self.phrase[k + 1] > self.phrase[k]
                if goes_on and not self.roles[k] & {"hearers", "title", "body"}:
                    return ""  # who speaks stands behind: "in Idlib according to the monitor"
                return "office" if "title" in self.roles[k] else "voice"
        return ""

    def _befallen(self, end: int) -> bool:
        """Whether what befalls a place follows its name: "Sri Lanka blasts", "Lebanon rocked by"."""
        if end == len(self.cut) or not self._near_enough(end - 1):
            return False
        meant = "fill" in self.roles[end] and self._joined(end)  # "a Basra suicide bombing"
        if self.roles[end + meant] & {"event", "suffered"}:
            return True
        if self._by_case():
            return False
        k = end
        while k + 1 < len(self.cut) and "was" in self.roles[k]:
            k += 1
        passive = k > end or (k + 1 < len(self.cut) and "by" in self.roles[k + 1])
        return "struck" in self.roles[k] and passive

    def _strikes(self, end: int) -> bool:
        """Whether a verb of attack in the singular makes a place its doer, by cases: "Баку обстреливает"."""
        if not self._by_case() or end == len(self.cut) or not self._joined(end - 1):
            return False
        one = not self.cut[end].form.endswith(endings(self.language, "plural_endings"))
        return "struck" in self.roles[end] and "suffered" not in self.roles[end] and one
