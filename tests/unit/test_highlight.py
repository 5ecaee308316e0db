"""The highlight stage on short articles: what is found, what is not, and what it rests on."""

from functools import lru_cache
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.highlight_data import matched
from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Block, BlockRole, Language, Segment, Span
from service.domain.highlight import Highlight, Instrument
from service.pipeline.highlight import highlight, load_acts, with_gists
from service.text.acts.kinds import event_type
from service.text.folding import name_key
from service.text.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.weights


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(ROOT / "termbase")


def _article(language: Language, *sentences: str) -> tuple[Article, tuple[Segment, ...]]:
    segments: list[Segment] = []
    start = 0
    for index, sentence in enumerate(sentences):
        role: BlockRole = "title" if index == 0 else "lead" if index == 1 else "paragraph"
        segments.append(Segment(index, Span(start, start + len(sentence)), sentence, role))
        start += len(sentence) + 1
    blocks = tuple(Block(segment.role, segment.span) for segment in segments)
    return Article("\n".join(sentences), language, blocks, "0" * 64), tuple(segments)


def _found(language: Language, *sentences: str) -> tuple[Highlight, ...]:
    article, segments = _article(language, *sentences)
    return highlight(article, segments, gazetteer=_gazetteer(), acts=load_acts())


SIGNED = (
    "Việt Nam và Hàn Quốc ký bản ghi nhớ về lao động",
    "Ngày 23/3/2018, Việt Nam và Hàn Quốc đã ký bản ghi nhớ về tiếp nhận lao động tại Hà Nội.",
    "Bản ghi nhớ có hiệu lực hai năm.",
    "Thời tiết Hà Nội những ngày này khá mát mẻ.",
)


def test_a_signed_memorandum_is_found_with_its_parties_date_and_field() -> None:
    first = _found("vi", *SIGNED)[0]
    assert (first.instrument, first.status, first.event_type) == ("mou", "signed", "SUPPORT")
    assert {partner.country for partner in first.partners} == {"VN", "KR"}
    assert first.date.edtf == "2018-03-23"
    assert "labour" in first.fields


def test_evidence_and_partners_point_at_the_words_of_the_article() -> None:
    article, segments = _article("vi", *SIGNED)
    for one in highlight(article, segments, gazetteer=_gazetteer(), acts=load_acts()):
        spans = [*one.evidence, *(partner.evidence for partner in one.partners)]
        assert spans
        for evidence in spans:
            assert article.text[evidence.start : evidence.end] == evidence.text


def test_ranks_count_from_one_and_there_are_at_most_eight() -> None:
    lines = [
        f"Ngày {day}/5/2018, Việt Nam và Lào ký hiệp định thứ {day} tại Vientiane." for day in range(1, 20)
    ]
    found = _found("vi", "Việt Nam và Lào ký nhiều hiệp định", *lines)
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert 1 <= len(found) <= 8


def test_a_text_of_one_sentence_tells_its_act() -> None:
    found = _found("vi", "Ngày 5/8/2019, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.")
    assert [one.instrument for one in found] == ["mou"]
    assert found[0].date.edtf == "2019-08-05"


def test_an_english_agreement_is_found() -> None:
    found = _found(
        "en",
        "Vietnam and Denmark sign energy agreement",
        "Vietnam and Denmark signed an agreement on energy cooperation in Hanoi on May 6, 2019.",
        "The agreement covers wind power and energy efficiency.",
    )
    assert found
    assert (found[0].instrument, found[0].status) == ("agreement", "signed")
    assert {partner.country for partner in found[0].partners} >= {"VN", "DK"}


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "Tử hình bị cáo giết người cướp tài sản",
            "Ngày 23-11, TAND cấp cao mở phiên tòa xét xử phúc thẩm và tuyên án tử hình bị cáo.",
            "Bị cáo đã hợp tác với cơ quan điều tra và thành khẩn khai báo.",
        ),
        (
            "Hợp tác xã trồng rau sạch ở Lâm Đồng",
            "Hợp tác xã Anh Đào có 50 xã viên trồng rau.",
            "Mỗi ngày hợp tác xã bán ra chợ vài tấn rau.",
        ),
        ("Ca sĩ ra album mới", "Nữ ca sĩ vừa phát hành album thứ ba.", "Cô cảm ơn người hâm mộ."),
    ],
)
def test_crime_cooperatives_and_show_business_are_no_cooperation(sentences: tuple[str, ...]) -> None:
    assert _found("vi", *sentences) == ()


def test_nothing_is_found_in_an_article_of_one_short_line() -> None:
    assert _found("vi", "Trời hôm nay nắng đẹp") == ()


