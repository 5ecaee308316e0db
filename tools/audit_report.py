"""Says what pip-audit's report on a lock file holds: 0 nothing known, 1 something is, 3 nobody was asked."""

import json
import sys
from pathlib import Path


def main(report: Path, lock: str) -> int:
    """Print the findings and return the exit code."""
    content = report.read_text(encoding="utf-8")
    found = json.loads(content)["dependencies"] if content.strip() else []
    asked = [one for one in found if "skip_reason" not in one]
    if not asked:
        print(f"dependency audit of {lock} skipped: no database of vulnerabilities answers")  # noqa: T201  # its output
        return 3
    known = [(one, flaw) for one in asked for flaw in one["vulns"]]
    for one, flaw in known:
        mended = ", ".join(flaw["fix_versions"]) or "no version"
        print(f"{one['name']} {one['version']}: {flaw['id']}, mended in {mended}")  # noqa: T201  # its output
    told = f"{len(asked)} of {len(found)} packages looked up, {len(known)} known vulnerabilities"
    print(f"dependency audit of {lock}: {told}")  # noqa: T201  # its output
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
