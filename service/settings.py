"""The settings: read once from the environment, frozen, with every limit named.

Promises a clear ConfigurationError for a value that cannot be read and for an unknown DIEMNHAN_* name.
Refuses to know who uses which setting.
"""

import difflib
import os
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.domain.cms import FieldMapping
from service.domain.errors import ConfigurationError
from service.secret_files import SUFFIX, read_secrets

PREFIX = "DIEMNHAN_"
MIB = 1024 * 1024
SECRETS = (
    "database_url",
    "superdesk_secret",
    "wordpress_logins",
    "llm_key",
    "chat_key",
)  # may come out of a file that DIEMNHAN_<NAME>_FILE names


class Settings(BaseSettings):
    """Every setting, its default and its bounds. `DIEMNHAN_<NAME>` in the environment overrides."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    # Where it listens. Plain HOST and PORT count too, as hosting platforms set them.
    host: Annotated[str, Field(validation_alias=AliasChoices("DIEMNHAN_HOST", "HOST"))] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, validation_alias=AliasChoices("DIEMNHAN_PORT", "PORT"))] = 8000
    # `auto`: keys are asked for unless the host is a loopback address.
    api_keys: Literal["auto", "required"] = "auto"
    cors_origins: tuple[str, ...] = ()
    # Names that it is asked under besides those of loopback; `*` is any. Asked for where keys are off.
    allowed_hosts: tuple[str, ...] = ()
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    shutdown_seconds: Annotated[int, Field(ge=0, le=3600)] = 30
    # Where `diemnhan work` answers /metrics and /healthz; without a port it listens nowhere.
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None

    # Where it keeps things. Without a URL: SQLite in the data directory.
    data_dir: Path = Path("var")
    database_url: SecretStr | None = None
    # Where documents are kept, as they were sent and as they came out: s3://BUCKET/PREFIX, file:///FOLDER.
    # Without a URL: in the database.
    files_url: str | None = None
    # Below so many MB of free disk no jobs and files are taken; 0: no limit, None: 500, or its twentieth.
    disk_floor_mb: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    idempotency_hours: Annotated[int, Field(ge=1, le=24 * 365)] = 72
    # Briefs are kept for ever, or for so many days.
    brief_days: Annotated[int, Field(ge=1, le=36_500)] | None = None

    # What it accepts.
    max_body_bytes: Annotated[int, Field(ge=1024, le=64 * MIB)] = 4 * MIB
    max_article_characters: Annotated[int, Field(ge=1000)] = 500_000
    max_texts: Annotated[int, Field(ge=1)] = 1000
    max_glossary_entries: Annotated[int, Field(ge=1)] = 20_000
    max_glossary_bytes: Annotated[int, Field(ge=1024, le=256 * MIB)] = 32 * MIB
    # What a key may have, unless it has limits of its own: characters translated a month, requests a minute.
    # Where keys are off the first holds for all requests together, the second for none.
    character_limit: Annotated[int, Field(ge=1)] | None = None
    request_limit: Annotated[int, Field(ge=1)] | None = None
    upload_hours: Annotated[int, Field(ge=1, le=24 * 365)] = 24
    body_seconds: Annotated[float, Field(gt=0, le=3600)] = 30

    # How much it does at once.
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    queue_depth: Annotated[int, Field(ge=0, le=10_000)] = 16

    # Batch jobs. Workers are threads of this process; 0 leaves the work to others. Of the rest 0 is no limit
    # only for the batches of one key that may be worked at at once.
    job_workers: Annotated[int, Field(ge=0, le=64)] = 2
    job_days: Annotated[int, Field(ge=1, le=3650)] = 30
    job_items: Annotated[int, Field(ge=1)] = 1_000_000
    job_queue: Annotated[int, Field(ge=1)] = 10_000
    job_queue_items: Annotated[int, Field(ge=1)] = 5_000_000
    job_key_jobs: Annotated[int, Field(ge=1)] = 10_000
    job_key_batches: Annotated[int, Field(ge=0)] = 0
    max_upload_bytes: Annotated[int, Field(ge=1024)] = 1024 * MIB
    # Documents (DOCX, EPUB, ..., and zips of them), as they are sent and unpacked, and the files in them.
    max_document_bytes: Annotated[int, Field(ge=1024)] = 64 * MIB
    max_unpacked_bytes: Annotated[int, Field(ge=1024)] = 512 * MIB
    max_members: Annotated[int, Field(ge=1)] = 10_000

    # What it tells others by itself. Only the public internet is sent to, and what is named here: host names,
    # networks.
    outgoing_allow: tuple[str, ...] = ()
    outgoing_seconds: Annotated[float, Field(gt=0, le=120)] = 15
    delivery_days: Annotated[int, Field(ge=1, le=3650)] = 30
    # WordPress sites that drafts are put into: {"https://news.example": "user:application password"}.
    wordpress_logins: SecretStr | None = None
    # What other systems send by themselves: the secret of Superdesk's HTTP push, and where others have what.
    superdesk_secret: SecretStr | None = None
    inbound: dict[str, FieldMapping] = {}  # frozen, as the settings are

    # The model. Without a folder: the embedded weights. Threads are a worker's.
    weights_dir: Path | None = None
    # Where the embedded model is kept as its engine wants it, made at the first start; in the data directory.
    converted_dir: Path | None = None
    # Another model than the embedded one, by the name that `diemnhan models add` gave it. Without a name: the
    # one of `diemnhan models use`. `chat`: the language model translates, the translation model stands in.
    translation_model: str | None = None
    translator: Literal["ctranslate2", "transformers", "chat"] = "ctranslate2"
    device: Literal["auto", "cpu", "cuda"] = "auto"
    translator_threads: Annotated[int, Field(ge=1, le=256)] = 2
    # Hypotheses kept. Unset: 2 for the embedded model, which learned from its own likeliest outputs and gains
    # 0.1 chrF from 4 at a quarter more time; 4 for others.
    beam_size: Annotated[int, Field(ge=1, le=16)] | None = None
    rerank: Annotated[int, Field(ge=0, le=16)] = 0  # hypotheses put in order by the way back; 0 is off
    batch_sentences: Annotated[int, Field(ge=1, le=1024)] = 32
    batch_window_ms: Annotated[int, Field(ge=0, le=1000)] = 4
    # For an added chat model: the key of its server, lines in a request, requests at once. LLM_SECONDS,
    # LLM_ATTEMPTS and LLM_ANSWER_TOKENS hold for it too.
    chat_key: SecretStr | None = None
    chat_lines: Annotated[int, Field(ge=1, le=100)] = 16
    chat_requests: Annotated[int, Field(ge=1, le=64)] = 4

    # The optional language model: an OpenAI-compatible server by URL (http://127.0.0.1:11434/v1), or the
    # folder of a chat model. Prices are for a million tokens, in a currency of the operator's choice.
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key: SecretStr | None = None
    llm_dir: Path | None = None
    llm_seconds: Annotated[float, Field(gt=0, le=3600)] = 60
    llm_attempts: Annotated[int, Field(ge=1, le=10)] = 3
    llm_context_tokens: Annotated[int, Field(ge=1024)] = 8192
    llm_answer_tokens: Annotated[int, Field(ge=128)] = 2048
    llm_judge: bool = False
    llm_price_in: Annotated[float, Field(ge=0)] = 0
    llm_price_out: Annotated[float, Field(ge=0)] = 0
    # The folder of a sequence-to-sequence summariser. Without one the summary is extractive.
    summariser_dir: Path | None = None

    @field_validator("cors_origins")
    @classmethod
    def _no_wildcard_beside_others(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if "*" in origins and len(origins) > 1:
            raise ValueError('either ["*"] or a list of origins')
        return origins

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @property
    def keys_required(self) -> bool:
        """Whether requests need an API key."""
        return self.api_keys == "required" or not self.on_loopback

    @property
    def embedded_beam(self) -> int:
        """How many hypotheses the embedded model keeps."""
        return self.beam_size or 2

    @property
    def added_beam(self) -> int:
        """How many hypotheses any other model keeps."""
        return self.beam_size or 4

    @property
    def database(self) -> str:
        """The database URL in clear; never log it."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.absolute() / 'diemnhan.sqlite3'}"


