"""The families of translation models: how each is recognised, told its languages, and read.

Promises one row for each family, and that nothing about a family is written anywhere else. Loads no model and
no tokenizer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models.registry import FamilyName, ModelError

Codes = Mapping[str, tuple[str, ...]]
SOURCE, TARGET, END = "{source}", "{target}", "</s>"


@dataclass(frozen=True, slots=True)
class Family:
    """A row. SOURCE and TARGET in `head`, `tail` and `decoder` stand for the code of that language.

    `model_types` and `tokenizers` are what config.json and tokenizer_config.json say; `tokenizer` is the
    class of transformers that reads the text, "" for SentencePiece alone. `codes` are a language's possible
    tokens, the first that the vocabulary has is used; where `code_is_word` it is cut as text is. An input is
    `head`, the text's pieces, `tail`; `prefixes` are words before a source text and `answers` words before a
    translation, which are taken off. `decoder` is what a translation is forced to begin with; `code_starts`
    says that this is also the decoder's start token. `positions` is for a config that names none.
    """

    name: FamilyName
    model_types: tuple[str, ...]
    tokenizers: tuple[str, ...]
    tokenizer: str
    codes: Codes = field(default_factory=dict)
    code_is_word: bool = False
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = (END,)
    decoder: tuple[str, ...] = ()
    code_starts: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    multilingual: bool = False
    converts: bool = True
    positions: int = 512


_MBART = MappingProxyType({"vi": ("vi_VN",), "en": ("en_XX",)})
_FLORES = MappingProxyType({"vi": ("vie_Latn",), "en": ("eng_Latn",)})
_M2M100 = MappingProxyType({"vi": ("__vi__",), "en": ("__en__",)})
_MADLAD = MappingProxyType({"vi": ("<2vi>",), "en": ("<2en>",)})
_MARIAN = MappingProxyType(
    {"vi": (">>vi<<", ">>vie<<", ">>vie_Latn<<"), "en": (">>en<<", ">>eng<<", ">>eng_Latn<<")}
)
_ENVIT5 = MappingProxyType({"vi": "vi: ", "en": "en: "})
_T5_TYPES = ("t5", "mt5")  # uMT5: transformers 4 and 5 disagree on its outputs, so it is not offered

# Sources: CTranslate2's guide to Transformers (what converts, target prefixes); transformers' documentation
# of mBART (layouts of 25 and 50 languages), NLLB (source prefixed with its own language since April 2023),
# M2M100 and MarianMT (target tokens); the cards of vinai/vinai-translate-vi2en-v2 (MBartTokenizer, decoder
# started with en_XX), VietAI/envit5-translation (prefixes in and out) and google/madlad400-3b-mt (<2xx>).
FAMILIES = (
    # OPUS-MT and ours. A model into several languages is told which by a token; others know no such tokens.
    Family(
        "marian", ("marian",), ("MarianTokenizer",), "",
        codes=_MARIAN, head=(TARGET,),
    ),
    # mBART-25, such as vinai-translate: text </s> vi_VN; the decoder starts with the target's code.
    Family(
        "mbart", ("mbart",), ("MBartTokenizer",), "MBartTokenizer",
        codes=_MBART, tail=(END, SOURCE), decoder=(TARGET,), code_starts=True, positions=1024,
    ),
    # mBART-50: vi_VN text </s>; the decoder starts with </s>, the target's code is forced.
    Family(
        "mbart50", ("mbart",), ("MBart50Tokenizer",), "MBart50Tokenizer",
        codes=_MBART, head=(SOURCE,), decoder=(TARGET,), multilingual=True, positions=1024,
    ),
    Family(
        "nllb", ("m2m_100",), ("NllbTokenizer",), "NllbTokenizer",
        codes=_FLORES, head=(SOURCE,), decoder=(TARGET,), multilingual=True, positions=1024,
    ),
    # Mixtures of experts: CTranslate2 has no such layer.
    Family(
        "nllb-moe", ("nllb-moe",), ("NllbTokenizer",), "NllbTokenizer",
        codes=_FLORES, head=(SOURCE,), decoder=(TARGET,), multilingual=True, converts=False, positions=1024,
    ),
    Family(
        "m2m100", ("m2m_100",), ("M2M100Tokenizer",), "M2M100Tokenizer",
        codes=_M2M100, head=(SOURCE,), decoder=(TARGET,), multilingual=True, positions=1024,
    ),
    # Fine-tunes of T5 and mT5: each has its own prefix, or none.
    Family("t5", _T5_TYPES, ("T5Tokenizer",), "T5Tokenizer"),
    Family(
        "envit5", _T5_TYPES, ("T5Tokenizer",), "T5Tokenizer",
        prefixes=_ENVIT5, answers=_ENVIT5, multilingual=True,
    ),
    # Its pieces are read by SentencePiece itself, where spiece.model is there: T5Tokenizer of transformers 5
    # takes what MADLAD does not know for the end of the text.
    Family(
        "madlad", _T5_TYPES, ("T5Tokenizer",), "T5Tokenizer",
        codes=_MADLAD, code_is_word=True, head=(TARGET,), multilingual=True,
    ),
)  # fmt: skip


def family_of(name: str) -> Family:
    """Return the row of a name; raise ModelError with the names that there are."""
    for family in FAMILIES:
        if family.name == name:
            return family
    known = ", ".join(family.name for family in FAMILIES)
    raise ModelError(f"There is no model family {name!r}.", f"Known are {known}.")
