"""What another detector says: langdetect over a whole text, to be held against our own segments."""

from __future__ import annotations

from langdetect import DetectorFactory, LangDetectException, detect

from newslib.segments.evidence import UNSURE

DetectorFactory.seed = 0  # it draws samples: without a seed the answer changes from run to run


def second_opinion(text: str) -> str:
    """The language langdetect names for a text, BCP 47; ``und`` when it finds nothing to go by.

    It knows no Belarusian and takes one language for the whole text, so a difference is a reason to look, no more.

    >>> second_opinion("The soldiers were taken to a hospital in the city."), second_opinion("1,026")
    ('en', 'und')
    """
    try:
        named: str = detect(text)
    except LangDetectException:
        return UNSURE
    return named
