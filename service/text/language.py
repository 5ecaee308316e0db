"""Which language a text is in: Vietnamese, with diacritics or typed without them, or English, or another.

Promises a name for what it found, so that a refusal can say it, and never to call Vietnamese without
diacritics English with confidence. Knows nothing of encodings or of what is done with the text.
"""

import math
import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.domain.article import Language
from service.domain.errors import UnsupportedLanguage
from service.text import scripts
from service.text.normalise import cleaned
from service.text.syllables import is_bare_syllable, is_syllable, strip_diacritics

SURE = 0.7  # confidence from which a text in another language than ours is refused
_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE_ONLY = re.compile("[Ạ-ỹĂăĐđƠơƯư]")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_SAMPLE = 24_000  # characters that are looked at, from the beginning, the middle and the end
_FLOOR = 3.0  # occurrences per million of a word that was never met
_CLIP = 5.0
_UNKNOWN = "an unrecognised language in Latin script"
_STRANGE = re.compile(r"[^\W\d_a-zA-Z]")
_A_CLAUSE = 4  # words beside names from which a text is more than a name or a title
_SPELT_OUT = 6  # letters from which a word in foreign letters is more than a loan or an abbreviation


@dataclass(frozen=True, slots=True)
class Identification:
    """What a text is in. `language` is None where it is neither of ours; `name` is English.

    `confidence` is in 0..1; `diacritics` says whether Vietnamese is written with them.
    """

    language: Language | None
    confidence: float
    name: str
    diacritics: bool = False


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Counts over the words of a sample in Latin script."""

    words: int
    telling: int  # those that are no names
    named: bool  # there are names alone
    strange: float  # share of the telling words with letters that neither of our languages has
    marked: int  # written with a letter that is only Vietnamese
    accented: float  # share written with any diacritic, and possible in Vietnamese
    unspeakable: int  # with diacritics, and not possible in Vietnamese
    syllables: float  # share that could be Vietnamese syllables, as they are written
    english: float  # share that is met in English
    balance: float  # log-likelihood ratio: above 0 for English, below for Vietnamese


def identify(text: str) -> Identification:
    """Recognise the language of a text of any length, composed or not, a headline as well as an article."""
    sample = cleaned(_sample(text)).text
    by_script = scripts.count_words(sample)
    if not by_script:
        return Identification(None, 1.0, f"no language ({_nothing(sample)})")
    script, _ = by_script.most_common(1)[0]
    if script != "Latin":  # whatever other scripts there are besides, it is not ours
        foreign = 1 - by_script["Latin"] / by_script.total()
        return Identification(None, foreign, scripts.language_of(script, sample))
    words = _WORD.findall(sample)
    evidence = _weigh(words)
    other, strength = _another(words, evidence)
    if other:
        return Identification(None, strength, other)
    return _of_the_pair(evidence)


def require_supported(text: str) -> Language:
    """Return the text's language. Raises UnsupportedLanguage, naming what was found, where it is not ours."""
    found = identify(text)
    if found.language is None:
        cause = f"The text is in {found.name}, and only Vietnamese and English are read."
        raise UnsupportedLanguage(cause, "Send an article in Vietnamese or English.")
    return found.language


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _nothing(sample: str) -> str:
    if any(char.isdigit() for char in sample):
        return "only numbers"
    if _EMOJI.search(sample):
        return "only emoji"
    return "only symbols" if sample.strip() else "nothing to read"


def _weigh(words: list[str]) -> _Evidence:
    small = [w for w in words if w.islower()]
    telling = small or words  # names are the same in both
    name_weight = 0.15 if len(small) > 1 else 1.0
    size = len(telling)
    frequencies = _frequencies()
    return _Evidence(
        words=len(words),
        telling=size,
        named=not small,
        strange=sum(map(_is_strange, small)) / size,
        marked=sum(1 for w in words if _VIETNAMESE_ONLY.search(w) and is_syllable(w)),
        unspeakable=sum(1 for w in words if not w.isascii() and not is_syllable(w)),
        syllables=sum(1 for w in telling if _could_be_vietnamese(w)) / size,
        english=sum(1 for w in telling if frequencies.get(w.lower(), (0, 0))[0] > 0) / size,
        accented=sum(1 for w in words if not w.isascii() and is_syllable(w)) / len(words),
        balance=sum(_lean(w) * (1 if w.islower() else name_weight) for w in words),
    )


def _is_strange(word: str) -> bool:
    """Whether a word has letters that ours have not, and is no loan of English ("naïve")."""
    if len(word) < _SPELT_OUT or is_syllable(word) or not _STRANGE.search(word):
        return False
    plain = strip_diacritics(word)
    return plain != word and _frequencies().get(plain, (0, 0))[0] == 0


def _could_be_vietnamese(word: str) -> bool:
    return is_bare_syllable(word) if word.isascii() else is_syllable(word)


