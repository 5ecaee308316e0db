"""A GlossaryStore without a database."""

import threading

from service.domain.errors import MalformedInput, NotFound, Outdated
from service.domain.glossary import NO_GLOSSARY, DeskDefaults, GlossaryPage, UserGlossary


class FakeGlossaryStore:
    """GlossaryStore in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, UserGlossary] = {}
        self._desks: dict[str, DeskDefaults] = {}
        self._lock = threading.Lock()

    def create(self, glossary: UserGlossary) -> None:
        self._kept[glossary.card.id] = glossary

    def get(self, glossary_id: str) -> UserGlossary:
        if glossary_id not in self._kept:
            raise NotFound(f"No glossary {glossary_id!r}.", "List them.")
        return self._kept[glossary_id]

    def find(self, *, limit: int, cursor: str | None) -> GlossaryPage:
        order = sorted(self._kept.values(), key=lambda g: (g.card.created_at, g.card.id), reverse=True)
        cards = [glossary.card for glossary in order]
        if cursor is not None:
            known = [card.id for card in cards]
            if cursor not in known:
                raise MalformedInput("No such cursor.", "Start again.")
            cards = cards[known.index(cursor) + 1 :]
        page = tuple(cards[:limit])
        return GlossaryPage(page, page[-1].id if len(cards) > limit else None)

    def defaults(self) -> tuple[UserGlossary, ...]:
        order = sorted(self._kept.values(), key=lambda g: (g.card.created_at, g.card.id))
        return tuple(glossary for glossary in order if glossary.card.default)

    def desk_defaults(self, desk: str) -> DeskDefaults:
        chosen = self._desks.get(desk, DeskDefaults())
        there = {None, NO_GLOSSARY, *self._kept}
        return DeskDefaults(*(one if one in there else None for one in (chosen.vi_en, chosen.en_vi)))

    def choose_for_desk(self, desk: str, chosen: DeskDefaults) -> None:
        for wanted in {chosen.vi_en, chosen.en_vi} - {None, NO_GLOSSARY}:
            self.get(str(wanted))
        self._desks[desk] = chosen

    def replace(self, glossary: UserGlossary) -> None:
        with self._lock:
            before = self.get(glossary.card.id)
            if before.card.revision != glossary.card.revision - 1:
                raise Outdated("It was changed.", "Read it again.")
            self._kept[glossary.card.id] = glossary

    def delete(self, glossary_id: str, revision: int | None = None) -> None:
        with self._lock:
            before = self.get(glossary_id)
            if revision is not None and before.card.revision != revision:
                raise Outdated("It was changed.", "Read it again.")
            del self._kept[glossary_id]
