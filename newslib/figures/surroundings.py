"""What stands around the name of a place: whether something happened there, near it, or somebody of it speaks.

Words around a name decide, in every language alike; they are rows of ``words.csv``. ``in`` and ``near`` are
prepositions of place, ``to`` and ``from`` of direction; ``area``, ``settled`` and ``site`` are common nouns of places,
``compass`` and ``fill`` stand between them and a name; ``event`` and ``struck`` say what befalls a place; ``title``,
``body`` and ``said`` belong to who speaks or acts, never to where something happened.
"""

from collections.abc import Callable

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
            how = self._how(i, k, kind=kind)
            if how is not None:
                return how, kind
            kind = kind or not self.roles[k].isdisjoint(KINDS)
            k -= self.phrase[k] + 1
        return "", kind

    def _how(self, i: int, k: int, *, kind: bool) -> str | None:
        """How a word before a name introduces it, None when it only stands between."""
        at = k - self.phrase[k]
        before = self.roles[at - 1] if at else frozenset()
        told = {*self.roles[k], *(f"-{role}" for role in before), "cases" if self._by_case() else "order"}
        told |= {"next" if k == i - 1 else "far", "kind" if kind else ""}

        def holds(sign: str) -> bool:
            return sign in told or (sign in _ASKED and _ASKED[sign](self, i, k))

        return next(how for signs, how in _BEFORE if all(map(holds, signs.split())))

    def _acts(self, i: int) -> bool:
        """Whether a capital stands for its government, which speaks there: "in Moscow they denied it"."""
        near = range(i + 1, min(i + 1 + SAID, len(self.cut)))
        word = self.cut[i]
        capital = "capital" in word_roles(self.language).get(word.form, ())
        if i in self.sides and not capital:
            known = self._named(i)
            capital = bool(known) and all(place.kind != "country" for place in known)
        return capital and any("said" in self.roles[k] and "by" not in self.roles[k] for k in near)

    def _by_whom(self, k: int) -> bool:
        """Whether a word names a force by which something was done: "обстрел войсками Чернигова"."""
        return "body" in self.roles[k] and self.cut[k].form.endswith(endings(self.language, "doer_endings"))

    def _speaking(self, k: int) -> bool:
        """Whether a word belongs to who speaks: an office, or what an office is of ("министерство обороны")."""
        if self.roles[k] & set(SPEAKERS) and not self.roles[k] & {*KINDS, "fill"}:
            return True
        plain = self._by_case() and self.text[self.cut[k].start].islower() and not self.roles[k]
        return plain and k > 0 and bool(self.roles[k - 1] & {"title", "body"}) and self._joined(k - 1)

    def _who(self, k: int) -> int:
        """The word before a preposition, before any names there: "Consul Ada Brook in"."""
        who = k - self.phrase[k] - 1
        while who > 0 and self._capital(who) and not self.roles[who] and self._joined(who - 1):
            who -= 1
        return who

    def _is_who(self, k: int, role: str) -> bool:
        who = self._who(k)
        return who >= 0 and role in self.roles[who]

    def _in_embassy(self, k: int) -> bool:
        at = k - self.phrase[k]
        return at > 1 and at - 1 in self.sides and {"site", "body"} <= self.roles[at - 2]

    def _is_agent(self, i: int) -> bool:
        """Whether a land is named as by whom, or with whom, something was done: "обстрел Чадом", "война с Чадом"."""
        land = i in self.sides and self._capital(i)
        return land and self.cut[i].form.endswith(endings(self.language, "agent_endings"))

    def _attacks(self, i: int, k: int) -> bool:
        """Whether a side right behind an attack made it, which languages of cases put so: "удар ВВС", "удар РФ по"."""
        if k != i - 1 or i not in self.sides or not self._by_case():
            return False
        if self._is_agent(i) or self.roles[k] & {"deed", "invasion"}:
            return True
        return i + 1 < len(self.cut) and bool(self.roles[i + 1] & {"in", "on"})

    def _named(self, k: int) -> tuple[gazetteer.KnownPlace, ...]:
        """The places that a word by itself may name."""
        return gazetteer.named(self.text[self.cut[k].start : self.cut[k].end], self.language)

    def _compound(self, k: int) -> bool:
        """Whether a small word is joined to another by a hyphen: "war-torn"."""
        word = self.cut[k]
        around = self.text[max(word.start - 1, 0) : word.end + 1]
        return self.text[word.start].islower() and "-" in around

    def _speaks(self, end: int) -> str:
        """What speaks behind a place, a date or another name between: an office ("Sumy's mayor"), a voice, none."""
        while self._is_aside(end):
            end += 1
        if end < len(self.cut) and self.roles[end] & {"tells", "hearers"} and "said" in self.roles[end]:
            return "voice"  # "doctors in Mekele, told reporters"
        owns = self.cut[end - 1].form.endswith(("'s", "s'"))
        for k in range(end, min(end + (AFTER if owns else 1), len(self.cut))):
            if not self._joined(k - 1) or self.roles[k] & {"in", "near", "to", "from", "of", *KINDS, "event", "struck"}:
                return ""
            if self.roles[k] & {"hearers", *SPEAKERS} and "by" not in self.roles[k]:
                return self._speaker(k)
        return ""

    def _is_aside(self, k: int) -> bool:
        """Whether a word between who speaks and the verb is a date or one more who speaks: "Mali and Togo said"."""
        if k + 1 >= len(self.cut) or not self._joined(k - 1):
            return False
        dated = self._is_day(k) or self.cut[k].form.isdigit()
        return dated or (k in self.joints and self._capital(k + 1)) or (k - 1 in self.joints and k in self.sides)

    def _speaker(self, k: int) -> str:
        """What a word behind a place is, unless who speaks stands behind it: "in Idlib according to the monitor"."""
        goes_on = k + 1 < len(self.cut) and self.phrase[k + 1] > self.phrase[k]
        if goes_on and self.roles[k].isdisjoint(("hearers", "title", "body")):
            return ""
        return "office" if "title" in self.roles[k] else "voice"

    def _befallen(self, end: int) -> bool:
        """Whether what befalls a place follows its name: "Sri Lanka blasts", "Lebanon rocked by"."""
        if end == len(self.cut) or not self._near_enough(end - 1):
            return False
        meant = "fill" in self.roles[end] and self._joined(end)  # "a Basra suicide bombing"
        if self.roles[end + meant] & {"event", "suffered"}:
            return True
        return not self._by_case() and self._is_struck(end)

    def _is_struck(self, end: int) -> bool:
        """Whether a verb of attack behind a place is passive: "was rocked", "hit by"."""
        k = end
        while k + 1 < len(self.cut) and "was" in self.roles[k]:
            k += 1
        passive = k > end or (k + 1 < len(self.cut) and "by" in self.roles[k + 1])
        return "struck" in self.roles[k] and passive

    def _strikes(self, end: int) -> bool:
        """Whether a place is who attacks: by an attack that it owns ("Mali's heavy strikes"), where words have cases by
        a verb in the singular ("Баку обстреливает")."""
        if end == len(self.cut) or not self._joined(end - 1):
            return False
        if not self._by_case():
            own = self.roles[end : end + AFTER] if self.cut[end - 1].form.endswith(("'s", "s'")) else ()
            return any("deed" in told or told >= {"event", "arms"} for told in own)
        one = not self.cut[end].form.endswith(endings(self.language, "plural_endings"))
        return "struck" in self.roles[end] and "suffered" not in self.roles[end] and one


