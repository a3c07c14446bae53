"""What a place is called: does it speak for a model? A key, a variable, a call, an argument, a command before a string."""

from __future__ import annotations

from typing import Any

from checker import later
from checker.references import Spot
from checker.words import Words, parts, pieces

STRONGEST = 4  # an argument that names a model and nothing else
WEAKLY = -2  # a place that says something about a model, which the name itself may outweigh; below, nothing does
FOLDER = -1  # where a model lies, which may be called after it
NEVER = -5
# Names of a value of the name around them: `variable "model" { default = ... }`, and in charts of Ollama `models: pull: [...]`.
_SETTING_ONE = frozenset({"with", "set", "model", "name", "id", "chat", "embedding", "llm"})  # `.modelName("x")`, `WithModel("x")`
_WRITTEN = frozenset({"save", "output", "out", "export"})
_ABOUT = frozenset({"size", "url", "urls", "link", "links", "default", "key", "arch", "card"})
_TOLD_OF = {
    "info": ("id", "name", "filename", "file", "path"),
    **dict.fromkeys(("config", "args", "kwargs", "params"), ("filename", "path")),
}
_FOLDERS = frozenset({"dir", "dirs", "directory", "folder", "subdir", "subfolder"})
_FORMS = frozenset({"field", "fields", "columns"})  # of a form: what is their default or among their options is something else
_CHOICES = frozenset({"default", "defaultvalue", "value", "options", "choices"})
_MODALITIES = frozenset({"text", "image", "images", "audio", "video"})
_OF_REPOSITORY = frozenset(
    {"tokenizer.json", "tokenizer_config.json", "config.json", "preprocessor_config.json", "generation_config.json"}
    | {"model_index.json", "vocab.json", "vocab.txt", "merges.txt"}
)
_SETTINGS = frozenset({"json", "jsonl", "yaml", "yml", "toml"})
_OPEN = ("ai", "router", "clip", "vino", "llm", "voice")  # behind `Open` in a name: `OpenAICompletion()` opens nothing
_HUBS = frozenset({"hf", "hub", "huggingface", "repoid"})  # data sets are there too
# Words before a command that are none of a sentence: `sudo ollama run x`, but `you can ollama run it`.
_BEFORE_COMMAND = frozenset(
    {"sudo", "exec", "run", "cmd", "command", "then", "do", "else", "time", "nohup", "env", "ollama", "entrypoint", "start"}
)
_CALLED = (("name",), ("id",), ("path",), ("file",), ("default",), ("value",))
_HANDED_ON = (("default",), ("default", "value"), ("value",), ("choices",), ("options",), ("items",), ("pull",), ("preload",), ("run",))


_DEFAULT = later.compile(r"\$\{[\w.*@]+(?::[-=]?|[-=])(?P<value>(?:[^${}]|\$\{\w{1,60}\}|\$\w){2,300})\}")
_ASSIGNED = later.compile(r"-{0,2}(?P<name>[A-Z_a-z][\w.-]{1,60})=(?=[^=])")
_SIGNS = later.compile(r"[^a-z\d]+")


def place_score(slot: tuple[str, ...], words: Words) -> int:
    """How much the place speaks for a model: 3 where it is called one, 0 where it says nothing, below 0 where it is something else.

    The innermost name decides; one that says nothing (`name`, `default`, a language code in a registry) hands on to the one around it,
    which then counts for less.
    """
    most, wrapped = 3, bool(slot) and slot[-1].startswith("$ return")  # what is returned is not what `switch (provider)` asks about
    named, held = _made(slot), False
    if slot[-1:] and slot[-1].lower() in _MODALITIES and parts("".join(slot[-2:-1]))[-1:] == ("models",):
        return 1  # a model for each: `models: {image: dall-e-3}`, but an `image` may be a container's, too
    for name in reversed(slot):
        if name.startswith(("#", "$")):
            continue
        if name.lower() in _FORMS and slot[-1].lower() in _CHOICES:
            return 0
        if name.lower() in words.negative:  # whole: `hub_model_id` is where a model is put
            return NEVER if most == 3 and not wrapped else 0
        found = parts(name)
        if name.endswith("()"):
            if found[-2:] == ("path", "join") or name[:-2].rpartition(".")[2] in words.handing:
                wrapped = wrapped or found[-2:] != ("path", "join")
                continue  # a path is put together, a value wrapped: what it is for, the name around it says
            if speaks(name, words):
                return NEVER
            if not words.strong.isdisjoint(found):
                return most if found and _SETTING_ONE.issuperset(parts(name[:-2].rpartition(".")[2])) else min(most, 2)
            most = min(most, 2)  # what is around a call speaks of the call
            held, named = named, False
            continue
        if not found:
            most = min(most, 2)
            continue
        last = found[-1]
        if len(found) > 1 and found[0] in _WRITTEN:
            return NEVER if most == 3 and not wrapped else 0  # `--saveEngine`, `output_model`: what is made, not what is used
        if not name.startswith("def ") and not words.strange.isdisjoint(found):
            return NEVER  # `huggingface_dataset_id` speaks of the hub, and of no model
        strong = not words.strong.isdisjoint(found) or found[-2:] == ("repo", "id")
        if strong and (last not in words.not_last or last in words.strong):
            return 3 if held or _chosen(slot, words) else most
        held = False
        if strong and most == 3 and slot[-1] in _TOLD_OF.get(last, ()):
            return 2  # `ModelInfo { filename: "x" }`, but what `LoRAConfig` is named is the settings
        if strong and last in words.not_last:
            return 1 if last in _ABOUT else FOLDER if last in _FOLDERS else WEAKLY
        if name.startswith("def "):
            if words.strange.isdisjoint(found):
                continue  # what a function does says nothing against a string in it, unless it is about data sets
            return NEVER
        if last in words.soft:
            return WEAKLY if most == 3 else 0
        if last in words.negative and found[-2:-1] != ("to",):  # `speech_to_text`
            return NEVER if most == 3 and not wrapped else 0
        if last in words.neutral and (not words.negative.isdisjoint(found) or found[0] == "data"):  # `IMAGE_NAME`, but `QWEN_VL_IMAGE_ID`
            return NEVER if most == 3 and words.families.isdisjoint(found) else 0
        if not all(word in words.neutral for word in found):
            most = min(most, 2)
        elif last in ("name", "id"):
            most = min(most, 3)
    return 0


