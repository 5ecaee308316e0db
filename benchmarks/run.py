"""`make bench`: run the measurements and print one dated table.

Usage: python -m benchmarks.run [part ...], where a part is one of the names that --help lists.
"""

import argparse
import datetime
import importlib
import os
import platform
import sys

_PARTS = ("service", "translation", "fidelity", "highlights", "summaries", "jobs")
_AT_LENGTH = ("ablation",)  # trains as often as it has variants and folds: only where it is asked for


def main() -> None:
    """Measure the parts that were asked for, by default all that need no training."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = (*_PARTS, *_AT_LENGTH)
    parser.add_argument("parts", nargs="*", choices=[*known, []], help=f"any of {', '.join(known)}")
    wanted = parser.parse_args().parts or _PARTS
    machine = f"{os.cpu_count()} cores · {platform.machine()} · Python {platform.python_version()}"
    print(f"{datetime.date.today()} · {machine}")
    for part in wanted:
        print(f"\n{part} …", file=sys.stderr, flush=True)
        for row in importlib.import_module(f"benchmarks.{part}").measure():
            print(f"| {row.what} | {row.figure} | {row.aim} |", flush=True)


if __name__ == "__main__":
    main()
