"""What the language model says comes into a brief where it is grounded, and the default stands elsewhere."""

import json
from typing import Any

import pytest

from service.domain.highlight import Highlight
from service.pipeline.assistant import Assisted, assist
from service.pipeline.highlight import highlight, load_acts
from tests.chat import ScriptedChat, assistant, gazetteer, read

ARTICLE = (
    "Ngày 12/3/2024, tại Hà Nội, Bộ Công Thương Việt Nam và Bộ Thương mại Thái Lan ký bản ghi nhớ "
    "về thương mại gạo.\n"
    "Thủ tướng Phạm Minh Chính chứng kiến lễ ký.\n"
    "Theo bản ghi nhớ, Thái Lan hỗ trợ Việt Nam 25 triệu USD trong 5 năm.\n"
    "Hai bên sẽ họp lại tại Bangkok vào tháng 9.\n"
)
SIGNED, WITNESSED, MONEY, AGAIN = ARTICLE.splitlines()
MOU: dict[str, Any] = {
    "quote": "Bộ Công Thương Việt Nam và Bộ Thương mại Thái Lan ký bản ghi nhớ về thương mại gạo",
    "instrument": "mou",
    "status": "signed",
    "partners": [
        {"name": "Bộ Công Thương Việt Nam", "type": "agency"},
        {"name": "Bộ Thương mại Thái Lan", "type": "agency"},
    ],
    "date": "12/3/2024",
    "place": "Hà Nội",
    "fields": ["agriculture", "economy_trade"],
    "amounts": [],
}
GOOD: dict[str, Any] = {
    "sentences": {
        "sentences": [
            {
                "text": "Bộ Công Thương Việt Nam và Bộ Thương mại Thái Lan ký bản ghi nhớ.",
                "quote": MOU["quote"],
            },
            {
                "text": "Thái Lan hỗ trợ Việt Nam 25 triệu USD.",
                "quote": "Thái Lan hỗ trợ Việt Nam 25 triệu USD",
            },
        ]
    },
    "headline": {"headline": "Việt Nam và Thái Lan ký bản ghi nhớ về gạo", "quote": MOU["quote"]},
    "highlights": {"highlights": [MOU]},
}


def assisted(
    script: dict[str, object], *, ours: tuple[Highlight, ...] = (), **changes: int | bool
) -> Assisted:
    article, segments = read(ARTICLE)
    return assist(
        article,
        segments,
        highlights=ours,
        summary=(0, 2),
        gazetteer=gazetteer(),
        assistant=assistant(ScriptedChat(script), **changes),
    )


def codes(result: Assisted) -> list[str]:
    return [finding.code for finding in result.findings]


def test_a_grounded_answer_becomes_summary_headline_and_highlight() -> None:
    result = assisted(GOOD)
    assert codes(result) == []
    assert [one.text.vi for one in result.summary] == [s["text"] for s in GOOD["sentences"]["sentences"]]
    assert result.headline is not None
    assert result.headline.vi == "Việt Nam và Thái Lan ký bản ghi nhớ về gạo"
    (act,) = result.highlights
    assert (act.instrument, act.status, act.event_type, act.date.edtf) == (
        "mou",
        "signed",
        "SUPPORT",
        "2024-03-12",
    )
    assert [partner.name.vi for partner in act.partners] == [
        "Bộ Công Thương Việt Nam",
        "Bộ Thương mại Thái Lan",
    ]
    assert [partner.country for partner in act.partners] == ["VN", "TH"]
    assert act.place is not None
    assert act.place.vi == "Hà Nội"


def test_all_evidence_is_the_articles_own_words_at_our_offsets() -> None:
    article, _ = read(ARTICLE)
    result = assisted(GOOD)
    evidence = [e for one in result.summary for e in one.evidence]
    evidence += [e for act in result.highlights for e in (*act.evidence, *(p.evidence for p in act.partners))]
    assert len(evidence) >= 5
    assert all(article.text[e.start : e.end] == e.text for e in evidence)


