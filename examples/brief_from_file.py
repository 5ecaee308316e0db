"""A brief of an article in a file: its highlights in English, each with the words of the article it rests on.

The file is sent as it lies: plain text or HTML in any encoding, or a ninjs item. What is wrong with it comes
back as a cause and a remedy.

    python examples/brief_from_file.py ARTICLE [--server URL] [--key KEY]
"""

import argparse
import sys
from pathlib import Path

from diemnhan_client import Client, DiemNhanError
from diemnhan_client.nouns.briefs import Brief
from diemnhan_client.nouns.vocabulary import RawMedia

MEDIA: dict[str, RawMedia] = {".html": "text/html", ".json": "application/vnd.iptc.ninjs+json"}


def shown(brief: Brief) -> str:
    """Return a brief as a few lines."""
    lines = [brief["headline"]["en"], *(f"  {one['text']['en']}" for one in brief["summary"])]
    for highlight in brief["highlights"]:
        lines.append(f"{highlight['rank']}. {highlight['gist']['en']} [{highlight['status']}]")
        lines += [f'   "{evidence["text"]}"' for evidence in highlight["evidence"]]
    lines += [f"! {finding['message']['en']}" for finding in brief["findings"]]
    return "\n".join(lines)


def main() -> int:
    """Order the brief and print it."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("article", type=Path)
    said.add_argument("--server", default="http://127.0.0.1:8000")
    said.add_argument("--key")
    given = said.parse_args()
    media = MEDIA.get(given.article.suffix, "text/plain")
    with Client(given.server, key=given.key) as client:
        try:
            brief = client.briefs.create_from(given.article.read_bytes(), media, {"id": given.article.name})
        except DiemNhanError as error:
            print(error.cause, error.remedy, sep="\n", file=sys.stderr)
            return 1
    print(shown(brief))
    return 0


if __name__ == "__main__":
    sys.exit(main())
