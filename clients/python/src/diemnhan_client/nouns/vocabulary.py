"""The words that fields of requests and answers may hold.

A newer service may send a word that is not here yet: keep a branch for what you do not know.
"""

from typing import Literal

Instrument = Literal[
    "mou",
    "agreement",
    "statement",
    "plan",
    "visit",
    "training",
    "project",
    "aid",
    "investment",
    "membership",
    "facility",
    "other",
]
PartnerType = Literal[
    "country", "government", "agency", "company", "university", "international_org", "person", "other"
]
Field = Literal[
    "economy_trade",
    "investment_finance",
    "science_technology",
    "industry",
    "agriculture",
    "energy",
    "environment_climate",
    "health",
    "education_training",
    "culture_tourism_sport",
    "defence",
    "security_police",
    "justice_law",
    "maritime",
    "transport_infrastructure",
    "labour",
    "standards_productivity",
    "digital_telecom",
    "humanitarian",
    "diplomacy",
    "other",
]
ActStatus = Literal["proposed", "planned", "signed", "ongoing", "completed", "ended"]
EventType = Literal["CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "SANCTION"]
FindingCode = Literal[
    "number_mismatch",
    "date_mismatch",
    "currency_mismatch",
    "name_untranslated",
    "name_changed",
    "untranslated",
    "term_missed",
    "too_short",
    "too_long",
    "repeated",
    "low_score",
    "truncated",
    "ungrounded",
    "assistant_unavailable",
    "name_varies",
    "negation_lost",
    "meaning_changed",
    "instruction_in_article",
]
Severity = Literal["info", "warning", "error"]
BlockRole = Literal["title", "lead", "heading", "paragraph", "list_item", "caption", "byline", "dateline"]
Origin = Literal["model", "memory", "glossary", "editor"]
Direction = Literal["vi-en", "en-vi", "both"]
Focus = Literal["general", "cooperation"]
JobDirection = Literal["vi-en", "en-vi"]
JobKind = Literal["translate", "brief"]
JobState = Literal["queued", "running", "cancelling", "cancelled", "completed", "failed", "expired"]
ItemStatus = Literal["waiting", "done", "failed", "cancelled"]
TextFormat = Literal["text", "html", "xml"]
Formality = Literal["default", "more", "less", "prefer_more", "prefer_less"]
WebhookKind = Literal["standard", "superdesk", "wordpress"]
Subscribed = Literal["brief.created", "brief.updated", "job.completed"]
Told = Literal["brief.created", "brief.updated", "job.completed", "endpoint.test"]
DeliveryState = Literal["pending", "delivered", "failed", "dead"]
Language = Literal["vi", "en"]
LanguageOrAuto = Literal["vi", "en", "auto"]
BriefMedia = Literal[
    "application/json",
    "text/markdown",
    "text/html",
    "application/ld+json",
    "application/vnd.iptc.ninjs+json",
]
RawMedia = Literal[
    "text/plain",
    "text/html",
    "application/xhtml+xml",
    "application/vnd.iptc.ninjs+json",
    "application/ninjs+json",
]
GlossaryMedia = Literal["text/csv", "text/tab-separated-values", "application/x-tbx+xml"]
MemoryMedia = Literal["application/x-tmx+xml", "text/tab-separated-values"]
FeedEnding = Literal["rss", "atom", "json"]
