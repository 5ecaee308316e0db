"""What tests of jobs over HTTP send and wait for."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import anyio
from httpx import AsyncClient, Response

Open = Callable[..., AbstractAsyncContextManager[AsyncClient]]
TRANSLATE = {"kind": "translate", "source": "vi", "target": "en"}


async def ended(client: AsyncClient, location: str) -> dict[str, object]:
    """Return the job once it has ended."""
    with anyio.fail_after(60):
        while True:
            job: dict[str, object] = (await client.get(location)).json()
            if job["state"] in {"completed", "failed", "cancelled"}:
                return job
            await anyio.sleep(0.05)


def lines(answer: Response) -> list[dict[str, object]]:
    assert answer.headers["content-type"].startswith("application/jsonl")
    return [json.loads(line) for line in answer.text.splitlines()]


async def send_file(client: AsyncClient, name: str, content: bytes, **fields: str) -> Response:
    files = {"file": (name, content, "application/octet-stream")}
    return await client.post("/v1/jobs", data={**TRANSLATE, **fields}, files=files)
