"""What `audit` does: from a folder and its policy to a report. The files are read here; what they mean is decided below."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from checker import policy
from checker.audit import Bench, audit
from checker.baseline import against, gone, read_baseline, save_baseline
from checker.bench import bench, ids_of
from checker.changes import added
from checker.collect import meant
from checker.given import UsageError, one_of
from checker.looking import contents
from checker.outcome import Outcome
from checker.references import Note
from checker.report import ERROR, OF_POLICY, Place, Report, Warned, files_in_brief, findings_in_brief, models_in_brief
from checker.resolve import NOTHING_FOUND
from checker.scan import MAX_FILE, WEAK, Content, Scan, cached_model, gathered, in_tests, wanted
from checker.scancache import ScanCache
from checker.shelf import Shelf
from checker.source import SourceError, read_bytes
from checker.tracked import repository
from checker.tuples import NamedTuple
from checker.walk import Seen, printable, walk
from checker.words import Words

if TYPE_CHECKING:
    from checker.answers import Hub

MOST_TOLD = 3  # licenses, or policies, that a note names
BELOW = (f"/{policy.OWN_FILE}", f"/{policy.SHARED_FILE}")  # how the path of a policy below the root ends
UNUSED = ("unused-exception",)


class Wanted(NamedTuple):
    """How a project is looked at."""

    path: Path
    policy: policy.Policy
    all_files: bool = False
    since: str | None = None  # a revision of git
    cache: Path | None = None
    today: datetime.date | None = None
    processes: int = 1
    progress: Callable[[int, int], None] | None = None
    line_hashes: bool = False  # of the lines that findings point at, as GitHub computes them
    hub: tuple[str, bool] | None = None  # its address, and whether it must not be asked; None: nobody wants to ask


def policy_of(path: Path, config: Path | None, no_config: bool, rules: Sequence[str] = (), fail_on: str | None = None) -> policy.Policy:
    """The policy that holds for a project: of the file named, else of the project's own. Raises SourceError, UsageError.

    `rules` and `fail_on` were given on the command line, and stand in place of its own.
    """
    if not path.exists():
        raise UsageError([f"{path}: there is no such file or folder"])
    if config is not None and no_config:
        raise UsageError(["--config and --no-config: give one of them"])
    if fail_on is not None:
        one_of("--fail-on", fail_on, policy.FAIL_ON)
    folder = _root(path)
    file = None if no_config else config or policy.find(folder)
    found = _seen_from(folder, policy.load(file)) if file else policy.Policy()
    return found._replace(searched=not config and not no_config, asked=tuple(rules), fail_on=fail_on or found.fail_on)


def _seen_from(folder: Path, own: policy.Policy) -> policy.Policy:
    """The policy with where it lies from the folder that is looked at, which need not be its own."""
    file, root = os.path.realpath(own.file), os.path.realpath(folder)
    try:
        place, below = os.path.relpath(file, root), os.path.relpath(root, os.path.dirname(file))
    except ValueError:  # on another drive
        return own._replace(place=os.path.basename(file))
    inside = below != os.curdir and below.split(os.sep)[0] != os.pardir
    return own._replace(place=printable(place), below=f"{printable(below)}/" if inside else "")


def _root(path: Path) -> Path:
    """The folder that places in a report are relative to."""
    return path if path.is_dir() else path.parent


def _home(path: Path) -> str:
    """What a model is called that lies in the audited folder itself: as in a report on the folder around it."""
    try:
        name = _root(path).resolve().name
    except (OSError, RuntimeError):
        name = ""
    return f"./{printable(name)}" if name else ""


def examine(shelf: Shelf, want: Wanted) -> Report:
    """The report on a project. Raises UsageError, SourceError for what is wrong with what was asked, never for what a file holds."""
    if not want.path.exists():
        raise UsageError([f"{want.path}: there is no such file or folder"])
    root, home, hub = _root(want.path), _home(want.path), _hub(want)
    want = want._replace(policy=want.policy.at(home, lambda name: ids_of(shelf, name)))
    asked = bench(shelf, want.policy, root, home, hub, want.today or datetime.date.today())
    below: list[Seen] = []
    found = _scan(shelf.finder_words, want, below, None if want.since is not None or hub is not None else _ahead(asked))
    if want.since is not None:
        lines = added(want.path, want.since)
        kept = tuple(one for one in found.references if one.line in lines.of(one.path))
        changed = {
            one.path.rpartition("/")[0] for one in found.said if lines.touches(one.path)
        }  # a license file, and its model's card is old
        found = found._replace(references=kept, said=tuple(one for one in found.said if one.path.rpartition("/")[0] in changed))
    report = audit(str(root), found, want.policy, asked, cached_model(root.absolute().as_posix()))
    # Entries of the policy are for models all over the project.
    beside = OF_POLICY if want.since else UNUSED if not want.path.is_dir() else ()
    report = report._replace(results=tuple(one for one in report.results if one.code not in beside))
    ids = {id for one in report.results for id in one.licenses} | {id for model in report.models for id in model.licenses}
    spdx = tuple((id, found_id) for id in sorted(ids) if id in shelf.catalogue.ids and (found_id := shelf.catalogue.get(id).spdx))
    unanswered: tuple[Warned, ...] = ()
    if hub is not None:
        unanswered = tuple(Warned("", f"--online: {one}") for one in hub.saved().problems)
    report = report._replace(warnings=(*report.warnings, *unanswered), spdx=spdx, since=want.since or "", below=_policies(below))
    return _with_hashes(report, root) if want.line_hashes else report


def _hub(want: Wanted) -> Hub | None:
    if want.hub is None:
        return None
    from checker.answers import Hub

    return Hub(*want.hub, want.cache)


def _with_hashes(report: Report, root: Path) -> Report:
    """The report with the hash of each line that a finding points at."""
    from checker.line_hash import line_hashes

    @cache
    def hashes(path: str) -> list[str]:
        try:
            return line_hashes(read_bytes(root / path, MAX_FILE).decode("utf-8", "replace"))
        except SourceError:
            return []

    def hashed(place: Place) -> Place:
        found = hashes(place.path)
        return place._replace(line_hash=found[place.line - 1]) if 0 < place.line <= len(found) else place

    return report._replace(results=tuple(one._replace(places=tuple(map(hashed, one.places))) for one in report.results))


def _ahead(asked: Bench) -> Callable[[Content], None]:
    """Has the bench work out what it will be asked of the models in a file, while other processes still read other files."""

    def ahead(content: Content) -> None:
        for one in content.references:
            if one.confidence != WEAK:
                for license in asked.resolve(meant(one, asked.canonical), NOTHING_FOUND).licenses:
                    asked.judge(license, "")

    return ahead


def _scan(words: Words, want: Wanted, below: list[Seen], ahead: Callable[[Content], None] | None) -> Scan:
    """What the files hold; what may be a policy below the root is put into `below`. `ahead` is given what a file holds while other
    processes still read."""
    notes: list[Note] = []
    cache = ScanCache(want.cache, want.path, words.fingerprint)
    files = walk(want.path, wanted, want.policy.exclude, want.all_files, notes, want.policy.below)
    found = list(contents(_noting(files, below) if want.policy.searched else files, words, cache, want.processes, want.progress, ahead))
    cache.save()
    return gathered([_outside_policy(one, want) for one in found], notes, len(found))


def _outside_policy(content: Content, want: Wanted) -> Content:
    """What a file holds, without the names in the project's policy: those are of models it speaks of, not of models in use."""
    name = content.references[0].path if content.references else ""
    last = name.rpartition("/")[2]
    if last == policy.OWN_FILE or (want.policy.file and last == os.path.basename(want.policy.file) != policy.SHARED_FILE):
        return content._replace(references=()) if _is_policy(_root(want.path) / name) else content
    if last != policy.SHARED_FILE:
        return content
    try:
        own = policy.lines_of_policy(read_bytes(_root(want.path) / name, MAX_FILE).decode("utf-8", "replace"))
    except SourceError:
        own = set()
    return content._replace(references=tuple(one for one in content.references if one.line not in own))


