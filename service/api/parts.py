"""What the API is made of. The composition root fills it in; nothing here knows what the parts are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.api.cms_parts import CmsParts
from service.api.delivery_parts import DeliveryParts
from service.api.job_parts import JobParts
from service.api.memory_parts import MemoryParts
from service.api.metrics import Metrics
from service.api.publishing_parts import PublishingParts
from service.api.status_parts import StatusParts
from service.domain.article import Payload
from service.domain.audit import AuditLog
from service.domain.brief import Brief
from service.domain.glossary import GlossaryFormats
from service.domain.request import BriefOptions, TranslatedText, TranslationRequest
from service.domain.stores import BriefStore, GlossaryStore, IdempotencyStore, KeyStore, PendingStore
from service.domain.suggestion import SuggestionStore
from service.domain.tracing import NO_TRACES, Tracing
from service.domain.upload import TranslateFile, UploadStore
from service.domain.usage import UsageStore
from service.text.party_names import OfficialNames

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
Renderers = Mapping[str, Callable[[Brief], bytes]]


@dataclass(frozen=True)
class Parts:
    """Everything that the API calls. The callables block and may be called from several threads at once.

    `official` are names by which the ledger knows that two parties are one.

    `file_types` are the endings of the names of files that `translate_file` takes, `.txt`.

    `glossary_formats` maps a media type to what reads and writes glossaries in it.

    `page_policy` is the Content-Security-Policy under which a brief as HTML looks right.

    `jobs` are the batch jobs, `memory` is the translation memory, `deliveries` are the webhooks, `cms` takes
    in what other systems send, `publishing` writes feeds and cards; None where there are none.

    `renderers` maps a media type to what writes a brief in it: application/json always, and whichever of
    text/markdown, text/html, application/ld+json and application/vnd.iptc.ninjs+json there are. The first is
    the default. `ready` returns what stands in the way of serving; nothing means ready.
    """

    write_brief: Callable[[Payload, BriefOptions], Brief]
    translate_texts: Callable[[TranslationRequest], list[TranslatedText]]
    store: BriefStore
    pending: PendingStore
    idempotency: IdempotencyStore
    keys: KeyStore
    audit: AuditLog
    glossaries: GlossaryStore
    glossary_formats: GlossaryFormats
    usage: UsageStore
    uploads: UploadStore
    suggestions: SuggestionStore
    translate_file: TranslateFile
    file_types: tuple[str, ...]
    renderers: Renderers
    ready: Callable[[], list[str]]
    clock: Callable[[], datetime]
    close: Callable[[], None]
    official: OfficialNames = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)
    page_policy: str = NOTHING
    jobs: JobParts | None = None
    memory: MemoryParts | None = None
    status: StatusParts | None = None
    deliveries: DeliveryParts | None = None
    cms: CmsParts | None = None
    publishing: PublishingParts | None = None
    tracing: Tracing = NO_TRACES
