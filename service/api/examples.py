"""The brief that the API description shows: one short article, complete and with true offsets."""

from datetime import UTC, datetime

from service.domain.article import Span
from service.domain.brief import Brief, BriefSegment, Provenance, Source, SummarySentence
from service.domain.highlight import ActDate, Bilingual, Evidence, Highlight, Partner

ARTICLE = "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế."
TRANSLATION = "On August 5, 2019, in Hanoi, Vietnam and Japan signed a memorandum on health."


def brief_example() -> Brief:
    """Return the brief of `ARTICLE`."""
    return Brief(
        id="2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
        created_at=datetime(2019, 8, 5, 4, 0, tzinfo=UTC),
        source=Source(
            id="tin-1",
            url="https://example.org/tin/1",
            title=None,
            language="vi",
            published_at=None,
            sha256="0" * 64,
        ),
        headline=Bilingual(ARTICLE, TRANSLATION),
        summary=(SummarySentence(Bilingual(ARTICLE, TRANSLATION), (_evidence(ARTICLE),)),),
        highlights=(_highlight(),),
        quotes=(),
        findings=(),
        segments=(BriefSegment(0, "paragraph", Span(0, len(ARTICLE)), ARTICLE, TRANSLATION, "model", -0.31),),
        provenance=Provenance("0.1.0", "vien@1+ct2-int8", "salience@1", "acts@1", "institutions@1a2b3c4d"),
    )


def _highlight() -> Highlight:
    return Highlight(
        rank=1,
        instrument="mou",
        status="signed",
        event_type="SUPPORT",
        partners=(_country("Việt Nam", "Vietnam", "VN"), _country("Nhật Bản", "Japan", "JP")),
        date=ActDate("Ngày 5/8/2019", "2019-08-05"),
        place=Bilingual("Hà Nội", "Hanoi"),
        fields=("health",),
        amounts=(),
        gist=Bilingual(
            "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế", "Vietnam and Japan signed a memorandum on health"
        ),
        evidence=(_evidence("Việt Nam và Nhật Bản ký bản ghi nhớ về y tế"),),
        confidence=0.93,
    )


def _country(vi: str, en: str, code: str) -> Partner:
    return Partner(Bilingual(vi, en), "country", code, _evidence(vi))


def _evidence(words: str) -> Evidence:
    start = ARTICLE.index(words)
    return Evidence(0, start, start + len(words), words)
