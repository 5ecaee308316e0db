"""A direction that a translation turned: "190km về phía Đông" as "190km southeast".

Promises the two directions where each text has one only and they differ. Names of lands and seas ("South
Korea", "Đông Nam Á") are no directions, nor is a point between two ("tây tây bắc") judged.
"""

import re

from service.domain.article import Language

_CUES = ("phía", "hướng", "miền")
_VI = re.compile(
    r"\b(?:phía|hướng|miền)\s+(?P<points>(?:đông|tây)(?: (?:bắc|nam))?|bắc|nam)\b"
    r"(?! (?:đông|tây|nam|bắc|á|mỹ|âu|phi|bộ|bán|định|kinh|hàn|triều|cực|đức|timor|tư|kỳ|băng|cầu|giang|ninh|"
    r"dương|nguyên)\b)",
    re.I,
)
_EN = re.compile(
    r"\b(?P<a>north|south)?[ -]?(?P<b>east|west)(?:ern|wards?|erly)?\b|"
    r"\b(?P<c>north|south)(?:ern|wards?|erly)?\b",
    re.I,
)
_NAMES = re.compile(
    r"\b(?:(?:Middle|Far|Near|South|North|East|West)\s(?:East|Korea\w*|Africa\w*|China|Bank|Sea|Sudan\w*|Asia\w*|"
    r"America\w*|Dakota|Carolina|Timor|German\w*|Wales|Australia\w*|Ossetia|Macedonia\w*|Pole|Virginia|Vietnam\w*|"
    r"Coast)|(?:(?:North|South)(?:-?[Ee]ast|-?[Ww]est)?|East|West)ern\s(?:\w+\s){0,2}University|"
    r"(?:South-?east|Northeast|East|South|Western|Central|Eastern)\s?-?Asian?|Midwest|Western)\b"
)
_POINTS = {"đông": "east", "tây": "west", "nam": "south", "bắc": "north"}


def turned_direction(source_text: str, target_text: str, *, source: Language) -> tuple[str, str] | None:
    """Return the words for a direction in the source and in its translation, where they differ."""
    vi, en = (source_text, target_text) if source == "vi" else (target_text, source_text)
    if not any(cue in vi.lower() for cue in _CUES):
        return None
    ours, theirs = list(_VI.finditer(vi)), list(_EN.finditer(_NAMES.sub(_blank, en)))
    if len(ours) != 1 or len(theirs) != 1:
        return None
    points = {_POINTS[word] for word in ours[0]["points"].lower().split()}
    if points == {point.lower() for point in theirs[0].groups() if point}:
        return None
    said = (ours[0]["points"], theirs[0].group().strip(" -"))
    return said if source == "vi" else (said[1], said[0])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
