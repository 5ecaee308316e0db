"""Pages and items in several languages: what is in the target language or in a third one stays as it is."""

from collections.abc import Sequence

import pytest

from service.domain.article import Language
from service.domain.errors import UnsupportedLanguage
from service.domain.glossary import Glossary
from service.domain.request import TextFormat, TranslatedText, TranslationRequest
from service.pipeline.plain import translate_texts
from service.text.html_tokens import tokenise
from service.text.markup_languages import marked_languages, page_parts
from service.text.markup_units import HTML, Unit, parts
from tests.documents import backwards, translated
from tests.speed import within

VIETNAMESE = "Hai bên sẽ đầu tư vào bệnh viện trong những năm tới."
MORE = "Bộ trưởng cảm ơn các đối tác Nhật Bản đã ký kết."
ENGLISH = "Both sides have signed a memorandum worth 1.5 million dollars."
FRENCH = "Le ministère de la Santé et son partenaire japonais ont signé un protocole d'accord."
ARABIC = "مرحبا بالعالم، وقعت الوزارة اتفاقية"
FOREIGN = (ENGLISH, FRENCH, ARABIC, "越南卫生部与日本伙伴在河内签署了谅解备忘录。")


class Shouting:
    """Translates into capitals."""

    version = "fake@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [[(text.upper(), -0.1)] for text in texts]


def asked(
    text: str,
    format_: TextFormat = "html",
    *,
    source: Language | None = None,
    presumed: Language | None = None,
) -> TranslatedText:
    request = TranslationRequest((text,), "en", source, format_, presumed=presumed)
    (done,) = translate_texts(request, translator=Shouting(), glossary=Glossary("empty", "0", ()))
    return done


def page(*blocks: str) -> str:
    body = "".join(f"<p>{block}</p>\n" for block in blocks)
    return f'<html lang="en"><body>{body}</body></html>'


def turned(text: str) -> str:
    return backwards([text])[0]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_block_of_a_page_in_another_language_stays_as_it_is(foreign: str) -> None:
    done = translated("a.html", page(VIETNAMESE, foreign, MORE).encode()).decode()
    assert done == page(turned(VIETNAMESE), foreign, turned(MORE))


def test_an_english_page_with_one_vietnamese_block_has_that_one_translated() -> None:
    done = translated("a.html", page(*[ENGLISH] * 9, VIETNAMESE, ENGLISH).encode()).decode()
    assert done == page(*[ENGLISH] * 9, turned(VIETNAMESE), ENGLISH)


def test_a_short_block_is_left_where_its_mark_says_another_language() -> None:
    blocks = (VIETNAMESE, '<span lang="fr">Bon voyage</span>', "Cảm ơn")
    done = translated("a.html", page(*blocks).encode()).decode()
    assert done == page(turned(VIETNAMESE), blocks[1], "ơn Cảm")
    whole = f'<div lang="fr-FR"><p>Merci</p><div><p>Adieu</p></div></div><p>{MORE}</p>'
    assert asked(whole).text == whole.replace(MORE, MORE.upper())


def test_a_mark_does_not_count_against_words_that_surely_are_otherwise() -> None:
    text = f'<div lang="en"><p>{VIETNAMESE}</p><p>Đà Nẵng</p></div>'
    assert asked(text).text == text.replace(VIETNAMESE, VIETNAMESE.upper()).replace("Đà Nẵng", "ĐÀ NẴNG")
    assert translated("a.html", text.encode()).decode() == text.replace("Đà Nẵng", "Nẵng Đà").replace(
        VIETNAMESE, turned(VIETNAMESE)
    )


@pytest.mark.parametrize("limit", [10, 100, 10_000])
def test_the_parts_of_a_page_joined_are_the_page(limit: int) -> None:
    text = (
        f"<head><title>Tin</title></head><b><p>{VIETNAMESE}<p lang=fr>x<p>{ENGLISH}</b>"
        f'<div class="notranslate"><p>{FRENCH}</p></div>{FRENCH}<script>1</script><table><tr><td>1<td>{MORE}'
    )
    assert "".join(part.raw for part in page_parts(text, "en", longest=limit)) == text


@pytest.mark.parametrize("format_", ["html", "xml"])
def test_of_marked_up_texts_without_a_source_each_block_is_judged_by_itself(format_: TextFormat) -> None:
    text = f"<d><p>{VIETNAMESE}</p><p>{ENGLISH}</p><p>{FRENCH}</p><p>{MORE}</p></d>"
    done = asked(text, format_)
    assert done.text == text.replace(VIETNAMESE, VIETNAMESE.upper()).replace(MORE, MORE.upper())
    assert done.source == "vi"


