"""Failures whose message is one Indonesian sentence for the person at the screen."""

from pathlib import Path


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


def place_of(error: BaseException) -> str:
    """What broke and where, without the message: it could repeat a citizen's text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} di {where}"
