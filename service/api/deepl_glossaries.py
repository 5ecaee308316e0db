"""DeepL's glossaries: version 2, of one direction, and version 3, with a dictionary for each.

Both show the glossaries that the desks keep under /v1/glossaries, and keep theirs there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import JSONResponse

from service.api import deepl_dictionaries as kept
from service.api.deepl_dictionaries import Bundle
from service.api.deepl_terms import language_of, owner_and_parameters, source_language, target_language
from service.api.dialect import Desk
from service.api.parameters import Parameters
from service.domain.article import Language, other
from service.domain.errors import MalformedInput, NotFound
from service.domain.glossary import GlossaryEntry, sources_of
from service.text.glossary_pairs import PairFormat, merged, read_pairs, write_pairs

Found = TypeVar("Found")
Json = str | int | bool | list["Json"] | dict[str, "Json"]
FORMATS: dict[str, PairFormat] = {"tsv": "tsv", "csv": "csv"}
MAX_NAME = 200
TSV = "text/tab-separated-values; charset=utf-8"
_ID = re.compile(r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


@dataclass(frozen=True)
class GlossaryRoutes:
    """The handlers."""

    desk: Desk
    max_entries: int

    async def pairs(self, request: Request) -> Response:
        """List the pairs of languages that there may be glossaries for."""
        await self._read(request)
        pairs = [{"source_lang": one, "target_lang": two} for one, two in (("en", "vi"), ("vi", "en"))]
        return JSONResponse({"supported_languages": pairs})

    async def create_v2(self, request: Request) -> Response:
        """Keep a glossary of one direction."""
        sent = await self._read(request)
        name, (source, entries) = _name(sent), self._dictionary(sent)
        made = await self._do(lambda: self._create(name, [(source, entries)]))
        return JSONResponse(_v2(made), 201)

    async def list_v2(self, request: Request) -> Response:
        """List the glossaries; one with two directions is shown with its first."""
        await self._read(request)
        found = await self._do(lambda: kept.every(self.desk.parts.glossaries))
        return JSONResponse({"glossaries": [_v2(bundle) for bundle in found]})

    async def read_v2(self, request: Request) -> Response:
        """Return a glossary without its entries."""
        await self._read(request)
        return JSONResponse(_v2(await self._do(lambda: self._load(request))))

    async def entries_v2(self, request: Request) -> Response:
        """Return a glossary's entries as TSV."""
        await self._read(request)
        bundle = await self._do(lambda: self._load(request))
        text = write_pairs(bundle.first.entries, _source(bundle))
        return Response(text, headers={"Content-Type": TSV})

    async def remove(self, request: Request) -> Response:
        """Delete a glossary."""
        await self._read(request)
        await self._do(lambda: kept.remove(self.desk.parts.glossaries, self._load(request)))
        return Response(status_code=204)

    async def create_v3(self, request: Request) -> Response:
        """Keep a glossary of one or two dictionaries."""
        sent = await self._read(request)
        name, dictionaries = _name(sent), self._dictionaries(sent)
        if not dictionaries:
            raise MalformedInput("Value for 'dictionaries' not supported.", "Send at least one.")
        made = await self._do(lambda: self._create(name, dictionaries))
        return JSONResponse(_v3(made), 201)

    async def list_v3(self, request: Request) -> Response:
        """List the glossaries."""
        await self._read(request)
        found = await self._do(lambda: kept.every(self.desk.parts.glossaries))
        return JSONResponse({"glossaries": [_v3(bundle) for bundle in found]})

    async def read_v3(self, request: Request) -> Response:
        """Return a glossary without its entries."""
        await self._read(request)
        return JSONResponse(_v3(await self._do(lambda: self._load(request))))

    async def change_v3(self, request: Request) -> Response:
        """Give a glossary another name, and add to its dictionaries."""
        sent = await self._read(request)
        name = _name(sent) if "name" in sent.values else None
        dictionaries = self._dictionaries(sent)
        return JSONResponse(_v3(await self._do(lambda: self._change(request, name, dictionaries))))

    async def entries_v3(self, request: Request) -> Response:
        """Return the entries of one dictionary, or of all."""
        source = _asked_source(await self._read(request))
        bundle = await self._do(lambda: self._load(request))
        members = bundle.members if source is None else {source: bundle.dictionary(source)}
        said: list[Json] = [
            {**_pair(one), "entries": write_pairs(member.entries, one), "entries_format": "tsv"}
            for one, member in members.items()
        ]
        return JSONResponse({"dictionaries": said})

    async def put_dictionary(self, request: Request) -> Response:
        """Put a dictionary in the place of that of the same direction."""
        source, entries = self._dictionary(await self._read(request))

        def put() -> Bundle:
            kept.put(self.desk.parts.glossaries, self._load(request), source, entries, self._now())
            return self._load(request)

        return JSONResponse(_counted(await self._do(put), source))

    async def remove_dictionary(self, request: Request) -> Response:
        """Take a dictionary out."""
        source = _asked_source(await self._read(request))
        if source is None:
            raise MalformedInput("Value for 'source_lang' not supported.", "It was not sent.")
        await self._do(
            lambda: kept.remove_dictionary(
                self.desk.parts.glossaries, self._load(request), source, self._now()
            )
        )
        return Response(status_code=204)

    async def _read(self, request: Request) -> Parameters:
        _, sent = await owner_and_parameters(request, self.desk)
        return sent

    async def _do(self, job: Callable[[], Found]) -> Found:
        return await to_thread.run_sync(job)

    def _load(self, request: Request) -> Bundle:
        glossary_id = request.path_params["glossary_id"]
        if not _ID.fullmatch(glossary_id):
            raise MalformedInput("Invalid or missing glossary id.", "")
        return kept.load(self.desk.parts.glossaries, glossary_id)

    def _create(self, name: str, dictionaries: list[tuple[Language, tuple[GlossaryEntry, ...]]]) -> Bundle:
        return kept.create(self.desk.parts.glossaries, name, dictionaries, self._now())

    def _change(
        self,
        request: Request,
        name: str | None,
        dictionaries: list[tuple[Language, tuple[GlossaryEntry, ...]]],
    ) -> Bundle:
        store = self.desk.parts.glossaries
        for source, entries in dictionaries:
            bundle = self._load(request)
            old = bundle.members[source].entries if source in bundle.members else ()
            kept.put(store, bundle, source, merged(old, entries, source), self._now())
        if name is not None:
            kept.rename(store, self._load(request), name, self._now())
        return self._load(request)

    def _dictionaries(self, sent: Parameters) -> list[tuple[Language, tuple[GlossaryEntry, ...]]]:
        several = sent.values.get("dictionaries") or []
        if not isinstance(several, list):
            raise MalformedInput("Value for 'dictionaries' not supported.", "Send a list.")
        found = [self._dictionary(Parameters(one)) for one in several if isinstance(one, dict)]
        if len(found) < len(several) or len({source for source, _ in found}) < len(found):
            raise MalformedInput("Value for 'dictionaries' not supported.", "Send one for each direction.")
        return found

    def _dictionary(self, sent: Parameters) -> tuple[Language, tuple[GlossaryEntry, ...]]:
        source, target = source_language(sent), target_language(sent)
        if source is None or target != other(source):
            raise MalformedInput("Value for 'source_lang' not supported.", "Name the other language.")
        form = FORMATS.get(sent.text("entries_format") or "tsv")
        if form is None:
            raise MalformedInput("Value for 'entries_format' not supported.", "Send tsv or csv.")
        return source, read_pairs(sent.text("entries") or "", form, source, self.max_entries)

    def _now(self) -> datetime:
        return self.desk.parts.clock()


