"""Who takes part in an act and who is only named beside it, in both languages."""

from dataclasses import replace

import pytest

from service.domain.article import Language
from service.text.acts.bystanders import distinct, takes_part, without_groups
from service.text.acts.slots import act_of
from tests.unit.acts_articles import Told, told

TITLE: dict[Language, str] = {"vi": "Tin hợp tác", "en": "News of cooperation"}


def _told(sentence: str, language: Language) -> Told:
    return told(TITLE[language], sentence, language=language)


def _takes_part(sentence: str, name: str, language: Language = "vi") -> bool:
    one = _told(sentence, language)
    return takes_part(act_of(one.article, one.sketches, (1,)), one.party(name), one.entities)


@pytest.mark.parametrize(
    ("sentence", "name", "language"),
    [
        ("Leaders of Russia and Turkey met in Sochi to discuss Syria.", "Syria", "en"),
        ("Japan and Canada will go ahead without the US.", "US", "en"),
        (
            "Japan and South Korea held drills in response to North Korea's missile tests.",
            "North Korea",
            "en",
        ),
        ("Lào và Thái Lan gặp nhau giữa lúc căng thẳng với Campuchia.", "Campuchia", "vi"),
        ("Lào và Thái Lan cam kết tuân thủ Công ước Liên hợp quốc về nước.", "Liên hợp quốc", "vi"),
        ("Mỹ và Hàn Quốc tập trận chung để đối phó Triều Tiên.", "Triều Tiên", "vi"),
        (
            "Mỹ và Philippines tập trận, phản ứng chống lại những động thái của Trung Quốc.",
            "Trung Quốc",
            "vi",
        ),
        ("Japan and Australia signed a pact to deter attacks by North Korea.", "North Korea", "en"),
        ("Macron will visit Vietnam before travelling on to Indonesia and Singapore.", "Singapore", "en"),
        (
            "UNICEF will help Laos, according to its representative, Benedikt Hofmann.",
            "Benedikt Hofmann",
            "en",
        ),
    ],
)
def test_whom_a_sentence_is_only_about_takes_no_part(sentence: str, name: str, language: Language) -> None:
    assert not _takes_part(sentence, name, language)


@pytest.mark.parametrize(
    ("sentence", "name", "language"),
    [
        ("Thủ tướng Nguyễn Xuân Phúc chứng kiến Vietjet và Boeing ký hợp đồng.", "Nguyễn Xuân Phúc", "vi"),
        ("Dưới sự chứng kiến của Thủ tướng Phạm Minh Chính, Vietjet và Boeing ký thỏa thuận.",
         "Phạm Minh Chính", "vi"),
        ("Prime Minister Pham Minh Chinh witnessed the signing of a deal between Vietjet and Boeing.",
         "Pham Minh Chinh", "en"),
    ],
)  # fmt: skip
def test_a_person_who_sees_two_others_sign_takes_no_part(
    sentence: str, name: str, language: Language
) -> None:
    assert not _takes_part(sentence, name, language)


def test_a_person_who_sees_the_two_sides_sign_does() -> None:
    sentence = "Thủ tướng Phạm Minh Chính và Thủ tướng Lào chứng kiến hai bên ký thỏa thuận."
    assert _takes_part(sentence, "Phạm Minh Chính")


def test_who_fights_a_common_evil_takes_part() -> None:
    assert _takes_part("Mỹ hợp tác chống khủng bố với Nga.", "Nga")


def test_one_name_of_a_pair_takes_part_though_it_is_discussed() -> None:
    assert _takes_part("They will discuss Japan-Vietnam trade on Monday.", "Japan", "en")


def test_a_newspaper_that_reports_takes_no_part() -> None:
    sentence = "Toyota và Mazda sẽ xây nhà máy, Nikkei đưa tin."
    assert not _takes_part(sentence, "Nikkei")
    assert _takes_part(sentence, "Toyota")


def test_a_firm_that_tells_its_own_deal_takes_part() -> None:
    assert _takes_part("Toyota cho biết đã ký hợp đồng với Mazda.", "Toyota")


