"""The word lists of recognition: head nouns, titles, surnames. Read once, when first asked for.

Promises lookups by folded words; knows nothing of how a name goes on after them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, Literal, TypeVar, get_args

from service.domain.highlight import PartnerType
from service.text.folding import WORD, Word, fold
from service.text.syllables import strip_diacritics

Role = Literal["state", "minister", "body", "courtesy", "other"]
Found = TypeVar("Found")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the partner type of what it heads, and how such a name is composed in the other language.

    `lower`: it also counts without a capital (Vietnamese). `first`: it may start the name, as all
    Vietnamese ones do ("Ministry of Health"). `pattern` holds {} for the rest of the name.
    """

    form: str
    type: PartnerType
    lower: bool
    pattern: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name, and for whom its bearer speaks."""

    form: str
    role: Role
    other: str


@dataclass(frozen=True, slots=True)
class Forms(Generic[Found]):
    """Forms by key, and the length in words of the longest one for each first word."""

    table: Mapping[tuple[str, ...], Found]
    longest: Mapping[str, int]


@lru_cache(maxsize=1)
def heads_vi() -> Forms[Head]:
    """Return the Vietnamese head nouns."""
    return _forms(
        {
            _key(form): Head(form, _partner_type(kind), lower == "y", pattern)
            for form, kind, lower, pattern in _rows("heads_vi.tsv", 4)
        }
    )


@lru_cache(maxsize=1)
def titles_vi() -> Forms[Title]:
    """Return the Vietnamese titles."""
    return _forms(
        {_key(form): Title(form, _role(role), other) for form, role, other in _rows("titles_vi.tsv", 3)}
    )


@lru_cache(maxsize=1)
def heads_en() -> Forms[Head]:
    """Return the English head nouns."""
    return _forms(
        {
            _key(form): Head(form, _partner_type(kind), False, pattern, first=position == "both")
            for form, kind, position, pattern in _rows("heads_en.tsv", 4)
        }
    )


@lru_cache(maxsize=1)
def titles_en() -> Forms[Title]:
    """Return the English titles."""
    return _forms(
        {_key(form): Title(form, _role(role), other) for form, role, other in _rows("titles_en.tsv", 3)}
    )


@lru_cache(maxsize=1)
def group_nouns_en() -> Forms[PartnerType]:
    """Return the nouns for kinds of parties."""
    return _forms({_key(form): _partner_type(kind) for form, kind in _rows("groups_en.tsv", 2)})


@lru_cache(maxsize=1)
def function_words_en() -> frozenset[str]:
    """Return the keys of English words that start sentences but no names."""
    return frozenset(_forms_of("function_words_en.tsv"))


@lru_cache(maxsize=1)
def surnames_bare() -> frozenset[str]:
    """Return the Vietnamese surnames as English texts spell them, without diacritics."""
    return frozenset(strip_diacritics(surname) for surname in surnames_vi())


@lru_cache(maxsize=1)
def surnames_vi() -> frozenset[str]:
    """Return the keys of Vietnamese surnames."""
    return frozenset(fold(line) for line in _forms_of("surnames_vi.tsv"))


@lru_cache(maxsize=1)
def function_words_vi() -> frozenset[str]:
    """Return the keys of Vietnamese words over which no name goes on."""
    return frozenset(fold(line) for line in _forms_of("function_words_vi.tsv"))


@lru_cache(maxsize=1)
def verbs_vi() -> frozenset[tuple[str, ...]]:
    """Return the keys of Vietnamese verbs (or their first syllables) before which a name ends."""
    return frozenset(map(_key, _forms_of("verbs_vi.tsv")))


@lru_cache(maxsize=1)
def like_heads_vi() -> frozenset[tuple[str, ...]]:
    """Return the keys of words of which one syllable looks like a head noun."""
    return frozenset(map(_key, _forms_of("like_heads_vi.tsv")))


@lru_cache(maxsize=1)
def not_countries_vi() -> frozenset[tuple[str, ...]]:
    """Return the keys of words that start like a country's one-syllable name."""
    return frozenset(map(_key, _forms_of("not_countries_vi.tsv")))


@lru_cache(maxsize=1)
def group_nouns_vi() -> Forms[PartnerType]:
    """Return the nouns for kinds of parties."""
    return _forms({_key(form): _partner_type(kind) for form, kind in _rows("groups_vi.tsv", 2)})


@lru_cache(maxsize=1)
def company_words() -> frozenset[str]:
    """Return the keys of words that tell a firm by its name."""
    return frozenset(_forms_of("company_words.tsv"))


@lru_cache(maxsize=1)
def thing_words_en() -> frozenset[str]:
    """Return the keys of words at the end of English names that name no party."""
    return frozenset(_forms_of("thing_words_en.tsv"))


@lru_cache(maxsize=1)
def things() -> Forms[bool]:
    """Return the names of seas, rivers and tournaments."""
    return _forms({_key(form): True for form in _forms_of("things.tsv")})


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Return capitalised words and abbreviations, as written, that name no party."""
    return frozenset(_forms_of("not_names.tsv"))


def longest_at(
    forms: Forms[Found], words: Sequence[Word], gaps: Sequence[str], first: int
) -> tuple[Found, int] | None:
    """Return the longest form that starts at `words[first]` and the index after its last word."""
    limit = forms.longest.get(words[first].key) if first < len(words) else None
    if limit is None:
        return None
    best: tuple[Found, int] | None = None
    keys: tuple[str, ...] = ()
    for index in range(first, min(first + limit, len(words))):
        if index > first and gaps[index - 1].strip(" .'’-"):
            break
        keys += (words[index].key,)
        if keys in forms.table:
            best = forms.table[keys], index + 1
    return best


def _forms(table: dict[tuple[str, ...], Found]) -> Forms[Found]:
    longest: dict[str, int] = {}
    for key in table:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return Forms(table, longest)


def _key(form: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(form))


def _forms_of(name: str) -> list[str]:
    return [row[0] for row in _rows(name, 1)]


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def rows_of(name: str, width: int) -> list[list[str]]:
    """Return the rows of a word list of the package, without its header."""
    return _rows(name, width)


def _rows(name: str, width: int) -> list[list[str]]:
    rows = [line.split("\t") for line in _lines(name)[1:]]
    wrong = [row for row in rows if len(row) != width]
    if wrong:
        raise ValueError(f"{name}: {wrong[0]} has not {width} columns")
    return rows


def _partner_type(text: str) -> PartnerType:
    for known in get_args(PartnerType):
        if text == known:
            return known  # type: ignore[no-any-return]  # get_args is typed as Any
    raise ValueError(f"{text} is no partner type")


def _role(text: str) -> Role:
    for known in get_args(Role):
        if text == known:
            return known  # type: ignore[no-any-return]  # get_args is typed as Any
    raise ValueError(f"{text} is no role")
