"""The policy that `modelterms init` writes: every setting with what it does."""

from __future__ import annotations

from pathlib import Path

from checker.given import UsageError
from checker.policy import OWN_FILE, SHARED_FILE, find


def begin(output: Path | None) -> Path:
    """Write the policy to `output`, else to the file of a project's own, and return which that is. Raises UsageError, SourceError."""
    if output is None and find(Path(".")) == Path(SHARED_FILE):
        raise UsageError([f"{SHARED_FILE}: has a policy already; --output FILE writes another"])
    path = output or Path(OWN_FILE)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(TEMPLATE)
    except FileExistsError as error:
        raise UsageError([f"{path}: is there already; edit it, or name another with --output"]) from error
    except OSError as error:
        raise UsageError([f"{path}: cannot be written: {error.strerror}"]) from error
    return path


TEMPLATE = """\
# What `modelterms audit` holds this project's models against. Every setting may be left out.

# Rule sets, of `modelterms list rules` or files named from here. With [] the settings below decide alone.
rules = ["osd"]

# From which verdict on a model is an error: "fails", "unknown" (and worse), or "contested" (and worse).
fail-on = "unknown"

# What a model whose license nobody knows is: "fail" or "warn".
unknown = "fail"

# Licenses that are accepted as they are, whatever rule sets and profile say: ids, patterns over them (`llama-3*`), families, SPDX
# expressions. And those that never are; what stands in both is an error.
# With `allow` and without `rules`, only what is allowed passes.
# allow = ["apache-2.0", "mit"]
# deny = ["llama"]

# Files that are not looked at, as in .gitignore.
# exclude = ["docs/", "*.ipynb"]

# What is done with the models, and by whom: then the licenses are asked as `modelterms can-i` does.
# do = ["run", "host"]
# [profile]
# users = 1_000_000
# based-in = ["DE"]
# field = ["general"]

# The project's word on a license. With `text`, the hash that a finding about a license file gives, it holds for that file alone.
# [[clarify]]
# model = "acme/our-own-model"
# license = "apache-2.0"
# reason = "asked the publisher on 2026-01-31"

# What the project lives with, until a day: of a `model`, a `license`, or that model under that license; some `criteria` or all
# (but "denied-license" by name alone). `*` stands for anything.
# The model `.` is the one that lies in this folder itself. `modelterms audit` tells what has expired, and what matches nothing.
# With `text`, a `sha256` of `modelterms show LICENSE -f json`, it holds for that text alone.
# [[exceptions]]
# model = "meta-llama/*"
# criteria = ["OSD-5", "OSD-6"]
# reason = "cleared by legal, ticket 42"
# expires = 2027-01-31
"""
