"""Word classes of a parse: what a model's attribute rules say of a word, remembered instead of matched anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.pipeline import AttributeRuler

Doc = Any  # spaCy's own stubs leave out setters of tokens
Pattern = dict[str, Any]
_UNUSED = {"LEMMA"}  # rules that give only these are left out: no lemma is read here


class WordClasses:
    """The rules of an attribute ruler, with the same outcome and a fraction of its time.

    Most rules look at one word: its form, tag, dependency and whether it is space. What they say of such a word is kept
    and said again; a sentence with a word not met before goes through the rules themselves. The few rules about more
    than one word are matched every time.

    Args:
        ruler: the ruler of a loaded pipeline, taken out of it.

    >>> import spacy
    >>> blank = spacy.blank("en")
    >>> blank.add_pipe("attribute_ruler").add([[{"LOWER": "dead"}]], {"POS": "ADJ"})
    >>> classes = WordClasses(blank.remove_pipe("attribute_ruler")[1])
    >>> [word.pos_ for word in classes(blank("the dead"))]
    ['', 'ADJ']
    """

    def __init__(self, ruler: Any) -> None:
        rules: list[Pattern] = [rule for rule in ruler.patterns if not set(rule["attrs"]) <= _UNUSED]
        single = [rule for rule in rules if all(len(pattern) == 1 for pattern in rule["patterns"])]
        self._single = _ruler(ruler, single)
        joined = [rule for rule in rules if rule not in single]
        self._joined = _ruler(ruler, joined) if joined else lambda doc: doc
        self._forms = {ruler.vocab.strings[form] for form in _forms(single)}
        self._known: dict[tuple[int, ...], tuple[int, int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The same parse with its parts of speech and features set."""
        forms = self._forms
        rows = doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()
        keys = [(row[0] if row[0] in forms else 0, row[1], row[2], row[3]) for row in rows]
        try:
            said = [self._known[key] for key in keys]
        except KeyError:
            self._single(doc)
            self._known.update((key, (t.tag, t.dep, t.pos, t.morph.key)) for key, t in zip(keys, doc, strict=True))
        else:
            for token, (tag, dep, pos, morph) in zip(doc, said, strict=True):
                token.pos = pos
                token.set_morph(morph)
                if token.is_space:
                    token.tag, token.dep = tag, dep
        return self._joined(doc)


def _ruler(model: Any, rules: list[Pattern]) -> Callable[[Doc], Doc]:
    made = AttributeRuler(model.vocab)
    made.add_patterns(rules)
    return made


def _forms(rules: Iterable[Pattern]) -> set[str]:
    """Every word form that a rule asks for.

    Raises:
        ValueError: a rule asks for forms in a way that a list cannot hold.
    """
    found: set[str] = set()
    words = (word for rule in rules for pattern in rule["patterns"] for word in pattern)
    for asked in (word["LOWER"] for word in words if "LOWER" in word):
        if isinstance(asked, dict) and set(asked) != {"IN"}:
            raise ValueError(f"an attribute rule with {asked} cannot be remembered by word form")
        found.update(asked["IN"] if isinstance(asked, dict) else [asked])
    return found
