"""One suite for the port Aligner: by position, and by the attention of the embedded model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.alignment import AttentionAligner
from models.alignment_weights import with_attention_of
from models.registry import WEIGHTS, ModelError
from service.domain.ports import Aligner
from service.text.position_alignment import PositionAligner
from service.text.word_links import target_span, words
from tests.conftest import CONVERTED

PAIRS = [
    ("Hai bên ký bản ghi nhớ hợp tác về y tế tại Hà Nội.", "In Hanoi the two sides signed a deal on health."),
    ("Kim ngạch đạt 3,5 tỷ USD.", "Trade reached 3.5 billion USD."),
    ("", "Nothing"),
    ("Không có gì", ""),
    (">>en<< </s> <unk> \x01 \ud800 🎉", "&amp; >>vi<< \u200b"),
    ("Hai bên ký bản ghi nhớ. " * 60, "The two sides signed a memorandum. " * 60),
    ("a" * 2000, "b" * 2000),
]
LONG = (
    "Bộ Y tế đã ký bản ghi nhớ tại Hà Nội. Hai bên sẽ tiêm vắc-xin cho 300 nghìn người ở vùng đồng bằng. "
    + "Nhật Bản tài trợ 5 triệu USD cho dự án này trong ba năm. " * 16,
    "The Ministry of Health signed a memorandum in Hanoi. The two sides will vaccinate 300 thousand people "
    "in the delta. " + "Japan is funding this project with 5 million USD over three years. " * 16,
)


@pytest.fixture(scope="module")
def attention() -> AttentionAligner:
    return AttentionAligner.load(WEIGHTS / "vien", cache=CONVERTED)


@pytest.fixture(params=["position", pytest.param("attention", marks=pytest.mark.weights)])
def aligner(request: pytest.FixtureRequest) -> Iterator[Aligner]:
    if request.param == "position":
        yield PositionAligner()
    else:
        yield request.getfixturevalue("attention")


def test_links_join_words_of_both_texts_with_weights(aligner: Aligner) -> None:
    found = aligner.align(PAIRS, source="vi", target="en")
    assert len(found) == len(PAIRS)
    assert found[0]
    for (source, target), links in zip(PAIRS, found, strict=True):
        assert {(link.source_start, link.source_end) for link in links} <= set(words(source))
        assert {(link.target_start, link.target_end) for link in links} <= set(words(target))
        assert all(0 < link.weight <= 1 for link in links)


def test_a_pair_has_the_same_links_alone_and_in_company(aligner: Aligner) -> None:
    together = aligner.align(PAIRS, source="vi", target="en")
    assert [aligner.align([pair], source="vi", target="en")[0] for pair in PAIRS] == list(together)


def test_what_is_written_alike_is_linked(aligner: Aligner) -> None:
    source, target = PAIRS[1]
    links = aligner.align([PAIRS[1]], source="vi", target="en")[0]
    span = target_span(source, target, links, (source.index("3,5"), source.index("3,5") + 3))
    assert span is not None
    assert target[slice(*span)] == "3.5"


def test_nothing_is_aligned_with_nothing(aligner: Aligner) -> None:
    assert list(aligner.align([], source="vi", target="en")) == []


@pytest.mark.weights
@pytest.mark.parametrize(
    ("source", "target", "words_", "expected"),
    [
        (PAIRS[0][0], PAIRS[0][1], "Hà Nội", "Hanoi"),
        (PAIRS[0][0], PAIRS[0][1], "y tế", "health"),
        (PAIRS[0][0], "Tại Hanoi, they met about health.", "Hà Nội", "Hanoi"),  # edited by hand
        ("Pháp là đối tác lớn của Đức.", "Germany has a big partner, France.", "Pháp", "France"),
        ("Pháp là đối tác lớn của Đức.", "Germany has a big partner, France.", "Đức", "Germany"),
        (*LONG, "300 nghìn", "300 thousand"),  # in parts
        (*LONG, "Nhật Bản", "Japan"),
    ],
)
def test_attention_finds_where_a_phrase_has_gone(
    attention: AttentionAligner, source: str, target: str, words_: str, expected: str
) -> None:
    links = attention.align([(source, target)], source="vi", target="en")[0]
    at = source.index(words_)
    span = target_span(source, target, links, (at, at + len(words_)))
    assert span is not None
    assert target[slice(*span)] == expected


@pytest.mark.weights
def test_attention_works_in_the_other_direction(attention: AttentionAligner) -> None:
    target, source = PAIRS[0]
    links = attention.align([(source, target)], source="en", target="vi")[0]
    span = target_span(source, target, links, (source.index("Hanoi"), source.index("Hanoi") + 5))
    assert span is not None
    assert target[slice(*span)] == "Hà Nội"


def test_a_folder_without_a_tokenizer_cannot_align(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no Marian tokenizer"):
        AttentionAligner.load(tmp_path, cache=tmp_path)


def test_a_conversion_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"decoder/num_heads")
    with pytest.raises(ModelError, match="decoder/num_heads"):
        with_attention_of(tmp_path, layer=0)
