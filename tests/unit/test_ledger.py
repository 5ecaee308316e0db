"""Reports of one act become one record; reports of two acts do not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.brief import Source
from service.domain.errors import MalformedInput, NotFound
from service.domain.glossary import Term
from service.domain.highlight import ActDate, Amount, Bilingual, Evidence, Highlight, Partner
from service.domain.ledger import BriefOutline, CooperationRecord, LedgerQuery
from service.pipeline.ledger import build_ledger
from service.pipeline.ledger_search import find_records, record_by_id, timeline
from service.text.party_names import official_names
from tests.speed import within

DAY = datetime(2019, 8, 20, 9, 0, tzinfo=UTC)
STAMEQ = Term(
    vi="Tổng cục Tiêu chuẩn Đo lường Chất lượng",
    en="Directorate for Standards, Metrology and Quality",
    vi_variants=("Tổng cục TCĐLCL",),
    abbr_en="STAMEQ",
    kind="agency",
    country="VN",
)
OFFICIAL = official_names([STAMEQ])
VIETNAM, JAPAN = ("Việt Nam", "Vietnam", "country", "VN"), ("Nhật Bản", "Japan", "country", "JP")
DIRECTORATE_VI = ("Tổng cục TCĐLCL", "General Department of Quality", "agency", "VN")
DIRECTORATE_EN = ("STAMEQ", "STAMEQ", "agency", "VN")
KPC_VI = ("Trung tâm Năng suất Hàn Quốc (KPC)", "Korea Productivity Center (KPC)", "agency", "KR")
KPC_EN = ("KPC", "KPC", "agency", "KR")
Name = tuple[str, str, str, str | None]


def act(
    *names: Name, text: str = "Hai bên ký.", edtf: str | None = "2019-08-20", **changes: object
) -> Highlight:
    evidence = Evidence(0, 0, len(text), text)
    highlight = Highlight(
        rank=1,
        instrument="mou",
        status="signed",
        event_type="SUPPORT",
        partners=tuple(
            Partner(Bilingual(vi, en), kind, country, evidence)  # type: ignore[arg-type]  # plain strings
            for vi, en, kind, country in names
        ),
        date=ActDate(edtf, edtf),
        place=None,
        fields=("standards_productivity",),
        amounts=(),
        gist=Bilingual("Hai bên ký bản ghi nhớ", "Both sides signed a memorandum"),
        evidence=(evidence,),
        confidence=0.9,
    )
    return replace(highlight, **changes)  # type: ignore[arg-type]  # each test names real fields


def brief(
    name: str, *acts: Highlight, language: str = "vi", url: str | None = None, days: float = 0
) -> BriefOutline:
    seen = DAY + timedelta(days=days)
    url = url or f"https://{name}.example/tin"
    source = Source(None, url, name, language, seen, name)  # type: ignore[arg-type]  # a plain string
    ranked = tuple(replace(highlight, rank=i) for i, highlight in enumerate(acts, 1))
    return BriefOutline(name, seen + timedelta(hours=1), source, ranked)


def ledger(*briefs: BriefOutline) -> tuple[CooperationRecord, ...]:
    return build_ledger(briefs, OFFICIAL)


def disputed(record: CooperationRecord) -> dict[str, list[str]]:
    return {conflict.what: [value.value for value in conflict.values] for conflict in record.conflicts}


def both(one: Highlight, other: Highlight, days: float = 1) -> tuple[CooperationRecord, ...]:
    return ledger(brief("a", one), brief("b", other, days=days))


def test_a_vietnamese_and_an_english_article_on_one_deal_are_one_record() -> None:
    (record,) = ledger(
        brief("vi", act(DIRECTORATE_VI, KPC_VI, edtf="2019-08")),
        brief("en", act(DIRECTORATE_EN, KPC_EN, edtf="2019-08-20"), language="en", days=1),
    )
    assert [source.brief for source in record.sources] == ["vi", "en"]
    assert record.date.edtf == "2019-08-20"
    assert record.first_seen == DAY
    first, second = record.partners
    assert first.name == Bilingual("Tổng cục TCĐLCL", "STAMEQ")
    assert second.name.vi == "Trung tâm Năng suất Hàn Quốc (KPC)"
    assert second.also == ("Korea Productivity Center (KPC)",)
    assert record.conflicts == ()


def test_the_gist_says_the_latest_status() -> None:
    wished = act(
        VIETNAM, JAPAN, status="proposed", gist=Bilingual("Đề xuất bản ghi nhớ", "A memorandum proposed")
    )
    signed = act(VIETNAM, JAPAN, gist=Bilingual("Ký bản ghi nhớ", "A memorandum signed"))
    again = act(VIETNAM, JAPAN, gist=Bilingual("Bản ghi nhớ đã ký", "The memorandum is signed"))
    (record,) = ledger(brief("a", wished), brief("b", signed, days=2), brief("c", again, days=3))
    assert [change.status for change in record.history] == ["proposed", "signed", "signed"]
    assert record.status == "signed"
    assert record.gist == Bilingual("Ký bản ghi nhớ", "A memorandum signed")


def test_three_memoranda_against_four_are_a_conflict_with_its_sources() -> None:
    (record,) = ledger(
        brief("vi", act(DIRECTORATE_VI, KPC_VI, text="Hai bên đã ký 3 bản ghi nhớ.")),
        brief("en", act(DIRECTORATE_EN, KPC_EN, text="They signed four MOUs."), language="en"),
    )
    (conflict,) = record.conflicts
    assert conflict.what == "count"
    assert {(value.value, value.briefs) for value in conflict.values} == {("3", ("vi",)), ("4", ("en",))}


def test_the_same_number_in_two_languages_is_no_conflict() -> None:
    (record,) = ledger(
        brief("vi", act(DIRECTORATE_VI, KPC_VI, text="Hai bên ký ba bản ghi nhớ.")),
        brief("en", act(DIRECTORATE_EN, KPC_EN, text="They signed 3 new MoUs."), language="en"),
    )
    assert record.conflicts == ()


def test_a_newer_brief_of_the_same_article_replaces_the_older_one() -> None:
    old = brief("old", act(DIRECTORATE_VI, KPC_VI, status="planned"), url="https://X.example/tin/1/")
    new = brief("new", act(DIRECTORATE_VI, KPC_VI), url="http://x.example/tin/1#top", days=1)
    (record,) = ledger(old, new)
    assert [source.brief for source in record.sources] == ["new"]
    assert [change.status for change in record.history] == ["signed"]


def test_an_update_of_an_article_does_not_move_when_an_act_was_first_seen() -> None:
    address = "https://x.example/tin"
    kept = act(DIRECTORATE_VI, KPC_VI, status="planned", edtf=None)
    added = act(VIETNAM, JAPAN, instrument="aid", fields=("health",))
    old = brief("old", kept, url=address)
    new = brief("new", replace(kept, status="signed"), added, url=address, days=3)
    (before,) = ledger(old)
    records = {record.instrument: record for record in ledger(old, new)}
    assert records["mou"].first_seen == DAY
    assert records["mou"].id == before.id
    assert [(c.status, c.seen) for c in records["mou"].history] == [("signed", DAY + timedelta(days=3))]
    assert records["aid"].first_seen == DAY + timedelta(days=3)


def test_an_update_leaves_the_founding_source_its_record() -> None:
    address = "https://x.example/tin"
    old = brief("old", act(DIRECTORATE_VI, KPC_VI, edtf="2019-08"), url=address)
    other = brief("other", act(DIRECTORATE_EN, KPC_EN), language="en", days=1)
    new = brief("new", act(DIRECTORATE_VI, KPC_VI, edtf="2019-08"), url=address, days=2)
    (before,), (after,) = ledger(old, other), ledger(old, other, new)
    assert (after.first_seen, after.id) == (DAY, before.id)
    assert [source.brief for source in after.sources] == ["other", "new"]


def test_an_article_is_known_by_its_id_too() -> None:
    old, new = (brief(name, act(DIRECTORATE_VI, KPC_VI)) for name in ("old", "new"))
    old, new = (replace(o, source=replace(o.source, id="tin-1")) for o in (old, new))
    new = replace(new, created_at=new.created_at + timedelta(hours=1))
    (record,) = ledger(old, new)
    assert [source.brief for source in record.sources] == ["new"]


def test_a_plan_that_is_carried_out_is_one_record_with_its_history() -> None:
    planned = act(DIRECTORATE_VI, KPC_VI, edtf=None, status="planned")
    (record,) = both(planned, act(DIRECTORATE_VI, KPC_VI), days=30)
    assert record.status == "signed"
    assert [change.status for change in record.history] == ["planned", "signed"]
    assert record.conflicts == ()


def test_a_later_report_of_an_earlier_stage_is_a_conflict() -> None:
    (record,) = both(act(DIRECTORATE_VI, KPC_VI), act(DIRECTORATE_VI, KPC_VI, status="planned"))
    assert disputed(record) == {"status": ["signed", "planned"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (act(DIRECTORATE_VI, KPC_VI), act(DIRECTORATE_VI, KPC_VI, instrument="agreement")),
        (act(DIRECTORATE_VI, KPC_VI), act(DIRECTORATE_VI, KPC_VI, edtf="2019-10-20")),
        (act(DIRECTORATE_VI, KPC_VI), act(DIRECTORATE_VI, JAPAN)),
        (act(VIETNAM, JAPAN, fields=("health",)), act(VIETNAM, JAPAN, fields=("energy",))),
        (act(VIETNAM, JAPAN), act(VIETNAM, JAPAN, edtf="2019-08-21")),
        (act(DIRECTORATE_VI), act(DIRECTORATE_VI)),
    ],
    ids=["instrument", "date", "partner", "field of two states", "another day of two states", "one partner"],
)
def test_what_differs_in_a_main_point_is_two_acts(one: Highlight, other: Highlight) -> None:
    assert len(both(one, other)) == 2


def test_acts_without_a_date_are_one_only_if_published_within_ninety_days() -> None:
    undated = act(DIRECTORATE_VI, KPC_VI, edtf=None)
    assert len(both(undated, undated, days=90)) == 1
    assert len(both(undated, undated, days=91)) == 2


def test_a_year_tells_acts_of_two_states_apart_only_if_published_together() -> None:
    exact, vague = act(VIETNAM, JAPAN), act(VIETNAM, JAPAN, edtf="2019")
    assert len(both(exact, vague, days=10)) == 1
    assert len(both(exact, vague, days=200)) == 2
    assert len(both(act(DIRECTORATE_VI, KPC_VI), act(DIRECTORATE_VI, KPC_VI, edtf="2019"), days=200)) == 1


def test_acts_of_two_states_without_exact_dates_are_one_only_if_told_alike() -> None:
    undated = act(VIETNAM, JAPAN, edtf=None)
    other_words = replace(undated, gist=Bilingual("Tàu hải quân ghé cảng", "Naval ships called at a port"))
    assert len(both(undated, undated)) == 1
    assert len(both(undated, other_words)) == 2
    assert len(both(act(VIETNAM, JAPAN), replace(other_words, date=ActDate("20/8", "2019-08-20")))) == 1


def test_a_vague_date_does_not_chain_two_exact_ones() -> None:
    months = [act(DIRECTORATE_VI, KPC_VI, edtf=edtf) for edtf in ("2019-03", "2019", "2019-08")]
    records = ledger(*(brief(f"b{i}", month) for i, month in enumerate(months)))
    assert sorted(len(record.sources) for record in records) == [1, 2]


def test_two_highlights_of_one_article_stay_two_acts_and_find_their_own_counterparts() -> None:
    health = act(DIRECTORATE_VI, KPC_VI, fields=("health",))
    energy = act(DIRECTORATE_VI, KPC_VI, fields=("energy",))
    records = ledger(brief("a", health, energy), brief("b", energy, health))
    assert sorted((r.fields, len(r.sources)) for r in records) == [(("energy",), 2), (("health",), 2)]
    assert len({record.id for record in records}) == 2


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("10 triệu USD", "12 triệu USD", True),
        ("10 triệu USD", "10 million USD", False),
        ("hơn 10 triệu USD", "10.4 million USD", False),
        ("10 triệu USD", "10.4 million USD", True),
    ],
)
def test_sums_are_compared_within_a_currency(first: str, second: str, conflict: bool) -> None:
    def sum_of(text: str) -> Amount:
        number = next(float(word) for word in text.split() if word.replace(".", "").isdigit())
        return Amount(text, number * 1e6, "USD")

    (record,) = both(
        act(DIRECTORATE_VI, KPC_VI, amounts=(sum_of(first),)),
        act(DIRECTORATE_VI, KPC_VI, amounts=(sum_of(second),)),
    )
    assert disputed(record) == ({"amount": [first, second]} if conflict else {})


def test_days_and_places_that_contradict_each_other_are_conflicts() -> None:
    seoul, hanoi = Bilingual("Seoul", "Seoul"), Bilingual("Hà Nội", "Hanoi")
    one = act(DIRECTORATE_VI, KPC_VI, place=seoul)
    (record,) = both(one, act(DIRECTORATE_VI, KPC_VI, edtf="2019-08-21", place=hanoi))
    assert disputed(record) == {"date": ["2019-08-20", "2019-08-21"], "place": ["Seoul", "Hà Nội"]}


def test_a_later_source_does_not_change_the_id() -> None:
    first = brief("a", act(DIRECTORATE_VI, KPC_VI))
    (alone,) = ledger(first)
    (together,) = ledger(first, brief("b", act(DIRECTORATE_EN, KPC_EN), language="en", days=2))
    assert alone.id == together.id


POOL = tuple(
    brief(f"b{i}", *acts, days=i * 17, language="en" if i % 3 else "vi")
    for i, acts in enumerate(
        [
            [act(DIRECTORATE_VI, KPC_VI), act(VIETNAM, JAPAN)],
            [act(DIRECTORATE_EN, KPC_EN, edtf="2019-08")],
            [act(DIRECTORATE_EN, KPC_VI, edtf="2019-08-22")],
            [act(VIETNAM, JAPAN, edtf=None), act(VIETNAM, JAPAN, edtf="2019")],
            [act(KPC_EN, DIRECTORATE_VI, JAPAN, edtf=None, status="planned")],
            [act(VIETNAM, JAPAN, DIRECTORATE_EN, edtf="2019-08-20/2019-09-01")],
            [act(KPC_EN, JAPAN, edtf=None)],
        ]
    )
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(POOL), st.integers(1, len(POOL)))
def test_the_order_of_the_briefs_makes_no_difference(briefs: list[BriefOutline], size: int) -> None:
    chosen = briefs[:size]
    records = ledger(*chosen)
    assert records == ledger(*sorted(chosen, key=lambda outline: outline.id))
    told = sorted((source.brief, source.rank) for record in records for source in record.sources)
    assert told == sorted((o.id, h.rank) for o in chosen for h in o.highlights)


def test_three_thousand_highlights_take_a_second_or_so() -> None:
    kinds = ("mou", "agreement", "visit", "project")
    briefs = [
        brief(
            f"b{i}",
            act(VIETNAM, (f"Nước {i % 40}", f"Land {i % 40}", "country", f"A{chr(65 + i % 23)}"),
                (f"Tập đoàn Số {i % 700}", f"Group {i % 700}", "company", "JP"),
                instrument=kinds[i % 4], edtf=f"20{i % 20:02}-{i % 12 + 1:02}"),
            days=i,
        )
        for i in range(3000)
    ]  # fmt: skip
    with within(5):
        records = ledger(*briefs)
    assert sum(len(record.sources) for record in records) == 3000


RECORDS = ledger(
    brief("a", act(DIRECTORATE_VI, KPC_VI)),
    brief("b", act(VIETNAM, JAPAN, edtf="2018", fields=("health",), instrument="visit"), days=2),
    brief("c", act(KPC_EN, JAPAN, edtf=None, status="planned"), days=200),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (LedgerQuery(), ["c", "b", "a"]),
        (LedgerQuery(partner="nang suat han quoc"), ["a"]),
        (LedgerQuery(partner="japan"), ["c", "b"]),
        (LedgerQuery(country="KR"), ["c", "a"]),
        (LedgerQuery(instrument="visit"), ["b"]),
        (LedgerQuery(field="health"), ["b"]),
        (LedgerQuery(status="planned"), ["c"]),
        (LedgerQuery(date_from="2018-06", date_to="2019-01"), ["b"]),
        (LedgerQuery(date_from="2019-08"), ["a"]),
        (LedgerQuery(conflicts=True), []),
    ],
)
def test_records_are_found_by_each_filter(query: LedgerQuery, found: list[str]) -> None:
    page = find_records(RECORDS, query, limit=10, cursor=None)
    assert [record.sources[0].brief for record in page.records] == found


def test_pages_meet_without_gap_or_overlap() -> None:
    first = find_records(RECORDS, LedgerQuery(), limit=2, cursor=None)
    second = find_records(RECORDS, LedgerQuery(), limit=2, cursor=first.next_cursor)
    assert first.records + second.records == RECORDS
    assert second.next_cursor is None
    with pytest.raises(MalformedInput):
        find_records(RECORDS, LedgerQuery(), limit=2, cursor="nonsense")


@pytest.mark.parametrize("name", ["Nhật Bản", "nhat ban", "JAPAN"])
def test_a_timeline_is_found_in_either_language_and_runs_from_the_oldest_act(name: str) -> None:
    found = timeline(RECORDS, name, official=OFFICIAL, limit=10, cursor=None)
    assert [record.sources[0].brief for record in found.records] == ["b", "c"]
    assert found.partners == (Bilingual("Nhật Bản", "Japan"),)


@pytest.mark.parametrize("name", ["STAMEQ", "tong cuc tieu chuan do luong chat luong", "TCĐLCL"])
def test_a_timeline_knows_official_names_and_parts_of_names(name: str) -> None:
    found = timeline(RECORDS, name, official=OFFICIAL, limit=10, cursor=None)
    assert [record.sources[0].brief for record in found.records] == ["a"]


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        timeline(RECORDS, "Atlantis", official=OFFICIAL, limit=10, cursor=None)
    with pytest.raises(NotFound):
        timeline(RECORDS, "!", official=OFFICIAL, limit=10, cursor=None)
    with pytest.raises(NotFound):
        record_by_id(RECORDS, "nowhere")
    assert record_by_id(RECORDS, RECORDS[0].id) == RECORDS[0]
