"""The recipe's training on a tiny random network: no real weights, seconds in all."""

import json
from pathlib import Path

import pytest
import sentencepiece
import torch
from transformers import MarianMTModel

from models.recipe.batches import Batch, Batching, BatchStream, Position
from models.recipe.checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from models.recipe.corpora import Pair
from models.recipe.export import TooLarge, check_sizes, export, mean_of
from models.recipe.network import EMBEDDING, configure, filled, set_dropout
from models.recipe.objective import Likelihood
from models.recipe.optimiser import orthogonalise
from models.recipe.schedule import Schedule
from models.recipe.train import Plan, StopSignal, Training
from models.recipe.translator import Translator
from models.recipe.validate import DevSet, weights_swapped
from models.recipe.vocabulary import Vocabulary

WORDS_VI = ("hai", "bên", "ký", "thỏa", "thuận", "hợp", "tác", "năng", "lượng", "đầu", "tư", "hà", "nội")
WORDS_EN = ("two", "sides", "sign", "cooperation", "agreement", "energy", "investment", "in", "hanoi", "and")


def sentence(words: tuple[str, ...], seed: int) -> str:
    return " ".join(words[(seed * 7 + i * i) % len(words)] for i in range(3 + seed % 6))


PAIRS = [Pair("alt", "A", sentence(WORDS_VI, i), sentence(WORDS_EN, i)) for i in range(60)]


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """A second thread only waits on networks this small."""
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def marian_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tokenizer's files in the layout of the embedded model, 150 pieces."""
    folder = tmp_path_factory.mktemp("marian")
    text = folder / "text.txt"
    text.write_text("\n".join(p.vi + "\n" + p.en for p in PAIRS), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "source"), vocab_size=150, hard_vocab_limit=False,
        user_defined_symbols=[">>en<<", ">>vi<<"], minloglevel=2, bos_id=-1, eos_id=0, unk_id=1,
    )  # fmt: skip
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    ids = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    (folder / "vocab.json").write_text(json.dumps(ids | {"<pad>": len(ids)}), encoding="utf-8")
    settings = {"tokenizer_class": "MarianTokenizer", "separate_vocabs": False, "pad_token": "<pad>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    return folder


@pytest.fixture
def vocabulary(marian_folder: Path) -> Vocabulary:
    return Vocabulary(marian_folder)


def new_training(vocabulary: Vocabulary) -> Training[Batch]:
    torch.manual_seed(3)
    plan = Plan(Schedule(1e-2, 2, 4, 8), average=0.5)
    learning = Likelihood(PAIRS, vocabulary, Batching(tokens=128, chunk=50))
    return Training(MarianMTModel(configure("tiny", vocabulary)), learning, plan, pad=vocabulary.pad)


def test_the_vocabulary_gives_text_back(vocabulary: Vocabulary) -> None:
    ids = vocabulary.encode(PAIRS[1].vi)
    assert vocabulary.decode([vocabulary.pad, vocabulary.tag("vi"), *ids, vocabulary.eos, 5]) == PAIRS[1].vi


def test_the_stream_goes_on_from_any_position(vocabulary: Vocabulary) -> None:
    stream = BatchStream(PAIRS, vocabulary, Batching(tokens=128, chunk=50, sampled=0.0))
    whole = [next_batch for next_batch, _ in zip(stream.batches(Position()), range(30), strict=False)]
    for start in (0, 5, 14):
        continued = stream.batches(whole[start][1])
        for expected, _ in whole[start + 1 : start + 8]:
            assert torch.equal(next(continued)[0].source, expected.source)


def test_sampled_segmentations_are_the_same_from_any_position(vocabulary: Vocabulary) -> None:
    def sources(seed: int, start: Position) -> list[list[list[int]]]:
        stream = BatchStream(PAIRS, vocabulary, Batching(tokens=128, chunk=50, sampled=1.0, seed=seed))
        return [
            batch.source.tolist() for (batch, _), _ in zip(stream.batches(start), range(12), strict=False)
        ]

    plain = BatchStream(PAIRS, vocabulary, Batching(tokens=128, chunk=50))
    whole = sources(1, Position())
    assert sources(1, Position()) == whole
    assert whole[0] != next(plain.batches(Position()))[0].source.tolist()
    stream = BatchStream(PAIRS, vocabulary, Batching(tokens=128, chunk=50, sampled=1.0))
    following = [position for (_, position), _ in zip(stream.batches(Position()), range(4), strict=False)]
    assert sources(1, following[3])[:8] == whole[4:]


def test_a_resumed_run_equals_an_uninterrupted_one(vocabulary: Vocabulary, tmp_path: Path) -> None:
    stop = StopSignal()
    whole = new_training(vocabulary)
    whole.run(8, stop, tmp_path / "whole", None)
    first = new_training(vocabulary)
    first.run(5, stop, tmp_path / "parts", None)
    second = new_training(vocabulary)
    second.resume(read_checkpoint(tmp_path / "parts" / "last.pt"))
    second.run(8, stop, tmp_path / "parts", None)
    for left, right in (
        (whole.optimiser.state()["master"], second.optimiser.state()["master"]),
        (whole.average.weights, second.average.weights),
    ):
        assert all(torch.equal(left[name], right[name]) for name in left)
    assert whole.progress.tokens == second.progress.tokens


def with_dropout(vocabulary: Vocabulary) -> Training[Batch]:
    training = new_training(vocabulary)
    set_dropout(training.model, 0.3)
    return training


def test_a_resumed_run_drops_what_an_uninterrupted_one_drops(vocabulary: Vocabulary, tmp_path: Path) -> None:
    stop = StopSignal()
    whole = with_dropout(vocabulary)
    whole.run(6, stop, tmp_path / "whole", None)
    with_dropout(vocabulary).run(3, stop, tmp_path / "parts", None)
    resumed = with_dropout(vocabulary)
    torch.manual_seed(99)
    resumed.resume(read_checkpoint(tmp_path / "parts" / "last.pt"))
    resumed.run(6, stop, tmp_path / "parts", None)
    left, right = (one.optimiser.state()["master"] for one in (whole, resumed))
    assert all(torch.equal(left[name], right[name]) for name in left)


def test_a_checkpoint_from_before_the_generators_were_kept_still_loads(
    vocabulary: Vocabulary, tmp_path: Path
) -> None:
    training = new_training(vocabulary)
    training.run(2, StopSignal(), tmp_path, None)
    fields = torch.load(tmp_path / "last.pt", weights_only=True)
    del fields["random"]
    torch.save(fields, tmp_path / "last.pt")
    old: Checkpoint = read_checkpoint(tmp_path / "last.pt")
    training.resume(old)
    assert (old.random, training.progress.step) == ({}, 2)


def test_training_lowers_the_loss_and_leaves_the_pad_row_at_zero(
    vocabulary: Vocabulary, tmp_path: Path
) -> None:
    training = new_training(vocabulary)
    training.plan = Plan(Schedule(1e-2, 2, 0, 99), log_every=10, save_every=100)
    dev = tmp_path / "dev.tsv"
    dev.write_text("vi\ten\n" + "\n".join(f"{p.vi}\t{p.en}" for p in PAIRS[:10]), encoding="utf-8")
    dev_set = DevSet(dev, vocabulary, rows=10, scored=2)
    before = dev_set.score(training.model)
    training.run(30, StopSignal(), tmp_path, None)
    after = dev_set.score(training.model)
    assert after.loss < before.loss - 0.5
    assert 0 <= after.to_english <= 100
    assert not training.optimiser.state()["master"][EMBEDDING][vocabulary.pad].any()


def test_a_stop_signal_ends_the_run_with_a_checkpoint(vocabulary: Vocabulary, tmp_path: Path) -> None:
    stop = StopSignal()
    stop.asked = True
    new_training(vocabulary).run(8, stop, tmp_path, None)
    assert read_checkpoint(tmp_path / "last.pt").step == 0


def test_a_checkpoint_is_replaced_in_one_step(vocabulary: Vocabulary, tmp_path: Path) -> None:
    training = new_training(vocabulary)
    training.save(tmp_path)
    checkpoint = read_checkpoint(tmp_path / "last.pt")
    write_checkpoint(tmp_path / "last.pt", checkpoint)
    assert [path.name for path in tmp_path.iterdir()] == ["last.pt"]


def test_the_schedule_warms_up_holds_and_decays() -> None:
    schedule = Schedule(peak=1.0, warmup=4, decay=10, last=100)
    assert [schedule.rate(step) for step in (0, 3, 50, 90)] == [0.25, 1.0, 1.0, 1.0]
    assert schedule.rate(95) == pytest.approx(0.51)
    assert schedule.rate(100) == pytest.approx(0.02)


@pytest.mark.parametrize("shape", [(2, 8, 8), (3, 4, 12), (1, 12, 4)])
def test_orthogonalised_matrices_have_singular_values_near_one(shape: tuple[int, int, int]) -> None:
    matrices = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonalise(matrices))
    assert values.min() > 0.3
    assert values.max() < 1.3


