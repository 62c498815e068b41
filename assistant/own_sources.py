"""Sources that serve one draft and are kept nowhere: files and pasted releases."""

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import UsageError
from assistant.reading.instructions import without_instructions
from knowledge.documents import Reading
from knowledge.errors import UnreadableFile
from knowledge.reading import read_file, read_text

# A draft rests on a few releases; more would make every check slower and none better.
MOST = 10


def read_own_sources(paths: Sequence[str], pasted: str | None = None) -> list[Reading]:
    """The readings in the order given, the pasted text first. UsageError names what is wrong."""
    if len(paths) > MOST:
        raise UsageError(f"Sumber sendiri paling banyak {MOST} berkas; kurangi lalu coba lagi.")
    try:
        readings = [read_text(pasted, title="Rilis yang ditempel")] if pasted else []
        readings += [read_file(Path(path)) for path in paths]
        return [without_instructions(reading) for reading in readings]
    except UnreadableFile as error:
        raise UsageError(str(error)) from error
