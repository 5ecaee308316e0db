"""What stands in a text for something else: %s, %1, {name}, ${x}, %{n}, addresses. It is never translated.

Promises spans in order that do not overlap. A percentage (50 %, 7%) is no placeholder.
"""

import re
from collections import Counter

PRINTF = re.compile(
    r"(?<![\d%])%(?P<place>\d+\$)?[#0+-]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t|L|q)?[diouxXeEfFgGcsp@](?![a-z])"
)
_QT = r"(?<![\d%])%L?(?:\d{1,2}|n(?![a-zA-Z]))"  # %1, %L1, %n: Qt and KDE
_OTHERS = (
    r"|%[A-Z][A-Z0-9_]+%"  # %USER%
    r"|[%$#]\{[^{}\n]{1,200}\}"  # ${x}, %{x}, #{x}
    r"|%<\w{1,60}>[#0+-]*\d*(?:\.\d+)?[a-zA-Z]?"  # %<total>d: Ruby
    r"|\{\{[^{}\n]{1,200}\}\}"  # {{ name }}
    r"|\{%[^{}\n]{1,200}%\}"
    r"|\{[\w.:!\[\]-]{0,100}\}"  # {0}, {name:>10}
    r"|\bhttps?://[^\s<>\"]*[\w/]"
    r"|\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}\b"
)
_NAMED = r"%\([\w.-]+\)[#0+-]*\d*(?:\.\d+)?[a-zA-Z]|%%|"  # %(total)d
PLACEHOLDER = re.compile(rf"{_NAMED}{PRINTF.pattern}|{_QT}{_OTHERS}")
QT_PLACEHOLDER = re.compile(f"{_QT}|%%{_OTHERS}")  # where %1s is the first argument and an s
_SUSPECT = re.compile(r"(?<!\d)%(?=[\w{<(])\S\w?|\$(?=[A-Za-z_{(])\S\w*|#\{|\{[^{}\s]*\}")


def suspects(text: str) -> Counter[str]:
    """Return what looks as if it stood for something, whether or not we know it."""
    return Counter(_SUSPECT.findall(text))