def _without_groups(sentence: str, *chosen: str) -> list[str]:
    one = _told(sentence, "vi")
    act = act_of(one.article, one.sketches, (1,))
    picked = [one.candidate(one.party(name)) for name in chosen]
    return [one.entities.entities[c.entity].name for c in without_groups(act, picked, one.entities)]


def test_a_counted_group_is_no_party_beside_its_members() -> None:
    kept = _without_groups("3 nước gồm Lào, Campuchia và Myanmar họp bàn.", "3 nước", "Lào", "Campuchia")
    assert kept == ["Lào", "Campuchia"]


def test_a_group_without_its_members_stays() -> None:
    assert _without_groups("Lào họp với 11 nước TPP hôm qua.", "Lào", "11 nước TPP") == ["Lào", "11 nước TPP"]


def test_a_body_and_its_own_state_are_one_party() -> None:
    one = _told("Bộ Ngoại giao Nhật Bản nói Nhật Bản sẽ giúp Lào.", "vi")
    ministry, japan, laos = (one.party(name) for name in ("Bộ Ngoại giao Nhật Bản", "Nhật Bản", "Lào"))
    assert distinct([ministry, japan], one.entities) == 1
    assert distinct([ministry, laos], one.entities) == 2


def test_a_sea_and_a_conference_take_no_part() -> None:
    assert not _takes_part("Lào và Biển Đông được nhắc tới.", "Biển Đông")
    assert _takes_part("Lào và Biển Đông được nhắc tới.", "Lào")


@pytest.mark.parametrize(
    ("sentence", "name", "language"),
    [
        ("Vietnam and the Olympic Council of Asia signed a pact.", "Olympic Council of Asia", "en"),
        ("The Olympic Committee of Vietnam and Laos signed a deal.", "Olympic Committee of Vietnam", "en"),
        ("Vietnam and Euro Exim Bank signed a deal.", "Euro Exim Bank", "en"),
        ("Lào ký hợp đồng với Sông Hồng Capital.", "Sông Hồng Capital", "vi"),
        ("Lào và Tập đoàn Sông Đà ký hợp đồng. Sông Đà sẽ xây đập.", "Sông Đà", "vi"),
    ],
)
def test_a_body_named_after_a_tournament_or_a_river_takes_part(
    sentence: str, name: str, language: Language
) -> None:
    assert _takes_part(sentence, name, language)


def test_a_tournament_and_a_river_take_no_part() -> None:
    assert not _takes_part("Laos and Japan will attend the Olympic Games.", "Olympic Games", "en")
    assert not _takes_part("Việt Nam và Lào bàn về Sông Đà.", "Sông Đà")


def test_a_name_of_a_river_is_kept_only_where_it_is_known_for_that_of_a_firm() -> None:
    one = _told("Lào và Sông Đà ký hợp đồng.", "vi")
    act, party = act_of(one.article, one.sketches, (1,)), one.party("Sông Đà")
    firm = replace(one.entities.entities[party], type="company")
    among = tuple(firm if index == party else entity for index, entity in enumerate(one.entities.entities))
    assert not takes_part(act, party, one.entities)
    assert takes_part(act, party, replace(one.entities, entities=among))


@pytest.mark.parametrize("name", ["Euro 2024", "World Cup 2034", "SEA Games 31", "Olympics"])
def test_a_number_after_a_tournament_is_of_its_name(name: str) -> None:
    one = _told("Laos and Euro Exim Bank signed a deal.", "en")
    act, party = act_of(one.article, one.sketches, (1,)), one.party("Euro Exim Bank")
    cup = replace(one.entities.entities[party], name=name)
    among = tuple(cup if index == party else entity for index, entity in enumerate(one.entities.entities))
    assert not takes_part(act, party, replace(one.entities, entities=among))


def test_the_first_of_two_who_watch_a_signing_takes_no_part_either() -> None:
    two = "Tổng thống Emmanuel Macron và Chủ tịch nước Lương Cường"
    watched = f"{two} chứng kiến lễ ký giữa Vietjet và Airbus."
    assert not _takes_part(watched, "Emmanuel Macron")
    assert _takes_part(watched, "Airbus")
