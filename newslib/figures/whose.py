"""Whose people were counted, told without heads: by a side named beside them, or by who did what to whom."""

from itertools import chain

from newslib import gazetteer
from newslib.figures.attackers import is_attacker, leads_attack
from newslib.figures.cases import LOST, SOLDIERS, Case, Tie
from newslib.figures.groups import taken_by_verb, were_destroyed
from newslib.figures.owners import HELD, TAKEN, army_side, doer, possessor, side_of_phrase
from newslib.figures.scenes import Count, Told
from newslib.passages import Passage, WordHit, endings
from newslib.sides import enemy, foe, opponent

_NEAR = 4  # words between "losses" and whose they are
_CLAIMING = 6  # words of a phrase that names who claims: "by the estimates of American officials"
_INFLICTED = HELD | {"killed", "wounded", LOST}
_HEADING = 3  # words of a line that heads a list
_BESIDE = 4  # words between people and whose they are
_FRONTED = 2  # words before a side that opens a clause: "on the"
_TOLD_APART = frozenset({"civilian", "children", "women", "medical", "police", "foreign"})


def named_side(count: Count) -> str | None:
    """The side the counted phrase names itself: an adjective, an army, an epithet."""
    if count.side:
        return count.side
    return (count.group["side"] or None) if count.group else None


def told_side(passage: Passage, count: Count, tied: Tie, mark: int | None) -> str | None:
    """The side that the clause tells: whose losses, who lost them, whose enemy killed them."""
    told = tied.main
    if told is not None and count.noun is not None and passage.does(count.noun - 1, "owner"):
        return _side_before(passage, told)  # "said that 12 of its soldiers"
    beside = (_side_among(passage, range(mark, count.first)) if mark is not None else None) or None
    if beside is None and told is not None:
        beside = _side_beside(passage, count, tied.rule, told)
    return _side_of_deed(passage, count, tied, told) if beside is None and told is not None else beside


def _side_of_deed(passage: Passage, count: Count, tied: Tie, told: Told) -> str | None:
    """The side that the words of outcome tell of: who lost, who was given, whom the doer fights."""
    if tied.lost is not None:
        return _side_before(passage, tied.lost) or _near_side(passage, tied.lost)
    if told.label or (told.outcome == "casualties" and not told.joint):
        return _loser(passage, count, told)
    if "given" in told.voice:
        return _given_side(passage, count, told)
    return _side_done_to(passage, tied, told)


def _side_done_to(passage: Passage, tied: Tie, told: Told) -> str | None:
    """Whom the doer fights; who tells of a release is glad of it."""
    doer = _side_before(passage, told) if tied.outcome in _INFLICTED and "object" in told.voice else None
    if told.is_noun or "home" in told.voice:
        return doer if tied.outcome == "released" else None
    against = foe if tied.outcome in HELD else enemy
    return against(doer, passage.article, passage.language)


def told_sides(passage: Passage) -> list[WordHit]:
    """The sides that a sentence names, but for those who only claim ("by American estimates") and those who strike."""
    claims = [hit for hit in passage.hits("cues") if hit.row["kind"] == "preposition"]
    strikes = (is_attacker, leads_attack)
    return [
        hit
        for hit in passage.hits("sides")
        if not (any(does(passage, hit) for does in strikes) or _claims(passage, hit, claims) or _is_half(passage, hit))
    ]


def _is_half(passage: Passage, hit: WordHit) -> bool:
    """Whether a hyphen joins a side to another one: "индо-пакистанская граница"."""
    return passage.text[: passage.words[hit.first].start].endswith("-")


def fronted_side(passage: Passage, count: Count) -> str | None:
    """The side that opens the clause of a number: "со стороны Чада погибли трое", "on the Chadian side"."""
    start = passage.clause_start(count.first)
    for hit in passage.hits("sides"):
        before = passage.ending("function_words").get(hit.first)
        on_part = before is not None and before.first == start and "on_part" in before.row["role"].split()
        flank = passage.does(hit.last, "flank") and 0 < hit.first - start <= _FRONTED
        if hit.first < count.first and (on_part or flank):
            return hit.row["side"] or None
    return None


