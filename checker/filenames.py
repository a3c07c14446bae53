"""Names of files that hold weights."""

from __future__ import annotations

import re

WEIGHTS = re.compile(
    r"\.(?:gguf|ggml|safetensors|bin|onnx|pt|pth|ckpt|llamafile|task|tflite|th|pkl|h5|jit|dat|keras|nemo|engine|weights|caffemodel)$",
    re.IGNORECASE,
)


def is_file(id: str) -> bool:
    """Whether `id` is that of a weights file, which has no publisher: a name, or an address on a server that is no hub."""
    publisher, _, part = id.rpartition("/")
    return WEIGHTS.search(part) is not None and ("." in publisher.partition("/")[0] or not publisher)
