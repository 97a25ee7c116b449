"""Who says how many: figures, claimants and dates from conflict reporting, side by side.

>>> import newslib as nl
>>> nl.read("At least 12 people were killed, the mayor said.").claims[["low", "outcome", "source"]].values.tolist()
[[12.0, 'killed', 'the mayor']]
"""

from importlib import import_module as _import_module

__version__ = "0.1.0"
_VERBS = {
    "read": "newslib.corpora",
    "new": "newslib.projects",
    "report": "newslib.stages",
    "open": "newslib.corpora",
    "from_claims": "newslib.corpora",
    "extract": "newslib.extracts",
    "agreement": "newslib.corpora.decisions",
    "columns": "newslib.codebook",
    "show": "newslib.templates",
    "say": "newslib.markup",
}
__all__ = sorted(_VERBS)


def __getattr__(name: str) -> object:
    """The verbs are imported when they are first used, so that ``import newslib`` costs nothing."""
    if name in _VERBS:
        return getattr(_import_module(_VERBS[name]), name)
    raise AttributeError(f"newslib has no {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
