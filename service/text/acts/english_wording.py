"""What phrases of an English sentence settle about an act: that it ended, goes on, is proposed; what it is.

Promises an answer only where most annotated sentences with the phrase agree, some nine in ten. What a paper
provides for is the paper's: where a sentence names one, no deed in it tells the instrument.
"""

import re

from service.domain.highlight import Instrument, Status

_ENDED = (
    r"(?<!not )(?<!never )\b(?:was|were|been|being) (?:\w+ly )?(?:phased out|switched off|shut down|"
    r"wound up|torn up|dropped|broken off|scrapped|shelved|disbanded|axed|dissolved|suspended|revoked|"
    r"abandoned)\b|"
    r"\b(?:broke off|tore up|pulled out|walked out of|gave up|phased out)\b|"
    r"\b(?:has|have|had) (?:abandoned|dropped|scrapped|cancell?ed|suspended|terminated|dissolved|shelved|"
    r"given up|lapsed|expired)\b|"
    r"\b(?:came|come|comes) to an end\b|\b(?:lapsed|expired|ran out)\b|\b(?:gave|given) notice\b|"
    r"\b(?:not|never) (?:be |been )?(?:renewed|revived)\b|"
    r"\b(?:to dissolve|dissolving|disbanded|suspending|revoked)\b"
)
_YEAR_OR_MONTH = (
    r"(?:(?:the|last|early|late|mid|end|of|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)[ -])*(?:(?:19|20)\d\d|last \w+)"
)
_GOING_ON = (
    rf"\b(?:has|have) (?:\w+ )?(?:\w+ed|been|run|held|taught|had|sent|flown)\b[^.;]{{0,90}}\bsince "
    rf"{_YEAR_OR_MONTH}|"
    r"\b(?:has|have) been (?:\w+ly )?(?!considering|discussing|negotiating|asking|seeking|sounding)\w+ing\b"
)
_PROPOSED = r"\b(?:has|have|had) (?:also )?(?:been )?(?:approached|sound(?:ed|ing) out)\b"
STATUSES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(_PROPOSED, re.I), "proposed"),
    (re.compile(_ENDED, re.I), "ended"),
    (re.compile(_GOING_ON, re.I), "ongoing"),
)
_PAPER = re.compile(
    r"\b(?:memorand\w+|mous?|agreements?|treat(?:y|ies)|contracts?|pacts?|accords?|protocols?|deals?|"
    r"joint statement|declaration)\b",
    re.I,
)
_PREMISES = (
    r"(?:cent(?:re|er)|office|laboratory|hatchery|consulate|embassy|workshop|campus|school|hospital|plant|"
    r"factory|branch|border post)"
)
_TRAINING = (
    r"\b(?:(?:doctoral|exchange) students?|apprentices|trainees|summer school|master['’]s degree|"
    r"joint (?:master|doctoral|degree)\S*|scholarships?|fellowships?|study tours?|interns|internships?|"
    r"student exchange)\b|"
    r"\b(?:be|been|being|were|are|was) (?:\w+ )?trained\b|\bwill train\b|\b(?:has|have) (?:taught|trained)\b|"
    r"\bhave been (?:studying|learning)\b|\b(?:training|language) (?:courses?|programmes?|programs?)\b|"
    r"\b(?:swap|exchange of|exchange) (?:\S+ ){0,3}(?:officers|teachers|students|trainees|experts|lecturers|"
    r"cadets|nurses)\b"
)
_MEMBERSHIP = (
    r"\b(?:(?:become|becomes|became|as) (?:the |an? )?(?:\S+ )?(?:full |associate )?member\b|accession|"
    r"(?:take[sn]?|took) over the (?:chair|gavel|presidency)|joined the|(?:to )?join the|readmitted|"
    r"expelled from|suspended from the)"
)
_FACILITY = (
    rf"\b(?:open|opened|opening|opens|inaugurat\w+|reopen\w*) (?:\S+ ){{0,6}}{_PREMISES}\b|"
    r"\b(?:liaison office|joint (?:cent(?:re|er)|laboratory|office|campus|command post|language centre)|"
    r"one-stop border post)\b"
)
_PROJECT = (
    r"\bjoint (?:patrols?|drills?|exercises?|research|team|study|survey|investigation)|"
    r"(?:naval|military) (?:drills?|exercises?)\b"
)
_INSTRUMENTS: tuple[tuple[re.Pattern[str], Instrument], ...] = (
    (re.compile(_TRAINING, re.I), "training"),
    (re.compile(_MEMBERSHIP, re.I), "membership"),
    (re.compile(_FACILITY, re.I), "facility"),
    (re.compile(_PROJECT, re.I), "project"),
)


def instrument_in(sentence: str) -> Instrument | None:
    """Return the instrument that the phrases of a sentence tell: "doctoral students", "joint patrols"."""
    if _PAPER.search(sentence):
        return None
    return next((instrument for pattern, instrument in _INSTRUMENTS if pattern.search(sentence)), None)
