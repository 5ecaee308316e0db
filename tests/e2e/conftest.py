"""What tests measured on the way, printed at the end of the run."""

from collections.abc import Callable

import pytest

MEASURED = pytest.StashKey[list[str]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Return what takes a line to be printed."""
    measured = request.config.stash.setdefault(MEASURED, [])
    return lambda line: measured.append(f"{request.node.name}: {line}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines."""
    if measured := terminalreporter.config.stash.get(MEASURED, []):
        terminalreporter.section("measured")
        for line in measured:
            terminalreporter.write_line(line)
