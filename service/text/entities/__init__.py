"""Who is named in an article: countries, bodies, firms, people; the public door of entity recognition."""

from service.text.entities.find import find_entities
from service.text.entities.model import Entities, Entity, Mention

__all__ = ["Entities", "Entity", "Mention", "find_entities"]
