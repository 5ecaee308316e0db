"""What tests of DeepL's interface have in common: reading a refusal."""

from httpx import Response


async def refusal(answer: Response, status: int) -> str:
    """Return why a request was refused, after the status is the one expected."""
    assert answer.status_code == status, answer.text
    return str(answer.json()["message"])