def losing_side(passage: Passage) -> str | None:
    """Whose losses a sentence speaks of, the last of them: "the Russian dead", "потери Украины", "Russia lost"."""
    people, harm = passage.starting("groups"), passage.starting("outcomes")
    told = None
    for hit in told_sides(passage):
        behind = people[hit.last].last if hit.last in people else hit.last
        ahead, before = harm.get(hit.last) or harm.get(behind), passage.ending("outcomes").get(hit.first)
        lost = ahead and (ahead.row["role"] != "verb" or ahead.row["outcome"] == "casualties")
        told = hit.row["side"] if lost or before else told
    return told


def _claims(passage: Passage, hit: WordHit, claims: list[WordHit]) -> bool:
    """Whether a side stands in an office, behind a dash that closes a line, or in a phrase on whose claim it is, up to
    its comma."""
    closes = hit.last == len(passage) or passage.starts_line(hit.last) or passage.words[hit.last].is_sign
    if passage.does(hit.last, "informant") or (closes and passage.is_dash(hit.first - 1)):
        return True
    near = (claim.last for claim in claims if 0 <= hit.first - claim.last < _CLAIMING)
    return any(not any(passage.is_sign(k, ",") for k in range(first, hit.first)) for first in near)


def freed_side(passage: Passage, count: Count) -> str | None:
    """Whose people come free: of the land they go to ("230 came back to Ukraine"), else the foe of who held them
    ("from Russian captivity", "back from Russia")."""
    near = [hit for hit in passage.hits("sides") if _is_beside(passage, hit, count)]
    goal = None if named_side(count) else _goal(passage, near, count)
    if goal is not None:
        return goal.row["side"] or None
    left = (hit for hit in near if passage.does(hit.first - 1, "origin"))
    captor = next(chain((hit for hit in near if _holds(passage, hit)), left), None)
    return foe(captor.row["side"], passage.article, passage.language) if captor else None


def _goal(passage: Passage, near: list[WordHit], count: Count) -> WordHit | None:
    """The land next to a number that its people go to."""
    reached = (hit for hit in near if _is_goal(passage, hit) and _is_reached(passage, hit, count))
    return min(reached, key=lambda hit: abs(hit.first - count.first), default=None)


def _is_beside(passage: Passage, hit: WordHit, count: Count) -> bool:
    """Whether a side stands in the clause of a number, or right before it, not in its phrase."""
    if count.first <= hit.first < count.end:
        return False
    same = passage.clause_start(hit.first) == passage.clause_start(count.first)
    return same or 0 <= count.first - hit.last <= _NEAR


def _is_reached(passage: Passage, hit: WordHit, count: Count) -> bool:
    """Whether no pronoun stands between a number and a side, whose own way would be told there."""
    return all(word.shape != "personal" for word in passage.words[count.end : hit.first])


