"""A Glossary: terms with one official rendering in each language."""

from dataclasses import dataclass

from service.domain.article import Language


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its accepted variants and abbreviations; `kind` and `country` as in termbase/README.md."""

    vi: str
    en: str
    vi_variants: tuple[str, ...] = ()
    en_variants: tuple[str, ...] = ()
    abbr_vi: str = ""
    abbr_en: str = ""
    kind: str = ""
    country: str | None = None

    def preferred(self, language: Language) -> str:
        """Return the official rendering."""
        return self.vi if language == "vi" else self.en

    def forms(self, language: Language) -> tuple[str, ...]:
        """Return every accepted form, the preferred one first, abbreviation last."""
        forms = (self.vi, *self.vi_variants, self.abbr_vi) if language == "vi" else (
            self.en, *self.en_variants, self.abbr_en)  # fmt: skip
        return tuple(form for form in forms if form)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms under one name; `version` changes with the content (a short sha256)."""

    name: str
    version: str
    terms: tuple[Term, ...]
