"""Every back end answers by the schema or says why not: over real HTTP, and from a tiny random model."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import jsonschema
import pytest

from models.chat_server import ChatServer, ServerOptions
from service.adapters.prompt_files import load_prompts
from service.domain.ports import ChatModel
from tests.chat_http import ANSWER, Server, chat_servers, completion, send

ROOT = Path(__file__).parents[2]
SCHEMA = '{"type": "object", "properties": {"headline": {"type": "string"}}}'


@pytest.fixture
def serve() -> Iterator[Callable[[Server], Server]]:
    with chat_servers() as start:
        yield start


@pytest.fixture
def chat_of() -> Iterator[Callable[..., tuple[ChatServer, list[float]]]]:
    opened: list[ChatServer] = []

    def make(url: str, *, seconds: float = 60, key: str | None = None) -> tuple[ChatServer, list[float]]:
        waits: list[float] = []
        chat = ChatServer(ServerOptions(url, "tiny", key, seconds, 3), sleep=waits.append)
        opened.append(chat)
        return chat, waits

    yield make
    for chat in opened:
        chat.close()


ServeT = Callable[[Server], Server]
ChatT = Callable[..., tuple[ChatServer, list[float]]]


def ask(chat: ChatModel) -> tuple[str, str | None]:
    reply = chat.complete("system", "user", schema=SCHEMA, max_tokens=50)
    return reply.text, reply.fault


def test_a_server_is_asked_for_the_schema_at_temperature_zero_and_offered_no_tool(
    serve: ServeT, chat_of: ChatT
) -> None:
    server = serve(Server(lambda handler, _, __: send(handler, completion())))
    chat, _ = chat_of(server.url, key="secret")
    reply = chat.complete("system", "user", schema=SCHEMA, max_tokens=50)
    assert (reply.text, reply.prompt_tokens, reply.completion_tokens) == (ANSWER, 7, 5)
    (body,) = server.bodies
    assert body["path"] == "/v1/chat/completions"
    assert (body["temperature"], body["max_tokens"], body["model"]) == (0, 50, "tiny")
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": json.loads(SCHEMA)},
    }
    assert not {"tools", "functions", "tool_choice"} & set(body)
    assert server.keys == ["Bearer secret"]


def test_a_server_without_schemas_is_asked_again_more_simply_and_this_is_remembered(
    serve: ServeT, chat_of: ChatT
) -> None:
    def act(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
        send(handler, completion()) if "response_format" not in body else send(handler, b"{}", 400)

    server = serve(Server(act))
    chat, _ = chat_of(server.url)
    assert [ask(chat), ask(chat)] == [(ANSWER, None)] * 2
    formats = [body.get("response_format") for body in server.bodies]
    assert [isinstance(one, dict) for one in formats] == [True, True, False, False]


def test_a_busy_server_is_tried_again_after_the_time_it_asks_for(serve: ServeT, chat_of: ChatT) -> None:
    def act(handler: BaseHTTPRequestHandler, number: int, _: dict[str, object]) -> None:
        if number == 1:
            send(handler, b"", 429, Retry_After="3")
        else:
            send(handler, b"", 503) if number == 2 else send(handler, completion())

    server = serve(Server(act))
    chat, waits = chat_of(server.url)
    assert ask(chat) == (ANSWER, None)
    assert waits == [3.0, 1.0]


def test_a_server_that_asks_for_more_time_than_there_is_is_not_waited_for(
    serve: ServeT, chat_of: ChatT
) -> None:
    server = serve(Server(lambda handler, _, __: send(handler, b"", 429, Retry_After="3600")))
    chat, waits = chat_of(server.url)
    assert ask(chat) == ("", "The server answered 429.")
    assert (waits, len(server.bodies)) == ([], 1)


def test_attempts_are_bounded(serve: ServeT, chat_of: ChatT) -> None:
    server = serve(Server(lambda handler, _, __: send(handler, b"", 500, Retry_After="nan")))
    chat, waits = chat_of(server.url)
    assert ask(chat) == ("", "The server answered 500.")
    assert (waits, len(server.bodies)) == ([0.5, 1.0], 3)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b"[" * 100_000,
        b'"x"',
    ],
)
def test_an_answer_of_another_shape_is_a_fault(body: bytes, serve: ServeT, chat_of: ChatT) -> None:
    server = serve(Server(lambda handler, _, __: send(handler, body)))
    text, fault = ask(chat_of(server.url)[0])
    assert text == ""
    assert fault is not None
    assert "shape" in fault


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (completion('{"headline": "Ký', "length"), "cut"),
        (completion(None), "nothing"),
        (completion("  "), "nothing"),
    ],
)
def test_half_an_answer_and_none_are_faults(answer: bytes, why: str, serve: ServeT, chat_of: ChatT) -> None:
    server = serve(Server(lambda handler, _, __: send(handler, answer)))
    text, fault = ask(chat_of(server.url)[0])
    assert text == ""
    assert fault is not None
    assert why in fault


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(serve: ServeT, chat_of: ChatT) -> None:
    thief = serve(Server(lambda handler, _, __: send(handler, completion())))
    server = serve(Server(lambda handler, _, __: send(handler, b"", 307, Location=thief.url)))
    assert ask(chat_of(server.url, key="secret")[0]) == ("", "The server answered 307.")
    assert thief.bodies == []


def test_a_dropped_connection_is_a_fault(serve: ServeT, chat_of: ChatT) -> None:
    def act(handler: BaseHTTPRequestHandler, _: int, __: dict[str, object]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices"')
        handler.close_connection = True

    server = serve(Server(act))
    text, fault = ask(chat_of(server.url)[0])
    assert text == ""
    assert fault is not None
    assert "broke off" in fault
    assert len(server.bodies) == 3


@pytest.mark.parametrize("first", [0.0, 60.0])
def test_a_slow_server_is_given_up_in_time(first: float, serve: ServeT, chat_of: ChatT) -> None:
    stop = threading.Event()

    def act(handler: BaseHTTPRequestHandler, _: int, __: dict[str, object]) -> None:
        stop.wait(first)
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.05):  # it drips, so that no single read takes long
            handler.wfile.write(b" ")

    server = serve(Server(act))
    began = time.monotonic()
    text, fault = ask(chat_of(server.url, seconds=0.4)[0])
    took = time.monotonic() - began
    stop.set()
    assert (text, fault) == ("", "The server took too long.")
    assert took < 4.5  # before the client by itself would give it up


def test_an_answer_without_end_is_not_read_to_its_end(serve: ServeT, chat_of: ChatT) -> None:
    server = serve(Server(lambda handler, _, __: send(handler, b" " * (5 << 20))))
    assert ask(chat_of(server.url)[0]) == ("", "The server's answer is too large.")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "http://", "nonsense"])
def test_a_server_that_is_not_there_is_a_fault(url: str, chat_of: ChatT) -> None:
    text, fault = ask(chat_of(url)[0])
    assert text == ""
    assert fault is not None
    assert "cannot be reached" in fault


@pytest.fixture(scope="module")
def tiny_chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random Llama of two layers with a byte-level tokenizer of its own."""
    pytest.importorskip("lmformatenforcer", reason="the extra `llm` is not installed")
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny-chat")
    words = ByteLevelBPETokenizer()
    corpus = [
        '{"headline": "Việt Nam và Nhật Bản ký hiệp định", "quote": "signed"} [] : , true false 0123456789'
    ] * 20
    words.train_from_iterator(corpus, vocab_size=400, special_tokens=["<s>", "</s>"])
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers publishes no types
        tokenizer_object=words._tokenizer, bos_token="<s>", eos_token="</s>"
    )
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=8192,
        bos_token_id=0,
        eos_token_id=1,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.weights
