"""The log: a JSON object a line, libraries included, and nothing of what was worked at."""

import json
import logging

import pytest
import structlog

from service.api import logs


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_our_lines_and_those_of_libraries_have_one_form(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    structlog.get_logger().info("bắt đầu", ms=3)
    logging.getLogger("uvicorn.error").warning("slow %s", "client")
    ours, theirs = lines(capsys)
    assert (ours["event"], ours["ms"], ours["level"]) == ("bắt đầu", 3, "info")
    assert (theirs["event"], theirs["logger"], theirs["level"]) == ("slow client", "uvicorn.error", "warning")


def test_a_person_reads_words_between_those_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning", plain=True)
    structlog.get_logger().warning("job_worker_died", worker="w1", batches=2)
    try:
        int("")
    except ValueError:
        structlog.get_logger().exception("crashed")
    assert capsys.readouterr().err.splitlines() == [
        "warning: job worker died (worker w1, batches 2)",
        "error: crashed (exception ValueError)",
    ]


def test_what_is_below_the_level_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning")
    structlog.get_logger().info("quiet")
    assert lines(capsys) == []


def test_a_crash_is_logged_with_its_place_and_without_its_variables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("info")
    article = "Nguyên văn bài báo"
    try:
        int(article[:0])
    except ValueError:
        structlog.get_logger().exception("crashed")
    (line,) = lines(capsys)
    assert "ValueError" in json.dumps(line)
    assert "test_logs.py" in json.dumps(line)
    assert article not in json.dumps(line, ensure_ascii=False)
