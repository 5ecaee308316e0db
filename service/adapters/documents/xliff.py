"""XLIFF 1.2 and 2.x: files of a translator's tools, source and target side by side.

Promises that what is translated already, or is not to be, stays; that inline elements come back once; and
that a target made here says that a machine made it and that it is to be looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.adapters.documents.codes import Event, decoded
from service.adapters.documents.inline import Content, InlineRules, Role, read_content, write_content
from service.adapters.documents.markup_files import MarkupFile, Node, read_markup, with_attribute
from service.adapters.documents.printf import is_in_turn, numbered
from service.domain.article import Language, other
from service.domain.document import Document, DocumentLimits
from service.domain.errors import EmptyInput, MalformedInput

_PAIRS = frozenset(("g", "pc", "mrk", "hi"))
_STARTS = frozenset(("bpt", "bx", "sc"))
_FINISHES = frozenset(("ept", "ex", "ec"))
_NOT_YET = frozenset(("new", "needs-translation", "initial"))
_NUMBERING = frozenset(("c", "cpp", "cstring", "java", "php", "x-objc", "x-c-format", "x-gettext-c"))
_BY_MACHINE = 'state="needs-review-translation" state-qualifier="leveraged-mt"'


@dataclass(frozen=True, slots=True)
class _Message:
    """A source with its place for a target; `holder` is the segment or the unit, `after` what it follows.

    `datatype` is what the file says that the texts are of.
    """

    content: Content
    holder: Node
    after: Node
    target: Node | None
    datatype: str | None


def inline_role(file: MarkupFile, node: Node) -> Role:
    """Return what an inline element of XLIFF or TMX is."""
    local = node.local
    if local in _PAIRS:
        return "keep" if file.attribute(node, "translate") == "no" else "pair"
    if local in _STARTS or local in _FINISHES:
        return "start" if local in _STARTS else "finish"
    return "keep" if _shown(file, node)[:1] not in ("", "<", "\\") else "point"


def _shown(file: MarkupFile, node: Node) -> str:
    """Return what a placeholder stands for, as far as the file says so."""
    said = (file.attribute(node, name) for name in ("equiv-text", "equiv", "disp"))
    return (file.text(node) or next((text for text in said if text), "")).strip()


def inline_key(file: MarkupFile, node: Node) -> str:
    """Return by what the two elements of a pair belong together."""
    found = (file.attribute(node, name) for name in ("rid", "startref", "i", "id"))
    return next((value for value in found if value is not None), "")


INLINE = InlineRules(inline_role, inline_key, kept=_shown, numbered=True)


def events_of(content: Content, text: str | None, datatype: str | None) -> tuple[Content, list[Event]] | None:
    """Return what a translation says and where; None where its codes are not those of the source.

    Where its printf codes have changed places, they are numbered if the programs of `datatype` can read that.
    """
    events = decoded(content.unit, text)
    if events is None or is_in_turn(content.placeholders, events):
        return None if events is None else (content, events)
    numbers = numbered(content.placeholders) if datatype in _NUMBERING else None
    return None if numbers is None else (replace(content, placeholders=numbers), events)


def open_xliff(content: bytes, target: Language, _limits: DocumentLimits) -> Document:
    """Open a file of either version."""
    file = read_markup(content, "The XLIFF file")
    if file.root.local != "xliff":
        raise MalformedInput(f"The file is no XLIFF: it begins with <{file.root.name}>.", "Send XLIFF.")
    version = file.attribute(file.root, "version") or "1"
    if version[:1] not in ("1", "2"):
        raise MalformedInput(f"The file is XLIFF {version[:20]}.", "Send it as XLIFF 1.2 or 2.x.")
    is_second = version.startswith("2")
    owners = [file.root] if is_second else [node for node in file.root.children if node.local == "file"]
    names = ("srclang", "trglang") if is_second else ("source-language", "target-language")
    fitting = [node for node in owners if _fits(file, node, names, target)]
    if not fitting:
        raise _of_other_languages(file, owners, names, target=target)
    messages = [one for node in fitting for one in _messages(file, node, is_second=is_second)]
    if not messages:
        raise EmptyInput("All of the file is translated already.", "Empty the targets to be made anew.")

    def write(texts: Sequence[str | None]) -> bytes:
        instead: dict[int, tuple[int, str]] = {}
        for message, text in zip(messages, texts, strict=True):
            _put(file, message, text, instead, is_second=is_second)
        for node in fitting if instead else ():
            if file.attribute(node, names[1]) is None:
                name = "trgLang" if is_second else "target-language"
                instead[node.first] = node.first, with_attribute(file.tokens[node.first].raw, name, target)
        return file.write(instead)

    return Document(tuple(one.content.unit for one in messages), write, declares_source=True)


def _of_other_languages(
    file: MarkupFile, owners: Sequence[Node], names: tuple[str, str], *, target: Language
) -> MalformedInput:
    """Return what is wrong with a file of which nothing is translated to the target."""
    if not owners:
        return MalformedInput("The XLIFF file has no <file> element.", "Send one with texts in it.")
    pairs = [tuple(file.attribute(node, name) for name in names) for node in owners]
    said = [f"from {source or 'no language'}{f' to {wanted}' if wanted else ''}" for source, wanted in pairs]
    cause = f"The file is for a translation {', '.join(dict.fromkeys(said))}"
    turned = other(target)
    if any(_primary(source) == target and _primary(wanted) in ("", turned) for source, wanted in pairs):
        return MalformedInput(f"{cause}, not to {target}.", f"Choose {turned} as the target language.")
    remedy = f"Send a file from {turned} to {target}: only Vietnamese and English are translated."
    return MalformedInput(f"{cause}.", remedy)


def _fits(file: MarkupFile, node: Node, names: tuple[str, str], target: Language) -> bool:
    source, wanted = (file.attribute(node, name) for name in names)
    return _primary(source) == other(target) and (wanted is None or _primary(wanted) == target)


def _primary(code: str | None) -> str:
    return (code or "").replace("_", "-").partition("-")[0].lower()


def _messages(file: MarkupFile, owner: Node, *, is_second: bool) -> Iterator[_Message]:
    waiting = [owner]
    while waiting:
        node = waiting.pop()
        if file.attribute(node, "translate") == "no":
            continue
        if node.local == ("segment" if is_second else "trans-unit"):
            found = _message(
                file, node, file.attribute(node, "datatype") or file.attribute(owner, "datatype")
            )
            if found is not None:
                yield found
        else:
            waiting.extend(reversed(node.children))


def _message(file: MarkupFile, holder: Node, datatype: str | None) -> _Message | None:
    source, target = holder.find("source"), holder.find("target")
    parted = holder.find("seg-source")
    if source is None or source.first == source.last or file.attribute(holder, "approved") == "yes":
        return None
    if target is not None and file.text(target).strip():
        state = file.attribute(target, "state") or file.attribute(holder, "state")
        if state not in _NOT_YET:
            return None
    taken = parted if parted is not None and parted.first < parted.last else source
    content = read_content(file, taken, INLINE)
    return _Message(content, holder, parted or source, target, datatype) if content.has_words else None


def _put(
    file: MarkupFile,
    message: _Message,
    text: str | None,
    instead: dict[int, tuple[int, str]],
    *,
    is_second: bool,
) -> None:
    done = events_of(message.content, text, message.datatype)
    if done is None:
        return
    words = write_content(file, *done)
    old, after, prefix = message.target, message.after, message.holder.prefix
    opening = f"<{prefix}target>" if is_second else f"<{prefix}target {_BY_MACHINE}>"
    if old is not None:
        opening = _reopened(file.tokens[old.first].raw, is_second=is_second)
        instead[old.first] = old.last, f"{opening}{words}</{old.name}>"
    else:
        before = file.tokens[after.first - 1]
        space = before.raw if before.kind == "text" and not before.raw.strip() else ""
        closing = file.tokens[after.last].raw
        instead[after.last] = after.last, f"{closing}{space}{opening}{words}</{prefix}target>"
    if is_second:
        first = message.holder.first
        instead[first] = first, with_attribute(file.tokens[first].raw, "state", "translated")


def _reopened(raw: str, *, is_second: bool) -> str:
    """Return the opening tag of a target that is filled."""
    opening = raw.removesuffix("/>").rstrip() + ">" if raw.endswith("/>") else raw
    if is_second:
        return opening
    opening = with_attribute(opening, "state", "needs-review-translation")
    return with_attribute(opening, "state-qualifier", "leveraged-mt")
