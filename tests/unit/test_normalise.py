"""Text of any origin becomes clean Unicode, or is refused with a reason."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import BinaryInput, UndecodableText
from service.text.legacy_encodings import Encoding, convert, western
from service.text.normalise import decode, normalise
from service.text.syllables import is_bare_syllable, is_syllable, strip_diacritics

GOLD = Path(__file__).parents[3] / "shared" / "gold"
SAMPLES = Path(__file__).parents[1] / "data" / "language_samples.tsv"
SENTENCE = "Hội nghị Bộ trưởng Việt Nam và Trung Quốc ký thoả thuận về nước sạch, đường sắt và ngoại giao."
TCVN3 = (
    "Héi nghÞ Bé tr\xadëng ViÖt Nam vµ Trung Quèc ký tho¶ thuËn vÒ n\xadíc s¹ch, ®\xadêng s¾t vµ ngo¹i giao."
)
VISCII = "Hµi ngh¸ Bµ trß·ng Vi®t Nam và Trung Qu¯c ký thoä thu§n v« nß¾c sÕch, ðß¶ng s¡t và ngoÕi giao."
VNI = (
    "Hoäi nghò Boä tröôûng Vieät Nam vaø Trung Quoác kyù thoaû thuaän "
    "veà nöôùc saïch, ñöôøng saét vaø ngoaïi giao."
)


def as_windows_1258(text: str) -> bytes:
    """Encode as Windows does: letters composed, tones as combining marks behind them."""
    out = []
    for char in text:
        decomposed = unicodedata.normalize("NFD", char)
        tones = "".join(c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323")
        out.append(unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones)) + tones)
    return "".join(out).encode("cp1258")


def words(text: str) -> str:
    """Return what must survive: everything but white space, in NFC."""
    return "".join(unicodedata.normalize("NFC", text).split())


class TestBytes:
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
    def test_every_form_of_unicode_is_read_without_a_declaration(self, codec: str) -> None:
        assert decode(SENTENCE.encode(codec), declared=None) == SENTENCE

    def test_utf8_wins_over_a_declaration_that_is_said_of_anything(self) -> None:
        assert decode(SENTENCE.encode(), declared="ISO-8859-1") == SENTENCE

    @pytest.mark.parametrize("misread", [TCVN3, VISCII, VNI])
    @pytest.mark.parametrize("declared", [None, "utf-8", "windows-1252"])
    def test_old_vietnamese_encodings_are_recognised(self, misread: str, declared: str | None) -> None:
        assert decode(misread.encode("latin-1"), declared=declared) == SENTENCE

    def test_windows_1258_is_recognised_and_composed(self) -> None:
        content = as_windows_1258(SENTENCE)
        assert normalise(decode(content, declared=None)).text == SENTENCE
        assert normalise(decode(content, declared="windows-1258")).text == SENTENCE

    def test_a_declared_encoding_is_used_where_too_little_text_tells(self) -> None:
        assert decode("tµi".encode("latin-1"), declared="x-viet-tcvn5712") == "tài"
        assert decode("Grüße".encode("latin-1"), declared="latin1") == "Grüße"
        assert decode("我们".encode("gb18030"), declared="gb18030") == "我们"

    def test_western_quotation_marks_in_english_are_read(self) -> None:
        text = "The minister said: “We agreed on it – at last.” She’s glad."
        assert decode(text.encode("cp1252"), declared=None) == text

    @pytest.mark.parametrize(
        "content", [b"%PDF-1.7 ...", b"PK\x03\x04rest", b"\x89PNG\r\n", b"ab\0cd\0\0", b"\0" * 64]
    )
    def test_files_and_null_bytes_are_refused_as_binary(self, content: bytes) -> None:
        with pytest.raises(BinaryInput) as error:
            decode(content, declared=None)
        assert error.value.cause
        assert "UTF-8" in error.value.remedy

    @pytest.mark.parametrize(
        ("content", "declared"),
        [
            ("我们的文章".encode("gb18030"), None),
            ("สวัสดี".encode("tis-620"), "utf-8"),
            ("Việt".encode()[:-2] + b"\xe1\xbb", "utf-8"),
            (b"caf\xe9 \xff\xfe\x81", "klingon"),
            (b"\xff\xfea", None),
            (b"some wor\xbfds of the te\xa1xt are broken in an unknown way", None),
            (b"abc\xff", "shift_jis"),
        ],
    )
    def test_what_cannot_be_decoded_is_refused_with_a_remedy(
        self, content: bytes, declared: str | None
    ) -> None:
        with pytest.raises(UndecodableText) as error:
            decode(content, declared=declared)
        assert "UTF-8" in error.value.remedy or "charset" in error.value.remedy

    def test_a_charset_that_is_no_charset_is_not_run(self) -> None:
        assert decode(b"\\u0041", declared="unicode_escape") == "\\u0041"


class TestMisreadText:
    @pytest.mark.parametrize(
        "misread", [TCVN3, VISCII, VNI, western(SENTENCE.encode()), SENTENCE.encode().decode("latin-1")]
    )
    def test_vietnamese_read_with_the_wrong_charset_is_repaired(self, misread: str) -> None:
        assert normalise(misread).text == SENTENCE

    @pytest.mark.parametrize(
        ("misread", "meant"),
        [
            ("ViÖt Nam", "Việt Nam"),
            ("Héi nghÞ", "Hội nghị"),
            ("Vi®t Nam", "Việt Nam"),
            ("Nga chuy¬n giao xong cho Trung Qu¯c", "Nga chuyển giao xong cho Trung Quốc"),
            ("Viá»‡t Nam", "Việt Nam"),
            ("HéI NGHÞ THñ T¦íNG", "HỘI NGHỊ THỦ TƯỚNG"),
            ("the ministerâ€™s visit", "the minister’s visit"),
            ("Ðà Nẵng", "Đà Nẵng"),
        ],
    )
    def test_a_few_words_are_enough(self, misread: str, meant: str) -> None:
        assert normalise(misread).text == meant

    def test_misread_letters_that_look_like_control_characters_are_no_binary(self) -> None:
        text = "Đại đội Đông Đô đi Điện Biên Đông"
        assert normalise(text.encode().decode("latin-1")).text == text

    @pytest.mark.parametrize(
        "text",
        [
            "Bão vào",
            "THẺ MÃ” và LÃ–",
            "l’été à la plage, où les élèves étudient «voilà»…",
            "Für die Übung grüßen wir „Ähnlich“",
            "så på då är två för",
            "São Paulo não é à toa",
            "Þórður Ðe eth ð",
            "El niño comió piñón, ¿verdad? ¡Sí!",
            "Mức 5° × 3 ÷ 2 ± ½ §4 ©2020 ®",
        ],
    )
    def test_correct_text_is_left_alone(self, text: str) -> None:
        assert normalise(text).text == text

    def test_no_language_is_taken_for_misread_vietnamese(self) -> None:
        for line in SAMPLES.read_text(encoding="utf-8").splitlines():
            assert normalise(line).text == line.replace("\t", " ")

    @pytest.mark.parametrize("encoding", ["tcvn3", "viscii"])
    def test_a_repaired_text_keeps_its_offsets(self, encoding: Encoding) -> None:
        misread = TCVN3 if encoding == "tcvn3" else VISCII
        assert convert(misread, encoding).text == SENTENCE
        assert list(normalise("  " + misread).origin) == list(range(2, len(misread) + 2))


class TestWhatIsTidied:
    @pytest.mark.parametrize(
        ("given_text", "clean"),
        [
            ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
            ("a\n\n\n \n\tb", "a\n\nb"),
            ("  a  \n  b  ", "a\nb"),
            ("10\u00a0tỷ\u202fUSD", "10 tỷ USD"),
            ("hợp\u00adtác\u200b \ufeffxong", "hợptác xong"),
            ("tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng Việt"),
            ("ti\u00ea\u0301ng Vi\u00ea\u0323t, nh\u01b0\u0303ng", "tiếng Việt, những"),
            ("a\u200b\u0301", "á"),
            ("bell\x07 and \x1b[0m", "bell and [0m"),
            ("\u212b \u2126 \u0958", unicodedata.normalize("NFC", "\u212b \u2126 \u0958")),
            ("\u1112\u1161\u11ab", "한"),
            ("👩\u200d🔬 đo", "👩\u200d🔬 đo"),
            ("", ""),
            (" \n\u200b ", ""),
        ],
    )
    def test_spaces_line_ends_and_accents_are_made_plain(self, given_text: str, clean: str) -> None:
        assert normalise(given_text).text == clean

    def test_offsets_lead_back_to_the_given_text(self) -> None:
        given_text = "\ufeff Vie\u0323\u0302t\u00adNam\r\n\r\n\r\nHa\u0300 No\u0323\u0302i"
        result = normalise(given_text)
        assert result.text == "ViệtNam\n\nHà Nội"
        assert [given_text[i] for i in result.origin] == list("VietNam\r\nHa Noi")

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            ("a\0b", BinaryInput),
            ("\x01\x02\x03\x04\x05", BinaryInput),
            ("a\ud800b", UndecodableText),
            ("Vi\ufffdt N\ufffdm h\ufffdp t\ufffdc", UndecodableText),
        ],
    )
    def test_null_characters_lone_surrogates_and_lost_letters_are_refused(
        self, text: str, error: type[BinaryInput | UndecodableText]
    ) -> None:
        with pytest.raises(error) as raised:
            normalise(text)
        assert raised.value.remedy

    def test_a_pile_of_accents_is_cut_down_at_once(self) -> None:
        assert len(normalise("a" + "\u0301\u0323" * 200_000).text) < 20


class TestForAnyText:
    texts = st.text(
        st.one_of(
            st.sampled_from(
                " \n\r\t\u00a0\u200b\u00ad\u200d\u0300\u0301\u0302\u0323\u031b\u1161\u11a8\u0958\u2126"
            ),
            st.sampled_from("aeouyAEO.,êôơưđạếÃáº»‡Ö®éÞ"),
            st.characters(exclude_categories=["Cs", "Cc"]),
        ),
        max_size=60,
    )

    @given(texts)
    @settings(max_examples=300, deadline=None)
    def test_the_result_is_nfc_and_stable_and_its_origin_never_runs_back(self, text: str) -> None:
        result = normalise(text)
        origin = list(result.origin)
        assert unicodedata.is_normalized("NFC", result.text)
        assert len(origin) == len(result.text)
        assert origin == sorted(origin)
        assert all(0 <= offset < len(text) for offset in origin)

    @given(
        st.text(
            st.sampled_from(
                "aăâeêoôơuưyđ bcdghiklmnpqrstvx\u0300\u0301\u0303\u0309\u0323ĐƠ.,1\u00a0\u2009\n"
            ),
            max_size=80,
        )
    )
    @settings(max_examples=300, deadline=None)
    def test_vietnamese_letters_are_neither_lost_nor_changed(self, text: str) -> None:
        once = normalise(text)
        assert words(once.text) == words(text)
        assert normalise(once.text).text == once.text

    @given(st.lists(st.sampled_from(SENTENCE.split()), min_size=4, max_size=30))
    @settings(max_examples=60, deadline=None)
    def test_any_vietnamese_sentence_comes_through_every_encoding(self, chosen: list[str]) -> None:
        text = " ".join(["Hội nghị Việt Nam", "nước sạch", *chosen])
        assert normalise(decode(as_windows_1258(text), declared=None)).text == text
        assert normalise(western(text.encode())).text == text


@pytest.mark.skipif(not GOLD.exists(), reason="the gold articles are not beside the repository")
@pytest.mark.parametrize("name", ["articles", "train.articles", "en.articles"])
def test_gold_articles_come_through_unchanged(name: str) -> None:
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        text = "\n".join(sentence.strip().replace("\u200b", "") for sentence in json.loads(line)["sentences"])
        result = normalise(text)
        assert result.text == unicodedata.normalize("NFC", text)
        assert isinstance(result.origin, range)


class TestSyllables:
    @pytest.mark.parametrize(
        "word", ["nghiêng", "giếng", "gì", "quốc", "khuya", "hoà", "hòa", "thuở", "ĐƯỜNG", "y", "Kỷ"]
    )
    def test_vietnamese_words_are_syllables_with_and_without_diacritics(self, word: str) -> None:
        assert is_syllable(word)
        assert is_bare_syllable(strip_diacritics(word))

    @pytest.mark.parametrize(
        "word", ["street", "été", "über", "hát" + "h", "nghà", "kà", "các" + "s", "càc", "họp" + "ˀ"]
    )
    def test_other_words_are_not(self, word: str) -> None:
        assert not is_syllable(word)
