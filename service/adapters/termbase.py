"""Reads the termbase: official names (CSV) and countries (TSV), as data of the domain.

Promises a glossary whose version follows its content, and a clear ConfigurationError for a file that is
missing or malformed. Knows nothing of where the files lie.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from service.domain.errors import ConfigurationError
from service.domain.glossary import Glossary, Term
from service.text.gazetteer import Country, Gazetteer, build_gazetteer

TERM_COLUMNS = (
    "vi", "vi_variants", "en", "en_variants", "abbr_vi", "abbr_en", "kind", "country", "note",
)  # fmt: skip
COUNTRY_COLUMNS = (
    "code", "vi", "en", "vi_aliases", "en_aliases", "adjectives", "capital_vi", "capital_en", "pair",
)  # fmt: skip
PLACE_COLUMNS = ("bare", "vi")


def load_glossary(path: Path) -> Glossary:
    """Read official names from a CSV file with the columns of termbase/README.md."""
    text = _read(path)
    terms = tuple(
        Term(
            vi=row["vi"],
            en=row["en"],
            vi_variants=_split(row["vi_variants"], "|"),
            en_variants=_split(row["en_variants"], "|"),
            abbr_vi=row["abbr_vi"],
            abbr_en=row["abbr_en"],
            kind=row["kind"],
            country=row["country"] or None,
        )
        for row in _rows(text, path, TERM_COLUMNS, ",")
    )
    return Glossary(path.stem, hashlib.sha256(text.encode()).hexdigest()[:12], terms)


def load_countries(path: Path) -> tuple[Country, ...]:
    """Read countries from a TSV file with the columns of termbase/README.md."""
    return tuple(
        Country(
            code=row["code"],
            vi=row["vi"],
            en=row["en"],
            vi_aliases=_split(row["vi_aliases"], ";"),
            en_aliases=_split(row["en_aliases"], ";"),
            adjectives=_split(row["adjectives"], ";"),
            capitals_vi=_split(row["capital_vi"], ";"),
            capitals_en=_split(row["capital_en"], ";"),
            pair=row["pair"],
        )
        for row in _rows(_read(path), path, COUNTRY_COLUMNS, "\t")
    )


def load_gazetteer(folder: Path) -> Gazetteer:
    """Index everything in the termbase folder."""
    glossary = load_glossary(folder / "institutions.csv")
    path = folder / "vn-places.tsv"
    places = {row["bare"]: row["vi"] for row in _rows(_read(path), path, PLACE_COLUMNS, "\t")}
    return build_gazetteer(glossary.terms, load_countries(folder / "countries.tsv"), places)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigurationError(
            f"The termbase file {path} cannot be read ({error.strerror}).",
            "Point the termbase setting at the folder that holds it.",
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8.", "Save it as UTF-8.") from error


def _rows(text: str, path: Path, columns: tuple[str, ...], delimiter: str) -> Iterator[dict[str, str]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter=delimiter)
    if tuple(reader.fieldnames or ()) != columns:
        raise ConfigurationError(
            f"{path} does not start with the columns {delimiter.join(columns)}.",
            "Restore its first row.",
        )
    for number, row in enumerate(reader, 1):
        if len(row) != len(columns) or None in row.values():
            raise ConfigurationError(
                f"Row {number} of {path} has not {len(columns)} fields.", "Mend that row."
            )
        yield row


def _split(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator) if part.strip())
