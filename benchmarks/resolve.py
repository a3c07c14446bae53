"""Measures the built-in registry on models whose license is known: how many it answers for, and how many of the answers are right.

    python benchmarks/resolve.py CSV... [--misses] [--held-out | --train] [--with-bases] [--by-source]

CSV has the columns model_id, id_kind, license_stated, base_model and note (a list of models), or id, license, base_model, relation
and downloads (cards of the Hub, as their tags have it). A model counts once for each license stated for it; rows that name no
license, and those whose note calls them unreliable, are left out. The answer is from the name alone, unless `--with-bases` hands in
the base model that the row states. An answer in which the stated license stands beside a stricter one of a base model is counted
apart, as is a hint (no answer).

With `--by-source` the counts are told by the list that a row is from and its part instead of by the kind of name.

Organizations are cut in two by a hash of their name, 70 to 30: the registry was written looking at the first part. Where a base model
is stated, a second table counts the answers that name one, and those that name the same one or one under the same license.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.called import find
from checker.naming import canonical
from checker.patterns import Patterns, fold
from checker.register import Registry
from checker.resolve import Evidence, Resolution, resolve
from checker.shelf import Shelf

SEED = "2026"
HELD_OUT = 0.3
OUTCOMES = ("right", "stricter", "wrong", "hint", "none")
BASES = ("same", "license", "other", "hint", "hint, other", "none")

# How lists of models write a license, beyond the spellings of the registry.
WRITTEN = {
    "apache-2.0": [
        "apache 2.0 license*",
        "apache 2.0 <*",
        "license: apache*",
        "apache 2.0 (*",
        "https*openvinotoolkit/open_model_zoo/master/license",
        "https*tensorflow/models/master/license",
        "https*pytorch-image-models/master/license",
    ],
    "mit": ["mit <*", "https*onnx/models/master/license", "https*keras-yolov3-model-set/master/license"],
    "bsd-3-clause": ["https*pytorch/vision/master/license"],
    "dinov3-license": ["https*dinov3-license/"],
    "llama2": ["llama 2 community license*", "llama2*", "llama 2 license*"],
    "llama3": ["meta llama 3 community license*", "llama 3 community*"],
    "llama3.1": ["llama 3.1 community*"],
    "llama3.2": ["llama 3.2*"],
    "llama3.3": ["llama 3.3*"],
    "gemma": ["gemma terms*", "gemma (*"],
    "tongyi-qianwen-license": ["custom <https://huggingface.co/qwen/qwen1.5*"],
    "bigcode-openrail-m": ["bigcode*", "openrail-m v1 <https://huggingface.co/spaces/bigcode/*"],
    "bigscience-bloom-rail-1.0": ["openrail-m v1 <https://huggingface.co/spaces/bigscience/*", "bigscience-bloom-rail*"],
    "lfm-open-license-1.0": ["https*liquidai/lfm2*/license", "lfm open license v1.0"],
    "nvidia-open-model-license": ["https*nvidia-open-model-license/"],
    "stability-community-2024-07-05": ["stability ai community*"],
    "flux-dev-nc-2.0": ["flux [dev] non-commercial license v2.0"],
    "creativeml-openrail-m": ["creativeml open rail-m"],
    "tencent-hunyuan-community": ["tencent hunyuan community license agreement"],
    "opt-iml-175b-license": ["opt-iml 175b license agreement"],
    "ai2-impact-license-low-risk": ["ai2 impact*"],
    "modified-mit": ["modified mit*"],
    "codegeex4-license": ["codegeex4*"],
    "aquila-license": ["baai aquila model licen*"],
    "cc-by-nc-4.0": ["cc-by-nc and c4ai*", "cc by nc 4.0*"],
}
# What says nothing that could be compared.
SILENT = re.compile(r"^(custom|component not include|licensed for|not |undisclosed|unclear|purposely|mosaic|https?://)", re.IGNORECASE)
# One name for several texts.
SAME = {
    "tencent-hunyuan-community": "hunyuan",
    "modified-mit": "modified-mit",
    "aquila-license": "aquila",
    "openrail++": "openrail-pp-m-",
    "flux-1-dev-non-commercial-license": "flux-1-dev-nc-",
    "falcon-llm-license": "falcon-3-",
}


class Names:
    """Brings the names of licenses of lists of models to those of the registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.written: Patterns[str] = Patterns()
        for license, patterns in WRITTEN.items():
            for pattern in patterns:
                self.written.add(pattern, license)

    def one(self, stated: str) -> str | None:
        """The license that `stated` names; None for none."""
        text = " ".join(stated.split()).lower()
        found = self.written.find(text)
        if found:
            return found.value
        if SILENT.match(text):
            return None
        text = re.sub(r"^(cc) ?by", r"\1-by", re.sub(r"^cc[ -]by[ -]", "cc-by-", text)) if text.startswith("cc") else text
        text = re.sub(r"^cc-by-(nc|sa|nd)[ -]", r"cc-by-\1-", text)
        return self.registry.license_name(re.sub(r"^(cc-by-nc)-(sa|nd) ", r"\1-\2-", text))


def organization(model: str) -> str:
    """Whose model it is: what stands before the slash, else the first word."""
    return (model.partition("/")[0] if "/" in model else re.split(r"[- ]", model)[0]).lower()


