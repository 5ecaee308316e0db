"""Sequence-to-sequence summarisers of two architectures, tiny and random, and what the stage lets through."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.registry import ModelError
from models.seq2seq_summariser import Seq2SeqSummariser
from service.pipeline.abstractive import abstract
from tests.chat import read

ARTICLE = (
    "Việt Nam và Nhật Bản ký hiệp định vay vốn trị giá 60 tỷ yên.\n"
    "Đại sứ Nhật Bản phát biểu tại buổi lễ ở Hà Nội.\n"
)


def tokenizer_in(folder: Path) -> int:
    from tokenizers import ByteLevelBPETokenizer, processors
    from transformers import PreTrainedTokenizerFast

    words = ByteLevelBPETokenizer()
    special = ["<pad>", "</s>", "<s>", "<unk>"]
    words.train_from_iterator([ARTICLE] * 10, vocab_size=400, special_tokens=special)
    words._tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", 1)]
    )
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers publishes no types
        tokenizer_object=words._tokenizer,
        pad_token="<pad>",
        eos_token="</s>",
        bos_token="<s>",
        unk_token="<unk>",
    )
    tokenizer.save_pretrained(folder)
    return len(tokenizer)


def bart(folder: Path) -> None:
    from transformers import BartConfig, BartForConditionalGeneration

    config = BartConfig(
        vocab_size=tokenizer_in(folder),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=128,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=2,
        decoder_start_token_id=1,
        forced_eos_token_id=1,
    )
    BartForConditionalGeneration(config).save_pretrained(folder)


def mt5(folder: Path) -> None:
    from transformers import MT5Config, MT5ForConditionalGeneration

    config = MT5Config(
        vocab_size=tokenizer_in(folder),
        d_model=16,
        d_kv=8,
        d_ff=32,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=2,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
    )
    MT5ForConditionalGeneration(config).save_pretrained(folder)


@pytest.mark.weights
@pytest.mark.parametrize("build", [bart, mt5])
def test_a_random_model_is_read_through_and_nothing_of_it_is_believed(
    build: Callable[[Path], None], tmp_path: Path
) -> None:
    import torch

    torch.manual_seed(3)
    build(tmp_path)
    model = Seq2SeqSummariser.load(tmp_path)
    article, segments = read(ARTICLE * 30)
    assert model.summarise(article.text) == model.summarise(article.text)
    found = abstract(article, segments, extract=(0, 1), summariser=model)
    assert [one.text.vi for one in found.summary] == [segments[0].text, segments[1].text]
    assert {finding.code for finding in found.findings} <= {"ungrounded", "truncated"}


@pytest.mark.weights
def test_how_much_of_a_text_is_read_is_counted(tmp_path: Path) -> None:
    bart(tmp_path)
    model = Seq2SeqSummariser.load(tmp_path)
    short, long = model.summarise("Việt Nam"), model.summarise(ARTICLE * 30)
    assert short.tokens_read == short.tokens
    assert long.tokens_read == 128 < long.tokens


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no sequence-to-sequence model"):
        Seq2SeqSummariser.load(tmp_path)
