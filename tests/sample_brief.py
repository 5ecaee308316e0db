"""A small hand-made brief with something in each of its parts, for the tests of what is made of a brief."""

from dataclasses import replace
from datetime import UTC, datetime

from service.domain.article import BlockRole, Span
from service.domain.brief import Brief, BriefSegment, Finding, Provenance, Source, SummarySentence
from service.domain.highlight import ActDate, Amount, Bilingual, Evidence, Highlight, Partner, Quote

TITLE = "Việt Nam và Hàn Quốc ký bản ghi nhớ về năng suất"
LEAD = "Ngày 20/8/2019, Tổng cục TCĐLCL và KPC đã ký bản ghi nhớ trị giá 2 triệu USD tại Seoul."
SAID = "“Hai bên sẽ cùng đào tạo chuyên gia”, ông Kim Min-soo nói."
ITEM = "- Đào tạo chuyên gia <năng suất> & chất lượng"


def sample_brief() -> Brief:
    """Return the brief."""
    lead = Evidence(1, 49, 49 + len(LEAD), LEAD)
    agency = Partner(
        Bilingual("Tổng cục TCĐLCL", "Directorate for Standards"),
        "agency",
        "VN",
        Evidence(1, 64, 79, LEAD[15:30]),
    )
    centre = Partner(Bilingual("KPC", "KPC"), "agency", "KR", Evidence(1, 83, 86, "KPC"))
    country = Partner(Bilingual("Hàn Quốc", "South Korea"), "country", "KR", Evidence(0, 12, 20, "Hàn Quốc"))
    highlight = Highlight(
        rank=1, instrument="mou", status="signed", event_type="SUPPORT", partners=(agency, centre, country),
        date=ActDate("20/8/2019", "2019-08-20"), place=Bilingual("Seoul", "Seoul"),
        fields=("standards_productivity", "education_training"), amounts=(Amount("2 triệu USD", 2e6, "USD"),),
        gist=Bilingual(LEAD, "The directorate and KPC signed a memorandum worth 2 million USD."),
        evidence=(lead,), confidence=0.876,
    )  # fmt: skip
    return Brief(
        id="b-1",
        created_at=datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC),
        source=Source(
            "a-1",
            "https://example.vn/bai-1",
            TITLE,
            "vi",
            datetime(2019, 8, 21, 1, 30, tzinfo=UTC),
            "ab" * 32,
        ),
        headline=Bilingual(TITLE, "Vietnam and South Korea sign a memorandum on productivity"),
        summary=(SummarySentence(Bilingual(LEAD, "On August 20, 2019 a memorandum was signed."), (lead,)),),
        highlights=(highlight,),
        quotes=(
            Quote(
                "Kim Min-soo",
                Bilingual("Hai bên sẽ cùng đào tạo chuyên gia", "Both sides will train experts together"),
                Evidence(2, 138, 172, "Hai bên sẽ cùng đào tạo chuyên gia"),
            ),
        ),
        findings=(
            Finding("number_mismatch", "warning", 1, Bilingual("Số 2 bị lệch.", "The number 2 differs.")),
        ),
        segments=tuple(_segments()),
        provenance=Provenance("diemnhan 0.1.0", "vien@1+ct2-int8", "extract@1", "rules@1", "default@abc"),
    )


def hostile_brief(text: str) -> Brief:
    """Return the brief with a text in the places that come from the article."""
    brief = sample_brief()
    words = Bilingual(text, text)
    evidence = Evidence(1, 0, len(text), text)
    return replace(
        brief,
        headline=words,
        source=replace(brief.source, title=text, url=text, id=text),
        summary=(SummarySentence(words, (evidence,)),),
        highlights=(
            replace(
                brief.highlights[0],
                gist=words,
                place=words,
                date=ActDate(text, None),
                evidence=(evidence,),
                partners=(Partner(words, "company", None, evidence),),
                amounts=(Amount(text, None, None),),
            ),
        ),
        quotes=(Quote(text, words, evidence),),
        findings=(Finding("low_score", "info", 1, words),),
        segments=tuple(replace(segment, source=text, target=text) for segment in brief.segments),
    )


def _segments() -> list[BriefSegment]:
    texts: tuple[tuple[BlockRole, str, str], ...] = (
        ("title", TITLE, "Vietnam and South Korea sign a memorandum on productivity"),
        ("lead", LEAD, "On August 20, 2019 a memorandum was signed."),
        ("paragraph", SAID, "“Both sides will train experts together”, Mr Kim said."),
        ("list_item", ITEM, "- Training of <productivity> & quality experts"),
    )
    segments: list[BriefSegment] = []
    start = 0
    for index, (role, source, target) in enumerate(texts):
        span = Span(start, start + len(source))
        segments.append(BriefSegment(index, role, span, source, target, "model", -0.2))
        start = span.end + 1
    return segments
