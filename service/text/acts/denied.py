"""Whether a sentence tells an act, puts it ahead, denies it, leaves it open, or tells that it is off.

Promises to look only at what governs the verb of the act: "từ chối ký", "chưa ký" and "failed to reach an
agreement" deny it, "hoãn lễ ký" and "if they sign" leave it open, "sẽ ký" puts it ahead, "hủy lễ ký" and
"chấm dứt hợp đồng" tell that it is off. A denial elsewhere in the sentence is no denial of the act, and a
sentence that tells the act once has told it.
"""

import re
from collections.abc import Mapping
from typing import Literal

from service.domain.article import Language
from service.domain.highlight import Instrument
from service.text.acts.ahead import event_lies_ahead, is_unreal, lies_ahead, tells_of_a_meeting
from service.text.acts.denial_words import DENIAL_WORDS, DenialWords
from service.text.acts.ending import ends_cooperation

Verdict = Literal["told", "ahead", "denied", "open", "off"]
_DEEDS = frozenset({"aid", "project", "facility", "training"})
_SURER: tuple[Verdict, ...] = ("told", "ahead", "denied", "off", "open")
TELLING: frozenset[Verdict] = frozenset({"told", "ahead"})
_REACH = 160  # characters before a verb in which what governs it stands
_ANY = {
    "vi": re.compile(r"[^.;,]{0,60}?\b(?:bất kỳ|bất cứ)\b", re.I),
    "en": re.compile(r"\s+any\b", re.I),
}
_HEARSAY = re.compile(
    r"\b(?:đưa tin|tin đồn|đồn đoán|lan truyền|loan tin)\b|\b(?:reported|rumou?red|reports|rumou?rs)\b", re.I
)
_AGREED = re.compile(
    r"\bagreed (?:on|to) (?:a|an|the)(?:\s+(?!to\b|for\b|of\b|on\b|with\b|in\b)[\w-]+){0,4}?\s+"
    r"(?:agreement|deal|accord|pact|treaty)\b(?!\s+to\b)",
    re.I,
)
# "Never did they sign so many contracts" is a superlative.
_NEVER = re.compile(r"\bchưa (?:bao giờ|hề|từng)\b", re.I)
_SO_MANY = re.compile(
    r"\s+(?:được\s+)?(?:nhiều|lớn|dài|cao)\b[^.;,]{0,60}\b(?:như (?:vậy|thế)|đến (?:vậy|thế))\b", re.I
)
_REPORT_DENIED = re.compile(
    r"\b(?:bác bỏ|bác|phủ nhận)\s+(?:(?:mọi|các|những)\s+)?(?:thông tin|tin|tin đồn)\b|"
    r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)?)\s+(?:\w+\s+){0,3}(?:reports?|rumou?rs?|claims?)\b",
    re.I,
)

_BOTH = re.compile(
    r"\bhai (?:bên|nước|hãng|công ty|tập đoàn|doanh nghiệp|ngân hàng|đơn vị|phía)\b(?! (?-i:[A-ZĐ]))|"
    r"\b(?:the two|both) (?:sides|countries|nations|firms|companies|parties|groups|banks|governments)\b",
    re.I,
)


def verdict(sentence: str, language: Language, instrument: Instrument) -> Verdict | None:
    """Return what a sentence makes of an act: tells it, denies it, puts it ahead; None where no verb does."""
    words = DENIAL_WORDS[language]
    if words.untrue.search(sentence):
        return "denied"
    said, start = _said(sentence, language, instrument)
    end = ends_cooperation(sentence, language, instrument)
    if end is not None and (said != "told" or end < start):
        return "off"
    failed = instrument != "visit" and said not in TELLING and words.failure.search(sentence)
    return "denied" if failed else said


def _said(sentence: str, language: Language, instrument: Instrument) -> tuple[Verdict | None, int]:
    """Return what becomes of the verbs of an act, and where the one stands that says so."""
    words = DENIAL_WORDS[language]
    first, second = (words.done, words.sealed) if instrument in _DEEDS else (words.sealed, words.done)
    if instrument == "visit":
        return _of_meeting(sentence, language)
    stated = of_statement(sentence, language) if instrument == "statement" else None
    if stated and stated[0] == "told":
        return stated
    found = _of_verbs(sentence, first, language) or _of_verbs(sentence, second, language)
    if found is None and instrument in _DEEDS:
        given = _of_verbs(sentence, words.gives, language)
        found = given if given and (given[0] == "ahead" or words.gave.search(sentence)) else None
    return found or stated or (_of_talks(sentence, language), 0)