def test_swapped_weights_come_back(vocabulary: Vocabulary) -> None:
    training = new_training(vocabulary)
    own = training.model.get_parameter(EMBEDDING).detach().clone()
    zeros = {name: torch.zeros_like(w) for name, w in training.average.weights.items()}
    with weights_swapped(training.model, zeros):
        assert not training.model.get_parameter(EMBEDDING).any()
    assert torch.equal(training.model.get_parameter(EMBEDDING), own)


def test_an_exported_network_loads_and_translates_as_the_trained_one(
    marian_folder: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    training = new_training(vocabulary)
    weights = mean_of([training.average.weights, training.average.weights])
    out = tmp_path / "out"
    export(filled(weights, preset="tiny", vocabulary=vocabulary), marian_folder, out)
    loaded = MarianMTModel.from_pretrained(str(out), dtype=torch.float32)
    source = torch.tensor([[vocabulary.tag("en"), *vocabulary.encode(PAIRS[0].vi), vocabulary.eos]])
    start = torch.tensor([[vocabulary.pad]])
    ours = training.model.train(False)(input_ids=source, decoder_input_ids=start).logits
    theirs = loaded.train(False)(input_ids=source, decoder_input_ids=start).logits
    assert torch.allclose(ours, theirs, atol=0.02)
    assert {"source.spm", "vocab.json", "config.json"} <= {path.name for path in out.iterdir()}


def test_a_seed_samples_the_same_translations_again(
    marian_folder: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    weights = new_training(vocabulary).average.weights
    export(filled(weights, preset="tiny", vocabulary=vocabulary), marian_folder, tmp_path / "out")

    def sampled(seed: int) -> list[str]:
        translator = Translator.convert(tmp_path / "out", tmp_path / "ct2", device="cpu", seed=seed)
        return translator.translate([p.vi for p in PAIRS[:8]], to_english=True, temperature=1.0)

    assert sampled(7) == sampled(7)
    assert sampled(7) != sampled(8)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "model.safetensors").open("wb") as out:
        out.truncate(16_000_000)
    with pytest.raises(TooLarge):
        check_sizes(tmp_path)
