"""What a denial leaves standing: who denies "a role in the blast that killed 12" does not say that 12 did not die."""

from __future__ import annotations

from newslib.lexicons import lexicon
from newslib.readings import Reading
from newslib.statements import Statement

REACH = 1200  # code points before a number in which the word of blame or the act is looked for


def leaves_standing(statement: Statement, place: int, reading: Reading) -> bool:
    """Whether somebody denies an act or a part in it, not the number that tells of it.

    The number then follows a word of blame, or opens a clause on the act and no clause is denied.

    Args:
        statement: of any stance.
        place: where the number starts, code point of the article.
        reading: the article as read.
    """
    start = max(statement.content[0], place - REACH)
    if statement.stance != "denies" or not statement.content[0] <= place:
        return False
    language = reading.sentences[reading.touching((start, place + 1))[0]].language
    hits = lexicon(language).finder("clause_words").find(reading.text[start:place])
    roles = [hit.row["role"].split() for hit in hits]
    clause = any("complementizer" in one and "scene" not in one for one in roles)
    return any("blame" in one for one in roles) or (not clause and any("scene" in one for one in roles))
