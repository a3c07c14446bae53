"""Patterns that are compiled when they are first used: the program knows hundreds, of which a run needs few."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def compile(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile(text, flags)` gives, to be asked for anything that it can do, but not to be handed to `re` itself.

    It is compiled when it is first asked, so that a mistake in `text` is raised there (re.error).
    """
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    """Becomes as fast as the pattern itself: its methods are kept where Python looks first."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what copying asks for
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        self.__dict__.update((one, getattr(compiled, one)) for one in dir(compiled) if one[0] != "_")
        return getattr(compiled, name)
