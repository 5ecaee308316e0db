"""Compare the words of each segment that change its meaning with its translation's.

Promises a finding for a word about people (crime, sex, faith, illness) that only the translation has, an
error, and a warning for each reversal, rank or strong word that one side lacks, for another direction, and
for a loan or limit that is turned round. Changes nothing.
"""

from collections.abc import Iterator

from service.domain.article import Language
from service.domain.brief import Finding
from service.domain.highlight import Bilingual
from service.text.altered_words import Turned, invented_word, turned_words
from service.text.compass import turned_direction
from service.text.turned_loans import TurnedLoan, lost_limit, turned_loan


def words_in_pair(
    source_text: str, target_text: str, *, source: Language, segment: int | None = None
) -> Iterator[Finding]:
    """Yield the findings on one translated text."""
    invented = invented_word(source_text, target_text, source=source)
    if invented:
        message = Bilingual(
            f"Bản dịch nói “{invented}”, bài gốc không có từ nào như thế.",
            f"The translation says “{invented}”, to which no word of the source corresponds.",
        )
        yield Finding("meaning_changed", "error", segment, message)
    for word in turned_words(source_text, target_text, source=source):
        yield Finding("meaning_changed", "warning", segment, _message(word))
    for turned in (
        turned_loan(source_text, target_text, source=source),
        lost_limit(source_text, target_text, source=source),
    ):
        if turned:
            yield Finding("meaning_changed", "warning", segment, _otherwise(turned))
    directions = turned_direction(source_text, target_text, source=source)
    if directions:
        ours, theirs = directions
        message = Bilingual(
            f"Bài gốc nói hướng “{ours}”, bản dịch nói “{theirs}”.",
            f"The source says “{ours}”, the translation “{theirs}”: another direction.",
        )
        yield Finding("meaning_changed", "warning", segment, message)


def _otherwise(turned: TurnedLoan) -> Bilingual:
    if not turned.theirs:
        return Bilingual(
            f"Bài gốc nói “{turned.ours}”, bản dịch thì không.",
            f"The source says “{turned.ours}”, the translation does not.",
        )
    return Bilingual(
        f"Bài gốc nói “{turned.ours}”, bản dịch nói “{turned.theirs}”.",
        f"The source says “{turned.ours}”, the translation “{turned.theirs}”: another meaning.",
    )


def _message(turned: Turned) -> Bilingual:
    if turned.added:
        return Bilingual(
            f"Bản dịch nói “{turned.word}”, bài gốc thì không.",
            f"The translation says “{turned.word}”, the source does not.",
        )
    return Bilingual(
        f"Bài gốc nói “{turned.word}”, bản dịch thì không.",
        f"The source says “{turned.word}”, the translation does not.",
    )
