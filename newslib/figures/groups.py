"""Who was counted: the group and the formation of the people a number stands for."""

from newslib.figures.cases import LOST, SOLDIERS, Case, Part
from newslib.figures.owners import owner, owner_side
from newslib.figures.scenes import NOTHING, Count, Scene
from newslib.lexicons import Row
from newslib.passages import STEPS, SUBJECTS, Word, WordHit

UNSPECIFIED, PEOPLE, MILITARY = "unspecified", "people", "military"
_NAME = ("name", "adjective", "number", "noun")
_UNIT_REACH = 4  # words between a formation and the number of its men


def group_of(case: Case) -> str:
    """The group of a case, a word of the vocabulary ``group``.

    What the noun names; else what is told of people of whom only soldiers are told; else who was counted beside or
    before.
    """
    if case.outcome == LOST:
        return UNSPECIFIED
    named = _named(case)
    if named in ("", PEOPLE, UNSPECIFIED) and _are_soldiers(case, named):
        return MILITARY
    if named not in ("", UNSPECIFIED):
        return named
    return _of_label(case) or _leaned(case) or _of_soldiers(case) or UNSPECIFIED


def _named(case: Case) -> str:
    """The group that the noun names: ``unspecified`` for nouns that tell none, empty when no noun says who it is."""
    scene, count = case.scene, case.count
    if count.noun is not None and scene.does(count.noun, "others") and case.like is not None:
        return ""
    named = count.people if count.group or count.unknown is None else PEOPLE
    predicate = _predicate(scene, count) if named in ("", PEOPLE, UNSPECIFIED) else None
    return scene.hits("groups")[predicate.i]["group"] if predicate is not None else named


def _are_soldiers(case: Case, named: str) -> bool:
    """Whether people are soldiers by what is told of them: of soldiers, lost, surrendering, of a unit, of an army."""
    if case.tie is None:
        return False
    if case.scene.passage.linked:
        lost = case.outcome == "casualties" and (_have_side(case) or loser_fights(case))
        return lost or (named == PEOPLE and _soldiers_told(case))
    return case.tie.lost is not None or (bool(named) and _fight(case))


def _have_side(case: Case) -> bool:
    """Whether the words of outcome name whose people they are."""
    return case.main is not None and owner_side(case.scene, case.count, case.main) is not None


def _fight(case: Case) -> bool:
    """Whether what befell people, their whole or a unit beside them tells that they fight."""
    if case.outcome == "surrendered" or were_destroyed(case):
        return True
    if case.whole is not None and case.whole.figure.group in SOLDIERS:
        return True
    if case.outcome == "casualties":
        return case.main is not None and not case.main.joint
    return any(0 <= case.count.first - hit.last <= _UNIT_REACH for hit in case.scene.passage.hits("units"))


def were_destroyed(case: Case) -> bool:
    """Whether people are told of as of things ("liquidated") or in a row of a muster: that is said of the enemy's."""
    if case.main is None:
        return case.tie is not None and case.tie.rule == "row"
    return case.main.outcome == LOST


def _soldiers_told(case: Case) -> bool:
    """Whether the words of outcome themselves name soldiers: "36 men are prisoners of war"."""
    told = [i for one in case.told if "subject" in one.voice for i in range(one.first, one.last)]
    return any(is_army(case.scene, case.scene.words[i]) for i in told)


def loser_fights(case: Case) -> bool:
    """Whether an army lost them: "the brigade lost 90 men"."""
    loser = owner(case.scene, case.scene.words[case.count.node])
    return loser is not None and is_army(case.scene, loser)


def _of_label(case: Case) -> str:
    """The group that stands beside a label: "the number of children killed reached 234"."""
    if case.main is None or case.tie is None or case.tie.rule != "label":
        return ""
    passage, first = case.scene.passage, case.main.first
    state = case.main.role == "participle"  # "the number of children killed", "число солдат, убитых"
    behind = {first, first - passage.is_sign(first - 1, ",")} if state else set()
    beside = (hit for hit in passage.hits("groups") if hit.first == case.main.last or hit.last in behind)
    return next((hit.row["group"] for hit in beside), "")


