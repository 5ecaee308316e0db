"""What the codes of a brief are called in each language, from labels.tsv."""

from functools import lru_cache
from importlib.resources import files

from service.domain.highlight import Bilingual


@lru_cache(maxsize=1)
def labels() -> dict[str, Bilingual]:
    """Return the names of `instrument.*`, `status.*`, `field.*`, `severity.*` and of headings, `word.*`."""
    table = files("service.adapters").joinpath("labels.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {key: Bilingual(vi, en) for key, vi, en in rows}
