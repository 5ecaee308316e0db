"""Briefs of a folder of articles, as one batch job with its progress.

The articles go to the service in one order, are worked at in the background, and come back each as a JSON
file in the folder OUT. An article that cannot be used is told of at the end and stops none of the others. Run
again after a crash, it goes on with the same job, as the key of the order is made of the articles.

    python examples/brief_folder.py FOLDER OUT [--server URL] [--key KEY]
"""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from diemnhan_client import Client
from diemnhan_client.nouns.jobs import Job, JobItem, JobResult


def submit(client: Client, folder: Path) -> Job:
    """Order the job: an item for each article, in a file, as there may be more than a request holds."""
    items: list[JobItem] = [
        {"custom_id": file.stem, "text": file.read_text(encoding="utf-8")}
        for file in sorted(folder.glob("*.txt"))
    ]
    lines = "".join(json.dumps(item) + "\n" for item in items)
    with tempfile.TemporaryDirectory() as temporary:
        articles = Path(temporary) / "articles.jsonl"
        articles.write_text(lines, encoding="utf-8")
        same = hashlib.sha256(lines.encode()).hexdigest()
        return client.jobs.submit_file(articles, {"kind": "brief"}, idempotency_key=same)


def tell(job: Job) -> None:
    """Show how far the job is, on one line."""
    items = job["counts"]["items"]
    print(f"\r{job['state']}: {items['done'] + items['failed']} of {items['total']}", end="", file=sys.stderr)


def keep(result: JobResult, out: Path) -> bool:
    """Write a brief to its file; say what went wrong where there is none."""
    name = result["custom_id"]
    if "brief" not in result:
        error = result["error"]
        print(f"{name}: {error['cause']} {error['remedy']}", file=sys.stderr)
        return False
    written = json.dumps(result["brief"], ensure_ascii=False, indent=2)
    (out / f"{name}.json").write_text(written, encoding="utf-8")
    print(f"{name}: {result['brief']['headline']['en']}")
    return True


def main() -> int:
    """Order the job, watch it, keep its results."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("folder", type=Path)
    said.add_argument("out", type=Path)
    said.add_argument("--server", default="http://127.0.0.1:8000")
    said.add_argument("--key")
    given = said.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with Client(given.server, key=given.key) as client:
        job = submit(client, given.folder)
        client.jobs.wait(job["id"], on_progress=tell)
        print(file=sys.stderr)
        kept = [keep(result, given.out) for result in client.jobs.results(job["id"])]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
