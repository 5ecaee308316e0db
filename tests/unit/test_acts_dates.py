"""No act is dated by a comparison, no plan by a day that is past."""

from datetime import UTC, datetime

import pytest

from service.domain.article import Language, Payload
from service.domain.highlight import Highlight
from service.pipeline.highlight import highlight, load_acts
from service.pipeline.ingest import Limits, ingest
from service.pipeline.segment import segment
from tests.unit.acts_articles import known_names, told


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Xuất khẩu tăng 5% so với cùng kỳ."),
        ("vi", "Xuất khẩu tăng 5% so với cùng kỳ năm ngoái."),
        ("vi", "Xuất khẩu tăng 5% so với cùng kỳ năm trước."),
        ("vi", "Đầu tư tăng gấp đôi so với năm 2021."),
        ("en", "Exports rose 12% from the same period last year."),
        ("en", "Exports rose 12% compared with a year earlier."),
        ("en", "Trade rose 12 percent from a year earlier."),
        ("en", "Trade rose 12%, compared with 5% in 2021."),
    ],
)
def test_what_figures_are_compared_with_dates_nothing(language: Language, sentence: str) -> None:
    assert told("Tin", sentence, language=language).dates == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Hai nước ký hiệp định năm 2021, muộn hơn so với kế hoạch."),
        ("vi", "So với trước, trao đổi tăng mạnh. Năm 2021, hai nước ký hiệp định."),
        ("en", "Exports rose 12%. In 2021 the two countries signed an agreement."),
    ],
)
def test_a_date_beside_a_comparison_stays(language: Language, sentence: str) -> None:
    assert [one.edtf for one in told("Tin", sentence, language=language).dates] == ["2021"]


def _acts(text: str, published: str = "2023-05-20") -> tuple[Highlight, ...]:
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC)
    article = ingest(Payload(text, "text", published_at=moment), Limits())
    return highlight(article, segment(article), gazetteer=known_names(), acts=load_acts())


@pytest.mark.weights
@pytest.mark.parametrize(
    "text",
    [
        "Kim ngạch tăng 5% so với cùng kỳ năm trước. Việt Nam và Nhật Bản ký bản ghi nhớ về nông nghiệp.",
        "Exports rose 12% from a year earlier. Vietnam and Japan signed a memorandum on agriculture.",
        "Lào dự kiến ký thỏa thuận xây đường sắt với Việt Nam, một quan chức cho biết hôm 1/2/2023.",
        "Laos plans to sign an agreement on a railway with Vietnam, an official said on February 1, 2023.",
        "Việt Nam và Lào hôm 5/5/2023 nhất trí sẽ xây dựng đường sắt Vũng Áng - Vientiane.",
    ],
)
def test_an_act_without_a_day_of_its_own_has_none(text: str) -> None:
    assert [one.date.edtf for one in _acts(text)] == [None]


@pytest.mark.weights
@pytest.mark.parametrize(
    "text",
    [
        "Ngày 5/5/2023, FPT và Microsoft ký thỏa thuận về đào tạo. Cùng ngày, Viettel và Nokia ký thỏa thuận "
        "về 5G.",
        "On May 5, 2023, FPT and Microsoft signed a deal on training. The same day, Viettel and Nokia signed "
        "a deal on 5G.",
    ],
)
def test_the_same_day_is_that_of_the_sentence_before(text: str) -> None:
    assert [one.date.edtf for one in _acts(text)] == ["2023-05-05", "2023-05-05"]
