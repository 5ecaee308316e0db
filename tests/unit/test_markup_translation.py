"""Marked-up text translated: what becomes of tags, entities and spaces, whatever the translator does."""

import html as entities
import re
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.domain.ports import Link
from service.text import sentences
from service.text.html_tokens import tokenise
from service.text.markup import translate_html
from service.text.word_links import WordLink, words
from service.text.wordless import is_for_translation

Translate = Callable[[list[str]], list[str]]


def shuffled(text: str) -> str:
    found = text.split()
    return " ".join([*found[1::2], *found[::2]])


FAKES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "backwards": lambda text: " ".join(reversed(text.split())),
    "shuffled": shuffled,
    "dropping": lambda text: " ".join(text.split()[::3]),
    "empty": lambda text: "",
    "repeating": lambda text: f"{text} {text}",
    "lengthening": lambda text: " ".join(f"{word} {word}x {word}y" for word in text.split()),
    "other": lambda text: "The two sides signed, on Monday, a deal.",
}


def by(fake: Callable[[str], str]) -> Translate:
    return lambda texts: [fake(text) for text in texts]


def tags(html: str) -> list[str]:
    return [token.raw for token in tokenise(html) if token.kind != "text"]


def text_of(html: str) -> str:
    return "".join(token.text for token in tokenise(html) if token.kind == "text")


def plain(text: str, fake: Callable[[str], str]) -> str:
    """Translate a text without tags, sentence by sentence."""
    text = " ".join(text.split())
    pieces, position = [], 0
    for start, end in sentences.split(text):
        sentence = text[start:end]
        pieces += [text[position:start], fake(sentence) if is_for_translation(sentence) else sentence]
        position = end
    return "".join(pieces)


def linked(*pairs: tuple[str, str]) -> Callable[[list[tuple[str, str]]], list[tuple[Link, ...]]]:
    """Align the named words of each sentence."""

    def align(texts: list[tuple[str, str]]) -> list[tuple[Link, ...]]:
        return [tuple(_links(source, target)) for source, target in texts]

    def _links(source: str, target: str) -> Sequence[Link]:
        found: list[Link] = []
        for here, there in pairs:
            at, to = (
                re.search(rf"(?<!\w){re.escape(w)}(?!\w)", t) for w, t in ((here, source), (there, target))
            )
            if at and to:
                a, b = at.start(), to.start()
                found += [
                    WordLink(i[0] + a, i[1] + a, j[0] + b, j[1] + b, 1.0)
                    for i in words(here)
                    for j in words(there)
                ]
        return found

    return align


# Where tags go