def _noting(files: Iterable[Seen], below: list[Seen]) -> Iterator[Seen]:
    """The files; those that may be a policy are put into `below`."""
    for one in files:
        if one.name.endswith(BELOW):
            below.append(one)
        yield one


def _policies(seen: Sequence[Seen]) -> tuple[str, ...]:
    """Those of the files that hold a policy."""
    return tuple(one.name for one in seen if not in_tests(one.name) and _holds_policy(Path(one.path)))


def _holds_policy(path: Path) -> bool:
    if path.name == policy.OWN_FILE:
        return _is_policy(path)
    try:
        content = read_bytes(path, MAX_FILE)
    except SourceError:
        return False
    return b"modelterms" in content and bool(policy.lines_of_policy(content.decode("utf-8", "replace")))


def _is_policy(path: Path) -> bool:
    """Whether a file that is called like one is a policy: what only has the name must not hide a model."""
    try:
        policy.load(path)
    except SourceError:
        return False
    return True


def audited(shelf: Shelf, want: Wanted, baseline: Path | None, write_baseline: Path | None, strict: bool) -> Outcome:
    """The models that a project uses, their licenses, and what stands in the way. Raises UsageError for a baseline of a change alone."""
    from checker.pages.audit import page

    if write_baseline is not None and want.since is not None:
        raise UsageError(["--write-baseline and --diff: a baseline of what a change adds would hide none of the rest; leave --diff out"])
    known = read_baseline(baseline) if baseline else {}
    report = against(examine(shelf, want), known)
    told = [f"note: {above} lies above and is not used; --config {above} would use it"] if (above := _policy_above(want)) else []
    told += _policies_below(report)
    told += _asked_of(shelf, want.policy, report)
    if write_baseline is None and want.since is None and want.path.is_dir() and (left := gone(report, known)):
        told.append(f"note: {printable(str(baseline))}: {left}")
    if write_baseline is not None:
        save_baseline(write_baseline, report)
        report = against(report, {one.fingerprint for one in report.results})
        told.append(f"note: {printable(str(write_baseline))}: written; with --baseline only what is not in it counts")
    warned = [one._replace(path=report.path(one.path)) if one.path else one for one in report.warnings]
    unread = tuple(map(str, warned)) if not strict else ()
    broken = tuple(str(one) for one in warned if one.path) if strict else ()
    brief = f"audit: read {files_in_brief(report)}. {models_in_brief(report)} {findings_in_brief(report)}"
    return Outcome(page(report), bool(report.count(ERROR)), not report.files, told=tuple(told), unread=unread, broken=broken, brief=brief)


