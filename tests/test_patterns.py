import re
import tomllib
from pathlib import Path

import pytest

from newslib import figures
from newslib.figures.counts import counts
from newslib.figures.patterns import KINDS, WORDS, around
from newslib.figures.scenes import Scene
from newslib.figures.told import words_of_outcome
from newslib.lexicons import FOLDER, roles
from newslib.readings import read

TABLE = tomllib.loads((FOLDER / "shared" / "patterns.toml").read_text(encoding="utf-8"))


def scene_of(text: str, language: str) -> Scene:
    passage = read(text, candidates=[language]).passages([0])[0]
    told = words_of_outcome(passage)
    return Scene(passage, counts(passage, told), told)


@pytest.mark.parametrize(
    ("text", "language", "question", "number", "found"),
    [
        ("Пятеро погибли в Гомеле, в Бресте - трое.", "ru", "gap", 1, ", в Бресте - "),
        ("Пятеро погибли в Гомеле, трое болели.", "ru", "gap", 1, None),
        ("Шестеро уехали в Минск, трое - в Вильнюс.", "ru", "which", 1, " - в"),
        ("Шестеро уехали в Минск, трое - молчали.", "ru", "which", 1, None),
        ("Two died on the bridge, nine at a school.", "en", "place", 1, ", at a school."),
        ("The ministry has confirmed only 250.", "en", "counted", 0, "confirmed only "),
        ("The ministry has bought only 250.", "en", "counted", 0, None),
        ("The toll of the flood has risen to 31 people.", "en", "level", 0, "toll of the flood has risen to "),
        ("The number of raids rose to 30.", "en", "reached", 0, "number of raids rose to "),
        ("The number of dead rose to 30.", "en", "reached", 0, None),
        ("Orr, 39, was killed.", "en", "apart", 0, ", ,"),
        ("Orr saw 39 men.", "en", "apart", 0, None),
        ("He praised 12 nurses, who died.", "en", "relative", 0, ", who"),
        ("He praised 12 nurses of the ward.", "en", "relative", 0, None),
        ("Of the dead, 12 were nurses.", "en", "fronted", 0, "Of the dead,"),
        ("Floods killed 40 people, including 12 nurses.", "en", "part", 1, "including "),
        ("They were among 12 nurses.", "en", "part", 0, None),
        ("They sat among the 12 nurses.", "en", "part", 0, None),
        ("12 nurses were among the dead.", "en", "behind", 0, " were among"),
        ("12 nurses, two of them ill, were among the dead.", "en", "behind", 0, ", two of them ill, were among"),
        ("12 nurses fled, three were among the dead.", "en", "behind", 0, None),
        ("Her sons, 11 and 14, were there.", "en", "age", 0, None),
        ("A reporter, one of those in charge, who fled, spoke.", "en", "nobody", 0, " in charge, who"),
        ("Seven of the injured and 20 nurses fled.", "en", "whole_of", 1, None),
    ],
)
def test_a_pattern_is_read_outwards_from_a_number(
    text: str, language: str, question: str, number: int, found: str | None
):
    scene = scene_of(text, language)
    count = scene.counts[number]
    words = around(scene, question, count)
    beside = None if words is None else [scene.passage.printed(i, i + 1) for i in words]
    if words is None or found is None:
        assert (words, found) == (None, None)
    else:
        own = range(count.first, count.end)
        assert [word for i, word in zip(words, beside, strict=True) if i not in own] == re.findall(r"\w+|\S", found)


def test_patterns_ask_for_what_is_known_and_somebody_asks_for_them():
    known = {role for group in roles().values() for role in group} | {"within", "Edge", *WORDS, *TABLE["words"]}
    forms = [*TABLE["words"].values(), *(form for forms in TABLE["patterns"].values() for form in forms)]
    asked = {word for form in forms for word in re.findall(r"(?<![#\w])[A-Za-z_]+", form)}
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(figures.__file__).parent.glob("*.py")))
    assert asked - known == set()
    assert {number for form in forms for number in re.findall(r"#(\w*)", form)} - set(KINDS) == set()
    assert [question for question in TABLE["patterns"] if f'"{question}"' not in code] == []