_ASKED: dict[str, Callable[[PlaceWords, int, int], bool]] = {  # signs of a name and a word before it
    "with": lambda words, _, k: "with" in word_roles(words.language).get(words.cut[k].form, ()) and not words.roles[k],
    "leads": lambda words, _, k: not words.roles[k].isdisjoint(("in", "near", "to", "from", "on")),
    "blow": lambda words, _, k: not words.roles[k].isdisjoint(("event", "struck")),
    "speaks": lambda words, _, k: words._speaking(k) and not words._by_whom(k),
    "owned": lambda words, _, k: words.cut[k + 1].form.endswith(("'s", "s'")),
    "attacks": PlaceWords._attacks,
    "agent": lambda words, i, _: words._is_agent(i),
    "of_land": lambda words, i, _: i in words.sides and bool(words._named(i)),
    "acts": lambda words, i, _: words._acts(i),
    "embassy": lambda words, _, k: words._in_embassy(k),
    "who-said": lambda words, _, k: words._is_who(k, "said") and words._joined(k - words.phrase[k] - 1),
    "who-hearers": lambda words, _, k: words._is_who(k, "hearers"),
    "who-title": lambda words, _, k: words._is_who(k, "title"),
    "given": lambda words, _, k: words._who(k) > 0 and "to" in words.roles[words._who(k) - 1],
    "by_whom": lambda words, _, k: words._by_whom(k),
    "whose": lambda words, _, k: k in words.sides and not words._named(k),  # not "in Ukraine Russia lost"
    "country": lambda words, _, k: any(place.kind == "country" for place in words._named(k)),
    "shortened": lambda words, _, k: words._shortened(k, k + 1),
    "adjective": lambda words, _, k: words._adjective(k),
    "lower": lambda words, _, k: words.text[words.cut[k].start].islower(),
    "capital": lambda words, _, k: words._capital(k),
    "noun": lambda words, _, k: not words.roles[k + 1].isdisjoint(KINDS),
    "compound": lambda words, _, k: words._compound(k),
    "owner": lambda words, _, k: words._owns(k) or words.cut[k].form.endswith("s'"),
}
_BEFORE = (  # signs of a word before a name ("-": roles of the word before it) and how it introduces the name
    ("of -event -invasion", "upon"),
    ("of -event", "event"),
    ("of -title", "office"),
    ("of -body", "voice"),
    ("of -dweller", "dweller"),
    *((f"of -{role}", None) for role in (*KINDS, "compass", "fill")),
    ("of", ""),
    ("with next", "voice"),  # "if war with Israel comes"
    ("from next agent", "voice"),
    ("body site cases next of_land", "voice"),  # "у посольства Чада"
    ("speaks title", "office"),
    ("speaks", "voice"),
    ("dweller", "dweller"),
    ("tells", "voice"),  # "told the Harbour Club of York"
    *((f"{sign} attacks", "voice") for sign in ("blow", "deed")),  # "военные действия X" befall no place
    ("event cases arms deed", "event"),
    ("event cases arms", "hit"),  # "обстрел X", also one that nobody knows
    *((f"blow {sign}", "event") for sign in ("cases", "next", "kind", "owned")),
    ("leads acts", "voice"),
    ("across -site", ""),  # "a bridge over the Oder"
    ("in -event -invasion order", "upon"),
    ("in on -event -invasion", "upon"),  # "нападение на"
    ("in -event -invasion", "in"),
    ("in -event cases -arms", "hit"),  # "удар по X"
    ("in -event cases", "event"),
    ("in -event", "in"),  # "a strike on"
    ("on -event", "upon"),  # "по" and "на" also say what was hit
    ("in embassy", "voice"),
    ("in who-said", "voice"),  # not "all of them, it said, at the plant"
    ("in who-hearers", "voice"),  # "told reporters in Geneva"
    ("in who-title given", "in"),  # "gave up to authorities in Bria"
    ("in who-title", "office"),  # "authorities in Donetsk"
    ("to -struck order", "in"),  # "gunmen swept into"
    *((role, role) for role in ("in", "near", "to", "from")),
    ("on kind", "in"),
    ("on", ""),
    *((kind, None) for kind in KINDS),
    *((sign, None) for sign in ("fill", "compass", "whose", "shortened")),
    *(
        (f"cases {signs}", None)
        for signs in ("adjective lower", "adjective noun", "by_whom", "-area country", "-settled country")
    ),
    *((f"order {signs}", None) for signs in ("compound", "owner", "kind far lower", "kind far capital")),
    ("", ""),
)
