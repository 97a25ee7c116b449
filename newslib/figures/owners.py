"""Whose people were counted: the sides that phrases, owners, doers and attackers name."""

from collections import Counter
from collections.abc import Iterator

from newslib import gazetteer
from newslib.figures.cases import LOST, Tie
from newslib.figures.heads import is_passive
from newslib.figures.scenes import PEOPLE, Count, Scene, Told
from newslib.lexicons import lexicon, words
from newslib.passages import STEPS, Passage, Word, WordHit, endings, word_roles
from newslib.readings import Reading
from newslib.sides import foe, named_in, opponent, registry, settled

OWN_NOUN = ("modifier", "compound", "owner", "number", "apposition")  # how attributes hang on a noun
_LOSS_LINKS = (
    "object", "object_state", "clause", "governed", "preposition", "joined", "attribute", "number", "modifier", "open",
    "adjunct",
)  # fmt: skip
_LEANING = ("adjunct", "open", "joined")
_DEED_LINKS = (*_LEANING, "preposition", "governed", "object", "governed_clause", "object_state")
_OURS = 0.01  # share of "we" among the words of a text that is spoken by one of the sides
_NAMED_BADLY = 0.8  # share of its bad names that are one side's
_ATTACK = 6  # words between whose and attack: "Russian troops carried out a missile strike"
TAKEN = frozenset({"captured", "abducted"})
HELD = TAKEN | {"released"}  # outcomes of people who are or were held
_NEAR = 4  # words between "losses" and whose they are
_CLAIMING = 6  # words of a phrase that names who claims: "by the estimates of American officials"
_INFLICTED = HELD | {"killed", "wounded", LOST}


def side_of_phrase(scene: Scene, token: Word, *, joined: bool = False) -> str | None:
    """The one side named in a noun phrase: in the noun, its attributes, "of" and "from" behind it.

    Args:
        scene: the sentence.
        token: the head of the phrase.
        joined: read the nouns that "and" adds too: "Russia and Ukraine" is no one side.

    Returns:
        None when none or several are named.
    """
    return _only(scene, _phrase(scene, token, joined))


def owner(scene: Scene, anchor: Word, *, own: bool = False, taken: bool = False) -> Word | None:
    """Whose loss a word tells: "the brigade suffered 600 killed", "the number of Russian dead passed 600".

    Args:
        scene: the sentence.
        anchor: the word of outcome, or the head of the counted phrase.
        own: the word stands for the dead themselves, so that "its dead" are the subject's.
        taken: they are captives, so that who took them did not lose them.
    """
    token = anchor
    suffers = own and any(child.shape == "possessive" for child in anchor.children)
    for _ in range(STEPS):
        suffers = suffers or (scene.does(token, "suffer") and not (taken and scene.does(token, "change")))
        subject = next(token.linked("subject"), None) if token.is_verb else None
        if subject is not None:
            counts = scene.does(subject, "counter") or subject.i in scene.hits("outcomes")
            return subject if suffers or counts else None
        if token.is_root or token.link not in (_LOSS_LINKS if token.i == anchor.i or not token.is_verb else _LEANING):
            return None
        token = token.head
    return None


def owner_side(scene: Scene, count: Count, told: Told) -> str | None:
    """Whose losses a number counts: "Russia lost", "Russian losses", "losses of the Russian army"."""
    anchor = scene.words[told.word]
    reduced = anchor.link == "reduced" and count.noun is None and scene.names(anchor.head) == PEOPLE
    top = anchor.head if reduced or anchor.link == "compound" else anchor  # "the number of Ukrainian soldiers killed"
    named = side_of_phrase(scene, top) if top.kind in ("noun", "name") else None
    if named:
        return named
    taken = told.outcome in TAKEN
    loser = owner(scene, anchor, own=told.is_state, taken=taken)
    loser = loser or owner(scene, scene.words[count.node], taken=taken)
    if loser is None:
        return None
    return side_of_phrase(scene, stands_for(loser)) or possessor(scene, loser)