def _made(slot: tuple[str, ...]) -> bool:
    """Whether the innermost name is the `id` of what a constructor makes: what for, the name around says: `model=Groq(id="x")`."""
    return slot[-1:] == ("id",) and slot[-2:] != slot[-1:] and slot[-2].endswith("()") and slot[-2].rpartition(".")[2][:1].isupper()


def of_data(file: str, slot: tuple[str, ...], words: Words) -> bool:
    """Whether a file of settings is about data sets by its name, and nothing around a string in it speaks of a model: `dataset_info.json`.

    Raises nothing.
    """
    stem, _, suffix = file.rpartition("/")[2].rpartition(".")
    if suffix.lower() not in _SETTINGS or words.strange.isdisjoint(parts(stem)) or not words.strong.isdisjoint(parts(stem)):
        return False
    return all((words.strong - _HUBS).isdisjoint(parts(name)) for name in slot)


def speaks(name: str, words: Words) -> bool:
    """Whether a callable says or handles its arguments as text: `print()`, `logger.info()`, `load_dataset()`, but `model_info()`."""
    last = parts(name.rpartition(".")[2])
    if not last:
        return False
    if last[0] == "open" and last[1:2] and last[1].startswith(_OPEN):
        return False
    if last[:2] == ("push", "to"):
        return True  # what is published is not what is used
    if "_".join(name.removesuffix("()").split(".")[-2:]) in words.speaking_calls:
        return True  # `hub.pull()` gets a prompt
    return last[0] in words.speaking_calls or (last[-1] in words.speaking_calls and words.strong.isdisjoint(last))


def direct(slot: tuple[str, ...], words: Words) -> bool:
    """Whether the innermost name itself says model: an alias that a project gives stands under a mere `name`."""
    if _chosen(slot, words):
        return True
    for name in reversed(slot[:-1] if _made(slot) else slot):
        if name.startswith(("#", "$")):
            continue
        found = parts(name)
        if name.endswith("()") and not speaks(name, words) and not words.strong.isdisjoint(found):
            return True
        if name.endswith("()") or found in _HANDED_ON or (found == ("id",) and _of_models(slot)):
            continue
        return not words.strong.isdisjoint(found)
    return False


def _chosen(slot: tuple[str, ...], words: Words) -> bool:
    """Whether a value is one of `models` under a word of the project's own: `models: {fast: "x"}`; under a `name` it may be anything."""
    if parts("".join(slot[-2:-1]))[-1:] != ("models",) or not slot[-1][-1:].isalnum():
        return False
    last = parts(slot[-1])[-1:]
    return last not in _CALLED and words.not_last.isdisjoint(last)


def _of_models(slot: tuple[str, ...]) -> bool:
    """Whether the name around the innermost one is that of models: `availableModels = [{id: "x"}]`."""
    around = next((name for name in reversed(slot[:-1]) if name[:1] not in "#$"), "")
    return parts(around)[-1:] == ("models",)


