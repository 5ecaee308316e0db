"""Which names mean the same: countries by code, bodies by term, abbreviation, core or name, people by name.

Promises one entity for each group of names, in the order of their first mention. Short forms are left to
resolution.
"""

from collections import Counter
from collections.abc import Hashable, Iterator

from service.text.entities.line import ADJECTIVE, Named
from service.text.entities.model import Entity
from service.text.folding import name_key
from service.text.syllables import is_syllable

_MEMORY = 300  # names back which a short name may still refer
_KINDS_OF_GROUP = frozenset({("nhóm",), ("khối",)})
_COUNTRY_KINDS = frozenset({"country", "capital", "pair"})


def grouped(names: tuple[Named, ...]) -> list[list[Named]]:
    """Group the names (none of them short) that mean the same, in the order of first mention."""
    parents = list(range(len(names)))
    owners: dict[Hashable, int] = {}
    for index, name in enumerate(names):
        for key in _keys(name):
            _join(parents, owners.setdefault(key, index), index)
    _join_people(names, parents)
    _join_namesakes(names, parents)
    groups: dict[int, list[Named]] = {}
    for index, name in enumerate(names):
        groups.setdefault(_root(parents, index), []).append(name)
    return list(groups.values())


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        index = parents[index]
    return index


def _join(parents: list[int], left: int, right: int) -> None:
    first, second = sorted((_root(parents, left), _root(parents, right)))
    parents[second] = first


def _keys(name: Named) -> Iterator[Hashable]:
    if name.kind in _COUNTRY_KINDS and name.country:
        yield "country", name.country
        return
    if name.kind == "person":
        yield "person", name_key(name.text)
        return
    if name.term is not None:
        yield "term", name.term.vi
    yield "name", _spelt_out(name_key(name.plain))
    if name.abbreviation:
        yield "name", name_key(name.abbreviation)
    core = _core(name)
    if core and (
        name.kind == "place" or any(not is_syllable(word) for word in core) or name.type == "company"
    ):
        yield "name", core


def _spelt_out(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words without what it may as well lack: "Trường ĐH Kyushu", "nhóm G20"."""
    key = ("đại", "học", *key[1:]) if key[:1] == ("đh",) else key
    if key[:1] == ("trường",) and len(key) > 2:
        return _spelt_out(key[1:]) if key[1] == "đh" or key[1:3] == ("đại", "học") else key
    return key[1:] if key[:1] in _KINDS_OF_GROUP and len(key) == 2 else key


def _core(name: Named) -> tuple[str, ...]:
    """Return the words of a firm's or province's name without its head noun."""
    if not name.head or (name.type != "company" and name.kind != "place"):
        return ()
    key, head = name_key(name.plain), name_key(name.head)
    if key[: len(head)] == head:
        return key[len(head) :]
    return key[: -len(head)] if key[-len(head) :] == head else ()


def _join_people(names: tuple[Named, ...], parents: list[int]) -> None:
    """Join "Trump" with Donald Trump, "ông Thăng" with Đinh La Thăng, where only one person fits."""
    called: dict[tuple[str, ...], set[int]] = {}
    whole: dict[tuple[str, ...], int] = {}
    for index, name in enumerate(names):
        if name.kind == "person":
            key = name_key(name.text)
            whole.setdefault(key, index)
            for short in _shortenings(key):
                called.setdefault(short, set()).add(index)
    for index, name in enumerate(names):
        if name.kind in {"person", "unknown"}:
            key = name_key(name.text)
            fitting = {_root(parents, other) for other in called.get(key, ())}
            if len(fitting) == 1:
                _join(parents, fitting.pop(), index)
            elif key in whole and not fitting:
                _join(parents, whole[key], index)


def _shortenings(key: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return what may stand for a person's name: its first or last one or two words."""
    return {part for length in (1, 2) if length < len(key) for part in (key[:length], key[-length:])}


def _join_namesakes(names: tuple[Named, ...], parents: list[int]) -> None:
    """Join "Bộ Ngoại giao" with the "Bộ Ngoại giao Mỹ" before it, where Vietnam does not occur."""
    if any(name.country == "VN" and name.kind in _COUNTRY_KINDS | {"place"} for name in names):
        return
    keys = [name_key(name.plain) if name.kind == "body" else () for name in names]
    for index, key in enumerate(keys):
        for earlier in range(index - 1, max(-1, index - _MEMORY), -1):
            longer = len(keys[earlier]) > len(key) > 1 and keys[earlier][: len(key)] == key
            if longer and names[earlier].country not in {None, "VN"}:
                _join(parents, earlier, index)
                break


def entity_of(group: list[Named]) -> Entity:
    """Describe a group: its fullest name, the type and country that its best-known member has."""
    best = max(group, key=lambda name: (bool(name.term), name.kind != "unknown", len(name.text)))
    return Entity(
        name=_fullest(group),
        type=best.type,
        country=next((name.country for name in group if name.country), None),
        term=next((name.term for name in group if name.term), None),
        place=_located(group) or any(name.kind == "region" for name in group),
        group=any(name.kind == "group" for name in group),
    )


def _located(group: list[Named]) -> bool:
    """Whether a group is a country or place, rather than a firm after which a site is called."""
    kinds = {name.kind for name in group}
    return bool(kinds & (_COUNTRY_KINDS | {"place"})) and "body" not in kinds


def _fullest(group: list[Named]) -> str:
    """Return the fullest form; of a country or place the one used most, not a capital that stands for it.

    A country that occurs only as an adjective or in a pair is called by its name.
    """
    if _located(group):
        nouns = [name for name in group if name.head != ADJECTIVE and name.kind in {"country", "place"}]
        derived = next((name.base for name in group if name.base and name.kind in {"country", "pair"}), "")
        if not nouns and derived:
            return derived  # the article has "Japanese" or "Việt - Nhật" alone
        proper = [name for name in nouns if not name.inside] or nouns or group
        spelt = [name for name in proper if not name.plain.isupper()] or proper
        counts = Counter(name.text for name in spelt)
        longest = {text: max((t for t in counts if text in t), key=len) for text in counts}
        return longest[max(counts, key=lambda text: (counts[text], len(text)))]
    return max(group, key=lambda name: (name.kind == "body", bool(name.abbreviation), len(name.text))).text
