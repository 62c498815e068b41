"""Failures whose message is one Indonesian sentence for the person at the screen."""


class AssistantError(Exception):
    """The job failed; the message says what was wrong and what to do. Exit code 1."""


class UsageError(AssistantError):
    """The request itself is wrong: an argument, a setting, a file format. Exit code 2."""


class SettingsError(UsageError):
    """A setting cannot be used; the message names it."""


class ModelError(AssistantError):
    """The language model gave no usable answer. `retry` says whether trying again may help."""

    def __init__(self, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.retry = retry