def place_of(spot: Spot, words: Words) -> tuple[int, dict[str, Any]]:
    """The score of the place, and the row of a known callable where the string is an argument of it. Raises nothing."""
    for i in range(len(spot.slot) - 1, -1, -1):
        name = spot.slot[i]
        if name.startswith("$"):
            said = tuple(name.split()[1:])
            for length in (3, 2):
                kind = words.commands.get(said[-length:])
                if kind is not None:
                    sentence = len(said) > length and said[-1 - length].isalpha() and said[-1 - length].lower() not in _BEFORE_COMMAND
                    return (STRONGEST, {"kind": kind, "any": kind == "ollama" and not sentence}) if kind else (NEVER, {})
        if name.endswith("()"):
            argument = next((one.lstrip("#") for one in spot.slot[i + 1 :] if one[:1] != "$"), "")  # `new Session("x")`
            dotted = name[:-2].split(".")
            for row in filter(None, (words.calls.get(".".join(dotted[-2:])), words.calls.get(dotted[-1]))):
                if argument in row["args"]:
                    return STRONGEST, dict(row)
            break
    score = place_score(spot.slot, words)
    if score == 3 and spot.text.isalnum():
        inner = next((name for name in reversed(spot.slot) if name[:1] not in "#$"), "")
        if parts(inner)[:1] == ("served",):
            return WEAKLY, {}  # `--served-model-name llama`: a word of the server's own; a whole name says what is behind it
    if (
        score == NEVER and spot.text.rpartition(".")[2] in words.suffixes
    ):  # `dir.join("ggml-base.en.bin")`: a path is put together, no words
        slot = ("path.join()" if name.lower().endswith("join()") and name != "str.join()" else name for name in spot.slot)
        score = place_score(tuple(slot), words)
    return score, {}


def itself(text: str, slot: tuple[str, ...]) -> bool:
    """Whether a constant is named as its value is: `GPT_4O = "gpt-4o"`. Raises nothing."""
    name = next((name for name in reversed(slot) if name[:1] not in "#$" and not name.endswith("()")), "")
    if text[-1:].isalnum() and name[-1:].isalnum() and text[-1].lower() != name[-1].lower():
        return False  # most
    rest = list(pieces(text))[1:]
    folded = _SIGNS.sub("", text.lower())
    numbered = any(map(str.isdigit, "".join(rest))) or (rest and "." in text)
    return len(folded) > 4 and bool(numbered) and _SIGNS.sub("", name.lower()).endswith(folded)


def called_after(text: str, slot: tuple[str, ...]) -> bool:
    """Whether the callable that such a name is handed to is called as it is: `KittenTTS("acme/kitten-tts-nano")`. Raises nothing."""
    name = next((name for name in reversed(slot) if name[:1] not in "#$"), "")
    own = _SIGNS.sub("", name.rpartition(".")[2].lower())
    return name.endswith("()") and len(own) > 5 and _SIGNS.sub("", text.rpartition("/")[2].lower()).startswith(own)


def takes_any(slot: tuple[str, ...], words: Words) -> bool:
    """Whether a string stands in a call, or behind a command, that takes any name for that of a model. Raises nothing."""
    for name in reversed(slot):
        if name.startswith("$"):
            said = tuple(name.split()[1:])
            if words.commands.get(said[-3:]) or words.commands.get(said[-2:]):
                return True
        elif name.endswith("()"):
            dotted = name[:-2].split(".")
            return any(row is not None and "any" in row for row in (words.calls.get(".".join(dotted[-2:])), words.calls.get(dotted[-1])))
    return False


def trimmed(text: str) -> tuple[str, int]:
    """The text without blanks and quotes around it, or the default of `${NAME:-default}`, and where that begins. Raises nothing."""
    shift = 0
    while match := _DEFAULT.search(text):
        shift += match.start("value") if text == match.group() else 0
        whole = text[: match.start()] + match["value"] + text[match.end() :]
        shift += match.start("value") - match.start() if text != match.group() and not match.start() else 0
        text = whole
    cut = text.strip("\"' \t\r\n,;")
    return cut, shift + text.find(cut)


def assigned(spot: Spot) -> Spot:
    """`MODEL=x` in one string, as lists of environment variables have it: the value under its name. Raises nothing."""
    match = _ASSIGNED.match(spot.text)
    if match is None:
        return spot
    return spot._replace(text=spot.text[match.end() :], column=spot.column + match.end(), slot=(*spot.slot, match["name"]))


def is_path(text: str, words: Words) -> bool:
    """Whether a string is the way to a file that is no weights: `examples/tuning/phi_3.yaml`, `frames/rgb/0001.jpg`. Raises nothing.

    A file that repositories of the hub have beside their weights is asked for from one: `openai/clip-vit-base-patch32/tokenizer.json`.
    """
    if text.count("/") < 2 or "://" in text or text.rpartition(".")[2].lower() not in words.source_suffixes:
        return False
    org, _, rest = text.partition("/")
    return org not in words.organizations or rest.partition("/")[2] not in _OF_REPOSITORY
