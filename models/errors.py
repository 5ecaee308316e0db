"""What a model that cannot be used says. Imports nothing: it works where pydantic is not installed."""


class ModelError(Exception):
    """A model that cannot be used: the `cause`, and the `remedy` for whoever runs the service."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy
