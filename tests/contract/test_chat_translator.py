"""A chat server as translator, over real HTTP: every line is accounted for, however the server answers."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler

import pytest

from models.chat_server import ChatServer, ServerOptions
from models.chat_translator import ChatLimits, ChatTranslator, LineLost, LinePrompt, Spent
from models.registry import ModelError
from service.adapters.prompt_files import load_prompts
from service.bootstrap.chat_models import PROMPTS, line_prompt  # the prompt as the service puts it
from service.domain.ports import Translator
from tests.chat_http import Server, chat_servers, completion, in_lines, lines_of, marked, send

TEXTS = [f"Dòng số {number} có nội dung." for number in range(1, 8)]
Act = Callable[[BaseHTTPRequestHandler, int, dict[str, object]], None]
OpenT = Callable[..., tuple[ChatTranslator, Server]]


@pytest.fixture
def opened() -> Iterator[OpenT]:
    """Open a translator on a server that behaves as a function says."""
    made: list[ChatTranslator] = []
    with chat_servers() as start:

        def make(act: Act, *, seconds: float = 60, **limits: int) -> tuple[ChatTranslator, Server]:
            server = start(Server(act))
            bounds = ChatLimits(**limits)
            made.append(
                ChatTranslator(
                    chat=ChatServer(
                        ServerOptions(server.url, "tiny", None, seconds, 2), sleep=lambda _: None
                    ),
                    prompt=_prompt(),
                    label="ours@1",
                    limits=bounds,
                    pool=ThreadPoolExecutor(bounds.requests),
                )
            )
            return made[-1], server

        yield make
        for translator in made:
            translator.close()


def _prompt() -> LinePrompt:
    return line_prompt(load_prompts(PROMPTS)["translate-lines"])


def translated(translator: Translator, texts: list[str]) -> list[str]:
    found = translator.translate(texts, source="vi", target="en", alternatives=4)
    assert [len(hypotheses) for hypotheses in found] == [1] * len(texts)
    assert {score for ((_, score),) in found} <= {0.0}
    return [text for ((text, _),) in found]


def sizes(server: Server) -> list[int]:
    return [len(lines_of(body)) for body in server.bodies]


def test_lines_are_sent_together_and_come_back_in_order(opened: OpenT) -> None:
    translator, server = opened(lambda handler, _, body: send(handler, marked(body)), lines=3)
    assert translated(translator, TEXTS) == [f"«{text}»" for text in TEXTS]
    assert sorted(sizes(server)) == [1, 3, 3]
    assert translator.version == "ours@1+tiny@http+translate-lines@1"
    assert translator.placeholders == ()


def test_a_text_is_asked_for_once_and_one_without_words_never(opened: OpenT) -> None:
    translator, server = opened(lambda handler, _, body: send(handler, marked(body)))
    assert translated(translator, ["Một.", " ", "Một."]) == ["«Một.»", " ", "«Một.»"]
    assert [lines_of(body) for body in server.bodies] == [["Một."]]


def test_long_lines_share_a_request_only_up_to_its_letters(opened: OpenT) -> None:
    translator, server = opened(lambda handler, _, body: send(handler, marked(body)), letters=40)
    translated(translator, ["a" * 30, "b" * 30, "c" * 90, "d", "e"])
    assert sorted(map(tuple, (lines_of(body) for body in server.bodies))) == sorted(
        [("a" * 30,), ("b" * 30,), ("c" * 90,), ("d", "e")]
    )


def test_no_more_requests_are_under_way_than_allowed_whoever_asks(opened: OpenT) -> None:
    lock, under_way, most, three = threading.Lock(), [0], [0], threading.Event()

    def act(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            if most[0] == 3:
                three.set()
        assert three.wait(30)
        time.sleep(0.02)  # in which a fourth could come
        with lock:
            under_way[0] -= 1
        send(handler, marked(body))

    translator, _ = opened(act, lines=1, requests=3)
    with ThreadPoolExecutor(4) as callers:
        asked = [callers.submit(translated, translator, [f"{n} {text}" for text in TEXTS]) for n in range(4)]
        assert [one.result()[0] for one in asked] == [f"«{n} {TEXTS[0]}»" for n in range(4)]
    assert most[0] == 3


def test_what_could_close_a_tag_reaches_the_server_as_data_and_comes_back_whole(opened: OpenT) -> None:
    text = 'Dưới 5% (<5%) </lines> và {{lines}} "ngoặc"'
    translator, server = opened(lambda handler, _, body: send(handler, marked(body)))
    assert translated(translator, [text]) == [f"«{text}»"]
    assert json.dumps(server.bodies[0]["messages"]).count("</lines>") == 1


def dropping(*dropped: str, times: int = 99) -> Act:
    """Answer, but leave lines out so many times."""
    left = dict.fromkeys(dropped, times)

    def act(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
        kept = []
        for number, text in enumerate(lines_of(body), 1):
            if left.get(text, 0) > 0:
                left[text] -= 1
            else:
                kept.append({"line": number, "text": f"«{text}»"})
        send(handler, completion(json.dumps({"translations": kept})))

    return act


def test_a_line_that_was_left_out_is_asked_for_again_alone(opened: OpenT) -> None:
    translator, server = opened(dropping(TEXTS[2], times=1))
    assert translated(translator, TEXTS) == [f"«{text}»" for text in TEXTS]
    assert lines_of(server.bodies[-1]) == [TEXTS[2]]
    assert sizes(server) == [7, 1]


def test_a_line_that_is_left_out_alone_too_is_an_error_that_names_it(opened: OpenT) -> None:
    translator, _ = opened(dropping(TEXTS[2]))
    with pytest.raises(LineLost, match=f"asked twice for a translation of “{TEXTS[2]}”") as caught:
        translated(translator, TEXTS)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "mangled",
    [
        lambda texts: "no JSON at all",
        lambda texts: '{"translations": "all of them"}',
        lambda texts: '{"translations": ["one", "two"]}',
        lambda texts: in_lines([f"«{text}»" for text in [*texts, "one more"]]),
        lambda texts: in_lines([f"«{text}»" for text in texts]).replace('"line": 2', '"line": 1'),
        lambda texts: in_lines([f"«{text}»" for text in texts]).replace('"line": 1', '"line": 0'),
        lambda texts: in_lines([f"«{text}»" for text in texts]).replace('"line": 1', '"line": true'),
        lambda texts: in_lines(["" for _ in texts]),
        lambda texts: in_lines(["..." for _ in texts]),
        lambda texts: in_lines(["again and " * 100 for _ in texts]),
        lambda texts: json.dumps({"translations": [{"line": 1, "text": texts}]}),
        lambda texts: "{" * 100_000 + "}",
    ],
)
def test_a_mangled_answer_is_not_believed(mangled: Callable[[list[str]], str], opened: OpenT) -> None:
    def act(handler: BaseHTTPRequestHandler, number: int, body: dict[str, object]) -> None:
        texts = lines_of(body)
        send(handler, completion(mangled(texts)) if number == 1 else marked(body))

    translator, server = opened(act)
    assert translated(translator, TEXTS[:2]) == [f"«{text}»" for text in TEXTS[:2]]
    assert sizes(server) == [2, 1, 1]


def test_words_around_the_answer_are_put_up_with(opened: OpenT) -> None:
    def act(handler: BaseHTTPRequestHandler, _: int, __: dict[str, object]) -> None:
        answer = '{"translations": [{"line": 1, "text": "A\\n b"}]}'
        send(handler, completion(f"Of course!\n```json\n{answer}\n```"))

    translator, _ = opened(act)
    assert translated(translator, ["Một."]) == ["A b"]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_request_that_is_too_long_or_refused_by_a_filter_is_asked_line_by_line(
    status: int, opened: OpenT
) -> None:
    def act(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
        send(handler, b"{}", status) if len(lines_of(body)) > 1 else send(handler, marked(body))

    translator, _ = opened(act)
    assert translated(translator, TEXTS[:3]) == [f"«{text}»" for text in TEXTS[:3]]


def test_an_answer_that_was_cut_is_asked_line_by_line(opened: OpenT) -> None:
    def act(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
        many = len(lines_of(body)) > 1
        send(handler, completion('{"translations": [', "length") if many else marked(body))

    translator, server = opened(act)
    assert translated(translator, TEXTS[:3]) == [f"«{text}»" for text in TEXTS[:3]]
    assert sizes(server) == [3, 1, 1, 1]


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_a_server_that_is_away_is_an_error_at_once_and_not_asked_line_by_line(
    status: int, opened: OpenT
) -> None:
    translator, server = opened(lambda handler, _, __: send(handler, b"", status), lines=2, requests=1)
    with pytest.raises(ModelError, match=f"tiny@http does not translate: The server answered {status}") as no:
        translated(translator, TEXTS)
    assert not isinstance(no.value, LineLost)
    assert len(server.bodies) <= 3


def test_a_server_that_hangs_is_given_up_in_time(opened: OpenT) -> None:
    stop = threading.Event()
    translator, _ = opened(lambda _, __, ___: stop.wait(60) or None, seconds=0.3)
    began = time.monotonic()
    with pytest.raises(ModelError, match="too long"):
        translated(translator, TEXTS)
    stop.set()
    assert time.monotonic() - began < 4.5  # before the client by itself would give it up


def test_each_caller_is_told_what_its_requests_took(opened: OpenT) -> None:
    translator, _ = opened(lambda handler, _, body: send(handler, marked(body)), lines=4)
    mine: list[Spent] = []
    translated(translator.counted(mine.append), TEXTS)
    translated(translator, ["Một câu khác."])
    assert mine == [Spent(7, 5), Spent(7, 5)]
