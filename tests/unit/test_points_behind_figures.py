"""A footnote's mark or another point never stands inside of a sum, a share or a date of the translation."""

from collections.abc import Sequence
from functools import partial

import pytest

from service.domain.article import Language
from service.domain.ports import Link
from service.text.markup import translate_html
from service.text.whole_figures import whole_figures
from service.text.word_links import WordLink
from service.text.xml_markup import translate_xml

SUM = ("Bộ đầu tư 25 triệu USD vào viện.", "It put $25 million into it.", {"25": "25", "USD": "$"})
SHARE = ("Giá tăng 12% vào tháng trước.", "Prices rose 12 percent last month.", {"12%": "12", "vào": "last"})
DAY = (
    "Hai bên ký ngày 5/8/2019 tại Huế.",
    "They signed on August 5, 2019 in Hue.",
    {"ngày": "on", "5/8/2019": "August", "Huế": "Hue"},
)


def linked(names: dict[str, str], pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
    return [
        tuple(
            WordLink(s.index(a), s.index(a) + len(a), t.index(b), t.index(b) + len(b), 1.0)
            for a, b in names.items()
            if a in s and b in t
        )
        for s, t in pairs
    ]


def written(
    html: str, case: tuple[str, str, dict[str, str]], *, as_xml: bool = False, target: Language = "en"
) -> str:
    source, translation, names = case
    wholes = partial(whole_figures, language=target)
    translate = translate_xml if as_xml else translate_html
    known = {source: translation}
    return translate(html, lambda texts: [known[t] for t in texts], partial(linked, names), wholes=wholes)


@pytest.mark.parametrize(
    ("html", "case", "expected"),
    [
        ("Bộ đầu tư 25 triệu USD<sup>1</sup> vào viện.", SUM, "It put $25 million<sup>1</sup> into it."),
        ("Bộ đầu tư 25 triệu USD <sup>1</sup> vào viện.", SUM, "It put $25 million <sup>1</sup> into it."),
        (
            "Bộ đầu tư <b>25</b><sup>a</sup> triệu USD<sup>2</sup> vào viện.",
            SUM,
            "It put $<b>25</b> million<sup>2</sup><sup>a</sup> into it.",
        ),
        (
            "<b>Bộ đầu tư 25 triệu USD<sup>1</sup> vào viện.</b>",
            SUM,
            "<b>It put $25 million<sup>1</sup> into it.</b>",
        ),
        (
            "Giá tăng 12%<sup>5</sup> vào tháng trước.",
            SHARE,
            "Prices rose 12 percent<sup>5</sup> last month.",
        ),
        (
            "Hai bên ký ngày 5/8/2019<sup>4</sup> tại Huế.",
            DAY,
            "They signed on August 5, 2019<sup>4</sup> in Hue.",
        ),
    ],
)
def test_a_mark_in_a_figure_goes_to_its_end(
    html: str, case: tuple[str, str, dict[str, str]], expected: str
) -> None:
    assert written(html, case) == expected


def test_a_point_of_xml_goes_there_too() -> None:
    done = written('Bộ đầu tư 25 triệu USD<x id="1"/> vào viện.', SUM, as_xml=True)
    assert done == 'It put $25 million<x id="1"/> into it.'


def test_sums_shares_measures_and_dates_are_whole_with_their_signs_and_units() -> None:
    text = "It put VND30 million, 100,000 euros and 12 percent into 12.5 km by August 5, 2019."
    found = [text[span.start : span.end] for span in whole_figures(text, "en")]
    assert found == ["VND30 million", "100,000 euros", "12 percent", "12.5 km", "August 5, 2019"]
    text = "Bộ chi 25\xa0triệu USD và 12% vào ngày 5 tháng 8 năm 2019."
    found = [text[span.start : span.end] for span in whole_figures(text, "vi")]
    assert found == ["25\xa0triệu USD", "12%", "ngày 5 tháng 8 năm 2019"]
