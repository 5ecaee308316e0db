"""Plain translation of texts."""

from diemnhan_client.call import Body, Call, json_as
from diemnhan_client.nouns.translations import Translations, TranslationsRequest


def create(texts: TranslationsRequest) -> Call[Translations]:
    """Translate texts, in order. Nothing is kept, so that it may be sent again."""
    return Call("POST", "/v1/translations", json_as(Translations), body=Body(json=texts))
