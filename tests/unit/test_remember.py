"""What the memory has is not translated again; a correction changes what repeats the segment's words."""

from dataclasses import replace

import pytest

from service.domain.article import Segment, Span
from service.domain.brief import Finding
from service.domain.errors import EmptyInput, NotFound
from service.domain.glossary import Glossary, Term
from service.domain.highlight import Bilingual, Evidence, Quote
from service.domain.memory import MemoryEntry, Passage
from service.domain.request import TranslationRequest
from service.pipeline.correct import correct, passage_of
from service.pipeline.plain import translate_texts
from service.pipeline.remember import NO_MEMORY, memory_label, passages
from service.pipeline.translate import translate
from tests.fake_memory import FakeMemoryStore
from tests.samples import NOON, a_brief
from tests.unit.test_translate import EMPTY, Scripted


def remembering(*pairs: tuple[str, str], previous: str | None = None) -> FakeMemoryStore:
    memory = FakeMemoryStore()
    memory.save(
        [MemoryEntry(s, "vi", s, t, "editor", NOON, NOON, previous) for s, t in pairs],
    )
    return memory


def plain(text: str, kept: FakeMemoryStore, translator: Scripted, **wish: object) -> tuple[str, int]:
    request = replace(TranslationRequest((text,), "en", "vi"), **wish)  # type: ignore[arg-type]  # real fields
    (done,) = translate_texts(request, translator=translator, glossary=EMPTY, memory=kept)
    return done.text, done.reused


def test_a_segment_that_the_memory_has_never_reaches_the_model() -> None:
    segments = tuple(Segment(n, Span(n, n + 1), text, "paragraph") for n, text in enumerate(["một", "hai"]))
    translator = Scripted({"hai": [("two", -0.2)]})
    found = translate(
        segments, source="vi", translator=translator, glossary=EMPTY, memory=remembering(("một", "uno"))
    )
    assert [(t.text, t.origin, t.score, t.confidence) for t in found] == [
        ("uno", "memory", 0.0, 1.0),
        ("two", "model", -0.2, None),
    ]
    assert translator.asked == ["hai"]


def test_where_the_memory_has_everything_the_model_is_not_asked() -> None:
    translator = Scripted()
    assert plain("Một.", remembering(("Một.", "One.")), translator) == ("One.", 1)
    assert translator.asked == []


def test_sentences_of_a_text_are_reused_one_by_one_and_its_spaces_stay() -> None:
    translator = Scripted()
    memory = remembering(("Một là một.", "One is one."))
    assert plain("Một là một.\n\n  Hai là hai.", memory, translator) == ("One is one.\n\n  [Hai là hai.]", 1)
    assert translator.asked == ["Hai là hai."]


def test_a_sentence_of_html_is_reused_between_its_tags() -> None:
    translator = Scripted()
    done = plain(
        "<p>Một là <b>một</b>.</p>", remembering(("Một là một.", "One is one.")), translator, format="html"
    )
    assert done[0].replace("<b>", "").replace("</b>", "") == "<p>One is one.</p>"
    assert "Một là một." not in translator.asked


def test_a_request_can_do_without_the_memory() -> None:
    translator = Scripted()
    assert plain("Một.", remembering(("Một.", "One.")), translator, memory=False) == ("[Một.]", 0)


def test_reused_words_are_checked_like_any_others() -> None:
    memory = remembering(("Có 5 người tham gia.", "Six people took part."))
    request = TranslationRequest(("Có 5 người tham gia.",), "en", "vi")
    (done,) = translate_texts(request, translator=Scripted(), glossary=EMPTY, memory=memory)
    assert [finding.code for finding in done.findings] == ["number_mismatch"]


def test_alternatives_change_what_was_translated_and_leave_what_was_reused() -> None:
    script = {"Hai là hai.": [("Two is two.", -0.1), ("Two equals two.", -0.2)]}
    request = TranslationRequest(("Một là một. Hai là hai.",), "en", "vi", alternatives=1)
    memory = remembering(("Một là một.", "One is one."))
    (done,) = translate_texts(request, translator=Scripted(script), glossary=EMPTY, memory=memory)
    assert (done.text, [other.text for other in done.alternatives]) == (
        "One is one. Two is two.",
        ["One is one. Two equals two."],
    )


def test_each_sentence_stands_between_its_neighbours() -> None:
    assert passages(["a", "b"]) == [Passage("a", None, "b"), Passage("b", "a", None)]
    assert passages([]) == []


def test_no_memory_remembers_and_names_nothing() -> None:
    assert NO_MEMORY.recall([Passage("a")], source="vi") == [None]
    assert memory_label(NO_MEMORY) is None
    assert memory_label(FakeMemoryStore()) == "memory@fake-0-0"


SOURCE = "Ông Nam nói: “Hợp tác rất tốt” năm 2019."
TARGET = "Mr. Nam said: “Cooperation is very good” in 2019."


def test_a_correction_is_the_editors_and_is_checked_again() -> None:
    stale = Finding("number_mismatch", "error", 0, Bilingual("cũ", "old"))
    general = Finding("ungrounded", "info", None, Bilingual("x", "x"))
    brief = replace(a_brief(text=SOURCE), findings=(stale, general))
    good = correct(brief, 0, f"  {TARGET}\n", glossary=EMPTY)
    (segment,) = good.segments
    assert (segment.target, segment.origin, segment.score) == (TARGET, "editor", 0.0)
    assert good.findings == (general,)
    wrong = correct(brief, 0, TARGET.replace("2019", "2018"), glossary=EMPTY)
    assert [finding.code for finding in wrong.findings] == ["date_mismatch", "ungrounded"]


def test_official_names_are_checked_in_a_correction() -> None:
    term = Term("Hợp tác", "Partnership", kind="ministry")
    done = correct(a_brief(text=SOURCE), 0, TARGET, glossary=Glossary("g", "1", (term,)))
    assert [finding.code for finding in done.findings] == ["term_missed"]


def test_what_repeats_the_segment_follows_the_correction() -> None:
    evidence = Evidence(0, 13, 28, "Hợp tác rất tốt")
    quote = Quote("Nam", Bilingual("Hợp tác rất tốt", "bad"), evidence)
    brief = replace(a_brief(text=SOURCE), quotes=(quote,), headline=Bilingual(SOURCE, "bad"))
    done = correct(brief, 0, TARGET, glossary=EMPTY)
    assert done.summary[0].text == done.headline == Bilingual(SOURCE, TARGET)
    assert done.quotes[0].text.en == "Cooperation is very good"


def test_a_headline_of_its_own_stays() -> None:
    brief = a_brief(text=SOURCE)
    assert correct(brief, 0, TARGET, glossary=EMPTY).headline == brief.headline


def test_a_correction_needs_a_segment_and_words() -> None:
    with pytest.raises(NotFound):
        correct(a_brief(), 9, "x", glossary=EMPTY)
    with pytest.raises(EmptyInput):
        correct(a_brief(), 0, " \n", glossary=EMPTY)
    assert passage_of(a_brief(text=SOURCE), 0) == Passage(SOURCE, None, None)
