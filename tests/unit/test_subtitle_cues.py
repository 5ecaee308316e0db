"""Subtitles as people write them: where a cue ends, and which of its tags stay in it."""

import re

import pytest

from service.adapters.documents.cues import Cue, sentences_of
from tests.documents import same, translated
from tests.speed import within

FIRST, SECOND = "Hôm nay hai nước ký kết.", "Cảm ơn các bạn."
TURNED = {FIRST: "kết ký nước hai nay Hôm.", SECOND: "bạn các ơn Cảm."}
SRT_TIMES = ("00:00:01,000 --> 00:00:03,000", "00:00:03,100 --> 00:00:05,000")


def srt(*cues: str) -> str:
    times = (f"00:00:{n:02d},000 --> 00:00:{n:02d},900" for n in range(1, len(cues) + 1))
    return "\n\n".join(
        f"{n}\n{time}\n{cue}" for n, (time, cue) in enumerate(zip(times, cues, strict=True), 1)
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_cue_ends_where_the_next_one_begins_without_an_empty_line(newline: str) -> None:
    lines = ["1", SRT_TIMES[0], FIRST, "2", SRT_TIMES[1], SECOND, ""]
    done = translated("a.srt", newline.join(lines).encode()).decode()
    expected = ["1", SRT_TIMES[0], TURNED[FIRST], "2", SRT_TIMES[1], TURNED[SECOND], ""]
    assert done == newline.join(expected)


def test_a_cue_of_webvtt_ends_at_the_next_line_of_times() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n00:02.000 --> 00:03.000\n{}\n"
    done = translated("a.vtt", vtt.format(FIRST, SECOND).encode()).decode()
    assert done == vtt.format(TURNED[FIRST], TURNED[SECOND])


def test_words_after_an_empty_line_are_of_the_cue_before_it() -> None:
    halves = FIRST.split(" ", 3)
    cue = f"{' '.join(halves[:3])}\n\n{halves[3]}"
    assert translated("a.srt", srt(cue, SECOND).encode()).decode() == srt(TURNED[FIRST], TURNED[SECOND])
    assert translated("a.srt", srt(cue).encode(), to="vi").decode() == srt(cue)  # that stays stays so


def test_a_cue_whose_times_cannot_be_read_stays_as_it_is() -> None:
    broken = f"2\n00:00:03,1 -> 00:00:05\n{SECOND}\n"
    done = translated("a.srt", f"{srt(FIRST)}\n\n{broken}".encode()).decode()
    assert done == f"{srt(TURNED[FIRST])}\n\n{broken}"


def test_times_may_lack_their_fraction() -> None:
    cue = "1\n00:00:06 --> 00:00:07\n{}\n"
    assert translated("a.srt", cue.format(SECOND).encode()).decode() == cue.format(TURNED[SECOND])


@pytest.mark.parametrize("tag", ["{\\an8}", "{\\pos(1,2)}{\\i1}", "<i>{\\an8}"])
def test_where_a_cue_is_shown_stays_with_it_when_its_words_move(tag: str) -> None:
    closing = "</i>" if tag.startswith("<i>") else ""
    before = srt("Hôm nay hai nước Việt Nam và Nhật Bản", f"{tag}ký thỏa thuận hợp tác về y tế.{closing}")
    first, second = translated("a.srt", before.encode()).decode().split("\n\n")
    place = tag.removeprefix("<i>")
    assert "{" not in first
    assert second.split("\n")[2].startswith(place)


def test_times_inside_of_a_cue_stay_in_it_and_in_their_order() -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nHôm nay hai nước cùng nhau\n\n"
        "00:02.000 --> 00:05.000\n<00:02.200>ký <00:02.900>thỏa thuận <00:03.500>hợp tác về y tế.\n"
    )
    done = translated("a.vtt", vtt.encode()).decode()
    first, second = done.split("\n\n")[1:]
    assert re.findall(r"<[\d:.]+>", first) == []
    assert re.findall(r"<([\d:.]+)>", second) == ["00:02.200", "00:02.900", "00:03.500"]


def test_a_speaker_who_begins_a_cue_stays_before_its_words() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Lan>Hôm nay hai nước\n\n00:02.000 --> 00:05.000\nký kết.\n"
    assert "<v Lan>ký nước" not in translated("a.vtt", vtt.encode(), by=same).decode()
    assert "\n<v Lan>kết ký nước" in translated("a.vtt", vtt.encode()).decode()


def edges(cue: str) -> tuple[str, str]:
    """Return the tags before and behind the words of a cue."""
    (sentence,) = sentences_of([Cue(0, 1, (cue,))], str)
    return sentence.edges[0]


@pytest.mark.parametrize("between", [" " * 50_000, r"{\b1}" * 20_000, r"{\b1} " * 20_000, r"{\b1" * 20_000])
def test_a_cue_of_nothing_but_spaces_and_tags_between_its_words_is_read_at_once(between: str) -> None:
    with within(2):
        assert edges(f"Hôm nay{between}ký kết.") == ("", "")


def test_tags_behind_the_words_of_a_cue_stay_there_with_the_spaces_between_them() -> None:
    cue = r"{\i1}Hôm nay {\b1}ký{\b0}  {\i0} {\r}"
    assert edges(cue) == (r"{\i1}", r"{\b0}  {\i0} {\r}")