def members_of(desk: Desk, glossary_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the stored glossaries that ids name here. Raises NotFound. Blocks."""
    if not all(map(str.isprintable, glossary_ids)):
        raise NotFound("Glossary not found.", "")
    bundles = [kept.load(desk.parts.glossaries, glossary_id) for glossary_id in glossary_ids]
    return tuple(dict.fromkeys(one.card.id for bundle in bundles for one in bundle.members.values()))


def _name(sent: Parameters) -> str:
    name = (sent.text("name") or "").strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise MalformedInput("Value for 'name' not supported.", f"Send 1 to {MAX_NAME} characters.")
    return name


def _asked_source(sent: Parameters) -> Language | None:
    code = sent.text("source_lang")
    source = None if code is None else language_of(code, "source_lang")
    if source is not None and target_language(sent) != other(source):
        raise NotFound("Dictionary not found.", "")
    return source


def _source(bundle: Bundle) -> Language:
    return sources_of(bundle.first.card.direction)[0]


def _v2(bundle: Bundle) -> dict[str, Json]:
    card, source = bundle.card, _source(bundle)
    return {
        "glossary_id": card.id,
        "ready": True,
        "name": card.name,
        **_pair(source),
        "creation_time": _time(card.created_at),
        "entry_count": card.entry_count,
    }


def _v3(bundle: Bundle) -> dict[str, Json]:
    return {
        "glossary_id": bundle.card.id,
        "name": bundle.card.name,
        "dictionaries": [_counted(bundle, source) for source in bundle.members],
        "creation_time": _time(bundle.card.created_at),
    }


def _counted(bundle: Bundle, source: Language) -> dict[str, Json]:
    return {**_pair(source), "entry_count": bundle.dictionary(source).card.entry_count}


def _pair(source: Language) -> dict[str, Json]:
    return {"source_lang": source, "target_lang": other(source)}


def _time(moment: datetime) -> str:
    """Return a time with a fraction and a zone, without which clients cannot read it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
