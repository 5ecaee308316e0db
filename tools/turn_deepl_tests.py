"""Turn the tests of a checkout of deepl-python from German to Vietnamese, and print what was changed where.

    python tools/turn_deepl_tests.py CHECKOUT/tests TURNED

Left as they are: tests of the client's own code alone. Languages that the service has not are taken out of
the table of example texts.
"""

import re
import shutil
import sys
from pathlib import Path

OWN = ("EN", "EN-US", "EN-GB", "DE")
WORDS = {
    "Protonenstrahl": "chùm proton",
    "Guten Tag": "Chào bạn",
    "Hallo": "Chào",
    "Maler": "Họa sĩ",  # a German noun has a capital, and here the word begins the sentence
    "Gewinn": "phần thưởng",
    "Apfel": "Táo",
    "Banane": "Chuối",
    "Der Titel": "Tiêu đề",
    "Meine erste Überschrift": "Tiêu đề đầu tiên của tôi",
    "Das ist scharf!": "Cái này cay quá!",
    "Das ist ein Messer": "Đây là một con dao",
    "يجب تجاهل هذا الجزء.": "Phần này phải được bỏ qua.",
    "هذه <i>جملة</i> <b>قصيرة</b>.": "Đây là <i>câu</i> <b>ngắn</b>.",
    "هذه جملة أخرى.": "Đây là một câu khác.",
}
CODES = {
    r'"DE"': '"VI"',
    r'"De"': '"Vi"',
    r'"de"': '"vi"',
    r'"dE"': '"vI"',
    r'"ar"': '"vi"',
    r'"FR"': '"VI"',
    r'"TR"': '"EN-GB"',  # a language without formality
    r"deepl\.Language\.GERMAN": "deepl.Language.VIETNAMESE",
    r"--to DE": "--to VI",
    r"--from DE": "--from VI",
    r"DE: German": "VI: Vietnamese",
    r'"de, en"': '"vi, en"',
    r",en,de": ",en,vi",
    r'"dir"': '"Bạn"',
    r'"Ihnen"': '"Quý vị"',
    # The command line of the test splits its entries at spaces: a word of one syllable.
    r'(entries = \{"Chào": "Hello", )"Họa sĩ": "Artist"(\}\s+entries_tsv)': r'\1"Thợ": "Artist"\2',
    # The language that is overwritten must be another than the one that overwrites it.
    r'target_lang="VI"(,\s+extra_body_parameters)': r'target_lang="EN-GB"\1',
}
CLIENTS_OWN = re.compile(r"def test_remove_regional_variant.*?(?=\n\n\n)", re.DOTALL)
TABLE = re.compile(r"(?<=^example_text = \{\n)(?:    \"[\w-]+\": \".*\",\n)+", re.MULTILINE)


def turned(text: str, name: str) -> str:
    """Return a file's text with Vietnamese in the place of German."""
    own = CLIENTS_OWN.search(text)
    if own:
        text = text.replace(own[0], "@OWN@")
    text = TABLE.sub(lambda table: "".join(filter(_is_own, table[0].splitlines(keepends=True))), text)
    for old, new in WORDS.items():
        _tell(name, text.count(old), old, new)
        text = text.replace(old, new)
    for pattern, new in CODES.items():
        text, count = re.subn(pattern, new, text)
        _tell(name, count, pattern, new)
    return text.replace("@OWN@", own[0]) if own else text


def _is_own(row: str) -> bool:
    return row.split('"')[1] in OWN


def _tell(name: str, count: int, old: str, new: str) -> None:
    if count:
        sys.stdout.write(f"{name}\t{count}\t{old}\t{new}\n")


def main(source: Path, target: Path) -> None:
    """Turn every file of a folder."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    for path in sorted(target.glob("*.py")):
        path.write_text(turned(path.read_text(encoding="utf-8"), path.name), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
