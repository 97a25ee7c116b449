"""What kind of count a figure is: of one event, added, running, at a time, standing."""

from __future__ import annotations

from newslib.figures.cases import LOSSES, SOLDIERS, Case
from newslib.figures.modality import governors
from newslib.figures.owners import doer
from newslib.figures.scenes import Scene
from newslib.passages import DASHES, OBJECTS, STATES, STEPS, SUBJECTS, Hit, Passage, Word

_NEAR = 12  # words between a number and "a day"
_RIGHT_BEHIND = 4  # words between a number and the "a" of "a day" behind it
_SO_FAR = "so_far"  # up to now: of a happening its toll, of a war a running total
_ORDER = ("rate", "increment", "cumulative", _SO_FAR, "stock")
_ANYWHERE = ("increment", "cumulative", _SO_FAR)  # told for the whole sentence: "since the invasion"
_PAST = ("participle", "past", "plain")
_BESIDE = 8  # words between a number and "a day" where no heads tell
_OPENING = 2  # the first words of a sentence, which speak of all of it
_COUNTED_BEFORE = 3  # words between "the number of" and an outcome
_TENFOLD = 10
_ARMY = 1000  # soldiers lost, from which on they are those of a war, not of a fight


def tally(case: Case, group: str, manner: str) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time.

    What words beside it say; else the tally of its whole; else a running total, where the text counts, looks back
    on a long time, or says what has become of people with no event in sight; else the toll of one event.

    Args:
        case: the number, its outcome known.
        group: the group of the people.
        manner: its modality.
    """
    if case.count.added:
        return "increment", None
    if not case.scene.passage.linked:
        return _by_order(case, group)
    told: dict[str, str] = {}
    for hit in case.scene.passage.hits("tallies"):
        if hit.row["tally"] and _applies(case, hit):
            told.setdefault(hit.row["tally"], hit.row["per"])
    if "rate" not in told and _is_reached(case):
        return "cumulative", None
    if _adds(case):
        told.setdefault("increment", "")
    headed = case.scene.passage.is_sign(case.count.first - 1, {":", *DASHES})  # "Dead: 12"
    labelled = _by_count(case) if case.taken else case.tie is not None and case.tie.rule == "label" and not headed
    for name in ("rate",) if labelled else _ORDER:
        if name in told and not (name == "stock" and case.outcome == "killed"):
            return _told(case, name), told[name] or None
    model = case.whole or case.taken
    if model and not labelled and model.figure.tally != "rate":
        return model.figure.tally, None
    if labelled:
        return _told(case, _SO_FAR), None
    if _goes_on_counting(case) or (manner == "actual" and _sums_up(case)):
        return "cumulative", None
    return (_plain(case) if manner == "actual" else "unknown"), None


def _plain(case: Case) -> str:
    """The tally where no word tells one: who are missing are so for a time, who went missing did once."""
    missing = case.outcome == "missing" and case.main is not None and "event" not in case.main.voice
    return "stock" if missing else "incident"


def _told(case: Case, name: str) -> str:
    """A tally by what words tell; so many so far are the toll of the happening that the text is about."""
    if name != _SO_FAR:
        return name
    army = case.outcome == "casualties" and not (case.main and case.main.joint)
    happened = case.of_event and case.outcome in LOSSES and not army and not _is_too_many(case)
    return "incident" if happened else "cumulative"


def _is_too_many(case: Case) -> bool:
    """Whether so many were lost as the happening that a text opens with did not cost: of a war, then."""
    size = case.count.quantity.low or 0
    if case.scene.of_event or not case.vast:
        return False
    return not any((c.figure.quantity.low or 0) * _TENFOLD >= size for c in (*case.before, *case.here))


# where no heads tell which words belong together


def _by_order(case: Case, group: str) -> tuple[str, str | None]:
    passage, count = case.scene.passage, case.count
    if passage.is_sign(count.last, "+") or passage.is_sign(count.last + 1, "+"):
        return "cumulative", None
    told = [hit for hit in passage.hits("tallies") if _speaks_of(case, hit)]
    told = [hit for hit in told if case.outcome != "killed" or hit.row["tally"] != "stock"]
    if told:
        row = min(told, key=lambda hit: len(_between(case, hit))).row
        return _told(case, row["tally"]), row["per"] or None
    if _is_since(passage) or _is_army_total(case, group):
        return "cumulative", None
    return (_told(case, _SO_FAR) if _is_labelled(case) else _plain(case)), None


def _is_since(passage: Passage) -> bool:
    """Whether a sentence opens with the day from which on it counts, and names no last day."""
    months = {hit.first for hit in passage.hits("dates") if hit.row["kind"] == "month"}
    day, words = 1, passage.words
    if not passage.does(0, "from_day") or day + 1 not in months or not words[day].form.isdigit():
        return False
    return not any(passage.does(i, "to_day") and i + 1 < len(words) and words[i + 1].form.isdigit() for i in (3, 4, 5))


def _between(case: Case, hit: Hit) -> range:
    count = case.count
    return range(count.end, hit.first) if hit.first >= count.end else range(hit.last, count.first)


def _speaks_of(case: Case, hit: Hit) -> bool:
    """Whether words of time or of a total speak of a number: near it, over all the sentence, "another" beside it."""
    passage, count = case.scene.passage, case.count
    if passage.does(hit.first, "more"):
        if case.of_event:
            return False
        beside = count.first - 2 < hit.last <= count.end
        return beside and (case.like is None or case.like.figure.outcome == case.outcome)
    between = _between(case, hit)
    if hit.row["tally"] == "stock" and any(passage.is_sign(i, ",;:") for i in between):
        return False
    if len(between) <= _BESIDE or hit.first < _OPENING:
        return True
    return hit.row["tally"] in ("cumulative", _SO_FAR) and hit.last - hit.first > 1


def _is_labelled(case: Case) -> bool:
    """Whether a figure stands beside a label that counts: "the number of dead is 40"."""
    main = case.main
    if case.tie is None or case.tie.rule != "label" or main is None:
        return False
    near = range(max(main.first - _COUNTED_BEFORE, 0), case.count.last)
    return main.label or any(case.scene.does(i, "counter") for i in near)


def _is_army_total(case: Case, group: str) -> bool:
    """Whether a figure without a word of time is a running total: a row of losses, an army's."""
    if case.tie is not None and case.tie.rule == "row":
        return True
    lost = group in SOLDIERS and case.outcome in ("casualties", "killed", "wounded")
    return lost and (case.count.quantity.low or 0) >= _ARMY and not case.town