# What the seed article reports: evidence, parties, date.
_STAMEQ, _KPC, _APO = "Tổng cục TCĐLCL", "Trung tâm Năng suất quốc gia Hàn Quốc (KPC)", "APO"
_QTC = "Trung tâm Đào tạo Nghiệp vụ Tiêu chuẩn Đo lường Chất lượng (QTC)"
SEED_ACTS: tuple[tuple[set[int], tuple[str, ...], str | None], ...] = (
    ({3, 23, 5}, (_STAMEQ, _KPC), "2019-08"),
    ({6, 7, 8}, (_KPC, _QTC), "2019-11"),
    ({16, 17, 18, 19}, ("Việt Nam", _APO), "2020/2021"),
    ({21, 22}, (_APO, "Việt Nam"), "2020-06-08"),
    (
        {10, 11, 24, 9},
        (_STAMEQ, "Trung tâm Năng suất Đài Loan (CPC)", "TÜV SÜD Asia Pacific Pte Ltd", "IGI Korea"),
        "2019-09",
    ),
    ({15}, ("Viện Năng suất Việt Nam", "CSIRO", "Viện Malik"), None),
    ({20, 22}, (_STAMEQ, "ASEAN", _APO), "2020"),
    ({13, 14, 12}, (_STAMEQ, "Malaysia", "Đài Loan (Trung Quốc)"), "2017"),
)


def _same_name(one: str, other: str) -> bool:
    first, second = (f" {' '.join(name_key(name))} " for name in (one, other))
    return first in second or second in first


def _same_parties(found: Highlight, wanted: tuple[str, ...]) -> bool:
    names = [partner.name.vi for partner in found.partners]
    return (
        len(names) == len(wanted)
        and all(any(_same_name(name, want) for want in wanted) for name in names)
        and all(any(_same_name(name, want) for name in names) for want in wanted)
    )


def _seed() -> tuple[Highlight, ...]:
    text = (ROOT / "tests" / "data" / "seed.txt").read_text(encoding="utf-8")
    return _found("vi", *(line for line in text.splitlines() if line.strip()))


def test_the_seed_article_yields_at_least_six_of_its_acts_with_the_right_parties_and_dates() -> None:
    found = _seed()
    pairs = matched([frozenset(where) for where, _, _ in SEED_ACTS], [_where(one) for one in found])
    right = [
        wanted
        for wanted, place in pairs
        if _same_parties(found[place], SEED_ACTS[wanted][1])
        and found[place].date.edtf == SEED_ACTS[wanted][2]
    ]
    assert len(right) >= 6, sorted(right)


def _where(one: Highlight) -> frozenset[int]:
    return frozenset(evidence.segment for evidence in one.evidence)


def test_the_seed_article_tells_each_of_its_acts_once() -> None:
    parties_and_dates = [
        (one.instrument, one.date.edtf, frozenset(partner.name.vi for partner in one.partners))
        for one in _seed()
    ]
    assert len(set(parties_and_dates)) == len(parties_and_dates)


def test_a_chair_is_a_membership_for_its_term() -> None:
    first = _found(
        "vi",
        "Lào đảm nhận vị trí Chủ tịch ASEAN",
        "Tại nhiệm kỳ 2026-2027, Lào chính thức đảm nhận vị trí Chủ tịch ASEAN.",
        "Việt Nam và Lào ký hiệp định hợp tác về năng lượng tại Vientiane.",
        "Hai nước cũng ký bản ghi nhớ về giáo dục.",
    )
    chair = next(one for one in first if one.instrument == "membership")
    assert chair.status == "ongoing"
    assert {partner.name.vi for partner in chair.partners} == {"Lào", "ASEAN"}
    assert chair.date.edtf == "2026/2027"


def test_gists_are_left_to_the_stage_that_has_the_names() -> None:
    found = _found("vi", *SIGNED)
    assert all(not one.gist.vi and not one.gist.en for one in found)
    assert all(one.gist.vi and one.gist.en for one in with_gists(found))


def test_what_lies_ahead_is_agreed_whatever_it_will_be() -> None:
    assert event_type("visit", "planned") == "AGREE"
    assert event_type("aid", "proposed") == "AGREE"
    assert event_type("visit", "completed") == "CONSULT"
    assert event_type("agreement", "signed") == "SUPPORT"
    assert event_type("aid", "completed") == "AID"
    assert event_type("project", "ongoing") == "COOPERATE"
    assert event_type("plan", "signed") == "SUPPORT"
    assert event_type("plan", "ongoing") == "COOPERATE"
    assert event_type("plan", "planned") == "AGREE"


@pytest.mark.parametrize("instrument", get_args(Instrument))
def test_what_ended_is_no_support_aid_or_meeting_any_more(instrument: Instrument) -> None:
    assert event_type(instrument, "ended") == "SANCTION"
