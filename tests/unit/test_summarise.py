"""A summary has sentences of the body that stand alone, differ, and fit the length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from service.domain.article import Article, Block, BlockRole, Language, Segment, Span
from service.domain.highlight import ActDate, Bilingual, Evidence, Highlight, Partner
from service.pipeline.summarise import SummaryOptions, focus_weights, summarise


@dataclass(frozen=True)
class Judged:
    sentences: tuple[float, ...]
    pairs: Mapping[tuple[int, int], float]


class Listed:
    """Gives the scores that it was made with."""

    version = "listed@1"

    def __init__(self, *scores: float, pairs: Mapping[tuple[int, int], float] | None = None) -> None:
        self.scores = scores
        self.pairs = pairs or {}
        self.title: str | None = None

    def rank(self, sentences: Sequence[str], *, title: str, language: Language) -> Judged:
        self.title = title
        assert len(sentences) == len(self.scores)
        return Judged(self.scores, self.pairs)


def segments_of(*texts: str, roles: dict[int, BlockRole] | None = None) -> tuple[Segment, ...]:
    return tuple(
        Segment(i, Span(0, len(text)), text, (roles or {}).get(i, "paragraph"))
        for i, text in enumerate(texts)
    )


def chosen(
    segments: tuple[Segment, ...],
    ranker: Listed,
    *,
    language: Language = "vi",
    highlights: Sequence[Highlight] = (),
    options: SummaryOptions | None = None,
) -> tuple[int, ...]:
    article = Article("", language, (), "0" * 64, title="Tiêu đề")
    return summarise(
        article, segments, ranker=ranker, options=options or SummaryOptions(), highlights=highlights
    )


def in_paragraphs(paragraphs: Sequence[Sequence[str]]) -> tuple[Article, tuple[Segment, ...]]:
    """Return an article of paragraphs of sentences."""
    blocks: list[Block] = []
    segments: list[Segment] = []
    start = 0
    for paragraph in paragraphs:
        first = start
        for sentence in paragraph:
            segments.append(Segment(len(segments), Span(start, start + len(sentence)), sentence, "paragraph"))
            start += len(sentence) + 1
        blocks.append(Block("paragraph", Span(first, start - 1)))
    text = "\n".join(" ".join(paragraph) for paragraph in paragraphs)
    return Article(text, "vi", tuple(blocks), "0" * 64), tuple(segments)


def in_article(
    article: Article, segments: tuple[Segment, ...], ranker: Listed, *, options: SummaryOptions
) -> tuple[int, ...]:
    return summarise(article, segments, ranker=ranker, options=options)


def highlight_on(segment: int, *, naming: bool = False) -> Highlight:
    """Return an act that rests on a segment, which names its parties or does not."""
    evidence = (Evidence(segment, 0, 1, "x"),)
    at = Evidence(segment if naming else segment - 1, 0, 1, "x")
    parties = tuple(Partner(Bilingual(name, name), "country", None, at) for name in ("Lào", "Việt Nam"))
    return Highlight(
        1,
        "mou",
        "signed",
        "SUPPORT",
        parties,
        ActDate(None, None),
        None,
        (),
        (),
        Bilingual("", ""),
        evidence,
        1,
    )


PLAIN = (
    "Việt Nam và Lào ký hiệp định thương mại mới.",
    "Giá gạo xuất khẩu tăng mạnh trong tháng Ba.",
    "Đoàn chuyên gia Hàn Quốc thăm nhà máy điện gió.",
    "Hội thảo về năng suất diễn ra ở thành phố Huế.",
    "Bệnh viện trung ương nhận thiết bị y tế từ Pháp.",
)


def test_the_best_sentences_come_in_reading_order() -> None:
    assert chosen(segments_of(*PLAIN), Listed(0.2, 0.1, 0.9, 0.1, 0.5)) == (0, 2, 4)


def test_the_ranker_sees_the_title() -> None:
    ranker = Listed(1, 1, 1, 1, 1)
    chosen(segments_of(*PLAIN), ranker)
    assert ranker.title == "Tiêu đề"


@pytest.mark.parametrize("role", ["title", "heading", "caption", "byline", "dateline"])
def test_what_is_no_body_is_never_chosen(role: BlockRole) -> None:
    segments = segments_of(*PLAIN, roles={2: role})
    assert 2 not in chosen(segments, Listed(0.2, 0.1, 0.1, 0.5), options=SummaryOptions(sentences=5))


def test_a_sentence_that_says_the_same_gives_way_to_another() -> None:
    segments = segments_of(PLAIN[0], PLAIN[0].replace("mới", "này"), PLAIN[2])
    assert chosen(segments, Listed(0.9, 0.85, 0.7), options=SummaryOptions(sentences=2)) == (0, 2)


def test_a_caption_that_says_the_sentence_before_it_again_is_never_chosen() -> None:
    segments = segments_of(
        "Hôm qua, Việt Nam và Lào ký hiệp định ở Huế.", "Việt Nam và Lào ký hiệp định.", PLAIN[2]
    )
    assert chosen(segments, Listed(0.9, 0.1), options=SummaryOptions(sentences=3)) == (0, 2)


def test_a_connective_is_not_chosen_without_the_sentence_before_it() -> None:
    segments = segments_of(PLAIN[0], PLAIN[1], f"Tuy nhiên, {PLAIN[2]}")
    options = SummaryOptions(sentences=1)
    assert chosen(segments, Listed(0.2, 0.1, 0.9), options=options) == (0,)


def test_a_pronoun_needs_the_sentence_before_it_in_the_article_even_if_that_cannot_be_chosen() -> None:
    segments = segments_of(PLAIN[0], "Ông An đến.", "Ông này cho biết Nhật Bản sẽ trao thiết bị y tế.")
    assert chosen(segments, Listed(0.2, 0.9), options=SummaryOptions(sentences=2)) == (0,)
    captioned = segments_of(
        PLAIN[0], "Ảnh: TTXVN phát từ Hà Nội.", "Tuy nhiên, hai bên chưa ký văn kiện nào."
    )
    assert chosen(captioned, Listed(0.2, 0.9), options=SummaryOptions(sentences=2)) == (0, 2)


def test_what_stands_in_a_paragraph_with_others_is_no_caption() -> None:
    lines = ("Bộ trưởng Y tế tiếp đoàn Nhật Bản tại Hà Nội.", "Đại sứ Nhật Bản tại Việt Nam Umeda Kunio.")
    together, apart = in_paragraphs([[*lines, PLAIN[1]]]), in_paragraphs([[lines[0]], [lines[1]], [PLAIN[1]]])
    three = SummaryOptions(sentences=3)
    assert in_article(*together, Listed(0.9, 0.8, 0.7), options=three) == (0, 1, 2)
    assert in_article(*apart, Listed(0.9, 0.7), options=three) == (0, 2)


def test_a_credit_in_a_paragraph_is_left_out() -> None:
    article, segments = in_paragraphs([[PLAIN[0], "Ảnh: Bộ Ngoại giao Việt Nam cung cấp."], [PLAIN[1]]])
    assert in_article(article, segments, Listed(0.9, 0.8), options=SummaryOptions(sentences=3)) == (0, 2)


def test_a_connective_may_follow_the_sentence_that_it_points_to() -> None:
    segments = segments_of(PLAIN[0], PLAIN[1], f"Tuy nhiên, {PLAIN[2]}")
    assert chosen(segments, Listed(0.1, 0.5, 0.9), options=SummaryOptions(sentences=2)) == (1, 2)


def test_an_article_of_nothing_but_such_sentences_still_has_a_summary() -> None:
    segments = segments_of("Tuy nhiên, hai bên chưa ký gì cả.", "Ông cũng nói thêm về kế hoạch này.")
    assert len(chosen(segments, Listed(0.5, 0.5))) == 1


def test_length_in_words_is_kept() -> None:
    segments = segments_of(*PLAIN)
    found = chosen(segments, Listed(0.9, 0.8, 0.7, 0.6, 0.5), options=SummaryOptions(words=21))
    assert found
    assert sum(len(segments[i].text.split()) for i in found) <= 21


def test_length_as_a_ratio_counts_sentences() -> None:
    options = SummaryOptions(ratio=0.4)
    assert len(chosen(segments_of(*PLAIN), Listed(0.9, 0.8, 0.7, 0.6, 0.5), options=options)) == 2
    tiny = SummaryOptions(ratio=0.01)
    assert len(chosen(segments_of(*PLAIN), Listed(0.9, 0.8, 0.7, 0.6, 0.5), options=tiny)) == 1


def test_too_few_words_give_the_shortest_sentence_that_stands_alone() -> None:
    segments = segments_of(PLAIN[0], "Lào ký một hiệp định.", PLAIN[2])
    assert chosen(segments, Listed(0.9, 0.1, 0.5), options=SummaryOptions(words=1)) == (1,)


def test_two_sentences_that_are_better_together_go_before_the_two_best() -> None:
    ranker = Listed(0.9, 0.8, 0.7, 0.1, 0.1, pairs={(0, 1): 0.5, (0, 2): 0.6, (1, 2): 0.95})
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(sentences=2)) == (1, 2)
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(sentences=1)) == (0,)
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(sentences=3)) == (0, 1, 2)


def test_a_longer_summary_starts_from_the_best_sentence() -> None:
    ranker = Listed(0.9, 0.8, 0.1, 0.1, 0.7, pairs={(2, 3): 0.95})
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(sentences=2)) == (2, 3)
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(sentences=3)) == (0, 1, 4)


def test_a_short_limit_in_words_is_not_filled_and_a_long_one_is() -> None:
    ranker = Listed(0.9, 0.8, 0.7, 0.1, 0.1, pairs={(0, 1): 0.5, (0, 2): 0.6})
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(words=60)) == (0,)
    assert chosen(segments_of(*PLAIN), ranker, options=SummaryOptions(words=61)) == (0, 1, 2, 3, 4)


def test_a_pair_is_chosen_only_where_both_stand() -> None:
    segments = segments_of(PLAIN[0], PLAIN[1], f"Tuy nhiên, {PLAIN[2]}")
    ranker = Listed(0.3, 0.2, 0.9, pairs={(0, 1): 0.4, (0, 2): 0.9, (1, 2): 0.5})
    assert chosen(segments, ranker, options=SummaryOptions(sentences=2)) == (1, 2)
    assert chosen(segments, ranker, options=SummaryOptions(words=10)) == (0,)


def test_a_focus_on_cooperation_lifts_what_the_highlights_rest_on() -> None:
    segments, ranker = segments_of(*PLAIN), Listed(0.2, 0.9, 0.5, 0.4, 0.4)
    general = SummaryOptions(sentences=1)
    cooperation = SummaryOptions(sentences=1, focus="cooperation")
    highlights = [highlight_on(2)]
    assert chosen(segments, ranker, highlights=highlights, options=general) == (1,)
    assert chosen(segments, ranker, highlights=highlights, options=cooperation) == (2,)
    assert focus_weights(highlights) == {2: 1.0}


APART = PLAIN[1:4]


def test_a_focus_reaches_a_highlight_behind_a_connective_or_a_pronoun() -> None:
    cooperation = SummaryOptions(sentences=1, focus="cooperation")
    two = SummaryOptions(sentences=2, focus="cooperation")
    ranker = Listed(1.0, 0.9, 0.8, 0.5)
    joined = segments_of(*APART, f"Bên cạnh đó, {PLAIN[0]}")
    assert chosen(joined, ranker, highlights=[highlight_on(3, naming=True)], options=cooperation) == (3,)
    assert chosen(joined, ranker, highlights=[highlight_on(3, naming=False)], options=cooperation) == (0,)
    assert chosen(joined, ranker, highlights=[highlight_on(3, naming=False)], options=two) == (2, 3)
    pointing = segments_of(*APART, "Hai bên ký hiệp định thương mại mới.")
    assert chosen(pointing, ranker, highlights=[highlight_on(3, naming=True)], options=cooperation) == (0,)
    assert chosen(pointing, ranker, highlights=[highlight_on(3, naming=True)], options=two) == (2, 3)


def test_without_a_focus_a_connective_waits_for_the_sentence_before_it() -> None:
    joined = segments_of(*APART, f"Bên cạnh đó, {PLAIN[0]}")
    options = SummaryOptions(sentences=2)
    highlights = [highlight_on(3, naming=True)]
    assert chosen(joined, Listed(1.0, 0.9, 0.1, 0.8), highlights=highlights, options=options) == (0, 1)


def test_no_more_is_taken_with_a_sentence_than_fits() -> None:
    chain = segments_of(*APART[:2], f"Tuy nhiên, {APART[2]}", "Hai bên ký hiệp định thương mại mới.")
    highlights, ranker = [highlight_on(3, naming=True)], Listed(1.0, 0.2, 0.1, 0.9)
    two, three = (SummaryOptions(sentences=count, focus="cooperation") for count in (2, 3))
    assert chosen(chain, ranker, highlights=highlights, options=two) == (0, 1)
    assert chosen(chain, ranker, highlights=highlights, options=three) == (1, 2, 3)


def test_an_article_without_a_body_has_no_summary() -> None:
    assert chosen(segments_of("Tiêu đề bài", roles={0: "title"}), Listed()) == ()


def test_fragments_are_chosen_only_where_there_is_nothing_else() -> None:
    assert chosen(segments_of("Ảnh: TTXVN", PLAIN[0]), Listed(0.5)) == (1,)
    assert chosen(segments_of("Hai bên họp."), Listed(0.5)) == (0,)


def test_a_caption_behind_the_lead_is_no_sentence_of_a_summary() -> None:
    segments = segments_of(
        "Không quân Hàn Quốc và Mỹ tập trận hai tuần ở Kunsan.",
        "Chiến đấu cơ FA-18 Hornet của Mỹ trong cuộc tập trận năm 2016.",
        "Yonhap hôm nay đưa tin cuộc tập trận kéo dài đến 28/4.",
    )
    assert chosen(segments, Listed(0.9, 0.4), options=SummaryOptions(sentences=3)) == (0, 2)


def test_a_short_second_sentence_in_english_is_no_caption() -> None:
    segments = segments_of(
        "Japan and Vietnam signed three agreements.", "Both sides hope to go on from there."
    )
    assert chosen(segments, Listed(0.9, 0.8), language="en", options=SummaryOptions(sentences=2)) == (0, 1)


def test_what_is_said_twice_is_chosen_once() -> None:
    segments = segments_of(
        "Triều Tiên sẵn sàng dạy Mỹ một bài học nghiêm khắc bằng lực lượng hạt nhân.",
        "Ngoại trưởng Ri Yong-ho nêu điều này trong một thông báo hôm nay.",
        "Triều Tiên sẵn sàng dạy cho Mỹ một bài học nghiêm khắc bằng lực lượng hạt nhân chiến lược.",
    )
    assert chosen(segments, Listed(0.9, 0.1, 0.8), options=SummaryOptions(sentences=2)) == (0, 1)
