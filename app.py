"""Starts Asisten Konten: settings → assistant → page."""

import os
import sys
from pathlib import Path

from assistant.assembly import assemble
from assistant.errors import AssistantError, UsageError
from assistant.settings import load_settings
from assistant.web.serve import serve


def main() -> int:
    try:
        serve(assemble(load_settings(os.environ, Path(".env"))))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
