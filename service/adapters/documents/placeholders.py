"""What stands in a text for something else: %s, {name}, ${x}, %(total)d, addresses. It is never translated.

Promises spans in order that do not overlap. A percentage (50 %, 7%) is no placeholder.
"""

import re

PLACEHOLDER = re.compile(
    r"%\([\w.-]+\)[#0+-]*\d*(?:\.\d+)?[a-zA-Z]"  # %(total)d
    r"|%%"
    r"|(?<![\d%])%(?:\d+\$)?[#0+-]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t|L|q)?[diouxXeEfFgGcsp@](?![a-z])"
    r"|%[A-Z][A-Z0-9_]+%"  # %USER%
    r"|\$\{[^{}\n]{1,200}\}"  # ${x}
    r"|\{\{[^{}\n]{1,200}\}\}"  # {{ name }}
    r"|\{%[^{}\n]{1,200}%\}"
    r"|\{[\w.:!\[\]-]{0,100}\}"  # {0}, {name:>10}
    r"|\bhttps?://[^\s<>\"]*[\w/]"
    r"|\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}\b"
)
