"""Every partner and place gets its name in the other language: official, by rule, or translated alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.domain.highlight import Bilingual, Partner, PartnerType
from service.pipeline.localise import check_names, localise, localise_name
from tests.names import gazetteer
from tests.samples import a_highlight

EMPTY = Glossary("none", "0", ())


@dataclass
class Echo:
    """Translates by putting the target language before the text, and remembers what it was asked.

    A mute one answers nothing.
    """

    asked: list[str] = field(default_factory=list)
    ending: str = ""
    mute: bool = False
    version: str = "echo@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.asked.extend(texts)
        return [[("" if self.mute else f"{target} {text}{self.ending}", -0.1)] for text in texts]


def say(
    name: str, kind: PartnerType | None = None, *, source: Language = "vi", glossary: Glossary = EMPTY
) -> str:
    silent = Echo()
    said = localise_name(
        name, kind=kind, source=source, glossary=glossary, gazetteer=gazetteer(), translator=silent
    )
    assert silent.asked == [], f"{name} went to the translator"
    return said


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Tổng cục TCĐLCL", "Directorate for Standards, Metrology and Quality"),
        ("Bộ KH-CN", "Ministry of Science and Technology"),
        ("Bộ Công thương Việt Nam", "Ministry of Industry and Trade of Vietnam"),
        ("Bộ Ngoại giao Malaysia", "Ministry of Foreign Affairs of Malaysia"),
        ("Tổ chức Năng suất Châu Á – APO", "Asian Productivity Organization (APO)"),
        ("Liên minh châu Âu (EU)", "European Union (EU)"),
        ("Trung tâm Năng suất Đài Loan (CPC)", "China Productivity Center (CPC)"),
        ("Trung tâm Năng suất quốc gia Hàn Quốc (KPC)", "Korea Productivity Center (KPC)"),
        ("Chính phủ liên bang Úc", "Federal Government of Australia"),
        ("APO", "APO"),
        ("LHQ", "UN"),
        ("Mỹ", "United States"),
        ("Nam Hàn", "South Korea"),
        ("Bắc Kinh", "Beijing"),
        ("Hà Nội", "Hanoi"),
        ("TP. HCM", "Ho Chi Minh City"),
        ("tỉnh Gia Lai", "Gia Lai Province"),
        ("TP. Osaka (Nhật Bản)", "Osaka City (Japan)"),
        ("Tập đoàn FLC", "FLC Group"),
        ("Tập đoàn ADAMED Ba Lan", "ADAMED Poland Group"),
        ("Ngân hàng Shinsei", "Shinsei Bank"),
        ("Manulife Việt Nam", "Manulife Vietnam"),
        ("phe đối lập Venezuela", "Venezuelan opposition"),
        ("Sư đoàn 372", "Division 372"),
        ("TÜV SÜD Asia Pacific Pte Ltd", "TÜV SÜD Asia Pacific Pte Ltd"),
    ],
)
def test_vietnamese_names_in_english(vietnamese: str, english: str) -> None:
    assert say(vietnamese) == english


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Ministry of Science and Technology", "Bộ Khoa học và Công nghệ"),
        ("Vietnam's Ministry of Health", "Bộ Y tế Việt Nam"),
        ("Ministry of Foreign Affairs of Malaysia", "Bộ Ngoại giao Malaysia"),
        ("Asian Productivity Organization (APO)", "Tổ chức Năng suất Châu Á (APO)"),
        ("Japan", "Nhật Bản"),
        ("Hanoi", "Hà Nội"),
        ("Kyoto University", "Đại học Kyoto"),
        ("Greenfield Holdings", "Tập đoàn Greenfield"),
        ("UN", "LHQ"),
        ("Hoan Kiem Ward", "phường Hoàn Kiếm"),
        ("Gia Lai", "Gia Lai"),
        ("Hitachi", "Hitachi"),
    ],
)
def test_english_names_in_vietnamese(english: str, vietnamese: str) -> None:
    assert say(english, source="en") == vietnamese


def test_vietnamese_people_lose_their_diacritics_and_foreigners_keep_their_letters() -> None:
    assert say("Nguyễn Xuân Phúc", "person") == "Nguyen Xuan Phuc"
    assert say("Jürgen Müller", "person") == "Jürgen Müller"
    assert say("Nguyen Xuan Phuc", "person", source="en") == "Nguyen Xuan Phuc"


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("Hà Nội, Việt Nam", "Hanoi, Vietnam"),
        ("Hà Nội và TP. HCM", "Hanoi and Ho Chi Minh City"),
        ("Quận 2, TPHCM", "District 2, Ho Chi Minh City"),
        ("huyện Hoành Bồ (Quảng Ninh)", "Hoanh Bo District (Quang Ninh)"),
    ],
)
def test_places_of_several_names_are_said_part_by_part(place: str, english: str) -> None:
    assert say(place) == english


def test_the_senders_own_term_stands_before_the_official_name() -> None:
    own = Glossary("own", "1", (Term("Bộ Y tế", "Health Ministry of Vietnam", kind="user"),))
    assert say("Bộ Y tế", glossary=own) == "Health Ministry of Vietnam"
    assert say("Health Ministry of Vietnam", source="en", glossary=own) == "Bộ Y tế"


def test_what_no_rule_can_say_is_translated_alone_and_without_a_full_stop() -> None:
    said = localise_name(
        "Trung tâm vệ tinh quốc gia",
        source="vi",
        glossary=EMPTY,
        gazetteer=gazetteer(),
        translator=Says("National Satellite Centre."),
    )
    assert said == "National Satellite Centre"


def test_an_abbreviation_of_another_country_says_nothing_of_a_name() -> None:
    translator = Echo()
    localise_name(
        "Trung tâm Sáng tạo Lào (KPC)",
        source="vi",
        glossary=EMPTY,
        gazetteer=gazetteer(),
        translator=translator,
    )
    assert translator.asked == ["Trung tâm Sáng tạo Lào (KPC)"]


def test_a_name_is_never_left_empty() -> None:
    said = localise_name(
        "Trung tâm vệ tinh quốc gia",
        source="vi",
        glossary=EMPTY,
        gazetteer=gazetteer(),
        translator=Echo(mute=True),
    )
    assert said == "Ve tinh quoc gia Centre"


def with_partners(*partners: tuple[str, PartnerType]) -> tuple[Partner, ...]:
    evidence = a_highlight().partners[0].evidence
    return tuple(Partner(Bilingual(name, ""), kind, None, evidence) for name, kind in partners)


def test_partners_and_places_are_filled_and_each_open_name_is_asked_once() -> None:
    translator = Echo()
    act = replace(
        a_highlight(),
        partners=with_partners(("nhóm Hoa hướng dương xanh", "other"), ("Mỹ", "country")),
        place=Bilingual("Hà Nội", ""),
    )
    first, second = localise(
        (act, act), source="vi", glossary=EMPTY, gazetteer=gazetteer(), translator=translator
    )
    assert [partner.name.en for partner in first.partners] == ["Hoa huong duong xanh Group", "United States"]
    assert first.place == Bilingual("Hà Nội", "Hanoi")
    assert second == first
    assert translator.asked == ["nhóm Hoa hướng dương xanh"]


def test_a_side_that_somebody_has_filled_stays() -> None:
    act = replace(a_highlight(partner=Bilingual("Nhật Bản", "Nippon")), place=None)
    (said,) = localise((act,), source="vi", glossary=EMPTY, gazetteer=gazetteer(), translator=Echo())
    assert said == act


def test_an_article_without_highlights_asks_nothing() -> None:
    translator = Echo()
    assert localise((), source="vi", glossary=EMPTY, gazetteer=gazetteer(), translator=translator) == ()
    assert translator.asked == []


@dataclass
class Says:
    """Translates every name by the same words."""

    words: str
    version: str = "says@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [[(self.words, -0.1)] for _ in texts]


@pytest.mark.parametrize(
    ("name", "translation", "said"),
    [
        ("Institute Hydronova", "Viện đồng bằng sông Cửa", "Institute Hydronova"),
        ("Institute Hydronova", "Viện Hydronova", "Viện Hydronova"),
        (
            "Southern Institute of Water Research",
            "Viện Nghiên cứu nước phía Nam",
            "Viện Nghiên cứu nước phía Nam",
        ),
        ("Shanghai Academy of Sport", "Học viện Thể thao Thượng Hải", "Học viện Thể thao Thượng Hải"),
        ("Shanghai Academy of Sport", "Học viện Thể thao", "Shanghai Academy of Sport"),
        ("Hungarian Heritage House", "Nhà Di sản Hungary", "Nhà Di sản Hungary"),
    ],
)
def test_a_translation_that_loses_a_foreign_word_is_not_taken(name: str, translation: str, said: str) -> None:
    assert (
        localise_name(
            name,
            kind="other",
            source="en",
            glossary=EMPTY,
            gazetteer=gazetteer(),
            translator=Says(translation),
        )
        == said
    )


def test_a_firm_keeps_its_english_name_in_vietnamese() -> None:
    assert say("Shanghai Electric", "company", source="en") == "Shanghai Electric"


def test_a_foreign_word_of_a_vietnamese_name_stays_in_english() -> None:
    said = localise_name(
        "nhóm tìm tòi Hydronova",
        source="vi",
        glossary=EMPTY,
        gazetteer=gazetteer(),
        translator=Says("water research group"),
    )
    assert said == "Tim toi Hydronova Group"


@pytest.mark.parametrize(
    ("name", "translation", "said"),
    [
        ("Quỹ Hy vọng", "Fund hopes", "Hy vong Fund"),
        ("Công ty Vệ sĩ Long Hoàng", "Dr. Long Hoang", "Ve si Long Hoang Company"),
        ("Công ty Vệ sĩ Long Hoàng", "Long Hoang Joint Stock Company", "Ve si Long Hoang Company"),
        ("Công ty Vệ sĩ Long Hoàng", "Long Hoang Guard Company", "Long Hoang Guard Company"),
        (
            "Trung tâm Bông sen tỉnh Đồng Tháp",
            "Lotus Centre of An Giang",
            "Bong sen Centre of Dong Thap Province",
        ),
        ("Trung tâm Bông sen 2", "Lotus Centre", "Bong sen 2 Centre"),
    ],
)
def test_a_translation_that_is_another_name_is_not_taken(name: str, translation: str, said: str) -> None:
    taken = localise_name(
        name, source="vi", glossary=EMPTY, gazetteer=gazetteer(), translator=Says(translation)
    )
    assert taken == said


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("Cục trưởng Đăng ký", "Registration Administration"),
        ("Hội Đăng ký", "Registration Administration"),
        ("Cục Đăng ký", "Cục Đăng ký"),
        ("Cục Đăng ký Lào", "Registration Administration"),
    ],
)
def test_a_body_is_neither_a_person_nor_a_body_of_another_kind(translation: str, said: str) -> None:
    taken = localise_name(
        "Registration Administration",
        kind="agency",
        source="en",
        glossary=EMPTY,
        gazetteer=gazetteer(),
        translator=Says(translation),
    )
    assert taken == said


def check(name: str, translation: str, *, source: Language = "vi") -> list[tuple[str, str]]:
    """Localise a partner and return the findings on it."""
    act = replace(
        a_highlight(),
        partners=(replace(a_highlight().partners[0], name=Bilingual.of(source, name, ""), type="agency"),),
        place=None,
    )
    done = localise(
        (act,), source=source, glossary=EMPTY, gazetteer=gazetteer(), translator=Says(translation)
    )
    found = check_names(done, source=source, glossary=EMPTY, gazetteer=gazetteer())
    return [(finding.code, finding.message.en) for finding in found]


def test_a_name_that_nobody_could_say_is_a_finding() -> None:
    assert check("Trung tâm Bông sen", "Hoa Mai Group") == [
        ("name_untranslated", "No official name is known; written as in the article: “Trung tâm Bông sen”.")
    ]


def test_a_name_that_a_machine_translated_is_a_finding() -> None:
    assert check("Trung tâm Bông sen", "Lotus Centre") == [
        ("low_score", "Names translated by the model, to be verified: “Trung tâm Bông sen – Lotus Centre”.")
    ]


def test_a_name_that_a_rule_says_is_no_finding() -> None:
    assert check("Sở Du lịch tỉnh Lào Cai", "nothing") == []
    assert check("Thailand's Department of Fisheries", "nothing", source="en") == []