def possessor(scene: Scene, token: Word) -> str | None:
    """The side behind "its", "his", "their": the last one named before it in the sentence."""
    if not any(child.shape == "possessive" and scene.does(child, "possessor") for child in token.children):
        return None
    before = [i for i in scene.hits("sides") if i < token.i]
    return scene.hits("sides")[max(before)]["side"] or None if before else None


def stands_for(token: Word) -> Word:
    """Who a pronoun means that is the subject of what somebody says: "Kyiv says it has lost 90 men"."""
    verb = token.head
    while token.shape == "personal" and verb.link in ("clause", "joined") and verb.head.i != verb.i:
        verb = verb.head
        subject = next(verb.linked("subject"), None)
        if subject is not None and subject.i < token.i:
            return subject
    return token


def doer(scene: Scene, anchor: Word) -> Word | None:
    """Who did what a word tells, a pronoun resolved inside the sentence."""
    found = _doer(scene, anchor)
    return stands_for(found) if found is not None else None


def _doer(scene: Scene, anchor: Word) -> Word | None:
    """Its agent, its active subject, or the subject of the verb it leans on."""
    for link in anchor.linked("agent"):
        return next(link.linked("governed"), None)
    token, nominal = anchor, anchor.kind != "verb"
    for _ in range(STEPS):
        uncaused = nominal and token.kind == "verb" and not scene.does(token, "cause")
        if uncaused or is_passive(token):
            return None
        nominal = nominal and token.kind != "verb"
        subject = next(token.linked("subject"), None)
        if subject is not None:
            return subject
        if token.is_root or token.link not in _DEED_LINKS:
            return None
        token = token.head
    return None


def army_side(passage: Passage, count: Count) -> str | None:
    """The side of an army that says how many: what it says of soldiers without more is said of its own."""
    bodies = [hit for hit in passage.hits("function_words") if "army" in hit.row["role"].split()]
    bodies += passage.hits("units")
    for hit in passage.hits("sides"):
        body = next((body for body in bodies if hit.last >= body.first and body.last >= hit.first), hit)
        if body != hit and _tells(passage, count, min(hit.first, body.first), max(hit.last, body.last)):
            return hit.row["side"] or None
    return None


def _tells(passage: Passage, count: Count, first: int, last: int) -> bool:
    """Whether some words before a number, or right beside a cue behind it, are who says it."""
    cues = passage.hits("cues")
    if last <= count.first:
        return any(abs(cue.first - last) <= _NEAR for cue in cues)
    apart = any(passage.is_sign(i, ",") for i in (first - 1, first - 2))
    return first >= count.end and any(cue.last == first or (apart and cue.first == last) for cue in cues)


def in_war(scene: Scene, anchor: Word) -> bool:
    """Whether something happened in a war as a whole, where both sides bleed."""
    links = (link for link in anchor.linked("preposition") if scene.does(link, "place"))
    return any(scene.does(thing, "war") for link in links for thing in link.linked("governed"))


def attackers(passage: Passage) -> list[WordHit]:
    """The sides that strike: before an attack in the same clause ("Russian missile strike"), or named as its doers."""
    named = (hit for hit in passage.hits("sides") if hit.row["side"])
    return [hit for hit in named if _attacks(passage, hit) or _strikes(passage, hit)]


def _attacks(passage: Passage, hit: WordHit) -> bool:
    """Whether an attack follows a side; where words have cases only adjectives or a verb join the two."""
    by_case, verb = bool(endings(passage.language, "doer_endings")), False
    for i in range(hit.last, min(hit.last + _ATTACK, len(passage))):
        if passage.words[i].is_sign or any(i in passage.starting(table) for table in ("cues", "outcomes")):
            return False
        verb = verb or passage.words[i].kind == "verb"
        known = passage.starting("place_words").get(i)
        roles = known.row["role"].split() if known else []
        if not {"arms", "invasion"}.isdisjoint(roles) or (by_case and "struck" in roles):
            return verb or not by_case or all(passage.like_adjective(k) for k in range(hit.last - 1, i))
    return False