SOURCE = "Hà Nội và Tokyo ký bản ghi nhớ về y tế."
TARGET = "A health memorandum was signed by Tokyo and Hanoi."
LINKS = linked(
    ("Hà Nội", "Hanoi"), ("và", "and"), ("Tokyo", "Tokyo"), ("ký", "signed"), ("bản ghi nhớ", "memorandum"),
    ("về", "by"), ("y tế", "health"), (".", "."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<b>Hà Nội</b> và Tokyo ký bản ghi nhớ về y tế.",
            "A health memorandum was signed by Tokyo and <b>Hanoi</b>.",
        ),
        (
            "<a>Hà Nội</a> và <b>Tokyo</b> ký <i>bản ghi nhớ</i> về y tế.",
            "A health <i>memorandum</i> was signed by <b>Tokyo</b> and <a>Hanoi</a>.",
        ),
        (
            "<a><b>Hà Nội</b> và <i>Tokyo</i></a> ký bản ghi nhớ về y tế.",
            "A health memorandum was signed by <a><i>Tokyo</i> and <b>Hanoi</b></a>.",
        ),
        (
            "<p><b>Hà Nội và Tokyo ký bản ghi nhớ về y tế.</b></p>",
            "<p><b>A health memorandum was signed by Tokyo and Hanoi.</b></p>",
        ),
        (
            "Hà Nội<img src='x'/> và Tokyo ký bản ghi nhớ về y tế.",
            "A health memorandum was signed by Tokyo and Hanoi<img src='x'/>.",
        ),
        (
            'Hà Nội và <x id="12"></x> Tokyo ký bản ghi nhớ về y tế.',
            'A health memorandum was signed by <x id="12"></x> Tokyo and Hanoi.',
        ),
        (
            'Hà Nội và Tokyo ký bản ghi nhớ về y tế. <x id="1"/>',
            'A health memorandum was signed by Tokyo and Hanoi. <x id="1"/>',
        ),
        (
            "Hà Nội và Tokyo ký <!-- ký gì --><b>bản ghi nhớ</b> về y tế.",
            "A health <!-- ký gì --><b>memorandum</b> was signed by Tokyo and Hanoi.",
        ),
        (
            "Hà Nội và Tokyo <b>ký <i>bản ghi nhớ</b> về</i> y tế.",  # crossing: their order is kept
            "A health memorandum was <b><i></b>signed by</i> Tokyo and Hanoi.",
        ),
    ],
)
def test_tags_go_where_their_words_have_gone(html: str, expected: str) -> None:
    assert translate_html(html, by({SOURCE: TARGET}.__getitem__), LINKS) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>5&nbsp;km</b>, <i>Huế</i>", "<i>Huế</i>, <b>5&nbsp;km</b>"),
        ("<a>Huế</a>: 7 &amp; 5&#160;km", "7 &amp; 5&nbsp;km: <a>Huế</a>"),
        ("<p>&nbsp;</p>", "<p>&nbsp;</p>"),
        ("Huế<![CDATA[ 1 > 0 ]]>, 7", "7, Huế<![CDATA[ 1 > 0 ]]>"),
        ("Huế <code>x.y</code>, 7 <script>a<b</script>m", "7 <script>a<b</script>m, Huế <code>x.y</code>"),
        (
            '<input placeholder="Huế, 7" aria-label="a, b"/>',
            '<input placeholder="7, Huế" aria-label="b, a"/>',
        ),
        ('<img alt="Huế, &quot;7&quot;">', '<img alt="&quot;7&quot;, Huế">'),
    ],
)
def test_signs_and_attributes_come_out_right(html: str, expected: str) -> None:
    def turned(texts: list[str]) -> list[str]:
        return [re.sub(r"\A(.+?)(, |: )(.+)\Z", r"\3\2\1", text) for text in texts]

    assert translate_html(html, turned) == expected


# What always holds

INLINE = st.sampled_from(["b", "i", "a href='x>y'", 'span title="“x”"', "u ", "x-y"])
WORDS = st.text(alphabet="abcđế &;.\n\t1", max_size=14).map(lambda text: entities.escape(text, quote=False))
POINTS = st.sampled_from(["<img src='q'>", "<wbr/>", '<x id="1"/>', '<x id="2"></x>', "<!-- x -->", "<?p?>"])


def inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(INLINE, st.lists(children, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"
    )


def block(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(["p", "div", "li"]), st.lists(children, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    )


SPANS = st.recursive(WORDS | POINTS, inside, max_leaves=12)
DOCUMENTS = st.lists(block(SPANS) | SPANS, max_size=3).map("".join)
BROKEN = st.lists(SPANS | st.sampled_from(["<b>", "</b>", "</i>", "<i>", "<p>", "</div>", "<br>", "<code>"]))


def numbered(html: str) -> str:
    """Give every opening tag a number of its own, so that it can be told from its like."""
    number = count()
    return re.sub(r"<([a-z][^\s/>]*)", lambda tag: f"<{tag[1]} n{next(number)}", html)


def without_titles(html: str) -> str:
    return re.sub(r' title="[^"]*"', "", html)


def parents(html: str) -> dict[str, tuple[str, ...]]:
    """Return what each tag stands in. Fails where tags are not nested."""
    found: dict[str, tuple[str, ...]] = {}
    opened: list[tuple[str, str]] = []
    for token in tokenise(html):
        if token.kind == "close":
            assert opened.pop()[0] == token.name
        elif token.kind == "open":
            assert token.raw not in found, "doubled"
            found[token.raw] = tuple(raw for _, raw in opened)
            if token.name not in ("img", "wbr") and not token.raw.endswith("/>"):
                opened.append((token.name, token.raw))
    assert not opened
    return found


@given(DOCUMENTS, st.sampled_from(sorted(FAKES)))
def test_every_tag_stays_in_the_element_that_it_was_in(html: str, name: str) -> None:
    html = numbered(html)
    translated = translate_html(html, by(FAKES[name]))
    assert parents(without_titles(translated)) == parents(without_titles(html))


@given(st.lists(BROKEN.map("".join), max_size=3).map("".join), st.sampled_from(sorted(FAKES)))
def test_no_tag_of_broken_html_is_lost_or_doubled(html: str, name: str) -> None:
    translated = translate_html(html, by(FAKES[name]))
    assert sorted(tags(without_titles(translated))) == sorted(tags(without_titles(html)))


@given(SPANS, st.sampled_from(sorted(FAKES)))
def test_the_words_between_the_tags_are_the_plain_translation(html: str, name: str) -> None:
    translated = text_of(translate_html(html, by(FAKES[name])))
    expected = plain(text_of(html), FAKES[name])
    assert "".join(translated.split()) == "".join(expected.split())


@given(st.recursive(WORDS, inside, max_leaves=12), st.sampled_from(sorted(FAKES)))
def test_without_empty_elements_not_even_a_space_is_added(html: str, name: str) -> None:
    source = text_of(html)
    translated = text_of(translate_html(html, by(FAKES[name])))
    empty_elements = re.search(r">\s*<", html)
    if not empty_elements and plain(source, FAKES[name]) != " ".join(source.split()):
        assert translated.strip() == plain(source, FAKES[name]).strip()


# Footnotes and indices


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "Hà Nội<sup>1</sup> và Tokyo ký<sup>[2]</sup> bản ghi nhớ về y tế.<sup>*</sup>",
            "A health memorandum was signed<sup>[2]</sup> by Tokyo and Hanoi<sup>1</sup>.<sup>*</sup>",
        ),
        (
            'Hà Nội và Tokyo<sup id="r"><a href="#f">3</a></sup> ký bản ghi nhớ về y tế.',
            'A health memorandum was signed by Tokyo<sup id="r"><a href="#f">3</a></sup> and Hanoi.',
        ),
        (
            "Hà Nội<sup>1</sup> và Tokyo ký bản ghi nhớ<sup>2</sup> về y tế. Hết.<sup>3</sup>",
            "A health memorandum<sup>2</sup> was signed by Tokyo and Hanoi<sup>1</sup>. End.<sup>3</sup>",
        ),
    ],
)
def test_a_footnote_stays_behind_the_word_that_it_is_for(html: str, expected: str) -> None:
    assert translate_html(html, by({SOURCE: TARGET, "Hết.": "End."}.__getitem__), LINKS) == expected


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("Hai bên ký<sup>1</sup>", ["Hai bên ký"]),
        ("10<sup>6</sup> tế bào", ["10 tế bào"]),
        ("khí CO<sub>2</sub> và H<sub>2</sub>O", ["khí CO2 và H2O"]),
        ("50 km<sup>2</sup> rừng", ["50 km2 rừng"]),
        ("lần 1<sup>st</sup>", ["lần 1st"]),
        ("giá 1.234<sup>a</sup> và 5<sup>b, c</sup>", ["giá 1.234 và 5"]),
        ("N<sup>o</sup> 5", ["No 5"]),
        ("ký<sup>1<p>hai</p></sup>", ["ký1", "hai"]),
    ],
)
def test_digits_of_a_footnote_are_no_part_of_the_word(html: str, seen: list[str]) -> None:
    asked: list[str] = []

    def record(texts: list[str]) -> list[str]:
        asked.extend(texts)
        return texts

    assert translate_html(html, record) == html
    assert asked == seen


INDEX = st.sampled_from(["<sup>1</sup>", "<sup><a href='#f'>[2]</a></sup>", "<sup> *</sup>", "<sub>†</sub>"])
NOTED = st.recursive(WORDS | POINTS | INDEX, inside, max_leaves=12)


@example("<b><sup>1</sup><sub>†</sub>a</b>", "empty")
@given(NOTED, st.sampled_from(sorted(FAKES)))
def test_no_footnote_is_lost_and_the_words_are_those_without_them(html: str, name: str) -> None:
    index = r"<su([bp])>.*?</su\1>"
    translated, bare = (translate_html(one, by(FAKES[name])) for one in (html, re.sub(index, "", html)))
    assert sorted(m[0] for m in re.finditer(index, translated)) == sorted(
        m[0] for m in re.finditer(index, html)
    )
    left = re.sub(index, "", translated)
    assert sorted(tags(left)) == sorted(tags(bare))
    assert "".join(text_of(left).split()) == "".join(text_of(bare).split())
