"""What an admin pastes or sends becomes paths of this machine; a path that is named does not."""

from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.ui.own_source import own_sources
from assistant.web.uploads import Uploads


def test_own_sources_are_what_was_pasted_and_what_was_sent() -> None:
    uploads = Uploads()
    token = uploads.keep_text("isi berkas", "berkas.txt")
    paths = own_sources(uploads, "isi tempelan", [token])
    assert [Path(path).read_text(encoding="utf-8") for path in paths] == [
        "isi tempelan",
        "isi berkas",
    ]
    assert own_sources(uploads, "  ", None) == []
    with pytest.raises(UsageError):
        own_sources(uploads, "", ["/etc/passwd"])
    uploads.close()
