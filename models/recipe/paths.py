"""Where runs lie: outside the checkout, because weights and prepared data are not source."""

import os
from pathlib import Path


def runs_folder() -> Path:
    """Return $DIEMNHAN_RUNS or the cache folder of the user."""
    default = Path.home() / ".cache" / "diemnhan" / "runs"
    return Path(os.environ.get("DIEMNHAN_RUNS", default))