def environment_name(setting: str) -> str:
    """Return the environment variable that holds a setting."""
    return PREFIX + setting.upper()


def refuse_unknown(names: Iterable[str]) -> None:
    """Raise ConfigurationError for a DIEMNHAN_* name that is no setting: most likely a misspelling."""
    known = [setting.upper() for setting in Settings.model_fields]
    known += [secret.upper() + SUFFIX for secret in SECRETS]
    for name in names:
        setting = name.upper().removeprefix(PREFIX)
        if setting == name.upper() or setting in known or setting.startswith("TEST_"):
            continue
        near = [environment_name(one) for one in difflib.get_close_matches(setting, known, n=1)]
        remedy = (
            f"Did you mean {near[0]}?" if near else f"Known are {', '.join(map(environment_name, known))}."
        )
        raise ConfigurationError(f"The environment sets {name}, which is no setting.", remedy)


def read_settings() -> Settings:
    """Read the settings from the environment."""
    refuse_unknown(os.environ)
    secrets = read_secrets(map(environment_name, SECRETS), os.environ)
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = str(first["loc"][0]) if first["loc"] else "settings"
        name = place.upper() if place.upper().startswith(PREFIX) else environment_name(place)
        raise ConfigurationError(
            f"{name} cannot be read: {first['msg']}.", "Correct it or unset it; docs/api.md lists them."
        ) from None
    except ValueError as error:  # pydantic-settings: a list or number that is no JSON
        raise ConfigurationError(
            f"A setting cannot be read: {error}.", 'Lists are JSON: ["a", "b"].'
        ) from None
    given = {
        name: SecretStr(secrets[environment_name(name)])
        for name in SECRETS
        if environment_name(name) in secrets
    }
    return settings.model_copy(update=given)
