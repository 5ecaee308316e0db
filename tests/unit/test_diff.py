"""What changed between two briefs: who, what, when, where, how much, and the words."""

from dataclasses import replace

from service.domain.article import Span
from service.domain.brief import Brief, BriefSegment
from service.domain.highlight import ActDate, Amount, Bilingual
from service.domain.ledger import FactChange, TextChange
from service.pipeline.diff import diff
from tests.sample_brief import sample_brief
from tests.samples import a_brief, a_highlight

FIRST = replace(sample_brief(), id="first")
(HIGHLIGHT,) = FIRST.highlights


def changed(**fields: object) -> Brief:
    highlight = replace(HIGHLIGHT, **fields)  # type: ignore[arg-type]  # each test names real fields
    return replace(FIRST, id="second", highlights=(highlight,))


def facts(after: Brief, before: Brief = FIRST) -> list[FactChange]:
    (change,) = diff(after, before, {}).changed
    return list(change.changes)


def told(*texts: str, language: str = "vi") -> Brief:
    segments = tuple(
        BriefSegment(i, "paragraph", Span(0, len(text)), text, f"[en] {text}", "model", -0.1)
        for i, text in enumerate(texts)
    )
    return replace(a_brief(language=language), segments=segments)


def changes(before: Brief, after: Brief) -> list[tuple[str | None, str | None]]:
    return [(change.before, change.after) for change in diff(after, before, {}).segments]


def test_a_brief_does_not_differ_from_itself() -> None:
    found = diff(replace(FIRST, id="second"), FIRST, {})
    assert (found.headline, found.summary, found.segments) == (None, (), ())
    assert (found.added, found.removed, found.changed, found.unchanged) == ((), (), (), 1)
    assert (found.id, found.against) == ("second", "first")


def test_who_came_and_who_is_gone() -> None:
    _, *others = HIGHLIGHT.partners
    name = Bilingual("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology")
    after = changed(partners=(*others, replace(HIGHLIGHT.partners[0], name=name)))
    assert facts(after) == [
        FactChange("who", "partners", ("Tổng cục TCĐLCL",), ("Bộ Khoa học và Công nghệ",)),
    ]


def test_a_partner_under_another_name_is_no_change() -> None:
    agency, *others = HIGHLIGHT.partners
    longer = replace(agency, name=Bilingual("Tổng cục TCĐLCL Việt Nam", agency.name.en))
    found = diff(changed(partners=(*others, longer)), FIRST, {})
    assert (found.changed, found.unchanged) == ((), 1)


def test_what_when_where_and_how_much_changed() -> None:
    after = changed(
        status="planned",
        date=ActDate("21/8/2019", "2019-08-21"),
        place=Bilingual("Hà Nội", "Hanoi"),
        amounts=(Amount("3 triệu USD", 3e6, "USD"),),
    )
    assert facts(after) == [
        FactChange("what", "status", ("signed",), ("planned",)),
        FactChange("when", "date", ("2019-08-20",), ("2019-08-21",)),
        FactChange("where", "place", ("Seoul",), ("Hà Nội",)),
        FactChange("how_much", "amounts", ("2 triệu USD",), ("3 triệu USD",)),
    ]


def test_the_same_sum_in_other_words_is_no_change() -> None:
    found = diff(changed(amounts=(Amount("2.000.000 USD", 2e6, "USD"),)), FIRST, {})
    assert found.changed == ()


def test_highlights_of_other_partners_are_added_and_removed() -> None:
    japan = a_highlight()
    korea = a_highlight(partner=Bilingual("Hàn Quốc", "South Korea"), country="KR")
    found = diff(a_brief("b2", highlights=(korea,)), a_brief("b1", highlights=(japan,)), {})
    assert (found.added, found.removed, found.changed) == ((korea,), (japan,), ())


def test_two_acts_of_the_same_partners_are_paired_with_their_own_earlier_versions() -> None:
    visit = replace(a_highlight(1, instrument="visit"), gist=Bilingual("Chuyến thăm", "A visit"))
    mou, ended = a_highlight(2), replace(a_highlight(1), status="ended")
    after = a_brief("b2", highlights=(ended, replace(visit, rank=2)))
    (change,) = diff(after, a_brief("b1", highlights=(visit, mou)), {}).changed
    assert (change.before, change.after) == (2, 1)
    assert change.changes == (FactChange("what", "status", ("signed",), ("ended",)),)


def test_headline_and_summary_are_compared_in_the_language_of_the_newer_brief() -> None:
    before = a_brief("b1", text="Hai bên ký ba bản ghi nhớ.", title="Ba bản ghi nhớ")
    after = a_brief("b2", text="Hai bên ký bốn bản ghi nhớ.", title="Bốn bản ghi nhớ")
    found = diff(after, before, {})
    assert found.headline == TextChange("Ba bản ghi nhớ", "Bốn bản ghi nhớ")
    assert found.summary == (TextChange("Hai bên ký ba bản ghi nhớ.", "Hai bên ký bốn bản ghi nhớ."),)
    assert diff(replace(after, headline=before.headline), before, {}).headline is None


def test_segments_are_added_removed_and_changed_in_reading_order() -> None:
    before = told("Mở đầu.", "Hai bên ký ba bản ghi nhớ.", "Đoạn này bị bỏ.", "Kết thúc.")
    after = told("Mở đầu.", "Hai bên ký bốn bản ghi nhớ.", "Kết thúc.", "Tin mới thêm vào.")
    assert changes(before, after) == [
        ("Hai bên ký ba bản ghi nhớ.", "Hai bên ký bốn bản ghi nhớ."),
        ("Đoạn này bị bỏ.", None),
        (None, "Tin mới thêm vào."),
    ]


def test_articles_in_two_languages_are_compared_by_the_translation() -> None:
    english = told("[en] Mở đầu.", language="en")
    assert changes(told("Mở đầu."), english) == []


def test_two_long_texts_with_nothing_in_common_are_compared_in_time() -> None:
    before, after = told(*(f"Câu số {i}." for i in range(1500))), told(*(f"{i} ngày" for i in range(1500)))
    found = changes(before, after)
    assert sum(old is not None for old, _ in found) == sum(new is not None for _, new in found) == 1500


def test_versions_of_one_article_are_told_by_its_address() -> None:
    before, after = a_brief("b1"), a_brief("b2", text="Khác hẳn.")
    assert not diff(after, before, {}).same_article
    one, other = (replace(b, source=replace(b.source, url="https://x.vn/1")) for b in (before, after))
    assert diff(other, one, {}).same_article
