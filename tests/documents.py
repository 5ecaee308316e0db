"""Small documents of our own making, and translators that move words about without any model."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.adapters.documents.formats import FORMATS
from service.domain.article import Language, other
from service.domain.document import DocumentLimits
from service.domain.request import TranslatedText, TranslationRequest
from service.domain.upload import FileOrder
from service.pipeline.documents import document_kinds
from service.pipeline.files import free_of_charge
from service.text.markup import translate_html
from service.text.word_links import WordLink
from service.text.xml_markup import translate_xml

Sentences = Callable[[list[str]], list[str]]
KINDS = document_kinds(FORMATS, DocumentLimits())
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def same(words: list[str]) -> list[str]:
    return words


def backwards(texts: list[str]) -> list[str]:
    """Turn the words of each sentence around; the last sign stays last."""
    return [_backwards(text) for text in texts]


def _backwards(text: str) -> str:
    core = text.rstrip(".!?…")
    return " ".join(reversed(core.split())) + text[len(core) :]


def linked_backwards(pairs: Sequence[tuple[str, str]]) -> list[list[WordLink]]:
    return [_links(*pair) for pair in pairs]


def _links(source: str, target: str) -> list[WordLink]:
    words = [m.span() for m in re.finditer(r"\S+", source)]
    turned = [m.span() for m in re.finditer(r"\S+", target)]
    return [WordLink(*a, *b, 1.0) for a, b in zip(words, reversed(turned), strict=False)]


@dataclass(frozen=True)
class Mover:
    """Translates by moving words; counts what it was asked."""

    sentences: Sentences = backwards

    def __call__(self, request: TranslationRequest) -> list[TranslatedText]:
        return [TranslatedText(self._one(text, request), other(request.target), ()) for text in request.texts]

    def _one(self, text: str, request: TranslationRequest) -> str:
        if request.format == "xml":
            return translate_xml(text, self.sentences, linked_backwards, options=request.xml)
        if request.format == "html":
            return translate_html(text, self.sentences, linked_backwards)
        return "\n".join(self.sentences(text.split("\n")))


def translated(name: str, content: bytes, *, to: Language = "en", by: Sentences = backwards) -> bytes:
    """Return a file translated by a mover."""
    order = FileOrder(name, content, to)
    suffix = "." + name.rpartition(".")[2]
    return KINDS[suffix](order, Mover(by), free_of_charge).content


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            package.writestr(name, content, compress_type=stored)
    return out.getvalue()


def member(content: bytes, name: str) -> str:
    """Return a member of a zip as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def word_file(body: str, **parts: str) -> bytes:
    """Return a Word document with a body; other parts by their names without the ending (`header1`)."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{re.sub(r"[0-9]", "", name)}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{re.sub(r"[0-9]", "", name)}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    packages = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{packages}/content-types">'
            f'<Default Extension="rels" ContentType="{TYPE}-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{TYPE}-officedocument.wordprocessingml.document.main+xml"/>{types}</Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
            f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{packages}/relationships">'
            f"{relations}</Relationships>",
            "word/document.xml": f'{head}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body>'
            "</w:document>",
            **{
                f"word/{name}.xml": f'{head}<w:{_root(name)} xmlns:w="{W}">{content}</w:{_root(name)}>'
                for name, content in parts.items()
            },
        }
    )


def _root(name: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(re.sub("[0-9]", "", name), name)
