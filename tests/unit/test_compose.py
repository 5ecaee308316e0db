"""docker-compose.yml is what the Compose Specification allows, and keeps what docs/operations.md promises."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from service.domain.errors import ConfigurationError
from service.settings import Settings, refuse_unknown
from tests.compose_file import ROOT, Model, compose, environment, services, variables

SCHEMA = json.loads((ROOT / "tests/data/schemas/compose-spec.json").read_text(encoding="utf-8"))
WAYS = {  # env files and profiles: the services that run
    "one machine": ((), (), {"api"}),
    "scale": (("ops/scale.env",), ("scale",), {"api", "worker", "db", "proxy"}),
    "gpu": ((), ("gpu",), {"api", "worker-gpu"}),
    "llm": (("ops/llm.env",), ("llm",), {"api", "llm"}),
    "observability": ((), ("observability",), {"api", "prometheus", "grafana"}),
    "scale without its file": ((), ("scale",), {"api", "worker", "db", "proxy"}),
    "everything": (
        ("ops/scale.env", "ops/llm.env"),
        ("scale", "gpu", "llm", "observability"),
        {"api", "worker", "worker-gpu", "db", "proxy", "llm", "prometheus", "grafana"},
    ),
}
OURS = ("api", "worker", "worker-gpu")
ALL = compose()["services"]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[Model, Model, set[str]]:
    """Return the model, its services that run, and those that are to run."""
    files, profiles, expected = WAYS[request.param]
    model = compose(*files)
    return model, services(model, *profiles), expected


def test_the_file_is_valid_and_starts_what_it_should(way: tuple[Model, Model, set[str]]) -> None:
    model, running, expected = way
    jsonschema.Draft202012Validator(SCHEMA).validate(model)
    assert set(running) == expected


def test_the_schema_refuses_what_is_no_compose_file() -> None:
    model = compose()
    model["services"]["api"]["memmory"] = "2g"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(model)


def test_nothing_waits_for_what_does_not_run(way: tuple[Model, Model, set[str]]) -> None:
    _, running, _ = way
    for service in running.values():
        for other, wanted in service.get("depends_on", {}).items():
            assert other in running or wanted.get("required") is False
            assert wanted["condition"] != "service_healthy" or "healthcheck" in ALL[other]


def test_what_is_mounted_is_there(way: tuple[Model, Model, set[str]]) -> None:
    model, running, _ = way
    used = set()
    for service in running.values():
        for mount in service.get("volumes", ()):
            source = mount.split(":")[0]
            if source.startswith("./ops/models"):
                continue  # the operator's own
            if source.startswith("."):
                assert (ROOT / source).exists(), source
            else:
                used.add(source)
        assert set(service.get("secrets", ())) <= set(model["secrets"])
    assert used <= set(model["volumes"])


def test_no_two_services_take_one_port(way: tuple[Model, Model, set[str]]) -> None:
    _, running, _ = way
    taken: list[int] = []
    for service in running.values():
        for port in service.get("ports", ()):
            first, _, last = str(port["published"]).partition("-")
            assert port["host_ip"] == "127.0.0.1"
            taken += range(int(first), int(last or first) + 1)
    assert len(taken) == len(set(taken))


def test_servers_that_are_several_have_ports_for_all_and_leave_the_jobs_to_workers() -> None:
    api = compose("ops/scale.env")["services"]["api"]
    assert int(api["deploy"]["replicas"]) > 1
    assert re.fullmatch(r"\d+-\d+", api["ports"][0]["published"])
    assert environment(api)["DIEMNHAN_JOB_WORKERS"] == "0"
    assert environment(api)["DIEMNHAN_DATABASE_URL_FILE"] == "/run/secrets/database_url"


@pytest.mark.parametrize("name", ALL)
def test_a_service_is_bounded_watched_and_unprivileged(name: str) -> None:
    service = ALL[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")
    assert service["user"].split(":")[0] not in ("0", "root")
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= set(limits)
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", ALL)
def test_an_image_has_a_version(name: str) -> None:
    image = ALL[name]["image"]
    assert re.search(r":[\w.-]*\d+(\.\d+)*[\w.-]*(@sha256:[0-9a-f]{64})?$", image), image
    assert "latest" not in image


@pytest.mark.parametrize("files", [(), ("ops/scale.env",), ("ops/llm.env",)])
@pytest.mark.parametrize("name", OURS)
def test_our_services_get_settings_that_there_are(
    name: str, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = environment(compose(*files)["services"][name])
    refuse_unknown(given)
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    settings = Settings()
    assert settings.shutdown_seconds < 60  # stop_grace_period
    assert ALL[name]["stop_grace_period"] == "60s"
    assert settings.job_workers == (0 if (name, files) == ("api", ("ops/scale.env",)) else 2)


def test_a_setting_that_there_is_not_would_be_found() -> None:
    with pytest.raises(ConfigurationError):
        refuse_unknown({**environment(ALL["api"]), "DIEMNHAN_JOB_WORKER": "2"})


@pytest.mark.parametrize("file", ["ops/scale.env", "ops/llm.env"])
def test_an_env_file_sets_only_what_is_read(file: str) -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert [name for name in variables(file) if f"${{{name}" not in text] == []


@pytest.mark.parametrize("name", OURS)
def test_an_optional_file_of_settings_goes_to_our_services(name: str) -> None:
    (file,) = ALL[name]["env_file"]
    assert file == {"path": "./ops/service.env", "required": False}


def test_the_example_has_settings_that_there_are_as_they_are_and_that_nothing_else_sets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = variables("ops/service.env.example")
    assert given
    refuse_unknown(given)
    assert not set(given) & {variable for name in OURS for variable in ALL[name]["environment"]}
    usual = Settings()
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    assert Settings() == usual


@pytest.mark.parametrize(("files", "starts"), [((), False), (("ops/scale.env",), True)])
def test_the_database_of_many_servers_does_not_start_beside_servers_that_do_not_use_it(
    files: tuple[str, ...], starts: bool, tmp_path: Path
) -> None:
    entry = tmp_path / "docker-entrypoint.sh"
    entry.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    entry.chmod(0o755)
    db = compose(*files)["services"]["db"]
    given = {"PATH": f"{tmp_path}:/usr/bin:/bin", "SERVERS_USE": db["environment"]["SERVERS_USE"] or ""}
    ended = subprocess.run(db["command"], env=given, capture_output=True, text=True, check=False)
    if starts:
        assert (ended.returncode, ended.stdout) == (
            0, "postgres -c max_connections=300 -c shared_buffers=512MB\n",
        )  # fmt: skip
    else:
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "--env-file ops/scale.env" in ended.stderr


def test_secrets_are_files() -> None:
    def secret_values(node: Any) -> list[str]:
        if isinstance(node, dict):
            named = [k for k, v in node.items() if v and re.search("PASSWORD|KEY|URL", k) and "@" in str(v)]
            return named + [one for child in node.values() for one in secret_values(child)]
        return []

    assert all(set(secret) == {"file"} for secret in compose()["secrets"].values())
    assert secret_values(ALL) == []
    assert [k for s in ALL.values() for k in environment(s) if "PASSWORD" in k and "FILE" not in k] == []
