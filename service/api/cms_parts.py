"""What the API needs to take in what content management systems send. The composition root fills it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from service.domain.cms import CmsStore, Inbound


@dataclass(frozen=True)
class CmsParts:
    """`superdesk_secret` is None where Superdesk may not send. The checks raise Forbidden."""

    store: CmsStore
    check_superdesk: Callable[[str, bytes, str | None], None]
    check_standard: Callable[[str, bytes, Mapping[str, str]], None]
    superdesk_secret: str | None = field(default=None, repr=False)
    inbound: Mapping[str, Inbound] = field(default_factory=dict)
