"""Whether a figure is said to be so, not to be so, to be possible, or to be meant."""

from newslib.figures.cases import Case
from newslib.figures.scenes import Scene, Told
from newslib.figures.scopes import reaches
from newslib.passages import NOUNS, WordHit

ACTUAL, NEGATED, PLANNED = "actual", "negated", "planned"


def modality(case: Case) -> str:
    """One of ``newslib.figures.MODALITIES``. Zero is so."""
    scene, main = case.scene, case.main
    if case.count.quantity.stated == 0:
        return ACTUAL
    if any(hit.last == case.count.first and _manner(hit) == NEGATED for hit in _hits(scene)):
        return NEGATED
    if main is None or case.tie is None:
        return case.whole.figure.modality if case.whole else ACTUAL
    between = _between(case, main) if case.tie.rule == "label" else ""
    return between or _of_outcome(case, main)


def _between(case: Case, main: Told) -> str:
    """What words between a label and its number tell: "losses may exceed 20,000"."""
    between = (_manner(hit) for hit in _hits(case.scene) if main.last <= hit.first < case.count.first)
    return next(filter(None, between), "")


def _of_outcome(case: Case, main: Told) -> str:
    """What the words that speak of an outcome tell, the nearest first; else whether it is itself one that is meant."""
    hits = _hits(case.scene)
    told = next((_manner(hit) for hit in reversed(hits) if _speaks(case, hit, main)), ACTUAL)
    inside = any(hit.row["role"] == PLANNED for hit in hits if main.first <= hit.first < main.last)
    return PLANNED if told == ACTUAL and inside else told


def _hits(scene: Scene) -> list[WordHit]:
    """The words that tell how sure something is: neither the month of May nor those of a bound ("no fewer than")."""
    p = scene.passage
    months = {hit.first for hit in p.hits("dates") if "month" in hit.row["kind"].split() and p.is_capital(hit.first)}
    return [hit for hit in p.hits("modality") if hit.first not in months and scene.numbered(hit.first) is None]


def _manner(hit: WordHit) -> str:
    """What words tell: not so, possible, meant; that it is so in spite of them (``fact``)."""
    told = hit.row["role"].split()[0]
    return {"fact": ACTUAL, "untruth": NEGATED}.get(told, told)


def _speaks(case: Case, hit: WordHit, main: Told) -> bool:
    """Whether words speak of an outcome; some only of an infinitive ("have to evacuate") or a noun of action."""
    scene, own = case.scene, case.tie is not None and case.tie.rule == "own"
    if own and scene.words[hit.first].opens_clause:
        return False  # "should any of the 20 wounded die"
    category, *only = hit.row["role"].split()
    noun = main.is_noun or scene.words[main.word].kind in NOUNS
    if only and not (noun or scene.passage.is_infinitive(main.word)):
        return False
    first = min(main.first, main.word)
    category = "hypothetical" if category == "fact" else category
    return hit.first < first and reaches(scene, category, hit, first, main.last)
