"""Explanations: one claim with everything that is known of it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from newslib.charts.points import side_name
from newslib.codebook import rules, say, vocabularies
from newslib.corpora.contents import Tables
from newslib.markup import Html, plain
from newslib.outputs import visible
from newslib.reports.texts import Quotes
from newslib.templates import piece, show, with_code

DATES = {"event_date": "happened", "as_of": "counted up to", "said": "said", "published": "published"}
OTHERS = 8  # numbers of the same thing that are shown


@dataclass(frozen=True)
class Explanation:
    """A claim: ``before``, ``quote`` and ``after`` are its sentence, ``facts`` were read, ``others`` differ."""

    claim_id: str
    before: str
    quote: str
    after: str
    facts: Mapping[str, str]
    others: pd.DataFrame

    def __repr__(self) -> str:
        told = "\n".join(f"  {name}: {value}" for name, value in self.facts.items())
        return visible(f"{self.before.lstrip()}[{self.quote}]{self.after.rstrip()}\n{told}")

    def _repr_html_(self) -> str:
        facts = pd.DataFrame({"what": list(self.facts), "as read": [with_code(told) for told in self.facts.values()]})
        others = show(self.others, "Why other numbers differ", empty="No other number of the same thing.")
        shown = piece("explanation.html", told=self, facts=show(facts, "What was read of it"), others=others)
        return Html(shown, repr(self))._repr_html_()


def explanation(claim_id: str, found: Tables) -> Explanation:
    """One claim of a run explained.

    Args:
        claim_id: which.
        found: the tables of the run by name.

    Raises:
        ValueError: there is no such claim.
    """
    claims = found["claims"]
    own = claims[claims["claim_id"] == claim_id]
    if own.empty:
        raise ValueError(f"no claim {claim_id!r} in this corpus; ids stand in the column claim_id of .claims")
    claim = own.iloc[0]
    before, quote, after = _sentence(claim, found)
    placed = found["events"]
    place = placed[placed["claim_id"] == claim_id].head(1)
    return Explanation(claim_id, before, quote, after, _facts(claim, place, found), _others(claim_id, found))


def _sentence(claim: pd.Series, found: Tables) -> tuple[str, str, str]:
    """The sentence of a claim, cut into what stands before its quote, the quote, and what follows."""
    own = found["segments"]
    own = own[own["article_id"] == claim["article_id"]]
    if own.empty or pd.isna(claim["start"]):
        return "", plain(claim["quote"]) or plain(claim["stated"]), ""
    quotes = Quotes({plain(claim["article_id"]): list(own.itertuples(index=False))})
    return quotes.around(plain(claim["article_id"]), int(claim["start"]), int(claim["end"]))


def _facts(claim: pd.Series, place: pd.DataFrame, found: Tables) -> dict[str, str]:
    """What was read of a claim, in words; what is not known is left out."""
    article = found["articles"]
    article = article[article["article_id"] == claim["article_id"]].head(1)
    words = vocabularies()
    told = {
        "number": f"{say('modifier', claim['modifier'])} {_number(claim)}",
        "counted": f"{say('outcome', claim['outcome'])}, {say('group', claim['group'])}; "
                   f"side: {side_name(claim['side']) or 'not told'}",
        "source": plain(claim["source_name"]) or plain(claim["source"]) or "none named",
        "how the source was found": words["source_how"].get(plain(claim["source_how"]), ""),
        "through": plain(claim["relay"]),
        "stance": words["stance"].get(plain(claim["stance"]), "the article's own voice"),
        "kind of count": words["tally"].get(plain(claim["tally"]), ""),
        **{words: plain(claim[name]) for name, words in DATES.items()},
        "article": ", ".join(filter(None, article[["title", "publisher", "path"]].fillna("").to_numpy().ravel())),
        "look at it": say("flag", claim["flag"]),
    }  # fmt: skip
    if len(place):
        names = dict(found["happenings"][["happening_id", "name"]].itertuples(index=False, name=None))
        told["happening"] = plain(names.get(place["happening_id"].iloc[0]))
        told["counted with"] = plain(place["label"].iloc[0])
        told["because"] = plain(place["why"].iloc[0])
    return {name: value for name, value in told.items() if value}


def _number(claim: pd.Series) -> str:
    low, high = (plain(claim[end]) or "open" for end in ("low", "high"))
    return (plain(claim["stated"]) or plain(claim["quote"])) + (f" ({low} to {high})" if low != high else "")


def _others(claim_id: str, found: Tables) -> pd.DataFrame:
    """The numbers this one is held against, with the reason why they differ."""
    pairs = found["reasons"]
    pairs = pairs[(pairs["claim_a"] == claim_id) | (pairs["claim_b"] == claim_id)]
    other = pairs["claim_b"].where(pairs["claim_a"] == claim_id, pairs["claim_a"])
    told = found["claims"].set_index("claim_id")[["source_name", "quote", "published"]]
    shown = told.reindex(other).reset_index(drop=True)
    meaning = [rules().get(rule, rule) for rule in pairs["rule"].fillna("")]
    return shown.assign(reason=pairs["reason"].to_numpy(), rule=meaning, words=pairs["words"].to_numpy()).head(OTHERS)
