"""What a paper provides bears out its signing; it is no second paper and no plan to sign one."""

import pytest

from service.domain.article import Language
from service.text.acts.provisions import with_provisions
from service.text.acts.slots import act_of
from tests.unit.acts_articles import told
from tests.unit.test_highlight import _found

SIGNED: dict[Language, str] = {
    "vi": "Bộ Y tế Việt Nam và Đại học Melbourne ký bản ghi nhớ ngày 1/10/2020.",
    "en": "The Ministry of Health of Vietnam and Melbourne University signed a memorandum on May 5, 2020.",
}
PROVISIONS: tuple[tuple[Language, str], ...] = (
    ("vi", "Theo bản ghi nhớ, hai bên sẽ lập quỹ học bổng trị giá 12 triệu AUD."),
    ("vi", "Cụ thể, theo thỏa thuận vừa ký, hai bên sẽ trao đổi 250 giảng viên."),
    ("vi", "Theo biên bản ghi nhớ này, Đại học Melbourne sẽ đào tạo bác sĩ."),
    ("en", "Under the memorandum, the two sides will exchange 250 lecturers."),
    ("en", "According to the agreement, Melbourne University will train doctors."),
    ("en", "Under the new cooperation agreements, the two sides will exchange lecturers."),
    ("en", "The memorandum provides for a joint fund worth A$12 million."),
)


@pytest.mark.parametrize(("language", "provision"), PROVISIONS)
def test_the_signing_goes_before_what_it_provides(language: Language, provision: str) -> None:
    article = told("Tin", SIGNED[language], provision, language=language)
    act = act_of(article.article, article.sketches, (2, 1))
    assert [one.members for one in with_provisions([act])] == [(1, 2)]


@pytest.mark.parametrize(("language", "provision"), PROVISIONS)
def test_a_provision_of_its_own_joins_the_signing_before_it(language: Language, provision: str) -> None:
    article = told("Tin", SIGNED[language], provision, language=language)
    acts = [act_of(article.article, article.sketches, (index,)) for index in (2, 1)]
    assert [one.evidence for one in with_provisions(acts)] == [(1, 2)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("vi", ("Theo bản ghi nhớ, hai bên sẽ lập quỹ.", "Bộ Y tế và WHO sẽ ký bản ghi nhớ.")),
        ("vi", (SIGNED["vi"], "Theo Bộ Y tế, hai bên sẽ ký thêm một bản ghi nhớ.")),
        ("vi", (SIGNED["vi"], "Theo thỏa thuận, hai bên ký hợp đồng đầu tiên hôm 5/10.")),
        ("en", (SIGNED["en"], "Under new rules, the two sides will sign another memorandum.")),
    ],
)
def test_what_is_no_provision_or_has_no_signing_stays(language: Language, sentences: tuple[str, str]) -> None:
    article = told("Tin", *sentences, language=language)
    acts = [act_of(article.article, article.sketches, (index,)) for index in (2, 1)]
    assert with_provisions(acts) == acts


def test_what_the_two_sides_also_agreed_to_gives_way_to_the_signing_of_its_act() -> None:
    alsos: dict[Language, str] = {"vi": "Hai bên cũng nhất trí lập nhóm.", "en": "They also agreed to meet."}
    for language, also in alsos.items():
        article = told("Tin", SIGNED[language], also, language=language)
        act = act_of(article.article, article.sketches, (2, 1))
        assert with_provisions([act])[0].members == (1, 2)


@pytest.mark.weights
@pytest.mark.parametrize(("language", "provision"), PROVISIONS)
def test_the_memorandum_stays_the_one_that_was_signed(language: Language, provision: str) -> None:
    found = _found(language, "Tin" if language == "vi" else "News", SIGNED[language], provision)
    assert [(one.instrument, one.status) for one in found] == [("mou", "signed")]
    assert [one.segment for one in found[0].evidence] == [1, 2]
