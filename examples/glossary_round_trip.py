"""A desk's own terms: from a spreadsheet into the service, into a translation, and out again as TBX.

The CSV has the columns `vi` and `en`. A text is translated without and with the glossary, the terms that
fired are listed with their places and those that did not as findings, and the glossary is written to a TBX
file for the tools of translators.

    python examples/glossary_round_trip.py TERMS.csv TERMS.tbx TEXT [--server URL] [--key KEY]
"""

import argparse
import sys
from pathlib import Path

from diemnhan_client import Client
from diemnhan_client.nouns.translations import Translation


def translated(client: Client, text: str, glossaries: list[str]) -> Translation:
    """Translate a text with these glossaries, and no others."""
    done = client.translations.create(
        {"texts": [text], "source": "vi", "target": "en", "glossaries": glossaries}
    )
    return done["translations"][0]


def main() -> int:
    """Take the terms in, use them, write them out, and leave the service as it was."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("table", type=Path)
    said.add_argument("tbx", type=Path)
    said.add_argument("text")
    said.add_argument("--server", default="http://127.0.0.1:8000")
    said.add_argument("--key")
    given = said.parse_args()
    with Client(given.server, key=given.key) as client:
        kept = client.glossaries.create_from(
            given.table.read_bytes(), "text/csv", {"name": given.table.stem, "direction": "vi-en"}
        )
        glossary = kept.value["id"]
        try:
            print("without:", translated(client, given.text, [])["text"])
            with_terms = translated(client, given.text, [glossary])
            print("with:   ", with_terms["text"])
            for use in with_terms["term_uses"]:
                print(f"  {use['start']}-{use['end']} {use['term']} -> {use['rendering']}")
            for finding in with_terms["findings"]:
                print(f"  ! {finding['message']['en']}")
            given.tbx.write_bytes(client.glossaries.exported(glossary, "application/x-tbx+xml"))
        finally:
            client.glossaries.delete(glossary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
