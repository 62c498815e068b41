"""Prints every benchmark figure: `uv run python benchmarks/run.py [NAME…]`.

Each file beside this one is a benchmark; a quiet machine gives honest times.
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in {"run", "__init__"})
    wanted = sys.argv[1:] or known
    if unknown := [name for name in wanted if name not in known]:
        print(f"No benchmark named {', '.join(unknown)}; there are: {', '.join(known)}.")
        return 2
    failed = []
    for name in wanted:
        print(f"== {name}", flush=True)
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent)
        if done.returncode:
            failed.append(name)
        print(f"   ({time.perf_counter() - started:.0f} s)\n", flush=True)
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
