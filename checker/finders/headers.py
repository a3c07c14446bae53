"""Weights that lie in a project: what the header of GGUF and safetensors says of license and origin; others by their name alone.

Only the beginning of a file is read.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

from checker.references import Note, Stated
from checker.words import pieces

HEADED = (".gguf", ".safetensors")
PLAIN = (
    ".onnx",
    ".tflite",
    ".ckpt",
    ".pth",
    ".pt",
    ".mlmodel",
    ".keras",
    ".caffemodel",
    ".llamafile",
    ".nemo",
)  # no other files are called so
_POINTER = b"version https://git-lfs.github.com/spec/"  # of Git LFS, in place of a file that was not fetched
# What files of weights are called whatever model they hold.
_OF_ANY = (
    "model models pytorch diffusion weights weight unet vae text encoder decoder ckpt checkpoint adapter consolidated tokenizer of fp16 "
    "bf16 fp32 int8 fp8 quantized q4 q5 q8 ema main last best final net generator v1 v2 v3 safetensors bin pt pth lora config scheduler"
)
_ANY = frozenset(_OF_ANY.split())
HEAD = 2_000_000  # bytes that are read; general keys stand before the vocabulary
MOST_KEYS = 5_000
LONGEST = 100_000  # bytes of a key or string
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9


def states(path: str) -> bool:
    """Weights, with a header of their own or without."""
    name = path.lower()
    return name.endswith((*HEADED, *PLAIN)) or (name.endswith(".bin") and name.startswith("pytorch_model"))


def telling(stem: str) -> set[str]:
    """The parts of a weights file's name, without its ending, that tell of which model it is; none for `pytorch_model-00001-of-00002`.

    Raises nothing.
    """
    return {piece for piece in pieces(stem) if not piece.isdecimal() and piece.partition(".")[0] not in _ANY}  # `consolidated.00`


def stated(data: bytes, path: str) -> Iterator[Stated | Note]:
    """What the header says. `data` is the beginning of the file."""
    name = path.rpartition("/")[2]
    pointer = data.startswith(_POINTER)
    if pointer:
        yield Note(path, "is a pointer of Git LFS: the weights are not here, nor what their header says")
    if pointer or not name.lower().endswith(HEADED):
        if pointer or b"\0" in data[:1024]:  # Python has lists of paths that end in .pth
            yield Stated(1, 1, "file", model=name) if telling(name.rpartition(".")[0]) else Stated(1, 1, "safetensors")
    elif data.startswith(b"GGUF"):
        yield from _gguf(data, path)
    elif path.lower().endswith(".safetensors"):
        yield from _safetensors(data, path)
    else:
        yield Note(path, "is called .gguf and is none")


def _gguf(data: bytes, path: str) -> Iterator[Stated | Note]:
    values: dict[str, str] = {}
    version = 0  # until the header is known to be one: weights of which nothing is said are a model all the same
    try:
        version, _, count = struct.unpack_from("<IQQ", data, 4)
        if not 2 <= version <= 10:
            version, odd = 0, version
            raise ValueError(f"version {odd} is not known")
        at = 24
        for _ in range(min(count, MOST_KEYS)):
            key, at = _text(data, at)
            (kind,) = struct.unpack_from("<I", data, at)
            at += 4
            if kind == _STRING:
                value, at = _text(data, at)
                if key.startswith("general."):
                    values[key] = value
            elif kind == _ARRAY:
                if not key.startswith("general."):
                    break  # the vocabulary: nothing of what is looked for comes after it
                at = _skipped(data, at)
            elif kind in _SIZES:
                at += _SIZES[kind]
            else:
                raise ValueError(f"a value of kind {kind}")
    except struct.error:
        yield Note(path, "the GGUF header ends in the middle, or says more than it holds")
    except ValueError as error:
        yield Note(path, f"the GGUF header cannot be read: {error}")
    bases = tuple(
        _repository(values.get(f"general.base_model.{i}.repo_url", "")) or _joined(values, i)
        for i in range(8)
        if f"general.base_model.{i}.name" in values
    )
    licenses = tuple(
        filter(
            None,
            (values.get("general.license.name") if values.get("general.license") in (None, "other") else values.get("general.license"),),
        )
    )
    if licenses or bases or version:
        yield Stated(1, 1, "gguf", licenses, tuple(filter(None, bases)), "", values.get("general.license.link", ""))


def _text(data: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<Q", data, at)
    if length > LONGEST:
        raise ValueError(f"a text of {length} bytes")
    end = at + 8 + length
    if end > len(data):
        raise struct.error
    return data[at + 8 : end].decode("utf-8", "replace"), end


def _skipped(data: bytes, at: int) -> int:
    """Where an array ends."""
    kind, count = struct.unpack_from("<IQ", data, at)
    at += 12
    if count > MOST_KEYS or kind == _ARRAY:
        raise ValueError(f"an array of {count} values among the general keys")
    for _ in range(count):
        at = _text(data, at)[1] if kind == _STRING else at + _SIZES.get(kind, 8)
    return at


def _repository(url: str) -> str:
    return "/".join(url.rstrip("/").split("/")[-2:]) if "huggingface.co/" in url else ""


def _joined(values: dict[str, str], i: int) -> str:
    owner = values.get(f"general.base_model.{i}.organization", "").replace(" ", "-")
    name = values.get(f"general.base_model.{i}.name", "").replace(" ", "-")
    return f"{owner}/{name}" if owner and name else ""


def _safetensors(data: bytes, path: str) -> Iterator[Stated | Note]:
    if len(data) < 8:
        yield Note(path, "is too short for a safetensors header")
        return
    (length,) = struct.unpack_from("<Q", data)
    if length > 100_000_000:
        yield Note(path, f"the safetensors header claims {length} bytes")
        return
    if not length:
        yield Note(path, "the safetensors header is empty")
        return
    begin = data.find(b'"__metadata__"', 8, HEAD)
    if begin < 0:
        if 8 + length > len(data) and len(data) < HEAD:
            yield Note(path, "the safetensors header is longer than the file")
        elif data[8:9] == b"{":
            yield Stated(1, 1, "safetensors")  # nothing is said of it, and it is a model all the same
        return
    try:
        values, _ = json.JSONDecoder().raw_decode(data[data.index(b"{", begin) : 8 + length].decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        yield Note(path, "the metadata of the safetensors header cannot be read")
        return
    if isinstance(values, dict):
        license = values.get("modelspec.license") or values.get("license")
        base = values.get("base_model") or values.get("ss_base_model_version")
        known = base if isinstance(base, str) and "/" in base else ""
        yield Stated(1, 1, "safetensors", (license,) if isinstance(license, str) else (), (known,) if known else ())
