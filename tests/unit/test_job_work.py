"""A batch to its outcomes: each item its own, and no item the fault of another."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from service.domain.article import Language, Payload
from service.domain.errors import ModelUnavailable, UnsupportedLanguage
from service.domain.job import JobItem, JobOptions, JobOrder, Outcome
from service.domain.ledger import BriefOutline
from service.domain.request import BriefOptions, TranslatedText, TranslationRequest
from service.jobs.work import Desk, brief_id, work
from service.pipeline.ledger import versions_of_articles
from tests.fakes import FakePipeline
from tests.jobs import desk_of

ORDER = JobOrder("j", "-", "translate", JobOptions(BriefOptions(glossary=(("a", "b"),))), "vi", "en")
NINJS = {"uri": "urn:1", "type": "text", "headline": "Tiêu đề", "body_html": "<p>Thân bài</p>"}


@dataclass
class Recorder:
    """Translates, and remembers what it was asked."""

    asked: list[TranslationRequest] = field(default_factory=list)
    pipeline: FakePipeline = field(default_factory=FakePipeline)

    def translate(self, wanted: TranslationRequest) -> list[TranslatedText]:
        self.asked.append(wanted)
        for position, text in enumerate(wanted.texts):
            if "ไทย" in text:
                raise UnsupportedLanguage(f"The text at position {position} is in Thai.", "Send Vietnamese.")
            if "nổ" in text:
                raise RuntimeError("defect")
            if "mất" in text:
                raise ModelUnavailable("The model is away.", "Wait.")
        return self.pipeline.translate_texts(wanted)

    @property
    def desk(self) -> Desk:
        return replace(desk_of(self.pipeline, max_characters=50), translate=self.translate)


def items(*texts: str) -> list[JobItem]:
    return [JobItem(i, f"c{i}", Payload(text, "text")) for i, text in enumerate(texts)]


def text_of(outcome: Outcome) -> str:
    assert outcome.body is not None
    return str(json.loads(outcome.body)["text"])


def code_of(outcome: Outcome) -> str | None:
    return outcome.error.code if outcome.error else None


def test_texts_are_translated_together_shorter_ones_first_and_come_back_in_order() -> None:
    recorder = Recorder()
    outcomes = work(ORDER, items("dài hơn", "x", "vừa"), recorder.desk)
    (asked,) = recorder.asked
    assert asked.texts == ("x", "vừa", "dài hơn")
    assert (asked.source, asked.presumed, asked.target) == (None, "vi", "en")
    assert asked.glossary == (("a", "b"),)
    assert [text_of(one) for one in outcomes] == ["[en] dài hơn", "[en] x", "[en] vừa"]


def test_one_bad_text_among_many_is_its_own_fault_alone() -> None:
    texts = [f"câu {i}" for i in range(20)]
    texts[7], texts[13] = "ไทย", "nổ"
    outcomes = work(ORDER, items(*texts), Recorder().desk)
    assert [code_of(one) for one in outcomes if one.error] == ["unsupported_language", "internal_error"]
    assert [one.position for one in outcomes if one.error] == [7, 13]
    assert [one.position for one in outcomes] == list(range(20))


def test_an_error_names_the_item_and_not_its_place_in_a_batch() -> None:
    (outcome,) = work(ORDER, items("ไทย"), Recorder().desk)
    assert outcome.error is not None
    assert outcome.error.cause == "The text is in Thai."


def test_what_is_the_operators_fault_fails_no_item() -> None:
    with pytest.raises(ModelUnavailable):
        work(ORDER, items("một", "mất"), Recorder().desk)
    with pytest.raises(ModelUnavailable):
        work(ORDER, items("mất"), Recorder().desk)


def test_an_item_over_the_limit_is_an_error_that_names_it() -> None:
    outcomes = work(ORDER, items("x" * 51, "x"), Recorder().desk)
    assert [code_of(one) for one in outcomes] == ["too_large", None]


def test_html_is_translated_as_html_beside_text() -> None:
    recorder = Recorder()
    mixed = [JobItem(0, "a", Payload("<p>một</p>", "html")), JobItem(1, "b", Payload("hai", "text"))]
    outcomes = work(ORDER, mixed, recorder.desk)
    assert [asked.format for asked in recorder.asked] == ["text", "html"]
    assert [text_of(one) for one in outcomes] == ["[en] <p>một</p>", "[en] hai"]


def test_a_ninjs_item_has_its_headline_and_its_body_translated() -> None:
    recorder = Recorder()
    desk = replace(recorder.desk, max_characters=5000)
    sent = [JobItem(0, "a", Payload(json.dumps(NINJS), "ninjs")), JobItem(1, "b", Payload("{}", "ninjs"))]
    first, second = work(ORDER, sent, desk)
    assert first.body is not None
    made = json.loads(first.body)
    assert (made["headline"], made["text"]) == ("[en] Tiêu đề", "[en] <p>Thân bài</p>")
    assert code_of(second) == "malformed_input"


def test_a_brief_has_the_id_of_its_article_and_never_that_of_its_item() -> None:
    order, recorder = replace(ORDER, kind="brief", target=None), Recorder()
    published = datetime(2019, 8, 6, tzinfo=UTC)
    known = Payload("Việt Nam", "text", id="tin-7", language="en", published_at=published)
    unknown = Payload("Việt Nam", "text")
    sent = [JobItem(0, "c0", known), JobItem(1, "c1", unknown)]
    ids = [json.loads(one.body or "")["source"]["id"] for one in work(order, sent, recorder.desk)]
    assert ids == ["tin-7", None]
    assert recorder.pipeline.written == [known, replace(unknown, language="vi")]


def test_different_articles_of_two_jobs_without_ids_stay_two_articles_in_the_ledger() -> None:
    order = replace(ORDER, kind="brief", target=None, options=JobOptions(store=True))
    told = []
    for job, text in (("một", "Việt Nam"), ("hai", "Nhật Bản"), ("ba", "Nhật Bản")):
        (done,) = work(replace(order, id=job), items(text), Recorder().desk)
        assert done.brief is not None
        told.append(BriefOutline(done.brief.id, done.brief.created_at, done.brief.source, ()))
    found = versions_of_articles(told)
    assert sorted(len(versions) for versions in found) == [1, 2]  # the same text again is the same article


def test_a_ninjs_item_is_translated_from_the_language_that_the_order_says_of_it() -> None:
    recorder = Recorder()
    told = JobItem(0, "a", Payload(json.dumps(NINJS), "ninjs", language="vi"))
    work(replace(ORDER, source=None), [told], replace(recorder.desk, max_characters=5000))
    assert [asked.source for asked in recorder.asked] == ["vi", "vi"]


def test_briefs_are_kept_only_where_wanted_and_called_the_same_however_often_they_are_written() -> None:
    order = replace(ORDER, kind="brief", target=None)
    (plain,) = work(order, items("Việt Nam"), Recorder().desk)
    assert plain.brief is None
    (kept,) = work(replace(order, options=JobOptions(store=True)), items("Việt Nam"), Recorder().desk)
    assert kept.brief is not None
    assert kept.brief.id == brief_id("j", 0) == json.loads(kept.body or "")["id"]


def test_one_article_that_breaks_stays_alone() -> None:
    recorder = Recorder()
    recorder.pipeline.error = ValueError("defect")
    outcomes = work(replace(ORDER, kind="brief", target=None), items("một", "hai"), recorder.desk)
    assert [code_of(one) for one in outcomes] == ["internal_error", "internal_error"]


def test_units_of_documents_are_translated_as_one_text_by_the_language_of_their_document() -> None:
    recorder = Recorder()
    languages: tuple[Language, ...] = ("vi", "vi", "en")
    units = [
        JobItem(n, f"{n}", Payload(f'Hai <g id="0">bên {n}</g>', "xml", language=language))
        for n, language in enumerate(languages)
    ]
    order = replace(ORDER, source=None)
    outcomes = work(order, units, recorder.desk)
    assert [asked.source for asked in recorder.asked] == ["vi", "en"]
    assert recorder.asked[0].texts == ('Hai <g id="0">bên 0</g>', 'Hai <g id="0">bên 1</g>')
    assert all(asked.as_one for asked in recorder.asked)
    assert recorder.asked[0].xml.ignore_tags == ("k",)
    assert [text_of(one) for one in outcomes] == [f'[en] Hai <g id="0">bên {n}</g>' for n in range(3)]


def test_a_bad_unit_is_its_own_fault_alone() -> None:
    units = [JobItem(n, f"{n}", Payload(text, "xml")) for n, text in enumerate(("một", "nổ", "ba"))]
    outcomes = work(ORDER, units, Recorder().desk)
    assert [code_of(one) for one in outcomes] == [None, "internal_error", None]


def test_a_unit_with_codes_says_what_it_reads_like_too() -> None:
    texts = ('Có <k id="0">%(n)d</k> tin<n id="1"/>R&amp;D <g id="2">mới</g>', "Không có mã")
    units = [JobItem(n, f"{n}", Payload(text, "xml")) for n, text in enumerate(texts)]
    coded, plain = (
        json.loads(one.body or "") for one in work(ORDER, units, replace(Recorder().desk, max_characters=500))
    )
    assert coded["text"] == f"[en] {texts[0]}"
    assert coded["plain"] == "[en] Có %(n)d tin\nR&D mới"
    assert "plain" not in plain
