"""A state that is elected to an international body is a membership for its term."""

import pytest

from service.domain.article import Language
from service.text.acts.tenure import tenures
from tests.unit.acts_articles import told
from tests.unit.test_highlight import _found


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "lead", "body", "term"),
    [
        (
            "vi",
            "Việt Nam trúng cử Ủy viên không thường trực Hội đồng Bảo an Liên hợp quốc nhiệm kỳ 2020-2021.",
            "Hội đồng Bảo an Liên hợp quốc",
            "2020/2021",
        ),
        (
            "vi",
            "Việt Nam được bầu làm thành viên Hội đồng Nhân quyền Liên hợp quốc nhiệm kỳ 2023-2025.",
            "Hội đồng Nhân quyền Liên hợp quốc",
            "2023/2025",
        ),
        (
            "en",
            "Vietnam was elected a non-permanent member of the United Nations Security Council for the "
            "2020-2021 term.",
            "United Nations Security Council",
            "2020/2021",
        ),
    ],
)
def test_an_election_is_a_membership_for_its_term(
    language: Language, lead: str, body: str, term: str
) -> None:
    title, end = {
        "vi": ("Tin quốc tế", "Kết quả là 192 phiếu thuận."),
        "en": ("World news", "It won 192 votes."),
    }[language]
    first = _found(language, title, lead, end)[0]
    assert (first.instrument, first.date.edtf) == ("membership", term)
    assert [one.name.vi or one.name.en for one in first.partners][1:] == [body]
    assert first.partners[0].country == "VN"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Lào không trúng cử Ủy viên không thường trực Hội đồng Bảo an Liên hợp quốc.", "vi"),
        ("Lào ủng hộ Hội đồng Bảo an Liên hợp quốc.", "vi"),
        ("Laos was not elected to the United Nations Security Council.", "en"),
        ("Laos spoke in the United Nations Security Council.", "en"),
    ],
)
def test_who_is_not_elected_has_no_office(sentence: str, language: Language) -> None:
    one = told("Tin", sentence, language=language)
    assert tenures(one.article, one.segments, one.entities) == ()