def _strikes(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is the doer of an attack: behind "by", where words have cases also right behind it ("после атаки
    ХАМАС") or in the case of a doer ("боевиками ХАМАС")."""
    people = [passage.starting(table) for table in ("groups", "units")]
    first = hit.first
    while (
        first
        and first not in passage.ending("sides")
        and (passage.like_adjective(first - 1) or any(first - 1 in found for found in people))
    ):
        first -= 1
    before = passage.ending("function_words").get(first - passage.does(first - 1, "determiner"))
    if before and "agent" in before.row["role"].split():
        lost = passage.ending("outcomes").get(before.first)
        return lost is None or lost.row["outcome"] != "casualties"  # "losses on the part of"
    governed = first in passage.ending("clause_words") or passage.does(first - 1, "copula")
    if any(passage.ends(i, "doer_endings") for i in range(first, hit.last)):
        return not governed
    event = passage.ending("place_words").get(first)
    subject = hit.last < len(passage) and passage.like_verb(hit.last)
    genitive = bool(endings(passage.language, "doer_endings")) and not subject
    roles = event.row["role"].split() if genitive and event is not None else []
    if not {"deed", "invasion"}.isdisjoint(roles):
        return True
    army = {"event", "arms"} <= set(roles)  # "обстрел ВСУ", not "обстрел Украины"
    return army and not gazetteer.named(passage.printed(hit.first, hit.last), passage.language)


def speaker(reading: Reading) -> str | None:
    """The side of who speaks a text: who says "we", and has a bad name for the people of one other side."""
    ours, size, named = 0, 0, Counter[str]()
    for sentence in reading.sentences:
        cut = words(sentence.text)
        size += len(cut)
        ours += sum("ours" in word_roles(sentence.language).get(word.form, frozenset()) for word in cut)
        hits = lexicon(sentence.language).finder("groups").find(sentence.text, cut)
        elsewhere = bool(named_in(reading.text, sentence.language))  # a bad name needs no more where nobody is named
        told = (settled(hit.row, reading.text, sentence.language) if elsewhere else hit.row for hit in hits)
        named.update(row["side"] for row in told if row["side"])
    foe = next((side for side, times in named.items() if times > _NAMED_BADLY * named.total()), "")
    return opponent(foe) if ours > _OURS * size else None


def _only(scene: Scene, tokens: Iterator[Word]) -> str | None:
    named = {scene.hits("sides")[token.i]["side"] for token in tokens if token.i in scene.hits("sides")}
    named -= {opponent(side) for side in named if registry().get(side, {}).get("kind") == "group"}  # "Colombia's FARC"
    return named.pop() if len(named) == 1 else None


def _phrase(scene: Scene, token: Word, joined: bool) -> Iterator[Word]:
    yield token
    for child in token.children:
        if child.link in OWN_NOUN:
            yield from _outside_clauses(child)
        elif child.link == "joined" and joined:
            yield from _phrase(scene, child, joined)
        elif child.link == "preposition" and (scene.does(child, "whole") or scene.does(child, "origin")):
            for inner in child.linked("governed"):
                if scene.does(child, "whole") or _is_body(scene, inner):
                    yield from _phrase(scene, inner, joined)


def _outside_clauses(token: Word) -> Iterator[Word]:
    """A word and all that hangs on it, but for clauses on a noun: "in the province, which the army holds"."""
    yield token
    for child in token.children:
        if child.link != "relative":
            yield from _outside_clauses(child)


def _is_body(scene: Scene, token: Word) -> bool:
    """Whether people come from an army or a country, and not from captivity."""
    return any(token.i in scene.hits(table) for table in ("units", "groups", "sides"))


# without heads: named beside the people, or by who did what to whom


def named_side(count: Count) -> str | None:
    """The side the counted phrase names itself: an adjective, an army, an epithet."""
    if count.side:
        return count.side
    return (count.group["side"] or None) if count.group else None


def told_side(passage: Passage, count: Count, tied: Tie, mark: int | None) -> str | None:
    """The side that the clause tells: whose losses, who lost them, whose enemy killed them."""
    told, beside = tied.main, _side_beside(passage, count, tied, mark)
    if told is not None and count.noun is not None and passage.does(count.noun - 1, "owner"):
        return _side_before(passage, told)  # "said that 12 of its soldiers"
    if beside is not None or told is None:
        return beside
    if tied.lost is not None:
        return _side_before(passage, tied.lost) or _near_side(passage, tied.lost)
    if told.label or (told.outcome == "casualties" and not told.joint):
        return _loser(passage, count, told)
    if "given" in told.voice:
        return _given_side(passage, count, told)
    doer = _side_before(passage, told) if tied.outcome in _INFLICTED and "object" in told.voice else None
    if told.is_noun or "home" in told.voice:
        return doer if tied.outcome == "released" else None  # who tells of a release is glad of it
    return foe(doer, passage.article, passage.language) if tied.outcome in HELD else opponent(doer)


def told_sides(passage: Passage) -> list[WordHit]:
    """The sides that a sentence names, but for those who only claim ("by American estimates") and those who strike."""
    claims = [hit for hit in passage.hits("cues") if hit.row["kind"] == "preposition"]
    strikes = (_strikes, _leads_attack)
    return [
        hit
        for hit in passage.hits("sides")
        if not (any(does(passage, hit) for does in strikes) or _claims(passage, hit, claims))
    ]


def _leads_attack(passage: Passage, hit: WordHit) -> bool:
    """Whether the noun right behind a side is its attack: "вражеская атака", not "вражеские войска"."""
    known = passage.starting("place_words").get(hit.last)
    roles = known.row["role"].split() if known else []
    return "deed" in roles or {"event", "arms"} <= set(roles)


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
    clause = passage.clause_start(count.first)
    named = [hit for hit in passage.hits("sides") if not count.first <= hit.first < count.end]
    near = [hit for hit in named if passage.clause_start(hit.first) == clause or 0 <= count.first - hit.last <= _NEAR]
    gone_to = [] if named_side(count) else [hit for hit in near if _is_goal(passage, hit)]
    gone_to = [hit for hit in gone_to if all(word.shape != "personal" for word in passage.words[count.end : hit.first])]
    if gone_to:
        return min(gone_to, key=lambda hit: abs(hit.first - count.first)).row["side"] or None
    captors = [hit for hit in near if passage.does(hit.last, "captivity", "held") or _holds(passage, hit)]
    captors = captors or [hit for hit in near if passage.does(hit.first - 1, "origin")]
    return foe(captors[0].row["side"], passage.article, passage.language) if captors else None


def _holds(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is who held them: "soldiers held by the rebels of the north"."""
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


def _side_beside(passage: Passage, count: Count, tied: Tie, mark: int | None) -> str | None:
    """The side named between a number and the words before it that it belongs to: "among", a label, its own phrase."""
    named = _side_among(passage, range(mark, count.first)) if mark is not None else None
    if named:
        return named
    told, sides = tied.main, told_sides(passage)
    if told is not None and tied.rule == "own":  # "the enemy has 12 dead"
        return next((hit.row["side"] for hit in sides if hit.last == count.first), None) or None
    if told is not None and tied.rule == "label" and told.counted:
        between = (hit for hit in sides if told.last <= hit.first < count.first)
        return next((hit.row["side"] for hit in between if not _is_where(passage, hit)), None)
    return None


def _is_where(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is a land in which something happened: "the toll of the quake in Turkey rose to"."""
    land = bool(gazetteer.named(passage.printed(hit.first, hit.last), passage.language))
    return passage.does(hit.first - 1, "place") and (land or not passage.like_adjective(hit.first))


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
