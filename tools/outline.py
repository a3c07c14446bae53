#!/usr/bin/env python3
"""Print a license text as citations see it: every paragraph with its section and number. Usage: outline.py FILE [WIDTH]"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from checker.texts.normalize import digest
from checker.texts.outline import outline

text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
if text.startswith("---\n") and "\n---\n" in text:  # the header of a ScanCode data file
    text = text.split("\n---\n", 1)[1]
width = int(sys.argv[2]) if len(sys.argv) > 2 else 90
print("sha256:", digest(text))
for p in outline(text):
    print(f"¶{p.number:<4} {p.section + ' ¶' + str(p.in_section):<24} {' '.join(p.text.split())[:width]}")
