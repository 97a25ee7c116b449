"""What stands around a number or a word of outcome, by the patterns of ``shared/patterns.toml`` and one matcher."""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from newslib.figures.scenes import NOTHING, OTHER, PEOPLE, THINGS, Count, Scene, Told
from newslib.lexicons import FOLDER
from newslib.passages import DASHES, STOPS, WordHit

_FAR = 24  # words that a piece with a star may take
_STEP = re.compile(r"(!?)(.+?)(\*|\?|\{\d+\})?")
KINDS: dict[str, Callable[[Count], bool]] = {
    "": lambda count: True,
    "lone": lambda count: count.kind == NOTHING,
    "bare": lambda count: count.kind == NOTHING and count.quantity.kind != "collective",
    "people": lambda count: count.kind == PEOPLE,
    "numeral": lambda count: count.quantity.kind != "collective",
    "one": lambda count: count.quantity.stated == 1,
    "single": lambda count: count.quantity.stated == 1 and not count.own,
    "owned": lambda count: count.quantity.stated == 1 and bool(count.own),
    "parted": lambda count: count.parted,
    "digits": lambda count: count.quantity.kind == "digits",
    "many": lambda count: count.quantity.stated != 1,
    "unnamed": lambda count: count.noun is None,
}
WORDS: dict[str, Callable[[Scene, int], bool]] = {
    "Any": lambda scene, i: True,
    "Sign": lambda scene, i: not scene.words[i].is_word,
    "Word": lambda scene, i: scene.words[i].is_word,
    "Level": lambda scene, i: scene.words[i].is_word and not scene.does(i, "relative", "part"),
    "Adverb": lambda scene, i: scene.words[i].kind == "adverb",
    "Preposition": lambda scene, i: scene.words[i].kind == "preposition",
    "Determiner": lambda scene, i: scene.words[i].kind == "determiner",
    "Joint": lambda scene, i: scene.words[i].kind in ("conjunction", "subordinator"),
    "Name": lambda scene, i: scene.words[i].is_capital,
    "Calm": lambda scene, i: not (scene.passage.like_verb(i) or scene.words[i].is_finite),
    "Ours": lambda scene, i: scene.names(i) not in (OTHER, THINGS),
    "Told": lambda scene, i: scene.tells(i),
    "Counted": lambda scene, i: scene.numbered(i) is not None or i in scene.in_counts,
    "Number": lambda scene, i: i in scene.places,
    "Side": lambda scene, i: i in scene.passage.starting("sides"),
    "Unit": lambda scene, i: i in scene.passage.starting("units"),
    "Who": lambda scene, i: scene.words[i].shape in ("who", "which"),
    "Still": lambda scene, i: not (scene.tells(i) or i in scene.places or scene.passage.is_sign(i, STOPS | {","})),
    "Quiet": lambda scene, i: not (scene.passage.like_verb(i) or scene.passage.is_sign(i, STOPS | {":"})),
    "Plain": lambda scene, i: scene.words[i].is_word and not (scene.tells(i) or i in scene.places),
    "Acts": lambda scene, i: scene.passage.like_verb(i) or scene.words[i].is_finite,
    "Verb": lambda scene, i: scene.words[i].kind == "verb",
    "Adjective": lambda scene, i: scene.passage.like_adjective(i),
    "Bare": lambda scene, i: scene.words[i].is_word and not scene.passage.roles[i],
    "Cue": lambda scene, i: i in scene.hits("cues"),
    "Time": lambda scene, i: any(first <= i < last for first, last in scene.times.items()),
    "Numbered": lambda scene, i: scene.numbered(i) is not None,
    "Both": lambda scene, i: (one := scene.numbered(i)) is not None and one.quantity.kind == "collective",
    "Known": lambda scene, i: i in scene.passage.named,
    "Group": lambda scene, i: i in scene.passage.starting("groups"),
    "Person": lambda scene, i: i in scene.passage.starting("persons"),
    "Container": lambda scene, i: any(scene.does(k, "container") for k in (i - 1, i, i + 1)),
    "Point": lambda scene, i: scene.passage.is_sign(i, ".") and scene.does(i - 1, "within"),
    "Dash": lambda scene, i: scene.passage.is_sign(i, DASHES),
    "Stop": lambda scene, i: scene.passage.is_sign(i, STOPS),
    "-": lambda scene, i: scene.passage.is_dash(i),
}


