"""The Hub, asked about the models of one audit: each once, not for ever, and not again within a week of an answer.

Only answers that name a license are kept, in the user's cache folder, one file for each address of a Hub; it is safe to delete. That
a model is not there, is gated or names no license may change any day, and is asked anew. A Hub that fails is soon left alone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checker.online import LONGEST, MOST, NEVER, SERVER, Answer, ask, is_name
from checker.resolve import Claim, Evidence, Resolution
from checker.stock import fingerprint, read_kept, write_whole

VERSION = 2
DAYS = 7  # that an answer is kept
MOST_KEPT = 2_000  # answers
MOST_BYTES = 5_000_000
FAILURES = 3  # of the server, one after another, before it is left alone
MOST_SECONDS = 120.0  # for all questions of one audit

Asks = Callable[[str, str, bool], Answer]


class Hub:
    """Asks the Hub at an address. `folder` None: nothing is kept. `problems` are in words, with the model where it is about one."""

    def __init__(self, endpoint: str, offline: bool, folder: Path | None, asks: Asks = ask, clock: Callable[[], float] = time.time) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._offline = offline
        self._asks = asks
        self._clock = clock
        self._path = folder / f"hub-{fingerprint(self._endpoint.encode())}.json" if folder is not None else None
        self._kept: dict[str, Any] | None = None
        self._changed = False
        self._failed = 0
        self._spent = 0.0
        self._moved: dict[str, str] = {}
        self._left_alone = 0
        self._problems: list[str] = []

    def evidence(self, model: str) -> Evidence:
        """What the Hub says of a model; nothing where it says nothing. Raises nothing."""
        if not is_name(model):
            return Evidence()  # a folder, or a file: nobody there knows it
        known = self._known(model)
        if known is not None:
            return known
        if self._failed >= FAILURES or self._spent > MOST_SECONDS:
            self._left_alone += 1
            return Evidence()
        begin = time.monotonic()
        answer = self._asks(model, self._endpoint, self._offline)
        self._spent += time.monotonic() - begin
        self._failed = FAILURES if answer.about == NEVER else self._failed + 1 if answer.about == SERVER else 0
        if answer.problem:
            self._problems.append(answer.problem if answer.about == NEVER else f"{model}: {answer.problem}")
        if answer.model:
            self._moved[model] = answer.model
        if any(claim.license for claim in answer.evidence.claims):
            self._keep(model, answer.evidence)
        return answer.evidence

    def asked_last(self, local: Callable[[str, Evidence], Resolution]) -> Callable[[str, Evidence], Resolution]:
        """A way from a model to its license that asks the Hub where `local` finds none."""

        def asking(name: str, evidence: Evidence) -> Resolution:
            first = local(name, evidence)
            if first.licenses or first.kind == "service" or "/" not in first.model:
                return first
            said = self.evidence(first.model)
            new = self._moved.get(first.model)
            if said == Evidence() and new is None:
                return first
            found = local(new or name, Evidence((*evidence.claims, *said.claims), (*evidence.bases, *said.bases)))
            old = f"moved: {first.model} is its old name" if new else ""
            return found._replace(asked=name, remark="; ".join(filter(None, (old, found.remark))))

        return asking

    @property
    def problems(self) -> list[str]:
        """What went wrong, in words, and how many models were not asked about for that."""
        number = self._left_alone
        return [*self._problems, *([f"{number} more model{'' if number == 1 else 's'} not asked about"] if number else [])]

    def saved(self) -> Hub:
        """It, once its answers are written."""
        self.save()
        return self

    def save(self) -> None:
        """Write the answers, the newest of them, whole or not at all; a folder that cannot be written is no error."""
        if self._path is None or not self._changed or self._kept is None:
            return
        newest = dict(sorted(self._kept.items(), key=lambda row: -row[1][0])[:MOST_KEPT])
        write_whole(self._path, json.dumps({"version": VERSION, "models": newest}, separators=(",", ":")).encode("ascii"))

    def _known(self, model: str) -> Evidence | None:
        if self._kept is None:
            self._kept = self._load()
        row = self._kept.get(model)
        if row is None:
            return None
        _, licenses, bases, new = row
        if new and is_name(new[0]):
            self._moved[model] = new[0]
        where = f"{self._endpoint}/{self._moved.get(model, model)}"
        return Evidence(tuple(Claim(one, "online", where) for one in licenses), tuple(bases))

    def _keep(self, model: str, evidence: Evidence) -> None:
        if self._kept is not None and self._path is not None:
            new = [self._moved[model]] if model in self._moved else []
            self._kept[model] = [int(self._clock()), [claim.license for claim in evidence.claims], list(evidence.bases), new]
            self._changed = True

    def _load(self) -> dict[str, Any]:
        """The answers that are young enough; a damaged file counts as none."""
        if self._path is None:
            return {}
        values = read_kept(self._path, MOST_BYTES)
        rows = values.get("models") if values.get("version") == VERSION else None
        now = self._clock()
        return {model: row for model, row in rows.items() if _sound(row, now)} if isinstance(rows, dict) else {}


def _sound(row: Any, now: float) -> bool:
    """Whether a row is one of ours, and of the last days: one from the future says nothing of its age."""
    if not isinstance(row, list) or len(row) != 4 or not isinstance(row[0], int) or not now - DAYS * 86_400 < row[0] <= now:
        return False
    return all(
        isinstance(texts, list) and len(texts) <= MOST and all(isinstance(text, str) and len(text) <= LONGEST for text in texts)
        for texts in row[1:]
    )