def held_out(model: str) -> bool:
    """Whether `model` is of the part that was not looked at."""
    return int(blake2b(f"{SEED}:{organization(model)}".encode(), digest_size=4).hexdigest(), 16) % 10 >= 10 - HELD_OUT * 10


def outcome(answer: Resolution, stated: str) -> str:
    """How an answer compares with the license stated."""
    if not answer.licenses:
        return "hint" if any(link.licenses for link in answer.chain) else "none"
    if answer.licenses == (stated,) or (stated in SAME and all(SAME[stated] in one for one in answer.licenses)):
        return "right"
    return "stricter" if stated in answer.licenses else "wrong"


class Row(NamedTuple):
    """One line of a table, whatever its columns are called."""

    model: str
    kind: str
    license: str
    bases: tuple[str, ...]
    note: str
    downloads: int
    source: str


def rows(path: str) -> Iterator[Row]:
    """The lines of a list of models, or of a table of cards."""
    with open(path, encoding="utf-8", newline="") as stream:
        for one in csv.DictReader(stream):
            bases = tuple(base.strip() for base in re.split(r"[;|]", one["base_model"]) if base.strip())
            if "model_id" in one:
                yield Row(one["model_id"], one["id_kind"], one["license_stated"], bases, one["note"], 0, one["source"])
            else:
                yield Row(one["id"], one["relation"] or "no relation", one["license"], bases, "", int(one["downloads"] or 0), "cards")


def base_outcome(answer: Resolution, row: Row, registry: Registry) -> str:
    """How the models that an answer names as built on compare with those stated: same | license | other | hint | none."""
    stated = {fold(canonical(base, registry)) for base in row.bases}
    links = [link for link in answer.chain if link.relation != "hint"]
    if any(fold(link.model) in stated for link in links):
        return "same"
    licenses = {found.value.licenses for base in row.bases if (found := find(canonical(base, registry), registry))}
    if links:
        return "license" if any(link.licenses in licenses for link in links) else "other"
    return "none" if not answer.chain else "hint" if any(link.licenses in licenses for link in answer.chain) else "hint, other"


def measure(path: str, arguments: list[str], registry: Registry) -> None:
    """Print what the registry makes of one table."""
    names = Names(registry)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    bases: dict[str, Counter[str]] = defaultdict(Counter)
    misses, seen, left_out = [], set(), Counter[str]()
    for row in rows(path):
        part = "held out" if held_out(row.model) else "looked at"
        if (part == "held out" and "--train" in arguments) or (part == "looked at" and "--held-out" in arguments):
            continue
        stated = names.one(row.license)
        answer = resolve(row.model, Evidence((), row.bases if "--with-bases" in arguments else ()), registry)
        if row.bases and row.kind != "no relation" and "unreliable" not in row.note:
            for group in (row.kind, part, "all"):
                bases[group][base_outcome(answer, row, registry)] += 1
        if stated is None or "unreliable" in row.note or (row.model, stated) in seen:
            left_out["no license" if stated is None else "unreliable" if "unreliable" in row.note else "twice"] += 1
            left_out["of the first answered"] += stated is None and bool(answer.licenses)
            continue
        seen.add((row.model, stated))
        result = outcome(answer, stated)
        groups = [f"{row.source}, {part}" if "--by-source" in arguments else row.kind, part, "all"]
        for group in (*groups, *(("100,000 downloads",) if row.downloads >= 100_000 else ())):
            counts[group][result] += 1
        if result != "right":
            misses.append((result, row.kind, row.model, stated, ", ".join(answer.licenses), answer.remark, str(row.downloads)))
    print(f"{Path(path).name}\n{'':44}{'models':>8}{'answered':>10}{'right':>8}" + "".join(f"{one:>10}" for one in OUTCOMES[1:]))
    for group in sorted(counts, key=lambda one: (one == "all", one in ("looked at", "held out"), one)):
        print(line(group, counts[group]))
    print("left out: " + ", ".join(f"{number} {why}" for why, number in sorted(left_out.items())))
    if bases:
        print(f"{'built on':20}{'models':>8}" + "".join(f"{one:>13}" for one in BASES))
        for group in sorted(bases, key=lambda one: (one == "all", one in ("looked at", "held out"), one)):
            print(f"{group:20}{bases[group].total():>8}" + "".join(f"{bases[group][one]:>13}" for one in BASES))
    if "--misses" in arguments:
        for miss in sorted(misses):
            print("\t".join(miss))


def main(arguments: list[str]) -> int:
    """Measure, print, and return the exit code."""
    files = [one for one in arguments if not one.startswith("-")]
    if not files:
        print(__doc__)
        return 2
    registry = Shelf().registry
    for path in files:
        measure(path, arguments, registry)
    return 0


def line(group: str, count: Counter[str]) -> str:
    """One row of the table: the share answered, and the share of the answers that are right, stricter ones apart."""
    answered = count["right"] + count["stricter"] + count["wrong"]
    judged = count["right"] + count["wrong"]
    shares = f"{answered / count.total():>10.3f}{count['right'] / judged if judged else 0:>8.3f}"
    return f"{group:44}{count.total():>8}{shares}" + "".join(f"{count[one]:>10}" for one in OUTCOMES[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