@lru_cache(maxsize=65_536)
def _lean(word: str) -> float:
    """Return how much one word speaks for English (above 0) or Vietnamese (below 0)."""
    if not word.isascii():
        if not is_syllable(word):
            return 0.0
        return -_CLIP if _VIETNAMESE_ONLY.search(word) else -2.0
    english, vietnamese = _frequencies().get(word.lower(), (0, 0))
    if english or vietnamese:
        ratio = math.log((english + _FLOOR) / (vietnamese + _FLOOR))
        return max(-_CLIP, min(_CLIP, ratio))
    return -0.7 if is_bare_syllable(word) else 0.7


def _another(words: list[str], evidence: _Evidence) -> tuple[str, float]:
    """Return the name of a third language that fits better than ours and how sure that is; or no name."""
    is_spelt_so = evidence.marked > 0 or evidence.unspeakable < 0.25 * evidence.words
    if is_spelt_so and evidence.syllables > 0.6 and evidence.balance < 0:
        return "", 0.0
    scores = _profile_scores(words)
    english, ours = scores.pop("English", 0.0), scores.pop("Vietnamese", 0.0)
    name = max(sorted(scores), key=lambda language: scores[language], default="")
    best = scores.get(name, 0.0)
    if evidence.marked > max(0.15, best / 2) * evidence.words:
        return "", 0.0
    known = max(evidence.english, english)
    if best > 0.06 and best > 1.2 * max(english, ours * is_spelt_so) and known < 0.75:
        return name, min(1.0, 0.5 + best + _by_length(evidence))
    if evidence.strange >= 0.5 and evidence.marked == 0:
        return name or _UNKNOWN, 0.75
    if evidence.marked == 0 and evidence.syllables < 0.6:
        if evidence.english < 0.35 and evidence.telling >= 3 and english < 0.1:
            more = 0 if evidence.named or evidence.syllables > 0.4 else evidence.telling - 3
            return _UNKNOWN, min(0.9, 0.6 + 0.05 * more)
        if evidence.balance < 0 and evidence.telling > _A_CLAUSE and evidence.english < 0.6:
            return _UNKNOWN, 0.75  # it would pass as Vietnamese, in which nearly every word is a syllable
    return "", 0.0


def _by_length(evidence: _Evidence) -> float:
    """Return how much surer a clause makes than a name, unless it may be Vietnamese without diacritics."""
    is_bare = evidence.syllables >= 0.5 and not evidence.unspeakable
    return 0.0 if is_bare else 0.05 * min(evidence.telling, _A_CLAUSE)


def _profile_scores(words: list[str]) -> dict[str, float]:
    """Return for each language the share of the words that are its own; a word of several counts in parts."""
    scores: dict[str, float] = defaultdict(float)
    by_word, by_letter = _profiles()
    cased = not all(map(str.isupper, words))
    for place, word in enumerate(words):
        if cased and place and word[0].isupper():  # a name inside a sentence ("iPhone Pro")
            continue
        small = word.lower()
        languages = by_word.get(small)
        if languages is None:
            letters = Counter(
                name for char in small if not char.isascii() for name in by_letter.get(char, ())
            )
            languages = frozenset(name for name, count in letters.items() if count == max(letters.values()))
        for language in languages:
            scores[language] += 1 / len(languages) / len(words)
    return scores


def _of_the_pair(evidence: _Evidence) -> Identification:
    mean = evidence.balance / evidence.words
    certainty = 1 / (1 + math.exp(-min(30.0, abs(evidence.balance))))
    certainty *= min(1.0, 0.6 + abs(mean))
    if evidence.balance > 0:
        # Words that could all be Vietnamese syllables are no proof of English.
        ceiling = 0.5 if evidence.syllables > 0.75 else 1.0
        return Identification("en", min(ceiling, certainty, 0.3 + evidence.english), "English")
    diacritics = evidence.accented >= 0.1
    name = "Vietnamese" if diacritics else "Vietnamese without diacritics"
    return Identification("vi", certainty, name, diacritics)


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, tuple[int, int]]:
    """Return word -> (occurrences per million in English, in Vietnamese without diacritics)."""
    table: dict[str, tuple[int, int]] = {}
    for line in Path(__file__).with_name("language_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, english, vietnamese = line.split("\t")
            table[word] = int(english), int(vietnamese)
    return table


@lru_cache(maxsize=1)
def _profiles() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return word -> languages and letter -> languages."""
    content = Path(__file__).with_name("language_profiles.toml").read_text(encoding="utf-8")
    by_word: dict[str, set[str]] = defaultdict(set)
    by_letter: dict[str, set[str]] = defaultdict(set)
    for language, profile in tomllib.loads(content).items():
        for word in profile["words"].split():
            by_word[word].add(language)
        for letter in profile["letters"].lower():
            by_letter[letter].add(language)
    frozen = [{key: frozenset(names) for key, names in index.items()} for index in (by_word, by_letter)]
    return frozen[0], frozen[1]
