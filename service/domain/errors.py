"""Everything that can go wrong, as one tree.

    DiemNhanError
    ├── InputError                 the sender can mend it
    │   ├── EmptyInput             nothing, or nothing but spaces and symbols
    │   ├── TooShort               not enough words to be an article
    │   ├── BinaryInput            not text at all
    │   ├── UndecodableText        text, in an encoding that is broken or unknown
    │   ├── MalformedInput         JSON, HTML, ninjs or a parameter that cannot be read
    │   ├── UnsupportedLanguage    neither Vietnamese nor English
    │   ├── UnsupportedMedia       a content type that we do not read
    │   ├── UnknownGlossary        a request names a glossary that there is not
    │   ├── UnknownEndpoint        a request names an endpoint of webhooks that there is not
    │   └── TooLarge               past a limit of the settings
    ├── AccessError
    │   ├── Unauthenticated        no key, or an unknown one
    │   ├── QuotaExceeded          a key whose allowance is used up
    │   ├── RateLimited            a key that sends too many requests
    │   └── Forbidden              a key without the scope
    ├── StateError
    │   ├── NotFound
    │   ├── IdempotencyMismatch    the same key with another payload
    │   ├── InProgress             the first request with this key is still running
    │   ├── Outdated               it was changed by somebody else meanwhile
    │   ├── WrongState             a job that is in no state for this
    │   ├── NotTranslated          a text that a model behind a server does not translate
    │   └── Expired                its time is over and it was deleted
    └── OperatorError              the person who runs the service can mend it
        ├── ConfigurationError
        ├── ModelUnavailable
        ├── Overloaded             the queue is full or the service is stopping
        ├── QueueFull              as many jobs wait as are taken, in all or of one key
        └── StorageFull            the disk has too little room for anything new

HTTP statuses are given in one place, service/api/problems.py.
"""


class DiemNhanError(Exception):
    """An error with a stable `code`, the `cause` in this case, and a `remedy` for whoever reads it.

    `retry_after` is how many seconds to wait before trying again, where that is known.
    """

    code = "error"

    def __init__(self, cause: str, remedy: str, *, retry_after: int | None = None) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy
        self.retry_after = retry_after


class InputError(DiemNhanError):
    code = "input_error"


class EmptyInput(InputError):
    code = "empty_input"


class TooShort(InputError):
    code = "too_short"


class BinaryInput(InputError):
    code = "binary_input"


class UndecodableText(InputError):
    code = "undecodable_text"


class MalformedInput(InputError):
    code = "malformed_input"


class UnsupportedLanguage(InputError):
    code = "unsupported_language"


class UnsupportedMedia(InputError):
    code = "unsupported_media"


class UnknownGlossary(InputError):
    code = "unknown_glossary"


class UnknownEndpoint(InputError):
    code = "unknown_endpoint"


class TooLarge(InputError):
    code = "too_large"


class AccessError(DiemNhanError):
    code = "access_error"


class Unauthenticated(AccessError):
    code = "unauthenticated"


class QuotaExceeded(AccessError):
    code = "quota_exceeded"


class RateLimited(AccessError):
    code = "rate_limited"


class Forbidden(AccessError):
    code = "forbidden"


class StateError(DiemNhanError):
    code = "state_error"


class NotFound(StateError):
    code = "not_found"


class IdempotencyMismatch(StateError):
    code = "idempotency_mismatch"


class InProgress(StateError):
    code = "in_progress"


class Outdated(StateError):
    code = "outdated"


class WrongState(StateError):
    code = "wrong_state"


class NotTranslated(StateError):
    code = "not_translated"


class Expired(StateError):
    code = "expired"


class OperatorError(DiemNhanError):
    code = "operator_error"


class ConfigurationError(OperatorError):
    code = "configuration_error"


class ModelUnavailable(OperatorError):
    code = "model_unavailable"


class Overloaded(OperatorError):
    code = "overloaded"


class QueueFull(OperatorError):
    code = "queue_full"


class StorageFull(OperatorError):
    code = "storage_full"
