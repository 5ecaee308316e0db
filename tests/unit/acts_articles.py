"""Short articles for the tests of acts, with the entities, sketches and dates that are found in them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Block, BlockRole, Language, Segment, Span
from service.domain.highlight import ActDate, Instrument
from service.text.acts.candidates import Candidate
from service.text.acts.cues import load_lexicons
from service.text.acts.draft import Draft
from service.text.acts.kinds import Kind
from service.text.acts.sketch import Sketch, sketch_all
from service.text.acts.slots import act_of
from service.text.acts.when import Dated, dates_of
from service.text.entities.find import find_entities
from service.text.entities.model import Entities
from service.text.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
UNDATED = ActDate(None, None)


@lru_cache(maxsize=1)
def known_names() -> Gazetteer:
    """Read the termbase once."""
    return load_gazetteer(ROOT / "termbase")


@dataclass(frozen=True, slots=True)
class Told:
    """An article and what is found in it before any model decides."""

    article: Article
    segments: tuple[Segment, ...]
    entities: Entities
    sketches: tuple[Sketch, ...]
    dates: tuple[Dated, ...]

    def party(self, name: str) -> int:
        """Return the entity that the article calls by a name."""
        found = [m.entity for m in self.entities.mentions if m.text == name]
        assert found, f"{name} is not recognised among {[m.text for m in self.entities.mentions]}"
        return self.entities.party(found[0])

    def candidate(self, party: int) -> Candidate:
        """Return an entity as a candidate, shown by its first mention."""
        mention = next(m for m in self.entities.mentions if self.entities.party(m.entity) == party)
        return Candidate(party, mention, {})

    def draft(
        self, members: tuple[int, ...], *parties: str, instrument: Instrument = "mou",
        date: ActDate = UNDATED, support: tuple[int, ...] = (),
    ) -> Draft:  # fmt: skip
        """Return a draft of an act that these sentences state."""
        act = act_of(self.article, self.sketches, members, support=support)
        chosen = tuple(self.candidate(self.party(name)) for name in parties)
        return Draft(act, chosen, Kind(instrument, "signed", ("other",), 1.0), date)


def told(*sentences: str, language: Language = "vi") -> Told:
    """Return an article of these sentences, the title first."""
    segments: list[Segment] = []
    start = 0
    for index, sentence in enumerate(sentences):
        role: BlockRole = "title" if index == 0 else "lead" if index == 1 else "paragraph"
        segments.append(Segment(index, Span(start, start + len(sentence)), sentence, role))
        start += len(sentence) + 1
    blocks = tuple(Block(segment.role, segment.span) for segment in segments)
    article = Article("\n".join(sentences), language, blocks, "0" * 64)
    entities = find_entities(tuple(segments), language, known_names())
    sketches = sketch_all(segments, language, entities, load_lexicons())
    return Told(article, tuple(segments), entities, sketches, dates_of(article, segments))
