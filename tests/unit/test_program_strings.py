"""Strings of programs: placeholders of every kind come back as programs read them; people's work stays."""

import pytest

from service.adapters.documents.catalogues import open_catalogue
from service.domain.article import Language
from service.domain.document import DocumentLimits
from service.domain.errors import MalformedInput
from tests.documents import backwards, same, translated

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
XLIFF = (
    '<xliff version="1.2"><file original="a" source-language="vi" target-language="en" datatype="{}"><body>'
    '<trans-unit id="1"><source>{}</source></trans-unit></body></file></xliff>'
)
HALF = '<tu><tuv xml:lang="vi"><seg>{}</seg></tuv></tu>'
TMX = f'<tmx version="1.4"><header datatype="{{}}"/><body>{HALF}</body></tmx>'


def message(text: str, *flags: str) -> str:
    marked = "".join(f"#, {flag}\n" for flag in flags)
    done = translated("a.po", (f'{HEAD}{marked}msgid "{text}"\nmsgstr ""\n').encode(), by=backwards).decode()
    return done.removeprefix(HEAD)


@pytest.mark.parametrize(
    "placeholder", ["%1", "%L2", "%n", "%{count}", "#{x}", "%<total>d", "%<x>.2f", "%@", "%5d"]
)
def test_a_placeholder_comes_back_once_and_is_no_word(placeholder: str) -> None:
    done = message(f"Có {placeholder} tệp")
    assert done.partition("msgstr")[2].count(placeholder) == 1
    assert "fuzzy" not in done


def test_arguments_of_qt_and_kde_may_change_places() -> None:
    for flag in ("qt-format", "kde-format"):
        done = message("Đã chép %1 tệp vào thư mục %2 của bộ", flag)
        assert done.endswith('msgstr "bộ của %2 mục thư vào tệp %1 chép Đã"\n')
        assert "fuzzy" not in done


def test_in_strings_of_qt_a_letter_behind_a_number_is_a_letter() -> None:
    def unit(flag: str) -> str:
        entry = f'{HEAD}#, {flag}\nmsgid "Còn %1d nữa"\nmsgstr ""\n'
        return open_catalogue(entry.encode(), "en", DocumentLimits()).units[0].text

    assert unit("qt-format") == 'Còn <k id="0">%1</k>d nữa'
    assert unit("c-format") == 'Còn <k id="0">%1d</k> nữa'


def test_a_percentage_is_no_placeholder() -> None:
    done = message("Tăng 7% so với 50 % năm ngoái")
    assert "7%" in done
    assert "fuzzy" not in done


def test_a_message_is_fuzzy_where_what_looks_like_a_placeholder_was_lost() -> None:
    entry = f'{HEAD}msgid "Có %w tệp"\nmsgstr ""\n'
    lost = translated("a.po", entry.encode(), by=lambda texts: [text.replace("%w ", "") for text in texts])
    assert '#, fuzzy\nmsgid "Có %w tệp"\nmsgstr "Có tệp"\n' in lost.decode()


def test_a_width_that_is_an_argument_makes_a_turned_message_fuzzy() -> None:
    assert "#, fuzzy\n" in message("Có %*d tệp trong %s", "c-format")
    assert '"%2$s trong tệp %1$d Có"' in message("Có %d tệp trong %s", "c-format")


def plural(*forms: str, flags: str = "") -> str:
    said = "\n".join(f'msgstr[{n}] "{form}"' for n, form in enumerate(forms))
    return f'{HEAD}{flags}msgid "%1 tệp"\nmsgid_plural "%1 tệp lớn"\n{said}\n'


def test_a_plural_form_that_somebody_has_filled_stays() -> None:
    done = translated("a.po", plural("HUMAN %1", "").encode()).decode()
    assert done.endswith('msgstr[0] "HUMAN %1"\nmsgstr[1] "lớn tệp %1"\n')
    done = translated("a.po", plural("", 'HUMAN "\n"%1').encode()).decode()
    assert done.endswith('msgstr[0] "tệp %1"\nmsgstr[1] "HUMAN "\n"%1"\n')  # its lines too


def test_forms_of_a_fuzzy_message_are_made_anew() -> None:
    done = translated("a.po", plural("OLD %1", "", flags="#, fuzzy\n").encode()).decode()
    assert done.endswith('msgstr[0] "tệp %1"\nmsgstr[1] "lớn tệp %1"\n')


def test_no_form_of_a_person_is_lost_to_a_language_with_fewer() -> None:
    before = plural("HUMAN %1", "").replace("Language: en", "Language: fr").encode()
    assert 'msgstr[0] "HUMAN %1"\nmsgstr[1] "lớn tệp %1"\n' in translated("a.po", before).decode()


def test_codes_of_printf_that_changed_places_are_numbered_for_c() -> None:
    done = translated("a.xlf", XLIFF.format("c", "Hội nghị %s lần thứ %d tại đây").encode()).decode()
    assert "đây tại %2$d thứ lần %1$s nghị Hội</target>" in done
    done = translated("a.tmx", TMX.format("c", "Hội nghị %s lần thứ %d tại đây").encode()).decode()
    assert "<seg>đây tại %2$d thứ lần %1$s nghị Hội</seg>" in done


def test_codes_that_cannot_be_numbered_leave_a_text_untranslated() -> None:
    text = "Hội nghị %s lần thứ %d tại đây"
    before = XLIFF.format("plaintext", text).encode()
    assert translated("a.xlf", before) == before
    assert "<target" in translated("a.xlf", before, by=same).decode()
    before = TMX.format("plaintext", text).encode()
    assert translated("a.tmx", before) == before


def test_codes_in_their_order_or_with_names_stay_as_they_are() -> None:
    done = translated("a.xlf", XLIFF.format("c", "Hội nghị %s &amp; {0} và %1 của bạn").encode()).decode()
    assert "bạn của %1 và {0} &amp; %s nghị Hội</target>" in done
    done = translated("a.xlf", XLIFF.format("c", "Hội nghị %2$s lần %1$d").encode()).decode()
    assert "%1$d lần %2$s nghị Hội</target>" in done


@pytest.mark.parametrize(
    ("file", "target", "said"),
    [
        ('<file source-language="vi"/>', "vi", "from vi, not to vi. Choose en as the target language"),
        (
            '<file source-language="vi-VN" target-language="en"/>',
            "vi",
            "from vi-VN to en, not to vi. Choose en",
        ),
        (
            '<file source-language="fr" target-language="vi"/>',
            "vi",
            "from fr to vi. Send a file from en to vi",
        ),
        (
            '<file source-language="vi" target-language="fr"/>',
            "en",
            "from vi to fr. Send a file from vi to en",
        ),
        ("<file/>", "en", "from no language. Send a file from vi to en"),
        ("<body/>", "en", "has no <file> element. Send one"),
    ],
)
def test_a_file_for_other_languages_says_which_and_what_to_do(file: str, target: Language, said: str) -> None:
    with pytest.raises(MalformedInput) as error:
        translated("a.xlf", f'<xliff version="1.2">{file}</xliff>'.encode(), to=target)
    assert said in f"{error.value.cause} {error.value.remedy}"


def test_a_version_that_is_not_read_is_named() -> None:
    with pytest.raises(MalformedInput, match=r"XLIFF 3\.0"):
        translated("a.xlf", b'<xliff version="3.0" srcLang="vi" trgLang="en"/>')
