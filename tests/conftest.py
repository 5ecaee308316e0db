"""Settings that all tests share."""

from pathlib import Path

import pytest

# The embedded model, converted once for all tests.
CONVERTED = Path(__file__).parent.parent / "var" / "converted"


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the service does."""
    return "asyncio"