def test_prompts_model_tokens_and_cost_are_accounted_for() -> None:
    result = assisted(GOOD, price_in=2, price_out=10)
    assert result.provenance == (
        "summarise@1 headline@1 highlights@1; scripted@test; 3 calls, 300+30 tokens; cost 0.000900"
    )
    assert (result.usage.calls, result.usage.prompt_tokens, result.usage.completion_tokens) == (3, 300, 30)


def test_without_a_server_the_brief_is_the_default_one_and_it_is_asked_once() -> None:
    chat = ScriptedChat({})
    article, segments = read(ARTICLE)
    ours = highlight(article, segments, gazetteer=gazetteer(), acts=load_acts())
    result = assist(
        article, segments, highlights=ours, summary=(0, 2), gazetteer=gazetteer(), assistant=assistant(chat)
    )
    assert [one.text.vi for one in result.summary] == [SIGNED, MONEY]
    assert result.highlights == ours
    assert result.headline is None
    assert codes(result) == ["assistant_unavailable"]
    assert len(chat.asked) == 1


@pytest.mark.parametrize(
    "answer",
    ["", "no JSON at all", '{"sentences": [', "[]", '{"other": 1}', '{"sentences": "x"}', "{" * 5000],
)
def test_an_answer_of_another_shape_leaves_the_default(answer: str) -> None:
    result = assisted({"sentences": answer, "headline": answer, "highlights": answer})
    assert [one.text.vi for one in result.summary] == [SIGNED, MONEY]
    assert (result.headline, result.highlights) == (None, ())
    assert codes(result) == ["assistant_unavailable"]


def test_prose_and_fences_around_the_answer_do_no_harm() -> None:
    fenced = {key: f"Sure!\n```json\n{json.dumps(answer)}\n```" for key, answer in GOOD.items()}
    assert assisted(dict(fenced)) == assisted(GOOD)


def test_a_summary_in_the_wrong_language_is_refused() -> None:
    script = GOOD | {
        "sentences": {"sentences": [{"text": "Both ministries agreed on rice.", "quote": SIGNED}]}
    }
    result = assisted(script)
    assert [one.text.vi for one in result.summary] == [SIGNED, MONEY]
    assert codes(result) == ["ungrounded"]


def test_an_unsupported_sentence_is_replaced_by_one_of_the_extract() -> None:
    sentences = [
        *GOOD["sentences"]["sentences"][:1],
        {"text": "Nhật Bản hỗ trợ 25 triệu USD.", "quote": MONEY},
    ]
    result = assisted(GOOD | {"sentences": {"sentences": sentences}})
    assert [one.text.vi for one in result.summary] == [sentences[0]["text"], MONEY]
    assert "Nhật Bản" in result.findings[0].message.en


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"quote": "Việt Nam và Lào ký hiệp định về điện"}, 0),
        (
            {
                "partners": [
                    {"name": "Bộ Công Thương Việt Nam", "type": "agency"},
                    {"name": "NASA", "type": "agency"},
                ]
            },
            0,
        ),
        ({"partners": []}, 0),
        ({"partners": "Thái Lan"}, 0),
        ({"status": "imagined"}, 0),
        ({"instrument": "magic"}, 1),
        ({"fields": ["magic"]}, 1),
        ({"date": "1/1/2030"}, 1),
        ({"place": "Paris"}, 1),
        ({"amounts": ["999 tỷ USD"]}, 1),
    ],
)
def test_what_is_invented_in_an_act_is_left_out(change: dict[str, object], left: int) -> None:
    result = assisted(GOOD | {"highlights": {"highlights": [MOU | change]}})
    assert len(result.highlights) == left
    for act in result.highlights:
        told = f"{act.instrument} {act.fields} {act.date} {act.place} {act.amounts}"
        assert not any(word in told for word in ("magic", "2030", "Paris", "999"))


