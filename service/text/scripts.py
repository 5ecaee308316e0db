"""Which writing system a text is in, and the language where the script alone tells it.

Promises counts by Unicode block for the scripts that news is written in. Knows no words.
"""

import re
from collections import Counter

_BLOCKS = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Tibetan": "\u0f00-\u0fff",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17ff",
    "Mongolian": "\u1800-\u18af",
    "Kana": "\u3040-\u30ff\uff66-\uff9f",
    "Hangul": "\u1100-\u11ff\uac00-\ud7a3",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f",
}
_RUNS = re.compile("|".join(f"(?P<{name}>[{block}]+)" for name, block in _BLOCKS.items()))
_LETTERS_A_WORD = {"Han": 2, "Kana": 2, "Hangul": 2}  # elsewhere about five

# Scripts that bear the name of their language stand for it.
_BY_SCRIPT = {
    "Gurmukhi": "Punjabi",
    "Ethiopic": "Amharic",
    "Kana": "Japanese",
    "Hangul": "Korean",
    "Han": "Chinese",
}
# Letters that one language of a script has and its neighbours have not, tried in this order.
_BY_LETTER = {
    "Cyrillic": (("[іїєґ]", "Ukrainian"), ("[ћђљњџј]", "Serbian or Macedonian"), ("[әғқңөұһ]", "Kazakh"),
                 ("[ыэё]", "Russian"), ("ъ", "Bulgarian")),
    "Arabic": (("[ٹڈڑےں]", "Urdu"), ("[پچژگ]", "Persian")),
    "Devanagari": (("[ळ]|आहे", "Marathi"),),
}  # fmt: skip
_OTHERWISE = {"Cyrillic": "Russian", "Arabic": "Arabic", "Devanagari": "Hindi"}


def count_words(text: str) -> Counter[str]:
    """Return about how many words of the text are in each script."""
    letters: Counter[str] = Counter()
    for match in _RUNS.finditer(text):
        letters[str(match.lastgroup)] += match.end() - match.start()
    return Counter(
        {script: max(1, round(n / _LETTERS_A_WORD.get(script, 5))) for script, n in letters.items()}
    )


def language_of(script: str, text: str) -> str:
    """Return the English name of the language that a script other than Latin stands for in this text."""
    if script == "Han" and re.search(f"[{_BLOCKS['Kana']}]", text):
        return "Japanese"
    for letter, language in _BY_LETTER.get(script, ()):
        if re.search(letter, text.lower()):
            return language
    return _BY_SCRIPT.get(script) or _OTHERWISE.get(script, script)
