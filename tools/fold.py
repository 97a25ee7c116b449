"""Fold the word tables: forms of one word that tell the same become one row, "умер{|ла|ло|ли}".

Run as `python tools/fold.py` after adding rows as written forms; what the tables say stays the same, and a test checks
that nothing is left to fold. Nouns that make an outcome with the same verbs are one row of ``frames``: "wounds|burns".
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import simplemma

from newslib.lexicons import FOLDER, lexicon, unfolded

Row = dict[str, str]
_STEM = 2  # letters that the forms of one word share at least
_SURE = 4  # letters from which on forms with short endings are of one word, whatever their lemmas
_ENDING = 3


def fold(rows: list[Row], language: str) -> list[Row]:
    """The rows with the forms of each word folded into the first of them.

    Args:
        rows: rows of one table, with a column ``form``.
        language: BCP 47 code, whose lemmas tell which forms belong to one word.
    """
    left: dict[tuple[str, ...], list[Row]] = {}
    for row in (one for folded in rows for one in ([folded] if "[" in folded["form"] else unfolded(folded))):
        free = row["form"] if "[" in row["form"] else ""  # words that go freely with others are left as they stand
        told = (free, *(value for column, value in row.items() if column not in ("form", "note")))
        group = left.setdefault(told, [])
        if all(row["form"] != other["form"] for other in group):  # a row that stands twice stays once
            group.append(row)
    made = {told: list(_folded(group, language)) for told, group in left.items()}
    if rows and "verb" in rows[0]:
        return [_together(group) for group in made.values()]
    return [row for group in made.values() for row in group]


def _together(rows: list[Row]) -> Row:
    """Rows that tell the same of different words as one."""
    return {**rows[0], "form": "|".join(row["form"] for row in rows), "note": "; ".join(_notes(rows))}


def _folded(group: list[Row], language: str) -> Iterator[Row]:
    """One row for all forms whose words are those of the first form, inflected; the others as they are."""
    while group:
        first, *others = group
        words = first["form"].split()
        same = [first, *(o for o in others if _alike(words, o["form"].split(), language))]
        group = [o for o in others if o not in same]
        yield {**first, "form": _written(same), "note": "; ".join(_notes(same))}


def _alike(left: list[str], right: list[str], language: str) -> bool:
    same_length = len(left) == len(right) and left != right
    return same_length and all(_is_one_word(*pair, language) for pair in zip(left, right, strict=True))


def _is_one_word(one: str, other: str, language: str) -> bool:
    """Whether two words are the same, or one word inflected."""
    variants = lexicon(language).settings.get("variants", ())
    if one == other or any({one, other} <= set(same.split()) for same in variants):
        return True
    shared = len(_beginning([one, other]))
    if shared < _STEM or "*" in one + other:
        return False
    near = shared >= _SURE and max(len(one), len(other)) - shared <= _ENDING
    return near or _lemma(one, language) == _lemma(other, language)


def _beginning(words: list[str]) -> str:
    """The letters with which all words begin."""
    alike = 0
    for letters in zip(*words, strict=False):
        if len(set(letters)) > 1:
            break
        alike += 1
    return words[0][:alike]


def _lemma(word: str, language: str) -> str:
    return simplemma.lemmatize(word, lang=language).casefold() if word.isalpha() else word


def _written(same: list[Row]) -> str:
    """The forms in one, the endings of each word that changes in braces."""
    forms = [row["form"].split() for row in same]
    return " ".join(_column(list(words)) for words in zip(*forms, strict=True))


def _column(words: list[str]) -> str:
    if len(set(words)) == 1:
        return words[0]
    stem = _beginning(words)
    return f"{stem}{{{'|'.join(word[len(stem) :] for word in words)}}}"


def _notes(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row["note"] for row in rows if row.get("note")))


def fold_table(path: Path) -> None:
    """Fold one table in place; tables without a column ``form`` stay as they are.

    Raises:
        ValueError: a row has more or fewer cells than there are columns; the table stays as it was.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), []
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(
                    f"{path}, line {reader.line_num}: a row has {len(columns)} cells: {', '.join(columns)}"
                )
            rows.append(row)
    if {"form", "note"} <= set(columns):
        folded = io.StringIO(newline="")
        writer = csv.DictWriter(folded, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(fold(rows, path.parent.name))
        path.write_text(folded.getvalue(), encoding="utf-8", newline="")


if __name__ == "__main__":
    for table in sorted(FOLDER.glob("*/*.csv")):
        if table.parent.name != "shared":
            fold_table(table)
