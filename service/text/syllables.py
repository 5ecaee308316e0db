"""What a written Vietnamese syllable may look like: onset, rime, tone.

Promises whether a word could be one Vietnamese syllable, written in full or without diacritics. Knows no
vocabulary: a possible syllable need not be a word.
"""

import re
import unicodedata
from functools import lru_cache

TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_ONSETS = (
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RIMES_BY_VOWEL = """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăk ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng
    eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach
    oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong oong ooc op
    ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uênh uêch ui um un ung uôc uôi uôm
    uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt
    ươu ưt ưu y yêm yên yêng yêt yêu ynh êng"""
_RIMES = frozenset(_RIMES_BY_VOWEL.split())
_GI_ENDS = frozenset(("", "n", "m", "c", "ng", "ch", "nh", "p", "t", "êng", "êc", "êt"))  # gì, gìn, giếng
_STOPPED = ("c", "ch", "p", "t")  # syllables that end so carry only the acute or the dot below


def strip_tone(word: str) -> tuple[str, str]:
    """Return the word without its tone marks, and the marks."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in TONE_MARKS)
    letters = "".join(char for char in decomposed if char not in TONE_MARKS)
    return unicodedata.normalize("NFC", letters), tones


def strip_diacritics(text: str) -> str:
    """Return the text as it is typed without Vietnamese input: `Điện` gives `Dien`."""
    return text if text.isascii() else "".join(map(_bare_letter, text))


def bare_letters(text: str) -> str:
    """Return a text's letters and figures alone, small and without diacritics: TT-Huế as tthue."""
    return re.sub(r"[^a-z0-9]", "", strip_diacritics(text).lower())


@lru_cache(maxsize=4096)
def _bare_letter(letter: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Say whether a word, in any case, is a possible Vietnamese syllable with its diacritics in place."""
    plain, tones = strip_tone(word.lower())
    if len(tones) > 1 or len(plain) > 7 or not _splits(plain, _RIMES):
        return False
    return not plain.endswith(_STOPPED) or tones in {"\u0301", "\u0323"}


@lru_cache(maxsize=65_536)
def is_bare_syllable(word: str) -> bool:
    """Say whether an ASCII word, in any case, is a possible Vietnamese syllable without its diacritics."""
    return len(word) <= 7 and _splits(word.lower(), _bare_rimes())


def _splits(word: str, rimes: frozenset[str]) -> bool:
    for onset in _ONSETS:
        if word.startswith(onset):
            rest = word[len(onset) :]
            if onset == "gi" and rest in _GI_ENDS:
                return True
            if rest in rimes and _spelt(onset, rest):
                return True
    return False


def _spelt(onset: str, rime: str) -> bool:
    """k, gh, ngh stand before i, e, ê, y; c, g, ng before the other vowels."""
    if onset in {"k", "gh", "ngh"}:
        return rime[0] in "ieêy"
    return onset not in {"c", "g", "ng"} or rime[0] not in "ieê"


@lru_cache(maxsize=1)
def _bare_rimes() -> frozenset[str]:
    return frozenset(strip_diacritics(rime) for rime in _RIMES)
