"""Settings that all tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The embedded model, converted once for all tests.
CONVERTED = Path(__file__).parent.parent / "var" / "converted"


def pytest_configure() -> None:
    """Let no example fail for the time that it takes on a slow or busy machine."""
    slow = [HealthCheck.too_slow]
    settings.register_profile("patient", settings(), deadline=None, suppress_health_check=slow)
    settings.load_profile("patient")


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the service does."""
    return "asyncio"
