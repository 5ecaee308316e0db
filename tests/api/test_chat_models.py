"""A chat server added as a model translates for every route, and what it fails at is said, never left out."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import requests

from models.chat_translator import ChatTranslator
from service.adapters.phrase_book import PhraseTranslator, load_phrases
from service.bootstrap import TERMBASE
from service.bootstrap.chat_models import add
from service.bootstrap.models import load_estimator, load_translator
from service.cli import _from_bootstrap as from_bootstrap
from service.cli import run
from service.domain.errors import ConfigurationError, ModelUnavailable
from service.domain.model import ModelAddition
from service.settings import Settings
from tests.api.whole_service import BASE, Service, whole_service
from tests.chat_http import Server, chat_servers, completion, in_lines, lines_of, marked, send

ARTICLE = (
    "Việt Nam và Nhật Bản ký kết\n\n"
    "Ngày 5/8/2019, Bộ Y tế Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác về y tế tại Hà Nội.\n\n"
    "Hai bên sẽ trao đổi chuyên gia."
)
LOST = "Hai bên sẽ trao đổi chuyên gia."
StartT = Callable[[Server], Server]
Act = Callable[[BaseHTTPRequestHandler, int, dict[str, object]], None]


@pytest.fixture
def start() -> Iterator[StartT]:
    with chat_servers() as start:
        yield start


def kind(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
    send(handler, marked(body))


def forgetful(handler: BaseHTTPRequestHandler, _: int, body: dict[str, object]) -> None:
    """Translate, but for one sentence, which is dropped."""
    texts = [text for text in lines_of(body) if text != LOST]
    numbers = [number for number, text in enumerate(lines_of(body), 1) if text != LOST]
    answer = json.loads(in_lines([f"«{text}»" for text in texts]))
    for line, number in zip(answer["translations"], numbers, strict=True):
        line["line"] = number
    send(handler, completion(json.dumps(answer)))


def settings_for(server: Server, folder: Path) -> Settings:
    """Add the server as a model and choose it; the settings let jobs be worked at."""
    settings = Settings(data_dir=folder, translation_model="qwen", llm_seconds=60, llm_attempts=1)
    add(ModelAddition(name="qwen", chat_url=server.url, chat_model="qwen3-8b"), settings, tell=lambda _: None)
    return settings


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Server]]:
    """One service for the module, and the chat server that translates for it."""
    with chat_servers() as start:
        server = start(Server(kind))
        settings = settings_for(server, tmp_path_factory.mktemp("chat"))
        chat = load_translator(settings)
        assert isinstance(chat, ChatTranslator)
        translator = PhraseTranslator(chat, load_phrases(TERMBASE / "phrases.tsv"))
        with whole_service(settings, translator=translator) as service:
            yield service, server
        chat.close()


@pytest.fixture
def serving(standing: tuple[Service, Server]) -> Callable[[Act], Service]:
    """Let the chat server behave as told."""
    service, server = standing

    def behaving(act: Act) -> Service:
        server.act = act
        return service

    return behaving


def test_a_brief_names_the_model_the_prompt_and_the_tokens_and_claims_no_confidence(
    serving: Callable[[Act], Service],
) -> None:
    answer = serving(kind).json("POST", "/v1/briefs", {"text": ARTICLE})
    assert answer.status_code == 201, answer.text
    brief = answer.json()
    assert brief["provenance"]["translator"].startswith("qwen@1+qwen3-8b@http+translate-lines@1+phrases@")
    told = brief["provenance"]["prompt"]
    calls = int(told.split("; ")[2].split()[0])
    assert told == f"translate-lines@1; qwen3-8b@http; {calls} calls, {7 * calls}+{5 * calls} tokens"
    assert brief["segments"][-1]["target"] == f"«{LOST}»"
    assert {one["confidence"] for one in brief["segments"]} == {None}


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/v1/translations", {"texts": [LOST], "target": "en"}, f"«{LOST}»"),
        ("/v2/translate", {"text": [LOST], "target_lang": "EN-GB"}, f"«{LOST}»"),
        ("/translate", {"q": LOST, "source": "vi", "target": "en"}, f"«{LOST}»"),
    ],
)
def test_texts_of_every_interface_are_translated(
    path: str, body: dict[str, object], words: str, serving: Callable[[Act], Service]
) -> None:
    answer = serving(kind).json("POST", path, body)
    assert answer.status_code == 200, answer.text
    assert words in answer.text


def ended(service: Service, job: str) -> dict[str, object]:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        told: dict[str, object] = service.json("GET", f"/v1/jobs/{job}").json()
        if told["state"] in ("completed", "failed"):
            return told
        time.sleep(0.05)
    pytest.fail("the job did not end")


def test_a_document_is_translated_as_a_job(serving: Callable[[Act], Service]) -> None:
    service = serving(kind)
    subtitles = f"1\n00:00:01,000 --> 00:00:02,000\n{LOST}\n"
    asked = requests.Request(
        "POST",
        f"{BASE}/v1/jobs",
        data={"kind": "translate", "source": "vi", "target": "en"},
        files={"file": ("phim.srt", subtitles.encode(), "application/x-subrip")},
    )
    job = service.send(asked.prepare()).json()["id"]
    ended(service, job)
    wanted = requests.Request(
        "GET", f"{BASE}/v1/jobs/{job}/results", headers={"Accept": "application/octet-stream"}
    )
    result = service.send(wanted.prepare())
    assert f"«{LOST}»" in result.text


def test_a_sentence_that_the_server_drops_fails_its_item_of_a_job_and_no_other(
    serving: Callable[[Act], Service],
) -> None:
    service = serving(forgetful)
    items = [{"custom_id": str(n), "text": text} for n, text in enumerate(["Một câu khác.", LOST])]
    sent = {"kind": "translate", "target": "en", "source": "vi", "items": items}
    job = service.json("POST", "/v1/jobs", sent)
    assert job.status_code in (201, 202), job.text
    ended(service, job.json()["id"])
    lines = service.json("GET", f"/v1/jobs/{job.json()['id']}/results").text.splitlines()
    first, second = map(json.loads, lines)
    assert "«Một câu khác.»" in json.dumps(first, ensure_ascii=False)
    assert second["error"]["code"] == "not_translated"
    assert LOST in json.dumps(second, ensure_ascii=False)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/briefs", {"text": ARTICLE}, 502),
        ("/v1/translations", {"texts": [LOST], "target": "en"}, 502),
        ("/v2/translate", {"text": [LOST], "target_lang": "EN-GB"}, 503),
        ("/translate", {"q": LOST, "source": "vi", "target": "en"}, 500),
    ],
)
def test_a_sentence_that_the_server_drops_twice_is_an_error_that_names_it(
    path: str, body: dict[str, object], status: int, serving: Callable[[Act], Service]
) -> None:
    answer = serving(forgetful).json("POST", path, body)
    assert answer.status_code == status, answer.text
    assert LOST in answer.text


@pytest.mark.parametrize("path", ["/v1/briefs", "/v1/translations"])
def test_a_server_that_is_away_is_the_operators_error(path: str, serving: Callable[[Act], Service]) -> None:
    service = serving(lambda handler, _, __: send(handler, b"", 503))
    body = {"text": ARTICLE} if "briefs" in path else {"texts": [LOST], "target": "en"}
    answer = service.json("POST", path, body)
    assert answer.status_code == 503
    assert answer.json()["code"] == "model_unavailable"
    assert "Retry-After" in answer.headers


def test_the_command_line_adds_lists_and_chooses_it_and_sends_its_key_alone(
    start: StartT, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = start(Server(kind))
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DIEMNHAN_CHAT_KEY", "secret")
    monkeypatch.setenv("DIEMNHAN_LLM_KEY", "another")
    commands = from_bootstrap()
    added = ["models", "add", "qwen", "--chat", server.url, "--chat-model", "qwen3-8b"]
    assert run(commands, added) == 0
    shown = capsys.readouterr().out
    assert "qwen@1\tchat\thttp" in shown
    assert "en-vi\tVietnam and Japan signed" in shown
    assert set(server.keys) == {"Bearer secret"}
    assert run(commands, ["models", "use", "qwen"]) == 0
    assert run(commands, ["models", "list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in listed if "not in use" not in line] == ["salience", "qwen"]
    assert run(commands, ["models", "verify"]) == 0
    assert "secret" not in (tmp_path / "models" / "qwen" / "manifest.toml").read_text()
    assert load_estimator(Settings(data_dir=tmp_path)) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda handler, _, __: send(handler, b"", 404),
        lambda handler, _, body: send(handler, completion(in_lines(lines_of(body)))),
        lambda handler, _, __: send(handler, completion("Hello!")),
    ],
)
def test_a_server_that_translates_nothing_is_not_added(act: Act, start: StartT, tmp_path: Path) -> None:
    server = start(Server(act))
    settings = Settings(data_dir=tmp_path, llm_attempts=1)
    wanted = ModelAddition(name="qwen", chat_url=server.url, chat_model="qwen3-8b")
    with pytest.raises(ModelUnavailable):
        add(wanted, settings, tell=lambda _: None)
    assert list((tmp_path / "models").iterdir()) == []


@pytest.mark.parametrize(
    "addition",
    [
        ModelAddition(name="qwen", chat_url="http://127.0.0.1/v1"),
        ModelAddition(name="qwen", chat_model="qwen3-8b"),
        ModelAddition(name="qwen", chat_url="http://127.0.0.1/v1", chat_model="x", hub=("owner/name",)),
    ],
)
def test_half_an_addition_is_refused_with_what_to_say(addition: ModelAddition, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--chat"):
        add(addition, Settings(data_dir=tmp_path), tell=lambda _: None)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/v1", "http://user:word@127.0.0.1/v1", "127.0.0.1:80", ""])
def test_an_address_that_is_none_is_refused_by_name(url: str, tmp_path: Path) -> None:
    wanted = ModelAddition(name="qwen", chat_url=url, chat_model="qwen3-8b")
    with pytest.raises(ModelUnavailable, match=r"served\.url"):
        add(wanted, Settings(data_dir=tmp_path), tell=lambda _: None)