def _policies_below(report: Report) -> list[str]:
    """What must be said of the policies below the root: an audit reads one alone."""
    if len(report.below) < 2:
        return [f"note: {report.path(one)} lies below and is not used; an audit of its folder uses it" for one in report.below]
    more = f" and {len(report.below) - MOST_TOLD} more" if len(report.below) > MOST_TOLD else ""
    named = ", ".join(map(report.path, report.below[:MOST_TOLD]))
    return [f"note: {len(report.below)} policies lie below and are not used ({named}{more}); an audit of their folders uses them"]


def _asked_of(shelf: Shelf, own: policy.Policy, report: Report) -> list[str]:
    """What must be said of what the profile of the policy was asked, and was not."""
    if own.profile and not own.do:
        return ['note: the policy has a profile and no `do`: nothing was asked of it (such as do = ["host"])']
    named = dict.fromkeys(id for model in report.models if model.used for id in model.licenses) if own.do else ()
    licenses = [id for id in named if ids_of(shelf, id)]
    if not licenses:
        return []
    first = " ".join(map(quote, licenses[:MOST_TOLD]))
    return [f"note: what is owed in return is no part of an audit: `modelterms can-i {first} --do {','.join(own.do)}` tells it"]


def _policy_above(want: Wanted) -> str:
    """The policy of a folder above in the same repository, where none was asked for and the folder has none of its own; else ""."""
    folder = _root(want.path).absolute()
    found = repository(folder) if want.policy.searched and not want.policy.file else None
    for parent in folder.parents if found else ():
        if found is None or not parent.is_relative_to(found.top.absolute()):
            break
        try:
            if above := policy.find(parent):
                return printable(os.path.relpath(above))
        except (SourceError, ValueError):  # a broken one, or one on another drive
            break
    return ""
