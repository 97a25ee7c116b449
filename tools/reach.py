"""Which functions and which rows of the word tables a folder of texts never reaches.

Run as `python tools/reach.py FOLDER_OR_FILE ...`: text files, or JSON lines with a field ``text``. A function that
never runs, or whose answer is always empty, and a row whose form stands in no text, may serve nobody: look at each
before it goes.
"""

import csv
import inspect
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import newslib
from newslib.extracts import extract
from newslib.lexicons import FOLDER, Finder, languages, unfolded
from newslib.lexicons import words as printed_words
from newslib.readings import read

PACKAGE = Path(newslib.__file__).parent
_PLAIN = (bool, int, float, str, tuple, list, dict, set, frozenset)


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of files and folders, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from texts(sorted(p for p in path.rglob("*") if p.suffix in (".txt", ".jsonl")))
        elif path.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())
        else:
            yield path.read_text(encoding="utf-8")


class Reach:
    """Counts how often each function of the package answers, and how often with something."""

    def __init__(self) -> None:
        self.answers: Counter[CodeType] = Counter()
        self.something: Counter[CodeType] = Counter()

    def note(self, frame: FrameType, event: str, answer: Any) -> None:
        """A profiler's call at every call and return."""
        code = frame.f_code
        if event == "return" and code.co_filename.startswith(str(PACKAGE)):
            self.answers[code] += 1
            empty = answer is None or (isinstance(answer, _PLAIN) and not answer)
            self.something[code] += not empty

    def functions(self) -> Iterator[tuple[int, int, str]]:
        """Times answered, times with something, and the name of every function of the package's loaded modules."""
        for module in [m for name, m in sorted(sys.modules.items()) if name.startswith("newslib")]:
            path = Path(module.__file__ or "")
            for code in _codes(compile(path.read_text(encoding="utf-8"), str(path), "exec")):
                found = [c for c in self.answers if (c.co_filename, c.co_qualname) == (str(path), code.co_qualname)]
                answers, something = sum(self.answers[c] for c in found), sum(self.something[c] for c in found)
                yield answers, something, f"{path.relative_to(PACKAGE)}:{code.co_firstlineno} {code.co_qualname}"


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & inspect.CO_OPTIMIZED and not inner.co_name.startswith("<"):
                yield inner
            yield from _codes(inner)


def rows(found: Iterable[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Of each table the number of its rows, and the forms of those that stand in no text."""
    told = [sentence for text in found for sentence in read(text).sentences]
    for language in languages():
        spoken = [(s.text, printed_words(s.text)) for s in told if s.language == language]
        for path in sorted((FOLDER / language).glob("*.csv")):
            yield f"{language}/{path.name}", *_unreached(path, spoken)


def _unreached(path: Path, spoken: list[tuple[str, list]]) -> tuple[int, list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        written = [row for row in csv.DictReader(file) if "form" in row]
    forms = [{"form": one["form"], "row": str(k)} for k, row in enumerate(written) for one in unfolded(row)]
    finder = Finder(forms)
    reached = {int(hit.row["row"]) for text, cut in spoken for hit in finder.find(text, cut)}
    return len(written), [row["form"] for k, row in enumerate(written) if k not in reached]


def main(paths: list[Path]) -> None:
    """Read the texts, print what was never reached."""
    reach, found = Reach(), list(texts(paths))
    sys.setprofile(reach.note)
    for k, text in enumerate(found):
        extract({"id": k, "text": text})
    sys.setprofile(None)
    for answers, something, name in sorted(reach.functions()):
        if something < 2:
            print(f"{answers:8} answers, {something} with something: {name}")
    total = unreached = 0
    for table, number, forms in rows(found):
        total, unreached = total + number, unreached + len(forms)
        print(f"{table}: {len(forms)} of {number} rows in no text: {' | '.join(forms)}")
    print(f"{unreached} of {total} rows stand in no text")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