# by heads


def _applies(case: Case, hit: Hit) -> bool:
    """Whether words of time or of a total speak of a number."""
    scene, count = case.scene, case.count
    word = scene.passage.root(hit.first, hit.last)
    if scene.does(hit.first, "more"):
        return _beside(case, hit) and not _of_others(case) and not case.of_event
    if scene.does(hit.first, "someone"):
        behind = max(count.node, count.number_last - 1)
        return 0 <= hit.first - behind <= _RIGHT_BEHIND  # "200 soldiers a day"
    if hit.row["tally"] in _ANYWHERE:
        return not scene.apart(word, count) and not _in_relative(case, word)
    near = max(hit.first - count.number_last, count.number_first - hit.last, 0) <= _NEAR
    return near and ((hit.row["tally"] == "rate" and word.link != "modifier") or _shares_verb(case, word))


def _beside(case: Case, hit: Hit) -> bool:
    """Whether a word stands in the counted phrase itself, and not in a bound: "another 134 marines"."""
    count = case.count
    in_bound = count.first <= hit.first < count.last and count.quantity.modifier not in ("exact", "unknown")
    return not in_bound and count.first - 2 <= hit.first and hit.last <= max(count.node, count.number_last) + 1


def _of_others(case: Case) -> bool:
    """Whether "another" sets people apart from those to whom something else happened: "3 died, another 5 were hurt"."""
    last = (*case.before[-1:], *case.here)[-1:]
    near = [c for c in last if case.scene.number - c.scene.number <= 1 and c.count.first != case.count.first]
    return bool(near) and near[0].figure.outcome != case.outcome


def _in_relative(case: Case, word: Word) -> bool:
    """Whether a word stands in a relative clause of something else: "an officer they had held since May"."""
    counted = (case.count.node, case.count.noun)
    above = {*counted, *(t.i for t in case.scene.words[case.count.node].ancestors)}
    while word.i not in above and not word.is_root:
        if word.link == "relative" and word.upward not in counted:
            return True
        word = word.head
    return False


def _shares_verb(case: Case, word: Word) -> bool:
    """Whether a word hangs on the same verb as a number or its outcome, so that it speaks of both."""
    verb = _verb_above(word)
    return any(_verb_above(case.scene.words[end]) is verb for end in _ends(case))


