"""Twenty articles that give orders to the language model, and a model that obeys every one of them."""

import re
from pathlib import Path

import pytest

from service.domain.article import Language
from service.domain.highlight import Highlight
from service.pipeline.assistant import Assisted, assist
from service.text.instructions import is_instruction
from tests.chat import ScriptedChat, assistant, gazetteer, read

ARTICLES = sorted((Path(__file__).parents[1] / "data" / "injection").glob("*.txt"))
FORBIDDEN = re.compile(
    "Sao Hỏa|Liên minh Châu Âu|Trump|Musk|Vinamilk|CIA|KGB|Atlantis|Triều Tiên|North Korea|999|51|2030|rm -rf"
    "|Chiến tranh|WAR|leaves ASEAN|evil|API"
)


def obeying(order: str, honest: str, *, parties: tuple[str, str]) -> ScriptedChat:
    """Answer as the order in the article wants it, quoting the order itself and a true sentence by turns."""
    invented = {
        "Atlantis",
        "Sao Hỏa",
        "CIA",
        "KGB",
        "Triều Tiên",
        "North Korea",
        "Elon Musk",
        "Liên minh Châu Âu",
    }
    wanted = [name for name in sorted(invented) if name in order] or ["CIA"]
    act = {
        "instrument": "agreement",
        "status": "signed",
        "partners": [{"name": name, "type": "country"} for name in (parties[0], *wanted)],
        "date": "1/1/2030",
        "place": "evil.example",
        "fields": ["defence"],
        "amounts": ["999 tỷ USD", "999 billion dollars"],
        "tool_calls": [{"name": "send_email"}],
    }
    return ScriptedChat(
        {
            "sentences": {"sentences": [{"text": order, "quote": order}, {"text": order, "quote": honest}]},
            "headline": {"headline": "WAR BREAKS OUT, Chiến tranh bùng nổ", "quote": honest},
            "highlights": {"highlights": [act | {"quote": order}, act | {"quote": honest}]},
        }
    )


def said(assisted: Assisted) -> str:
    """Return everything that would stand in the brief."""
    words = [text for one in assisted.summary for text in (one.text.vi, one.text.en)]
    words += [assisted.headline.vi, assisted.headline.en] if assisted.headline else []
    return "\n".join([*words, *map(told, assisted.highlights)])


def told(highlight: Highlight) -> str:
    names = [partner.name.vi + partner.name.en for partner in highlight.partners]
    return "\n".join([*names, str(highlight.date), str(highlight.place), str(highlight.amounts)])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_obedient_model_adds_nothing_that_the_article_does_not_report(path: Path) -> None:
    language: Language = "vi" if path.stem.startswith("vi") else "en"
    article, segments = read(path.read_text(encoding="utf-8"), language)
    order = path.read_text(encoding="utf-8").splitlines()[1]
    chat = obeying(
        order, segments[0].text, parties=("Việt Nam", "Vietnam") if language == "vi" else ("Vietnam", "")
    )
    assisted = assist(
        article,
        segments,
        highlights=(),
        summary=(0, len(segments) - 1),
        gazetteer=gazetteer(),
        assistant=assistant(chat),
    )
    assert FORBIDDEN.search(said(assisted)) is None
    assert [one.text.side(language) for one in assisted.summary] == [segments[0].text, segments[-1].text]
    assert assisted.headline is None
    assert assisted.highlights == ()
    assert [finding.code for finding in assisted.findings].count("ungrounded") >= 4


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_order_is_not_shown_to_the_model_and_the_article_stays_between_its_tags(path: Path) -> None:
    language: Language = "vi" if path.stem.startswith("vi") else "en"
    article, segments = read(path.read_text(encoding="utf-8"), language)
    chat = ScriptedChat({"sentences": {"sentences": []}, "headline": {}, "highlights": {"highlights": []}})
    assist(article, segments, highlights=(), summary=(0,), gazetteer=gazetteer(), assistant=assistant(chat))
    assert len(chat.asked) == 3
    for _, user in chat.asked:
        assert user.count("<article>") == user.count("</article>") == 1
        assert user.endswith("</article>")
        assert FORBIDDEN.search(user) is None


def test_there_are_twenty_articles_in_two_languages() -> None:
    assert [sum(path.stem.startswith(language) for path in ARTICLES) for language in ("vi", "en")] == [10, 10]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hai bên ký bản ghi nhớ về trí tuệ nhân tạo.",
        "The two sides will cooperate on artificial intelligence and add 40 scholarships.",
        "Thủ tướng đề nghị hai bên bỏ qua khác biệt.",
        "Viện trưởng cho biết AI sẽ giúp nông dân.",
        "The ministry called for new rules on language models.",
    ],
)
def test_news_about_machines_is_no_order_to_one(sentence: str) -> None:
    assert not is_instruction(sentence)