def _holds(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is who held them: "Russian captivity", "soldiers held by the rebels of the north"."""
    if passage.does(hit.last, "captivity", "held"):
        return True
    near = (hit.first - 1, hit.first - 2)  # "by the"
    return any(passage.does(i, "agent") and passage.does(i - 1, "held", "captivity") for i in near)


def _is_goal(passage: Passage, hit: WordHit) -> bool:
    """Whether people go to a land, or are given to it: "to Ukraine", "в Украину", "вернули Баку"."""
    given = passage.ending("outcomes").get(hit.first)
    if given is not None and given.row["role"] == "verb" and passage.ends(hit.last - 1, "recipient_endings"):
        return True
    before = passage.ending("place_words").get(hit.first)
    roles = before.row["role"].split() if before else ()
    stays = endings(passage.language, "stay_endings")
    return "to" in roles or ("in" in roles and bool(stays))


def _side_beside(passage: Passage, count: Count, rule: str, told: Told) -> str | None:
    """The side named between a number and the words before it that it belongs to: a label, its own phrase."""
    sides = told_sides(passage)
    if rule == "own":  # "the enemy has 12 dead"
        return next((hit.row["side"] for hit in sides if hit.last == count.first), None) or None
    return _side_of_label(passage, sides, count, told) if rule == "label" and told.counted else None


def _side_of_label(passage: Passage, sides: list[WordHit], count: Count, told: Told) -> str | None:
    """The side between a label and its number, else that of the people before the label."""
    between = (hit for hit in sides if told.last <= hit.first < count.first and not _is_where(passage, hit))
    led = (hit for hit in sides if _leads_label(passage, hit, told))
    return next((hit.row["side"] for hit in chain(between, led)), None)


def _leads_label(passage: Passage, hit: WordHit, told: Told) -> bool:
    """Whether a side names the people right before a label: "число чадских солдат, погибших"."""
    people = passage.starting("groups").get(hit.last)
    return people is not None and people.last in (told.first, told.first - passage.is_sign(told.first - 1, ","))


def _is_where(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is a land in which something happened: "the toll of the quake in Turkey rose to"."""
    land = bool(gazetteer.named(passage.printed(hit.first, hit.last), passage.language))
    town = hit.last < len(passage) and passage.words[hit.last].is_capital  # "в сирийской Хаме"
    return passage.does(hit.first - 1, "place") and (land or town or not passage.like_adjective(hit.first))


def _side_among(passage: Passage, between: range) -> str | None:
    """The side that a noun between "among" and a number names."""
    hits = (hit for table in ("sides", "groups") for hit in passage.hits(table) if hit.first in between)
    return next(filter(None, (hit.row["side"] for hit in hits)), None)


def _given_side(passage: Passage, count: Count, told: Told) -> str | None:
    """Whose prisoners are handed over: those of the side that gets them, which stands behind the verb, or before
    a verb in the plural or without a person ("to Kyiv were handed 90"); before one in the singular it gives them."""
    named = [hit for hit in told_sides(passage) if not count.first <= hit.first < count.end]
    behind = [hit for hit in named if hit.first > told.first]
    if behind or not named:
        return behind[0].row["side"] if behind else None
    gets = passage.ends(told.first, "plural_endings")
    given = named[-1].row["side"]
    return given if gets else foe(given, passage.article, passage.language)


def _loser(passage: Passage, count: Count, told: Told) -> str | None:
    """Whose losses: the side right behind the word or the number, else the doer of the clause."""
    reach = max(told.last, count.end) + _NEAR
    near = (hit for hit in told_sides(passage) if told.last <= hit.first <= reach)
    behind = (hit.row["side"] for hit in near if not _is_where(passage, hit))
    if not told.label:
        return _side_before(passage, told) or (next(behind, None) if told.is_noun else None)
    return next(behind, _near_side(passage, told))


def _near_side(passage: Passage, told: Told) -> str | None:
    """The side that stands close to a word of losses, behind it or before it."""
    named = [hit for hit in told_sides(passage) if not passage.does(hit.first - 1, "place")]
    behind = [hit for hit in named if 0 <= hit.first - told.last <= _NEAR]
    before = [hit for hit in named if 0 <= told.first - hit.last <= _NEAR]
    return next((hit.row["side"] for hit in (*behind, *before)), None)


def _side_before(passage: Passage, told: Told) -> str | None:
    """The side that stands as the subject before a verb: the first one in its clause, else the last one before that."""
    found = [hit for hit in told_sides(passage) if hit.last <= told.first and _may_do(passage, hit)]
    start = passage.clause_start(told.first)
    inside = [hit for hit in found if hit.first >= start]
    further = () if passage.does(start - 1, "who") else reversed(found)  # "a quake that killed"
    return next((hit.row["side"] for hit in (*inside, *further)), None)


def _may_do(passage: Passage, hit: WordHit) -> bool:
    """Whether a side stands where a subject can: not after a preposition or its own verb."""
    i = hit.first - 1
    while i >= 0 and passage.like_adjective(i) and i + 1 not in passage.ending("sides"):
        i -= 1
    if passage.does(i, "place", "origin", "about", "circumstance", "cause", "office") or _owns(passage, hit):
        return False
    both = passage.does(hit.last, "joint") and hit.last + 1 in passage.starting("sides")  # "X and Y exchanged"
    both = both or (passage.does(i, "joint") and i in passage.ending("sides"))
    return i + 1 not in passage.ending("outcomes") and not both


def _owns(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is the owner of the noun before it, not the doer: "the depots of the army"."""
    return any(hit.first in passage.ending(table) for table in ("equipment", "groups", "units"))


def lost_by_them(passage: Passage, tied: Tie) -> bool:
    """Whether "they" lost people, or "their" losses are told: the side stands in a sentence before."""
    told = tied.main
    if told is None or told.outcome != "casualties" or told.joint:
        return False
    start = passage.clause_start(told.first)
    theirs = (hit.row for hit in passage.hits("pronouns") if start <= hit.first < told.last + 1)
    return any("any" in row["kind"].split() for row in theirs)


def origin_side(passage: Passage) -> str | None:
    """The side whose country people are said to come from: "refugees from Ukraine"."""
    hits = (hit for hit in told_sides(passage) if passage.does(hit.first - 1, "origin"))
    return next((hit.row["side"] for hit in hits), None)


def heads_list(passage: Passage) -> bool:
    """Whether the last line of a sentence is a few words before a colon."""
    line = passage.text.rstrip().rsplit("\n", 1)[-1]
    return line.endswith(":") and len(line.split()) <= _HEADING


def side_before_colon(case: Case) -> str | None:
    """The side that a few words before a colon name over what follows: "Losses of the enemy: 30 killed"."""
    passage = case.scene.passage
    head = range(min(case.count.first, _HEADING + 1))
    colon = next((i for i in head if passage.is_sign(i, ":")), 0)
    named = [hit for hit in told_sides(passage) if hit.last <= colon]
    told = [hit.row["side"] for hit in named if not passage.does(hit.first - 1, "office", "place")]
    return (told[-1] or None) if told else None


def side_leaned_on(case: Case, group: str) -> str | None:
    """The side of the people that a number goes back to, or of the figure it leans on."""
    among = case.part.among if case.part is not None else None
    told = (among.side if among is not None else None) or _side_of_whom(case)
    if told:
        return told
    other, like = taken_by_verb(case) or {}, case.like
    if other.get("side"):
        return other["side"]
    if like is None:
        return None
    shares_verb = case.main is not None and like.case.main is case.main
    return like.figure.side if case.part or shares_verb or group not in _TOLD_APART else None


def _side_of_whom(case: Case) -> str | None:
    """The side of the people before a clause on some of them: "отряд военных из Кении, 13 из которых погибли"."""
    p, first = case.scene.passage, case.count.first
    if not (p.is_sign(first - 1, ",") and p.does(case.count.end - 1, "part", "relative")):
        return None
    start = p.clause_start(first - 1)
    told = [hit.row["side"] for hit in p.hits("sides") if start <= hit.first and hit.last < first]
    return told[-1] if told else None


def side_of_army(case: Case, group: str) -> str | None:
    """The side of the people that an army speaks of: its own dead, the foe who gave up to it or whom it destroyed."""
    speaks = group in SOLDIERS or were_destroyed(case)
    army = army_side(case.scene.passage, case.count) if speaks else None
    theirs = case.outcome in (*TAKEN, "surrendered") or were_destroyed(case) or (army and _did_it(case, army))
    return opponent(army) if theirs else army


def _did_it(case: Case, army: str) -> bool:
    """Whether an army that speaks did it itself: "the army said it killed 12 gunmen"."""
    scene, told = case.scene, case.main
    if told is None or not scene.passage.linked:
        return told is not None and "object" in told.voice and "subject" not in told.voice and not told.is_noun
    subject = doer(scene, scene.words[told.word])
    return subject is not None and army in (side_of_phrase(scene, subject), possessor(scene, subject))


def is_of_both(case: Case) -> bool:
    """Whether people of several sides are counted together: "12 killed on both sides"."""
    near = range(case.count.first - _BESIDE, case.count.end + _BESIDE)
    return any(case.scene.does(i, "alike") for i in near) and not named_side(case.count)


def tells_own_losses(case: Case) -> bool:
    """Whether an army tells of losses before a number: "the general staff published its losses: 90 people died"."""
    p, first = case.scene.passage, case.count.first
    army = any(i < first for i in p.doing("army"))
    return army and any(hit.row["outcome"] == "casualties" and hit.last <= first for hit in p.hits("outcomes"))


def is_in_arms(case: Case) -> bool:
    """Whether soldiers are counted together with others: "військових і міліціонерів"."""
    hits = case.scene.passage.starting("groups")
    return any(hits[i].row["group"] in SOLDIERS for i in range(case.count.first, case.count.end) if i in hits)


def side_behind_place(case: Case) -> str | None:
    """The side of people whom a place parts from their number: "49 погибших в Сирии российских военных"."""
    p, end = case.scene.passage, case.count.end
    land = p.starting("sides").get(end + 1) if p.does(end, "place") else None
    hit = p.starting("sides").get(land.last) if land else None
    return hit.row["side"] if hit and hit.last in p.starting("groups") else None


def is_held(case: Case) -> bool:
    """Whether people are somewhere as captives, whose land that need not be: "hostages killed in Gaza"."""
    passage, noun = case.scene.passage, case.count.noun
    named = passage.starting("function_words").get(noun) if noun is not None else None
    if named and "captivity" in named.row["role"].split():
        return True
    return case.outcome in TAKEN and any(hit.row["tally"] == "stock" for hit in passage.hits("tallies"))