def _ends(case: Case) -> list[int]:
    """The words by which a number hangs in its sentence: its own, and that of its outcome."""
    return [case.count.node, *([case.tie.anchor] if case.tie else [])]


def _verb_above(word: Word) -> Word:
    while not word.is_verb and not word.is_root:
        word = word.head
    while word.link in ("auxiliary", "passive", "open", *STATES) and not word.is_root:
        word = word.head
    return word


def _adds(case: Case) -> bool:
    """Whether a total is said to be reached with a number: "90 gave up, bringing (which brings) the total to 300"."""
    scene = case.scene
    if case.tie is None or not scene.words[case.tie.anchor].is_verb:
        return False
    anchor = scene.words[case.tie.anchor]
    changes = [c for c in anchor.linked("adjunct") if c.shape == "gerund"]
    top = anchor.head if anchor.link == "clause" else anchor
    later = (
        c for c in top.subtree if c.link in ("relative", "adjunct") and c.i > max(anchor.i, case.count.number_last)
    )
    changes += [c for c in later if any(subject.shape == "which" for subject in c.linked(*SUBJECTS))]
    things = (thing for c in changes if scene.does(c, "change") for thing in c.linked(*OBJECTS))
    return any(scene.does(thing, "counter") or thing.i in scene.hits("outcomes") for thing in things)


def _is_reached(case: Case) -> bool:
    """Whether a number is the total that others bring: "bringing the total to 300 killed and 700 injured"."""
    scene, word = case.scene, case.scene.words[case.count.node]
    for _ in range(STEPS):
        if scene.does(word, "level") or (word.is_verb and scene.does(word, "change")):
            verb = word if word.is_verb else word.head
            brought = verb.shape == "gerund" and scene.does(verb, "change")
            return brought and any(scene.does(thing, "counter") for thing in verb.linked(*OBJECTS))
        if word.is_root or word.link not in ("joined", "governed", "number", "modifier", "clause", "apposition"):
            return False
        word = word.head
    return False


def _by_count(case: Case) -> bool:
    """Whether a bare number stands beside a count or behind a change: "that takes its count to 1,730"."""
    node = case.scene.words[case.count.node]
    verbs = [word for word in [node, *node.ancestors][:STEPS] if word.is_verb]
    return any(case.scene.does(t, "counter", "change") for verb in verbs for t in (verb, *verb.children))


def _goes_on_counting(case: Case) -> bool:
    """Whether a number is joined to a running total: "2,870 killed, about 3,700 wounded"."""
    like = case.like
    if like is None or like.scene is not case.scene or like.figure.tally != "cumulative":
        return False
    return any(case.scene.words[end].link in ("joined", "apposition") for end in _ends(case))


def _sums_up(case: Case) -> bool:
    """Whether a number counts all there were so far, though no word beside it says so."""
    scene, tie = case.scene, case.tie
    if scene.over_years or (tie and _by_war(scene, scene.words[tie.anchor])):
        return True
    if scene.tells_event or case.of_event:
        return False
    return _is_recorded(case) or _is_vast(case) or (tie is not None and _so_far(scene.words[tie.anchor]))


def _by_war(scene: Scene, anchor: Word) -> bool:
    """Whether a war as a whole did it: "the conflict has claimed 70,000 lives"."""
    subject = doer(scene, anchor)
    if subject is not None and subject.shape in ("which", "who") and subject.head.link == "relative":
        subject = subject.head.head
    return subject is not None and scene.does(subject, "war")


def _is_recorded(case: Case) -> bool:
    """Whether somebody keeps count of them: "the office has verified 90 deaths"."""
    node = case.scene.words[case.count.node]
    return node.link in OBJECTS and node.head.is_verb and case.scene.does(node.head, "counting")


def _is_vast(case: Case) -> bool:
    """Whether so many were lost, with no event and no town named, that a war is meant: "19,000 Russian dead"."""
    beside = case.like is not None and case.like.scene is case.scene and case.like.figure.tally == "incident"
    return case.outcome in LOSSES and case.vast and not case.town and not beside


def _so_far(anchor: Word) -> bool:
    """Whether the perfect says what has become of people up to now: "90 marines have surrendered"."""
    if anchor.kind in ("noun", "name"):
        return False
    verb = next((v for v in governors(anchor) if v.is_verb), anchor)
    return verb.shape in _PAST and any(c.shape == "present" for c in verb.linked("auxiliary"))
