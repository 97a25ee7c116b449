"""Who attacks: the lands and groups whose strikes, raids and operations a text tells of."""

from newslib import gazetteer
from newslib.lexicons import lexicon
from newslib.linkers import shallow
from newslib.passages import Passage, WordHit, endings
from newslib.readings import Reading

_ATTACKS = frozenset({"arms", "invasion", "deed"})
_REACH = 6  # words between whose and attack: "Russian troops carried out a missile strike"


def passage_of(reading: Reading, number: int) -> Passage:
    """A sentence as words in their order, in languages with a parser too."""
    sentence = reading.sentences[number]
    if lexicon(sentence.language).parser:
        return shallow(number, sentence, reading.text)
    return reading.passages([number])[number]


def attackers_in(reading: Reading, number: int) -> list[str]:
    """The sides that strike in a sentence, in their order."""
    told = reading.once((attackers, number), lambda: attackers(passage_of(reading, number)))
    return [hit.row["side"] for hit in told]


def attackers(passage: Passage) -> list[WordHit]:
    """The sides that strike: before an attack in the same clause ("Russian missile strike"), or named as its doers."""
    named = (hit for hit in passage.hits("sides") if hit.row["side"])
    return [hit for hit in named if _attacks(passage, hit) or is_attacker(passage, hit)]


def _attacks(passage: Passage, hit: WordHit) -> bool:
    """Whether an attack follows a side; where words have cases only adjectives or a verb join the two."""
    by_case = bool(endings(passage.language, "doer_endings"))
    wanted = _ATTACKS | {"struck"} if by_case else _ATTACKS
    for i in range(hit.last, min(hit.last + _REACH, len(passage))):
        told = any(i in passage.starting(table) for table in ("cues", "outcomes"))
        if told or passage.words[i].is_sign or passage.does(i, "copula"):
            return False  # "Malta was shelled"
        if _roles(passage.starting("place_words").get(i)) & wanted:
            return not by_case or _is_joined(passage, hit, i)
    return False


def _roles(hit: WordHit | None) -> set[str]:
    return set(hit.row["role"].split()) if hit else set()


def _is_joined(passage: Passage, hit: WordHit, i: int) -> bool:
    """Whether a verb, or adjectives alone, join a side to the attack behind it."""
    first = _roles(passage.starting("place_words").get(hit.last))
    acts = "event" not in first and passage.ends(hit.last, "finite_endings")  # "Чехия нанесла"
    if acts or any(passage.words[k].kind == "verb" for k in range(hit.last, i + 1)):
        return True
    return all(passage.like_adjective(k) for k in range(hit.last - 1, i))


def is_attacker(passage: Passage, hit: WordHit) -> bool:
    """Whether a side is the doer of an attack: behind "by", where words have cases also right behind it ("после атаки
    ХАМАС") or in the case of a doer ("боевиками ХАМАС")."""
    first = _phrase_start(passage, hit.first)
    before = passage.ending("function_words").get(first - passage.does(first - 1, "determiner"))
    if before and "on_part" in _roles(before) and before.first == passage.clause_start(hit.first):
        return False  # "со стороны Чада погибли трое"
    if before and "agent" in _roles(before):
        lost = passage.ending("outcomes").get(before.first)
        return lost is None or lost.row["outcome"] != "casualties"  # "losses on the part of"
    if hit.first == first and _is_agent(passage, hit):
        return True
    if any(passage.ends(i, "doer_endings") for i in range(first, hit.last)):
        return not (first in passage.ending("clause_words") or passage.does(first - 1, "copula"))
    return _is_behind_attack(passage, hit, first)


def _is_agent(passage: Passage, hit: WordHit) -> bool:
    """Whether a land stands behind an attack in the case of who made it: "обстрел Чадом"."""
    attack = _roles(passage.ending("place_words").get(hit.first)) & {"event", "deed", "struck"}
    return bool(attack) and passage.words[hit.first].is_capital and passage.ends(hit.last - 1, "agent_endings")


def _phrase_start(passage: Passage, first: int) -> int:
    """The first word of the phrase of people or an army that a side ends."""
    people = [passage.starting(table) for table in ("groups", "units")]
    while first and first not in passage.ending("sides"):
        before = first - 1
        named = passage.does(before, "army") or any(before in found for found in people)
        if not (named or passage.like_adjective(before)):
            break
        first = before
    return first


def _is_behind_attack(passage: Passage, hit: WordHit, first: int) -> bool:
    """Whether a side stands right behind the noun of its attack, where words have cases: "удар ВВС Чада"."""
    subject = hit.last < len(passage) and passage.like_verb(hit.last)
    if subject or not endings(passage.language, "doer_endings"):
        return False
    roles = _roles(passage.ending("place_words").get(first))
    if roles & {"deed", "invasion"}:
        return True
    of_army = roles >= {"event", "arms"}  # "обстрел ВСУ", not "обстрел Украины"
    return of_army and not gazetteer.named(passage.printed(hit.first, hit.last), passage.language)


def leads_attack(passage: Passage, hit: WordHit) -> bool:
    """Whether the noun right behind a side is its attack: "вражеская атака", not "вражеские войска"."""
    roles = _roles(passage.starting("place_words").get(hit.last))
    return "deed" in roles or roles >= {"event", "arms"}
