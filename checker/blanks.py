"""Names that are to be filled in and name nothing."""

from __future__ import annotations

from checker.lone import looks
from checker.words import Words, parts

_MILD = frozenset({"example", "custom", "some"})  # which the name of a model may have as well


def blank(text: str, words: Words) -> bool:
    """Whether a name is one to be filled in: `your-org/your-model`, `path/to/model.gguf`, `<model>`. Raises nothing."""
    found = words.blanks.intersection(parts(text.removeprefix("hf://").partition("/")[0]))
    if found and found <= _MILD and sum(looks(text, words)) > 2:
        found = found - _MILD  # `sd_xl_offset_example-lora_1.0.safetensors` is the name of one
    return bool(found) or any(mark in text for mark in ("<", "...", "%%", "path/to", "[", "your-", "your_", "/my-"))
