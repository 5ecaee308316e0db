"""Lists, events and results over connections that break: nothing is missed and nothing comes twice."""

import json
from collections.abc import Callable

import httpx
import pytest
from diemnhan_client import NotFound, TookTooLong, Unreachable
from diemnhan_client.event_stream import Events, Lines
from diemnhan_client.nouns.jobs import Job
from diemnhan_client.operations import briefs, job_streams, jobs

from tests.client_answers import Script, collected, collected_awaiting, problem, streamed

Collect = Callable[..., list[object]]
both = pytest.mark.parametrize("collect", [collected, collected_awaiting])


def event(number: int, name: str, state: str = "running") -> bytes:
    return f"id: {number}\nevent: {name}\ndata: {json.dumps({'id': 'j1', 'state': state})}\n\n".encode()


def line(position: int, text: str = "a") -> bytes:
    said = {"position": position, "custom_id": str(position), "status": "done", "text": text}
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def job(state: str) -> httpx.Response:
    return httpx.Response(200, json={"id": "j1", "state": state})


@both
def test_a_list_is_asked_for_page_by_page(collect: Collect) -> None:
    script = Script(
        [
            httpx.Response(200, json={"jobs": [{"id": "a"}, {"id": "b"}], "next_cursor": "n & 1"}),
            httpx.Response(200, json={"jobs": [{"id": "c"}], "next_cursor": None}),
        ]
    )
    assert collect(jobs.all_of({"state": "running"}), script) == [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    assert [dict(request.url.params) for request in script.asked] == [
        {"state": "running"},
        {"state": "running", "cursor": "n & 1"},
    ]


@both
def test_a_broken_watch_goes_on_behind_the_last_event(collect: Collect) -> None:
    script = Script(
        [
            streamed(event(1, "progress"), b": still here\n\n", event(2, "progress")[:20], httpx.ReadError),
            httpx.ConnectError,
            streamed(event(2, "progress") + event(3, "progress")[:-1]),
            streamed(event(3, "progress"), event(4, "end", "completed")),
        ]
    )
    seen = collect(job_streams.events("j1"), script)
    assert [(one.id, one.name) for one in seen if isinstance(one, job_streams.JobEvent)] == [
        ("1", "progress"), ("2", "progress"), ("3", "progress"), ("4", "end"),
    ]  # fmt: skip
    assert [one.headers.get("last-event-id") for one in script.asked] == [None, "1", "1", "2"]


@both
def test_a_watch_that_is_over_gives_nothing(collect: Collect) -> None:
    assert collect(job_streams.events("j1", last_id="4"), Script([httpx.Response(204)])) == []


@both
def test_a_watch_that_only_breaks_ends_with_an_error(collect: Collect) -> None:
    with pytest.raises(Unreachable, match="broke off"):
        collect(job_streams.events("j1"), Script([streamed(httpx.ReadError)] * 9))
    with pytest.raises(NotFound):
        collect(job_streams.events("j1"), Script([problem(404, "not_found")]))


@both
def test_waiting_tells_of_the_progress_and_gives_the_end(collect: Collect) -> None:
    told: list[str] = []

    def tell(seen: Job) -> None:
        told.append(seen["state"])

    script = Script([streamed(event(1, "progress")), streamed(event(2, "end", "failed"))])
    assert collect(job_streams.wait("j1", on_progress=tell), script) == [{"id": "j1", "state": "failed"}]
    assert told == ["running", "failed"]


def test_waiting_has_an_end() -> None:
    with pytest.raises(TookTooLong, match="did not end within 0 s"):
        collected(job_streams.wait("j1", seconds=0), Script([streamed(event(1, "progress"))] * 9))


@both
def test_broken_results_go_on_behind_the_last_one(collect: Collect) -> None:
    script = Script(
        [
            streamed(line(0), line(1)[:9], httpx.RemoteProtocolError),
            streamed(line(1), line(2)),
        ]
    )
    found = collect(job_streams.results("j1"), script)
    assert [one["position"] for one in found if isinstance(one, dict)] == [0, 1, 2]
    assert [one.url.params["after"] for one in script.asked] == ["-1", "0"]


@both
def test_results_are_followed_until_the_job_has_ended(collect: Collect) -> None:
    """A server that stops ends the stream without an error: that is not the end of the job."""
    script = Script(
        [
            job("running"), streamed(line(0)),
            job("running"), streamed(httpx.ReadTimeout),
            job("running"), streamed(line(1)),
            job("completed"), streamed(line(2)),
        ]
    )  # fmt: skip
    found = collect(job_streams.results("j1", follow=True), script)
    assert [one["position"] for one in found if isinstance(one, dict)] == [0, 1, 2]


def test_results_that_never_come_end_with_an_error() -> None:
    answers = [job("running"), streamed()] * 9
    with pytest.raises(Unreachable, match="The results of job j1 broke off"):
        collected(job_streams.results("j1", follow=True), Script(list(answers)))


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_pieces_may_end_anywhere(size: int) -> None:
    """U+2028 and U+0085 are letters of a text in JSON, not ends of lines."""
    content = "một\u2028dòng\u0085ở đây\r\nhai\n".encode()
    lines = Lines()
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    assert [line for piece in pieces for line in lines.feed(piece)] == ["một\u2028dòng\u0085ở đây", "hai"]


def test_events_are_read_as_the_standard_says() -> None:
    sent = b": hello\nid: 7\ndata: one\ndata:two\nretry: 5\n\nevent: x\ndata: {}\n\nevent: no data\n\n"
    first, second = Events().feed(sent)
    assert (first.id, first.name, first.data) == ("7", "message", "one\ntwo")
    assert (second.id, second.name, second.data) == ("7", "x", "{}")


@both
def test_a_promised_brief_is_waited_for(collect: Collect) -> None:
    pending = httpx.Response(202, headers={"Retry-After": "0"}, json={"id": "b1"})
    with pytest.raises(TookTooLong):
        collect(briefs.wait("b1", seconds=0.05), Script([pending]))
    script = Script([pending, httpx.Response(200, json={"id": "b1"})])
    assert collect(briefs.wait("b1"), script) == [{"id": "b1"}]
