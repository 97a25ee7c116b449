"""Who denies or claims an act, and so puts no number forward: "denied a role in the blast that killed 12"."""

from __future__ import annotations

from newslib.lexicons import lexicon
from newslib.readings import Reading
from newslib.statements import Statement

REACH = 1200  # code points before a number in which the word of blame or the act is looked for


def leaves_standing(statement: Statement, place: int, reading: Reading) -> bool:
    """Whether somebody denies or claims an act or a part in it, not the number that tells of it.

    The number then follows a word of blame, or opens a clause on the act and no clause is denied. Who claims the
    responsibility says what a clause on the act tells no more than who denies it.

    Args:
        statement: of any stance.
        place: where the number starts, code point of the article.
        reading: the article as read.
    """
    start = max(statement.content[0], place - REACH)
    if statement.stance not in ("denies", "asserts") or not statement.content[0] <= place:
        return False
    language = reading.sentences[reading.touching((start, place + 1))[0]].language
    hits = lexicon(language).finder("clause_words").find(reading.text[start:place])
    roles = [hit.row["role"].split() for hit in hits]
    blame = next((k for k, one in enumerate(roles) if "blame" in one), None)
    if statement.stance == "asserts":  # "claimed responsibility for the blast that killed 12"
        return blame is not None and any("scene" in one for one in roles[blame:])
    clause = any("complementizer" in one and "scene" not in one for one in roles)
    return blame is not None or (not clause and any("scene" in one for one in roles))