def _of_soldiers(case: Case) -> str:
    """The group of soldiers told of last: before a bare number in its sentence, else counted just before.

    Only where words have heads: without, who speaks or strikes cannot be told from whom is told of.
    """
    if not case.scene.passage.linked:
        return ""
    hits = case.scene.passage.hits("groups")
    told = [hit.row["group"] for hit in hits if hit.last <= case.count.first and _is_told_of(case.scene, hit)]
    lately = [c for c in case.near if case.scene.number - c.scene.number <= 1 and c.whole is None]
    *_, last = "", *(told or [c.figure.group for c in (*lately, *case.here)])
    return last if last in SOLDIERS else ""


def _is_told_of(scene: Scene, hit: WordHit) -> bool:
    """Whether people in the plural are neither counted, nor part of a name, nor those who speak or strike."""
    last = scene.words[hit.last - 1]
    counted = not hit.row["group"] or last.i in scene.in_counts
    if counted or last.shape != "plural" or last.link == "compound" or scene.does(last.head, "agent"):
        return False
    return last.link != "subject" or last.head.i in scene.triggers


def _leaned(case: Case) -> str:
    """The group of the whole, of the people that a number goes back to, or of the count it leans on."""
    if case.whole is not None:
        return case.whole.figure.group
    other = taken_by_verb(case)
    if other is not None:
        return other["group"]
    if case.like is None:
        return ""
    if case.scene.passage.linked:
        return case.like.figure.group
    general = case.like.figure.group == PEOPLE and (case.count.quantity.kind != "digits" or case.has_more)
    return UNSPECIFIED if general else case.like.figure.group


def taken_by_verb(case: Case) -> Row | None:
    """The noun of people that a number without one goes back to: those it is among, or what the verb before it took."""
    if (among := (case.part or Part()).among) is not None:
        return among.group
    if case.scene.passage.linked or case.like is not None or case.count.kind != NOTHING:
        return None
    passage = case.scene.passage
    verbs = {hit.last for hit in passage.hits("outcomes") if "object" in hit.row["voice"].split()}
    taken = [hit.row for hit in passage.hits("groups") if hit.first in verbs]
    return taken[-1] if taken else None


def is_army(scene: Scene, word: Word) -> bool:
    """Whether a noun names a formation or soldiers."""
    return word.i in scene.hits("units") or scene.hits("groups").get(word.i, {}).get("group") == MILITARY


def _predicate(scene: Scene, count: Count) -> Word | None:
    """The noun that says who a bare number is: "two of them were nurses", "three of them children"."""
    node = scene.words[count.node]
    if node.link in SUBJECTS and scene.does(node.head, "copula"):
        for noun in node.head.linked("attribute", *SUBJECTS):
            if noun.i > node.head.i and noun.i in scene.hits("groups"):
                return noun
    behind = scene.words[count.number_last : count.number_last + STEPS] if count.parted else ()
    return next((word for word in behind if word.i in scene.hits("groups")), None)


def unit_of(case: Case) -> str | None:
    """The formation of the people counted, as printed: "36th Marine Brigade"."""
    scene, count = case.scene, case.count
    if not scene.passage.linked:
        return scene.passage.printed(*count.unit) if count.unit else None
    node = scene.words[count.node if count.noun is None else count.noun]
    loser = owner(scene, scene.words[count.node]) if case.outcome == "casualties" else None
    named = (word for word in (*_beside(node), loser) if word is not None and word.i in scene.hits("units"))
    head = next(named, None)
    return _formation(scene, head) if head is not None else None


def _beside(node: Word) -> list[Word]:
    """The nouns that stand with a noun: behind its prepositions, in compounds and appositions."""
    near = [word for link in node.linked("preposition") for word in link.linked("governed")]
    return near + [child for one in (node, *near) for child in one.linked("compound", "apposition")]


def _formation(scene: Scene, head: Word) -> str | None:
    """The name of a formation without article and side; None when it has neither number nor name."""
    first = head.i
    while first and scene.words[first - 1].kind in _NAME:
        first -= 1
    plain = {word.i for word in scene.words[first : head.i] if word.text.islower() and word.text.isalpha()}
    while first < head.i and (first in plain or first in scene.hits("sides")):
        first += 1
    return scene.passage.printed(first, head.i + 1) if first < head.i else None