def test_attributes_in_the_target_language_stay_too() -> None:
    text = f'<p>{VIETNAMESE}</p><img alt="{ENGLISH}"><img alt="Ảnh">'
    assert asked(text).text == text.replace(VIETNAMESE, VIETNAMESE.upper()).replace("Ảnh", "ẢNH")


def test_the_sender_of_a_page_is_believed() -> None:
    assert asked(f"<p>{FRENCH}</p>", source="vi").text == f"<p>{FRENCH.upper()}</p>"


def test_a_page_that_is_foreign_for_the_most_part_is_refused_by_its_position() -> None:
    with pytest.raises(UnsupportedLanguage, match="position 0 is in French"):
        asked(f"<p>{FRENCH}</p>" * 9 + f"<p>{VIETNAMESE}</p>")


@pytest.mark.parametrize("format_", ["text", "html"])
def test_a_presumed_language_counts_only_where_the_words_leave_it_open(format_: TextFormat) -> None:
    assert asked("Hello", format_, presumed="vi").text == "HELLO"
    assert asked("Hello there", format_).text == "Hello there"
    kept = asked(ENGLISH, format_, presumed="vi")
    assert (kept.text, kept.source) == (ENGLISH, "en")
    with pytest.raises(UnsupportedLanguage) as error:
        asked(FRENCH, format_, presumed="vi")
    assert error.value.remedy == "Send Vietnamese or English, or say the item's own `language`."


def test_short_blocks_in_a_row_are_judged_together() -> None:
    menu = ["Home", "About us", "Contact our office", "Latest news"]
    done = translated("a.html", page(*menu, VIETNAMESE, "Cảm ơn", MORE).encode()).decode()
    assert done == page(*menu, turned(VIETNAMESE), "ơn Cảm", turned(MORE))
    text = page(*menu, VIETNAMESE)
    assert asked(text).text == text.replace(VIETNAMESE, VIETNAMESE.upper())


def test_a_reading_beside_signs_of_another_script_stays_with_them() -> None:
    ruby = "<ruby>東京<rt>Tokyo</rt></ruby>"
    done = asked(f"<p>{ruby} là thủ đô của Nhật Bản ngày nay.</p>")
    assert done.text == f"<p>{ruby} LÀ THỦ ĐÔ CỦA NHẬT BẢN NGÀY NAY.</p>"


def marks(document: str) -> dict[str, str | None]:
    """Return what each text of a page is marked with."""
    found = list(parts(tokenise(document), HTML))
    return {
        "".join(piece.text for piece in part.pieces).strip(): mark
        for part, mark in zip(found, marked_languages(found), strict=True)
        if isinstance(part, Unit)
    }


@pytest.mark.parametrize(
    "document",
    [
        '<ul><li lang="en">Hello</ul><p>Xin</p><div>Ok</div>',
        '<div><p lang="en">Hello</div><h2>Xin</h2><p>Ok',
        '<p lang="en">Hello<h2>Xin</h2><div>Ok</div>',
        '<p lang="en">Hello<pre>x</pre>Xin<div>Ok</div>',
        '<dl><dt lang="en">Hello<dd>Xin</dl>Ok',
        '<table><tr><td lang="en">Hello<td>Xin<tr><td>Ok</table>',
        '<table><tr lang="en"><td>Hello<tr><td>Xin</table>Ok',
        '<p><span lang="en">Hello</p><p>Xin</p><p>Ok</p>',
        '<section><div lang="en"><p>Hello</section><p>Xin<p>Ok',
        '<ul><li lang="en"><p>Hello<li>Xin<li>Ok</ul>',
    ],
)
def test_the_language_of_an_element_ends_with_it_where_its_end_is_left_out(document: str) -> None:
    assert marks(document) == {"Hello": "en", "Xin": None, "Ok": None}


@pytest.mark.parametrize(
    "document",
    [
        '<div lang="en"><p>Hello<p>there</div><p>Xin',
        '<div lang="en"><div>Hello</div></p></section><p>there</p></div><p>Xin</p>',
        '<ul><li lang="en">Hello<ul><li>there</ul><li>Xin</ul>',
        '<table lang="en"><tr><td>Hello<tr><td>there</table>Xin',
        '<div lang="en"><div class="notranslate">-</div>Hello<br>there</div>Xin',
    ],
)
def test_the_language_of_an_element_counts_up_to_its_end(document: str) -> None:
    assert marks(document) == {"Hello": "en", "there": "en", "Xin": None}


def test_many_elements_that_nobody_closes_are_followed_at_once() -> None:
    for row in (
        "<p><table>" + "<b>" * 20_000 + "<div></div>" * 20_000,
        "<li><div>" * 20_000 + "</ul>" * 20_000,
    ):
        with within(10):
            assert marks(f"{row}<p>Xin")["Xin"] is None
