"""What the benchmarks print is what they counted."""

import pytest

from benchmarks.ablation import row_of
from benchmarks.fidelity import calibration_gap, survey
from benchmarks.highlights import AIMS
from benchmarks.jobs import Sides, Spent, throughput
from benchmarks.stages import means, observed
from benchmarks.translation import ratios, seed_sentences
from benchmarks.translation_systems import Answer
from service.api.metrics import Metrics
from service.domain.glossary import Glossary, Term

MINISTRY = Term("Bộ Y tế", "Ministry of Health", kind="ministry")
GLOSSARY = Glossary("toy", "1", (MINISTRY,))


def test_a_survey_counts_segments_and_names_what_was_lost() -> None:
    pairs = [
        ("Bộ Y tế ký 15 văn kiện.", "The Ministry of Health signed 15 documents."),
        ("Bộ Y tế ký 15 văn kiện.", "The Health Office signed 16 documents."),
        ("Ngày 8/6/2020, hai bên họp.", "The two sides met on June 8, 2020."),
        ("Hai bên họp.", "The two sides met."),
    ]
    found = survey(pairs, source="vi", glossary=GLOSSARY)
    assert (found.having["numbers"], found.keeping["numbers"]) == (4, 3)  # "hai" is one
    assert (found.having["dates"], found.keeping["dates"]) == (1, 1)
    assert (found.having["official"], found.keeping["official"]) == (2, 1)
    assert found.share("all names") == "50.0 %"
    assert {(loss.kind, loss.words) for loss in found.losses} >= {
        ("official: ministry", "Bộ Y tế"),
        ("numbers", "15"),
    }


def test_the_calibration_gap_is_what_confidence_promises_too_much() -> None:
    right, wrong = "The two sides signed an agreement.", "xyz"
    assert calibration_gap([(0.95, right), (0.95, wrong)], [right, right]) == pytest.approx(0.45)
    assert calibration_gap([(None, right)], [right]) is None


def test_speeds_are_compared_as_the_aims_ask() -> None:
    fast = Answer(single=2.0, batch=1.0, peak=1, texts=[], lengths=[])
    slow = Answer(single=40.0, batch=10.0, peak=1, texts=[], lengths=[])
    figures = [row.figure for row in ratios({"ours": fast, "opus": slow, "transformers": slow})]
    assert figures == ["20.0 ×", "10.0 ×", "40.0 ×", "20.0 ×"]


def test_every_sentence_of_the_seed_article_is_translated() -> None:
    sentences = seed_sentences()
    assert len(sentences) > 20
    assert all(sentence and "\n" not in sentence for sentence in sentences)


def test_jobs_are_compared_with_the_engine_alone_and_with_the_stage_each_by_its_name() -> None:
    sides = Sides(Spent(6.0, 11.0), Spent(9.0, 16.0), Spent(10.0, 20.0), computing=[4.0, 5.5])
    figures = {row.what: row.figure for row in throughput(["Hai bên ký."] * 100, sides)}
    assert figures["the bare engine, same texts in sorted batches of up to 32"].startswith("16.7 items/s")
    assert figures["jobs, of the bare engine's throughput"] == "60%, by processor time 55%"
    assert figures["jobs, of the throughput of the stage without a job"] == "90%, by processor time 80%"
    assert figures["of the time of jobs, the engine's threads compute"] == "95%"
    assert figures["processor time a segment, job / stage without a job / bare engine"] == (
        "200.0 / 160.0 / 110.0 ms"
    )


def test_the_time_of_a_stage_is_the_mean_of_what_the_service_observed_meanwhile() -> None:
    metrics = Metrics()
    metrics.stage("translate", 9.0)
    before = observed(metrics.exposition().decode())
    for stage, seconds in (("translate", 1.0), ("translate", 2.0), ("highlight", 0.5)):
        metrics.stage(stage, seconds)
    after = observed(metrics.exposition().decode())
    assert means(before, after) == pytest.approx({"translate": 1.5, "highlight": 0.5})
    assert list(means(before, after)) == ["translate", "highlight"]


def test_an_aim_is_a_least_or_a_most_and_never_both() -> None:
    assert all(aim.most is None or aim.least == 0 for aim in AIMS)
    assert [aim.key for aim in AIMS if aim.most is not None] == ["false_alarm_rate"]


def test_an_ablation_is_shown_beside_the_whole_extractor() -> None:
    figures = {"f1": 0.751, "precision": 0.8, "recall": 0.7, "false_alarm_rate": 0.05}
    assert row_of(figures, 0.76) == ("F1 0.751 (-0.009), precision 0.800, recall 0.700, false alarms 0.050")
