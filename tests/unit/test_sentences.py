"""Sentences end where a reader of Vietnamese and English news says they do."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.text.sentences import split

GOLD = Path(__file__).parents[3] / "shared" / "gold"
MARKED = Path(__file__).parents[1] / "data" / "sentence_boundaries.txt"
CLOSED = re.compile(r"[.!?…][\"”’'» )\]]*$")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


class TestFullStops:
    @pytest.mark.parametrize(
        "text",
        [
            "GS. Nguyễn Văn An và PGS.TS. Lê Bình gặp Th.S Trần Hà tại TP. Hồ Chí Minh.",
            "Giá là 1.500.000 đồng, tăng 2,5% so với ngày 3.4.2025.",
            "Xem vnexpress.net hoặc www.mofa.gov.vn.",
            "Mr. Brown met Dr. A. B. Tran of Acme Co. Ltd. in the U.S. Senate on Jan. 5.",
            "J. K. Rowling và George W. Bush dự lễ.",
            "Các lĩnh vực gồm: 1. Y tế; 2. Giáo dục; 3. Đào tạo.",
            "1. Mở cửa thị trường.",
            "“Anh chắc không?” ông hỏi.",
            "Bà nói: “Được!”, rồi đi.",
            "Nông nghiệp, y tế, v.v. đều tăng.",
            "Roe v. Wade is well known.",
            "“Rất chắc.” – Ông Long đáp.",
            "Ông Bình (quê ở TP. Vinh. Ông từng dạy học) nhận giải.",
            "No. 10 Downing Street and Yahoo! Japan were silent.",
        ],
    )
    def test_no_sentence_ends_within(self, text: str) -> None:
        assert sentences(text) == [text]

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("Ông đến TP. HCM. Ông về.", ["Ông đến TP. HCM.", "Ông về."]),
            ("Hai bên bàn về thuế, v.v… Sau đó, họ ký.", ["Hai bên bàn về thuế, v.v…", "Sau đó, họ ký."]),
            ("He moved to the U.S. She stayed.", ["He moved to the U.S.", "She stayed."]),
            ("“Tốt. Rất tốt.” Ông cười.", ["“Tốt.", "Rất tốt.”", "Ông cười."]),
            ('" Tốt lắm. " Ông cười.', ['" Tốt lắm. "', "Ông cười."]),
            ('Xong. " Tốt lắm ", ông nói.', ["Xong.", '" Tốt lắm ", ông nói.']),
            ("Năm 2019. Đó là lúc ấy.", ["Năm 2019.", "Đó là lúc ấy."]),
            ("Kết quả quý I. Doanh thu tăng.", ["Kết quả quý I.", "Doanh thu tăng."]),
            ("Họ ra về.Ông Tám đi trước.", ["Họ ra về.", "Ông Tám đi trước."]),
            ("Tiêu đề\nĐoạn một\n\n- Mục một\n- Mục hai", ["Tiêu đề", "Đoạn một", "- Mục một", "- Mục hai"]),
            ("Thật ư?! Không… Có lẽ.", ["Thật ư?!", "Không…", "Có lẽ."]),
            ("(Ảnh: TTXVN.) Lễ ký.", ["(Ảnh: TTXVN.)", "Lễ ký."]),
        ],
    )
    def test_sentences_end_where_they_should(self, text: str, parts: list[str]) -> None:
        assert sentences(text) == parts

    @pytest.mark.parametrize("text", ["", " \n ", "\n\n"])
    def test_nothing_has_no_sentences(self, text: str) -> None:
        assert split(text) == []


@given(st.text(st.sampled_from("aB .!?…\"'”“()[]\n1-–v:,ÔâđÁ"), max_size=80))
@settings(max_examples=400, deadline=None)
def test_no_character_is_lost_and_no_span_has_spaces_at_its_ends(text: str) -> None:
    spans = split(text)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize("piece", ["A. ", '("', "Mr. ", '" ', "1. ", "a. - - "])
def test_a_long_line_without_sentences_takes_linear_time(piece: str) -> None:
    assert split(piece * 20_000)


def marked_paragraphs() -> Iterator[tuple[str, set[int]]]:
    """Yield each paragraph of the marked file and the offsets where its sentences after the first begin."""
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, begins = "", set()
        for part in re.split("(¶¶?)", line):
            if part == "¶":
                text += " "
            if part.startswith("¶"):
                begins.add(len(text))
            else:
                text += part
        yield text, begins


def test_f1_on_three_hundred_boundaries_marked_by_hand() -> None:
    expected = found = right = 0
    for text, begins in marked_paragraphs():
        got = {start for start, _ in split(text)[1:]}
        expected, found, right = expected + len(begins), found + len(got), right + len(got & begins)
    assert expected >= 300
    assert 2 * right / (expected + found) >= 0.99


def paragraphs(sentence_lines: list[str]) -> list[list[str]]:
    """Rebuild paragraphs: a line that does not end like a sentence (a title, a byline) ends its paragraph."""
    rebuilt: list[list[str]] = [[]]
    for line in sentence_lines:
        rebuilt[-1].append(line)
        if not CLOSED.search(line):
            rebuilt.append([])
    return rebuilt


@pytest.mark.skipif(not GOLD.exists(), reason="the gold articles are not beside the repository")
def test_the_lines_of_the_gold_articles_are_found_again() -> None:
    boundaries = found = 0
    for path in sorted(GOLD.glob("*articles.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for paragraph in paragraphs([s.strip() for s in json.loads(line)["sentences"]]):
                starts = {start for start, _ in split(" ".join(paragraph))}
                begin = 0
                for sentence in paragraph[:-1]:
                    begin += len(sentence) + 1
                    boundaries += 1
                    found += begin in starts
    assert boundaries > 2000
    assert found / boundaries >= 0.995