@pytest.mark.parametrize("limit", [1, 30, 150])
def test_a_tiny_random_model_keeps_to_every_prompts_schema_at_any_limit(limit: int, tiny_chat: Path) -> None:
    from models.local_chat import LocalChat

    chat = LocalChat.load(tiny_chat, context=8192)
    for prompt in load_prompts(ROOT / "prompts").values():
        reply = chat.complete("Trả lời bằng JSON.", "Việt Nam ký.", schema=prompt.schema, max_tokens=limit)
        assert reply.fault is None
        jsonschema.validate(json.loads(reply.text), json.loads(prompt.schema))
        assert 0 < reply.completion_tokens <= limit
        assert reply.prompt_tokens > 0


@pytest.mark.weights
def test_a_local_model_answers_the_same_twice_and_refuses_what_it_cannot_hold(tiny_chat: Path) -> None:
    from models.local_chat import LocalChat

    chat = LocalChat.load(tiny_chat, context=256)
    first, second = (chat.complete("s", "u", schema=SCHEMA, max_tokens=40) for _ in range(2))
    assert first == second
    reply = chat.complete("s", "việt nam " * 500, schema=SCHEMA, max_tokens=40)
    assert reply.text == ""
    assert reply.fault is not None
    assert "256" in reply.fault


def test_a_folder_without_a_chat_model_is_refused_by_name(tmp_path: Path) -> None:
    from models.local_chat import LocalChat
    from models.registry import ModelError

    with pytest.raises(ModelError, match="holds no chat model"):
        LocalChat.load(tmp_path, context=256)
