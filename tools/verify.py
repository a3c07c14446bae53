#!/usr/bin/env python3
"""Validate definitions and hold them against texts. Usage: verify.py [FILE ...] (default: all); exit 1 where anything is wrong."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker.shelf import Shelf
from checker.source import SourceError
from checker.texts.library import Library
from checker.texts.verify import verify

catalogue = Shelf().catalogue
library = Library.standard(ROOT.parent / "shared" / "license-texts")
wrong = 0
for path in [pathlib.Path(p).resolve() for p in sys.argv[1:]] or sorted((ROOT / "licenses").glob("*.yaml")):
    try:
        license = catalogue.load(path)
    except SourceError as error:
        print(error)
        wrong += 1
        continue
    result = verify(license, library.lookup)
    for problem in result.problems:
        print(f"{path.name}: {problem}")
    wrong += bool(result.problems)
    print(
        f"{license.id}: {len(license.terms)} terms, {result.phrases} phrases in {result.documents} texts"
        + (f"; not here: {', '.join(result.missing)}" if result.missing else "")
    )
sys.exit(1 if wrong else 0)
