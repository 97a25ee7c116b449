"""Records of what is read of an article: its claims, and its statements with who is behind them."""

from dataclasses import dataclass

from newslib.articles import Article
from newslib.dates import DateMention
from newslib.figures import Figure
from newslib.readings import Reading
from newslib.sources import Source
from newslib.statements import NOT_OWN, Statement

FIGURE_COLUMNS = (
    "outcome", "group", "side", "unit", "place", "place_id", "latitude", "longitude", "place_how", "tally", "per",
    "modality", "implicit", "item",
)  # fmt: skip
CLAIM_COLUMNS = (
    "claim_id", "quote", "part_of", "stance", "hedge", "source", "source_name", "source_id", "source_how",
    "source_distance", "party", "relay",
)  # fmt: skip
_SURNAME = 5  # letters that are the same in every case of a surname


@dataclass(frozen=True)
class Attributed:
    """A statement with who its mentions stand for, when it was said, and which claims it answers."""

    statement_id: str
    statement: Statement
    source: Source | None
    relay: Source | None
    said: DateMention | None
    answers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Who speaks, the same for every mention of one source; of a person no table knows the surname's stem."""
        if self.source is None:
            return ""
        if self.source.source_id or self.source.kind not in (None, "person"):
            return self.source.source_id or self.source.name.casefold()
        return self.source.name.casefold().split()[-1][:_SURNAME]

    @property
    def relay_name(self) -> str | None:
        """Who passed it on."""
        return self.relay.name if self.relay else None

    @property
    def vouches(self) -> bool:
        """Whether a source stands behind what it tells, so that what belongs to it can be put on the same word.

        What only points elsewhere needs somebody that a table knows, "the run of attacks" reports nothing, or a name
        that points back: "AJ reported this".
        """
        if self.source is None or self.statement.stance in NOT_OWN or self.statement.points & {"declares", "stand"}:
            return False
        named = "back" in self.statement.points and self.source.name.split()[-1][0].isupper()
        return bool(self.source.kind) or not self.statement.points_only or named


@dataclass(frozen=True)
class Claim:
    """A figure someone put forward. ``start``/``end`` are code points of the article's text and
    ``text[start:end] == quote``; no source found stays None, the publisher is never put in its place."""

    claim_id: str
    figure: Figure
    quote: str
    number: str  # as printed
    statement_id: str | None = None
    statement: Statement | None = None
    source: str | None = None  # as printed next to the cue; for a pronoun or a bare role there, the name it stands for
    source_name: str | None = None  # the fullest mention in the article
    source_id: str | None = None
    source_how: str | None = None  # same_sentence, pronoun, role, quotation, before, after, headline, signature ...
    source_distance: int | None = None  # sentences from the figure to where the source is named, negative before it
    party: str | None = None
    relay: str | None = None
    stance: str | None = None  # None: the article's own voice
    hedge: str | None = None
    event_date: DateMention | None = None
    as_of: DateMention | None = None
    said: DateMention | None = None
    part_of: str | None = None  # claim_id of the whole

    @property
    def told(self) -> dict[str, object]:
        """What the tables and the interchange format tell alike of a claim, by the name of the column."""
        figure, quantity = self.figure, self.figure.quantity
        return {
            **{name: getattr(quantity, name) for name in ("modifier", "vague")},
            **{name: getattr(figure, name) for name in FIGURE_COLUMNS},
            **{name: getattr(self, name) for name in CLAIM_COLUMNS},
        }


@dataclass(frozen=True)
class Account:
    """All that was read of one article."""

    article: Article
    reading: Reading
    claims: tuple[Claim, ...]
    statements: tuple[Attributed, ...]
