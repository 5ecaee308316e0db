"""A Highlight: one act of cooperation, in the vocabularies of the annotation guideline, with its Evidence."""

from dataclasses import dataclass
from typing import Literal

from service.domain.article import Language

Instrument = Literal[
    "mou", "agreement", "statement", "plan", "visit", "training", "project", "aid", "investment",
    "membership", "facility", "other",
]  # fmt: skip
Status = Literal["proposed", "planned", "signed", "ongoing", "completed", "ended"]
EventType = Literal["CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "SANCTION"]
PartnerType = Literal[
    "country", "government", "agency", "company", "university", "international_org", "person", "other"
]
Field = Literal[
    "economy_trade", "investment_finance", "science_technology", "industry", "agriculture", "energy",
    "environment_climate", "health", "education_training", "culture_tourism_sport", "defence",
    "security_police", "justice_law", "maritime", "transport_infrastructure", "labour",
    "standards_productivity", "digital_telecom", "humanitarian", "diplomacy", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in both languages; a side is empty until somebody can say it."""

    vi: str
    en: str

    @classmethod
    def of(cls, language: Language, own: str, translated: str = "") -> "Bilingual":
        """Build from the article's own words and their translation."""
        return cls(own, translated) if language == "vi" else cls(translated, own)

    def side(self, language: Language) -> str:
        """Return the words in one language."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the article: code-point offsets into the normalised text, `end` exclusive."""

    segment: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A party to the act. `country` is ISO 3166-1 alpha-2."""

    name: Bilingual
    type: PartnerType
    country: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ActDate:
    """When: the article's words, and EDTF level 0/1 (2019-08, 2020/2021) where they are enough."""

    text: str | None
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as written, its value in units, and its ISO 4217 code (None for what is no money)."""

    text: str
    value: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Highlight:
    """One act or programme of cooperation. `confidence` in 0..1; `rank` from 1 by news value."""

    rank: int
    instrument: Instrument
    status: Status
    event_type: EventType
    partners: tuple[Partner, ...]
    date: ActDate
    place: Bilingual | None
    fields: tuple[Field, ...]
    amounts: tuple[Amount, ...]
    gist: Bilingual
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech: who said it, in both languages, and where."""

    speaker: str
    text: Bilingual
    evidence: Evidence
