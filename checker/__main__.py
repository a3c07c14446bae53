"""`python -m checker` is `modelterms`: a process of its own, from its first module to its end."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line, and end the process."""
    gc.disable()  # modules make much as they are loaded, and no garbage: to look for some takes 6 ms. The command line turns it on
    from checker.cli import main as run

    code: object = 0
    try:
        run()
    except SystemExit as end:
        code = end.code
    _end(code or 0)
    sys.exit(code)  # type: ignore[arg-type]


def _end(code: object) -> None:
    """End the process without taking apart what the system takes back anyway, which takes 10 ms.

    Returns where Python must end it: where somebody watches it or another thread is at work, and where output cannot be written.
    """
    threads = sys.modules.get("threading")
    if not isinstance(code, int) or sys.gettrace() or sys.getprofile() or (threads is not None and threads.active_count() > 1):
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


if __name__ == "__main__":
    main()
