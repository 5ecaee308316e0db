"""The back end for servers, against transformers' own OpenAI-compatible server on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from models.chat_server import ChatServer, ServerOptions
from service.adapters.prompt_files import load_prompts
from service.pipeline.assistant import Assistant, assist
from tests.chat import ROOT, gazetteer, read

ANSWER = '{"headline": "Ký kết", "sentences": [], "highlights": []}'
SCHEMA = '{"type": "object", "properties": {"headline": {"type": "string"}}}'
TEMPLATE = "{% for m in messages %}[{{ m['role'] }}] {% endfor %}[assistant]"


def teach(folder: Path) -> None:
    """Write a Llama of two layers that has learnt one answer by heart; its template hides the question."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = ByteLevelBPETokenizer()
    asked = "[system] [user] [assistant]"
    words.train_from_iterator([asked + ANSWER] * 20, vocab_size=300, special_tokens=["<s>", "</s>"])
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers publishes no types
        tokenizer_object=words._tokenizer, bos_token="<s>", eos_token="</s>", chat_template=TEMPLATE
    )
    torch.manual_seed(5)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=4096,
            bos_token_id=0,
            eos_token_id=1,
        )
    )
    ids = torch.tensor([[*tokenizer.encode(asked), *tokenizer.encode(ANSWER, add_special_tokens=False), 1]])
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(150):
        loss = model(input_ids=ids, labels=ids).loss
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    for needed in ("openai", "accelerate"):
        pytest.importorskip(needed, reason="transformers' server is not installed (transformers[serving])")
    folder, port = tmp_path_factory.mktemp("taught"), free_port()
    teach(folder)
    command = [str(Path(sys.executable).parent / "transformers"), "serve", str(folder), "--port", str(port)]
    command += ["--host", "127.0.0.1", "--device", "cpu"]
    log = (folder / "log.txt").open("wb")
    process = subprocess.Popen(
        command, stdout=log, stderr=log, env=os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    )
    until = time.monotonic() + 120
    try:
        while not _healthy(port):
            assert process.poll() is None, (folder / "log.txt").read_text()[-2000:]
            assert time.monotonic() < until, "transformers serve did not come up in two minutes"
            time.sleep(0.5)
        yield f"http://127.0.0.1:{port}/v1", str(folder)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.mark.weights
def test_a_real_server_answers_and_counts_tokens(server: tuple[str, str]) -> None:
    chat = ChatServer(ServerOptions(*server, seconds=60))
    reply = chat.complete("Đặt tít.", "Việt Nam ký.", schema=SCHEMA, max_tokens=100)
    cut = chat.complete("Đặt tít.", "Việt Nam ký.", schema=SCHEMA, max_tokens=3)
    chat.close()
    assert (reply.text, reply.fault) == (ANSWER, None)
    assert reply.prompt_tokens > 0
    assert reply.completion_tokens > 10
    assert (cut.text, cut.fault) == ("", "The answer was cut at its token limit.")


@pytest.mark.weights
def test_the_stage_runs_on_a_real_server_and_lets_nothing_ungrounded_through(server: tuple[str, str]) -> None:
    chat = ChatServer(ServerOptions(*server, seconds=60))
    article, segments = read("Việt Nam và Lào mở văn phòng chung tại Vientiane.\nBuổi lễ có 40 khách.\n")
    result = assist(
        article,
        segments,
        highlights=(),
        summary=(0,),
        gazetteer=gazetteer(),
        assistant=Assistant(chat, load_prompts(ROOT / "prompts")),
    )
    chat.close()
    assert [one.text.vi for one in result.summary] == [segments[0].text]
    assert result.headline is None
    assert result.usage.calls == 3
    assert result.usage.completion_tokens > 30
    assert "ungrounded" in [finding.code for finding in result.findings]