@pytest.mark.parametrize(
    ("change", "named", "why"),
    [
        (
            {"partners": [MOU["partners"][0], {"name": "Sao Hỏa", "type": "country"}]},
            "“mou, signed: Bộ Công Thương Việt Nam – Sao Hỏa”",
            "does not say “Sao Hỏa”",
        ),
        ({"partners": []}, "“mou, signed”", "does not have two parties"),
        (
            {"quote": "Việt Nam và Lào ký hiệp định về điện"},
            "“mou, signed: Bộ Công Thương Việt Nam – Bộ Thương mại Thái Lan”",
            "does not have its words “Việt Nam và Lào ký hiệp định về điện”",
        ),
        ({"quote": ""}, "“mou, signed: ", "has no words of the article"),
        ({"date": "1/1/2030"}, "Left out of the act “mou, signed: ", "“1/1/2030”, which its sentence"),
    ],
)
def test_a_finding_on_an_act_names_the_act_and_not_the_sentence_of_the_article(
    change: dict[str, object], named: str, why: str
) -> None:
    result = assisted(GOOD | {"highlights": {"highlights": [MOU | change]}})
    (finding,) = result.findings
    assert finding.code == "ungrounded"
    assert named in finding.message.en
    assert why in finding.message.en
    assert MOU["quote"] not in finding.message.en + finding.message.vi


def test_an_act_that_its_sentence_denies_is_named_as_such() -> None:
    text = "Bộ Công Thương Việt Nam và Bộ Thương mại Thái Lan chưa ký bản ghi nhớ về thương mại gạo."
    article, segments = read(text)
    result = assist(
        article,
        segments,
        highlights=(),
        summary=(0,),
        gazetteer=gazetteer(),
        assistant=assistant(ScriptedChat(GOOD | {"highlights": {"highlights": [MOU | {"quote": text}]}})),
    )
    assert result.highlights == ()
    assert any("denies it" in finding.message.en for finding in result.findings)


def test_an_act_that_is_only_hoped_for_is_not_called_signed() -> None:
    act = MOU | {
        "quote": AGAIN,
        "instrument": "visit",
        "status": "completed",
        "partners": [{"name": "Hai bên", "type": "other"}, {"name": "Bangkok", "type": "other"}],
        "date": "",
        "place": "Bangkok",
    }
    result = assisted(GOOD | {"highlights": {"highlights": [act]}})
    assert [one.status for one in result.highlights] in (["planned"], [])


def test_an_act_that_the_default_found_too_is_not_told_twice() -> None:
    article, segments = read(ARTICLE)
    ours = highlight(article, segments, gazetteer=gazetteer(), acts=load_acts())
    result = assisted(GOOD, ours=ours)
    assert len(ours) >= 1
    assert [act.evidence for act in result.highlights[: len(ours)]] == [act.evidence for act in ours]
    assert sum(any(e.segment == 0 for e in act.evidence) for act in result.highlights) == 1


def test_a_long_article_is_read_in_parts_and_its_parts_are_summed_up() -> None:
    chat = ScriptedChat(GOOD)
    text = ARTICLE + "\n".join(f"Đoạn thứ {n} nói về mùa màng của các tỉnh phía bắc." for n in range(200))
    article, segments = read(text)
    result = assist(
        article,
        segments,
        highlights=(),
        summary=(0, 2),
        gazetteer=gazetteer(),
        assistant=assistant(chat, context_tokens=3072, answer_tokens=1024),
    )
    shown = "".join(user for _, user in chat.asked)
    assert len(chat.asked) > 6
    assert all(segment.text in shown for segment in segments)
    assert [one.text.vi for one in result.summary] == [s["text"] for s in GOOD["sentences"]["sentences"]]
    assert len(result.highlights) == 1


def test_the_judge_may_refuse_but_not_admit() -> None:
    verdicts = {
        "verdicts": [{"number": 1, "supported": False, "quote": ""}, {"number": 7, "supported": False}]
    }
    result = assisted(GOOD | {"verdicts": verdicts}, judge=True)
    assert [one.text.vi for one in result.summary] == [SIGNED, GOOD["sentences"]["sentences"][1]["text"]]
    assert codes(result) == ["ungrounded"]