def of_statement(sentence: str, language: Language) -> tuple[Verdict, int] | None:
    """Return what becomes of a statement that is said to say something: told unless its name is denied."""
    words = DENIAL_WORDS[language]
    found: dict[Verdict, int] = {}
    for match in words.issued.finditer(sentence):
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        denied, left_open = words.denied.search(before), words.open.search(before)
        found.setdefault("denied" if denied else "open" if left_open else "told", match.start())
    return _surest(found)


def _of_meeting(sentence: str, language: Language) -> tuple[Verdict | None, int]:
    """Return what becomes of a visit or meeting; None where one that was held speaks of one ahead."""
    words = DENIAL_WORDS[language]
    if words.took_place.search(sentence):
        return "told", 0
    said, start = _of_verbs(sentence, words.met, language) or (None, 0)
    if said is None:
        going = _of_verbs(sentence, words.goes, language)
        said = "ahead" if going and going[0] == "ahead" else _of_talks(sentence, language)
    if said is None and words.unheld.search(sentence):
        said = "denied"
    return (None if said == "ahead" and tells_of_a_meeting(sentence, language) else said), start


def _of_verbs(sentence: str, verbs: re.Pattern[str], language: Language) -> tuple[Verdict, int] | None:
    """Return what becomes of the verbs, and where: what is told once is told."""
    found: dict[Verdict, int] = {}
    for match in verbs.finditer(sentence):
        said = _of_verb(sentence, match, language)
        if said:
            found.setdefault(said, match.start())
    return _surest(found)


def _surest(found: Mapping[Verdict, int]) -> tuple[Verdict, int] | None:
    return next(((one, found[one]) for one in _SURER if one in found), None)


def _of_verb(sentence: str, verb: re.Match[str], language: Language) -> Verdict | None:
    """Return what becomes of one verb; None where it only names an event."""
    words, after = DENIAL_WORDS[language], verb.end()
    before = sentence[max(0, verb.start() - _REACH) : verb.start()]
    if _NEVER.search(before) and _SO_MANY.match(sentence, after):
        return "told"
    tried_in_vain = words.tries.search(before) and words.in_vain.match(sentence, after)
    if tried_in_vain or words.denied.search(before) or is_unreal(sentence, verb.start(), language):
        return "denied"
    if words.open.search(before):
        none = _ANY[language].match(sentence, after) or _is_no_paper_yet(sentence, verb, before, words)
        return "denied" if none else "open"
    if words.off.search(before):
        return "off"
    noun = words.noun.search(before)
    if noun and words.called_off.match(sentence, after):
        return "off"
    if noun and words.put_off.match(sentence, after):
        return "open"
    if lies_ahead(sentence, verb.start(), after, language) or (
        noun and event_lies_ahead(sentence, after, language)
    ):
        return "ahead"
    return None if noun else "told"


def _is_no_paper_yet(sentence: str, verb: re.Match[str], before: str, words: DenialWords) -> bool:
    """Tell whether a paper is not signed yet and the sentence does not go on that it is to be."""
    return bool(
        words.sealed.match(sentence, verb.start())
        and words.not_yet.search(before)
        and not words.coming.match(sentence, verb.end())
    )


def _of_talks(sentence: str, language: Language) -> Verdict | None:
    """Return what becomes of talks that a sentence only names: denied or still ahead."""
    words = DENIAL_WORDS[language]
    for match in words.talks.finditer(sentence):
        if words.denies_talks.search(sentence[max(0, match.start() - _REACH) : match.start()]):
            return "denied"
        if event_lies_ahead(sentence, match.end(), language):
            return "ahead"
    return None


def seals_a_paper(sentence: str, language: Language) -> bool:
    """Tell whether a sentence tells that a paper was signed, reached, agreed on, adopted or renewed."""
    said = _of_verbs(sentence, DENIAL_WORDS[language].sealed, language)
    said = said or _of_verbs(sentence, _AGREED, language)
    return bool(said and said[0] == "told")


def is_hearsay(sentence: str) -> bool:
    """Tell whether a sentence passes on what was reported or rumoured."""
    return bool(_HEARSAY.search(sentence))


def denies_a_report(sentence: str) -> bool:
    """Tell whether a sentence says that a report is denied."""
    untrue = any(words.untrue.search(sentence) for words in DENIAL_WORDS.values())
    return untrue or bool(_REPORT_DENIED.search(sentence))


def names_no_party(sentence: str) -> bool:
    """Tell whether a sentence calls the parties of an act only "the two firms"."""
    return bool(_BOTH.search(sentence))