class Beside(NamedTuple):
    """Words or signs that a pattern asks for, ``least`` to ``most`` of them, or that must not stand there."""

    fits: Callable[[Scene, int], bool]
    denied: bool
    least: int
    most: int


class Pattern(NamedTuple):
    """The steps on either side of a number, the nearest first, and of what kind the number is."""

    before: tuple[Beside, ...]
    behind: tuple[Beside, ...]
    kind: str
    narrow: bool  # whether what stands behind is sought behind the bare number
    needs: tuple[tuple[str, ...], ...]  # roles, one of each of which some word of the sentence must have


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / "shared" / "patterns.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> dict[str, tuple[Pattern, ...]]:
    return {question: tuple(map(_pattern, forms)) for question, forms in _table()["patterns"].items()}


def _pattern(form: str) -> Pattern:
    before, mark, number, behind = re.split(r"(##?)(\w*)", form)
    needs = [told.split("|") for told in (before + behind).split() if re.fullmatch(r"[a-z_|]+", told)]
    left, right = tuple(map(_step, reversed(before.split()))), tuple(map(_step, behind.split()))
    return Pattern(left, right, number, mark == "##", tuple(map(tuple, needs)))


def _step(told: str) -> Beside:
    found = _STEP.fullmatch(told)
    if found is None:
        raise ValueError(f"no step of a pattern: {told!r}")
    denied, words, often = found.groups()
    least, most = {None: (1, 1), "?": (0, 1), "*": (0, _FAR)}.get(often) or (0, int(often[1:-1]))
    named = _table()["words"]
    return Beside(
        _fitting("|".join(named.get(word, word) for word in words.split("|")).split("|")), bool(denied), least, most
    )


def _fitting(words: Sequence[str]) -> Callable[[Scene, int], bool]:
    """Whether a place holds one of some words: roles, kinds of words, signs; ``Edge`` is also beside the sentence."""
    roles = frozenset(word for word in words if word.islower())
    known = [WORDS[word] for word in words if word in WORDS]
    signs = "".join(word for word in words if not word.replace("_", "").isalpha() and word not in WORDS)
    edge = "Edge" in words

    def fits(scene: Scene, i: int) -> bool:
        if not 0 <= i < len(scene.words):
            return edge
        if not roles.isdisjoint(scene.passage.roles[i]) or (signs and scene.passage.is_sign(i, signs)):
            return True
        return any(fits(scene, i) for fits in known)

    return fits


def around(scene: Scene, question: str, one: Count | Told | WordHit) -> range | None:
    """What stands around a number or other words, from the first to the last word of a pattern that fits.

    Args:
        scene: the sentence.
        question: a key of ``shared/patterns.toml``.
        one: the number, the word of outcome, the hit of a table.

    Returns:
        The words of the first pattern that fits; None when none does.
    """
    for pattern in _patterns()[question]:
        if not all(any(map(scene.passage.has, roles)) for roles in pattern.needs) or not _is_of_kind(one, pattern.kind):
            continue
        start, end = _borders(one, pattern.narrow)
        first = _walk(scene, start - 1, -1, pattern.before)
        last = None if first is None else _walk(scene, end, 1, pattern.behind)
        if first is not None and last is not None:
            return range(max(first + 1, 0), min(last, len(scene.words)))
    return None


def _borders(one: Count | Told | WordHit, narrow: bool) -> tuple[int, int]:
    """The first word of what is asked of and the one behind it: of a number without bounds and noun where narrow."""
    if not isinstance(one, Count):
        return one.first, one.last
    return (one.number_first, one.last) if narrow else (one.first, one.end)


def _is_of_kind(one: Count | Told | WordHit, kind: str) -> bool:
    return not kind or (isinstance(one, Count) and KINDS[kind](one))


def _walk(scene: Scene, i: int, way: int, steps: Sequence[Beside]) -> int | None:
    """The place behind the words that steps take one after the other, each as few as it can; None when they do not."""
    if not steps:
        return i
    if steps[0].denied:
        return None if steps[0].fits(scene, i) else _walk(scene, i, way, steps[1:])
    for taken in range(steps[0].most + 1):
        last = _walk(scene, i, way, steps[1:]) if taken >= steps[0].least else None
        if last is not None or not steps[0].fits(scene, i):
            return last
        i += way
    return None
