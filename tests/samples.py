"""Briefs and highlights to put into tests."""

import hashlib
from datetime import UTC, datetime

from service.domain.article import Span
from service.domain.brief import Brief, BriefSegment, Provenance, Source, SummarySentence
from service.domain.highlight import ActDate, Bilingual, Evidence, Highlight, Partner

NOON = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
JAPAN = Bilingual("Nhật Bản", "Japan")


def a_highlight(
    rank: int = 1,
    *,
    instrument: str = "mou",
    partner: Bilingual = JAPAN,
    country: str | None = "JP",
    fields: tuple[str, ...] = ("health",),
    edtf: str | None = "2019-08",
) -> Highlight:
    evidence = Evidence(0, 0, 8, "Việt Nam")
    return Highlight(
        rank=rank,
        instrument=instrument,  # type: ignore[arg-type]  # tests name vocabulary words as plain strings
        status="signed",
        event_type="SUPPORT",
        partners=(Partner(partner, "country", country, evidence),),
        date=ActDate(edtf, edtf),
        place=None,
        fields=fields,  # type: ignore[arg-type]  # as above
        amounts=(),
        gist=Bilingual("Hai bên ký bản ghi nhớ", "Both sides sign a memorandum"),
        evidence=(evidence,),
        confidence=0.9,
    )


def a_brief(
    brief_id: str = "b1",
    *,
    text: str = "Việt Nam hợp tác.",
    created_at: datetime = NOON,
    highlights: tuple[Highlight, ...] = (),
    language: str = "vi",
    title: str | None = "Hợp tác",
) -> Brief:
    segment = BriefSegment(0, "paragraph", Span(0, len(text)), text, f"[en] {text}", "model", -0.25)
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Brief(
        id=brief_id,
        created_at=created_at,
        source=Source(None, None, title, language, None, sha),  # type: ignore[arg-type]  # a plain string
        headline=Bilingual(title or "", "Cooperation"),
        summary=(SummarySentence(Bilingual(text, segment.target), (Evidence(0, 0, len(text), text),)),),
        highlights=highlights,
        quotes=(),
        findings=(),
        segments=(segment,),
        provenance=Provenance("0.1.0", "fake@1", "fake@1", "fake@1", "none"),
    )
