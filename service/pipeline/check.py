"""Compare each translated segment with its source and say what wants an editor's eye.

Promises one specific finding, in both languages, for each kind of fault in a segment: numbers, dates, sums
and names that did not survive, words left untranslated, loops, a length that cannot be. Changes nothing and
judges no style. Severity: error for what is wrong in fact, warning for what is likely wrong, info for form.
"""

from collections.abc import Iterator

from service.domain.article import Language, Segment, other
from service.domain.brief import Finding, FindingCode, Severity, Translation
from service.domain.highlight import Bilingual
from service.pipeline.check_words import words_in_pair
from service.text.degeneration import (
    length_fault,
    names_left_with_diacritics,
    repeated_phrase,
    untranslated_stretch,
)
from service.text.fidelity import (
    Mismatch,
    MismatchKind,
    Survival,
    fidelity_penalty,
    mismatches,
    survives,
)
from service.text.negation import lost_negation

__all__ = ["Survival", "check", "check_pair", "fidelity_penalty", "survives"]

_CODES: dict[MismatchKind, tuple[FindingCode, Severity]] = {
    "number": ("number_mismatch", "error"),
    "date": ("date_mismatch", "error"),
    "time": ("date_mismatch", "error"),
    "currency": ("currency_mismatch", "error"),
    "name": ("name_changed", "warning"),
    "verbatim": ("name_changed", "error"),
}
_NOUNS: dict[MismatchKind, Bilingual] = {
    "number": Bilingual("số", "number"),
    "date": Bilingual("ngày tháng", "date"),
    "time": Bilingual("giờ", "time"),
    "currency": Bilingual("số tiền", "sum"),
    "name": Bilingual("tên riêng", "name"),
    "verbatim": Bilingual("địa chỉ hoặc số hiệu", "address or document number"),
}
_LONGEST_LISTED = 4


def check(
    segments: tuple[Segment, ...], translations: tuple[Translation, ...], *, source: Language
) -> tuple[Finding, ...]:
    """Return the findings on all translated segments, in reading order."""
    by_index = {segment.index: segment for segment in segments}
    return tuple(
        finding
        for translation in sorted(translations, key=lambda item: item.segment)
        if translation.segment in by_index
        for finding in check_pair(
            by_index[translation.segment].text, translation.text, source=source, segment=translation.segment
        )
    )


def check_pair(
    source_text: str, target_text: str, *, source: Language, segment: int | None = None
) -> tuple[Finding, ...]:
    """Return the findings on one translated text."""
    broken = tuple(_breakdowns(source_text, target_text, source, segment))
    if any(finding.code == "untranslated" for finding in broken):
        return broken  # a copy keeps every number, or none: nothing more to learn
    facts = tuple(
        _finding(mismatch, segment) for mismatch in mismatches(source_text, target_text, source=source)
    )
    denied = _denial(lost_negation(source_text, target_text, source=source), segment)
    words = words_in_pair(source_text, target_text, source=source, segment=segment)
    return (*facts, *denied, *words, *broken, *_form(target_text, source, segment))


def _denial(lost: str | None, segment: int | None) -> Iterator[Finding]:
    if lost:
        message = Bilingual(
            f"Bài gốc phủ định (“{lost}”), bản dịch thì không.",
            f"The source denies (“{lost}”), the translation does not.",
        )
        yield Finding("negation_lost", "error", segment, message)


def _finding(mismatch: Mismatch, segment: int | None) -> Finding:
    code, severity = _CODES[mismatch.kind]
    return Finding(code, severity, segment, _message(mismatch))


def _message(mismatch: Mismatch) -> Bilingual:
    noun = _NOUNS[mismatch.kind]
    missing, added = _listed(mismatch.missing), _listed(mismatch.added)
    if missing and added:
        return Bilingual(
            f"Sai lệch {noun.vi}: bài gốc ghi {missing}, bản dịch ghi {added}.",
            f"The {noun.en} differs: the source says {missing}, the translation {added}.",
        )
    if missing:
        return Bilingual(
            f"Bản dịch thiếu hoặc viết sai {noun.vi} {missing}.",
            f"The {noun.en} {missing} is missing from the translation or altered in it.",
        )
    return Bilingual(
        f"Bản dịch thêm {noun.vi} {added} không có trong bài gốc.",
        f"The translation adds the {noun.en} {added}, which the source does not have.",
    )


def _listed(words: tuple[str, ...]) -> str:
    distinct = tuple(dict.fromkeys(words))
    shown = ", ".join(f"“{word}”" for word in distinct[:_LONGEST_LISTED])
    return shown + (" …" if len(distinct) > _LONGEST_LISTED else "")


def _breakdowns(
    source_text: str, target_text: str, source: Language, segment: int | None
) -> Iterator[Finding]:
    stretch = untranslated_stretch(source_text, target_text, source=source)
    if stretch:
        yield Finding(
            "untranslated",
            "error",
            segment,
            Bilingual(f"Chưa dịch: “{stretch}”.", f"Left untranslated: “{stretch}”."),
        )
    phrase = repeated_phrase(source_text, target_text)
    if phrase:
        yield Finding(
            "repeated",
            "error",
            segment,
            Bilingual(
                f"Bản dịch lặp đi lặp lại “{phrase}”.", f"The translation repeats “{phrase}” over and over."
            ),
        )
    fault = length_fault(source_text, target_text, source=source)
    if fault:
        yield Finding(fault, "warning", segment, _length_message(source_text, target_text, other(source)))


def _length_message(source_text: str, target_text: str, target: Language) -> Bilingual:
    ours, theirs = len(target_text.strip()), len(source_text.strip())
    language = Bilingual("tiếng Anh", "English") if target == "en" else Bilingual("tiếng Việt", "Vietnamese")
    return Bilingual(
        f"Độ dài bất thường: bản {language.vi} {ours} ký tự, bài gốc {theirs} ký tự.",
        f"Unlikely length: {ours} characters of {language.en} for {theirs} of the source.",
    )


def _form(target_text: str, source: Language, segment: int | None) -> Iterator[Finding]:
    names = names_left_with_diacritics(target_text) if source == "vi" else ()
    if names:
        yield Finding(
            "name_untranslated",
            "info",
            segment,
            Bilingual(
                f"Tên riêng còn dấu tiếng Việt trong bản tiếng Anh: {_listed(names)}.",
                f"Written with Vietnamese diacritics in English: {_listed(names)}.",
            ),
        )
