"""A syntax tree of Python, gone through once: every string with the names around it, and constructors that load a model nobody names."""

from __future__ import annotations

import ast
import re

from checker import later
from checker.finders import _kind, lines, quick
from checker.finders._called import against, dotted, elsewhere, implied, in_letters, ordered, stored, target, without_data
from checker.needs import possible
from checker.places import speaks, takes_any
from checker.references import ASKED, COMMENT, COMPARED, KEY, PROSE, VALUE, Spot
from checker.words import Words

LONGEST = 2_000  # characters of a string that may be a name or hold a few; a longer one is read line by line
_BUILT_ON = later.compile(  # a Modelfile that a program writes
    r"^\s*FROM (?P<model>[\w./:-]+)\s*$(?=[\s\S]{0,2000}^\s*(?:SYSTEM|PARAMETER|TEMPLATE)\b)", re.M
)
# Of the values of a type: `Literal["gpt-4o"]`.
_SPELLED = frozenset({"Literal", "Optional", "Union", "Annotated", "Final", "ClassVar", "list", "List", "tuple", "Tuple"})
_WORDY = later.compile(r"[A-Za-z][A-Za-z\d]")


class Walker:
    """Goes through a tree once; each string is kept with the names around it."""

    def __init__(self, words: Words, text: str, imports: dict[str, str]) -> None:
        self.words = words
        self.found: list[Spot] = []
        self.listing = False
        self.imports = imports
        self.source = text.split("\n")
        self.next = self._next(text)

    def _next(self, text: str) -> list[int]:
        """For each line from 0 the number, from 1, of the next one at which there is something to find: a string, a call without one that
        loads a model, an import."""
        called = {text.count("\n", 0, at) for at in quick.calls(text, self.words)}
        following = [len(self.source) + 1] * (len(self.source) + 1)
        for i in range(len(self.source) - 1, -1, -1):
            line = self.source[i]
            told = '"' in line or "'" in line or "import" in line or "pretrained" in line or "weights" in line
            following[i] = i + 1 if told or i in called else following[i + 1]
        return following

    def statements(self, body: list[ast.stmt], slot: tuple[str, ...]) -> None:
        """Go through statements that stand under the names in `slot`; what is found is kept in `found`."""
        for node in body:
            decorators = getattr(node, "decorator_list", None)
            first = decorators[0].lineno if decorators else node.lineno
            if self.next[first - 1] > node.end_lineno:  # type: ignore[operator]
                continue  # most statements
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                self._string(node.value, slot, PROSE)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._function(node, slot)
            elif isinstance(node, ast.ClassDef):
                for decorator in node.decorator_list:
                    self._value(decorator, slot)
                listing = any(dotted(base).endswith(("Enum", "TextChoices")) for base in node.bases)
                outer, self.listing = self.listing, listing
                self.statements(node.body, (node.name,))
                self.listing = outer
            elif isinstance(node, ast.Assign) and self.listing and slot:
                self._value(node.value, slot)  # members of an enumeration: its name says what they are
            elif isinstance(node, ast.Assign):
                self._value(node.value, (*slot, *(name for one in node.targets[:1] for name in target(one))))
            elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
                if node.value is not None:
                    self._value(node.value, (*slot, *target(node.target)))
                if isinstance(node, ast.AnnAssign):
                    self._value(node.annotation, (*slot, *target(node.target)))
            elif isinstance(node, ast.Return):
                if node.value is not None:
                    self._value(node.value, slot)
            elif isinstance(node, ast.Assert):
                self._value(node.test, slot)
                if node.msg is not None:
                    self._value(node.msg, slot, PROSE)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                self._imported(node)
            elif isinstance(node, ast.For):
                self._value(node.iter, (*slot, *target(node.target)))
                self.statements([*node.body, *node.orelse], slot)
            elif isinstance(node, ast.Match):
                self._value(node.subject, slot)
                for case in node.cases:
                    for pattern in ast.walk(case.pattern):
                        if isinstance(pattern, ast.MatchValue):
                            self._value(pattern.value, (*slot, *target(node.subject)), COMPARED)
                    self.statements(case.body, slot)
            else:
                self._other(node, slot)

    def _other(self, node: ast.AST, slot: tuple[str, ...]) -> None:
        """Anything without a rule of its own."""
        for _, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                self._value(value, slot)
            elif isinstance(value, list) and value:
                if isinstance(value[0], ast.stmt):
                    self.statements(value, slot)
                else:
                    for one in value:
                        self._value(one, slot) if isinstance(one, ast.expr) else self._other(one, slot) if isinstance(
                            one, ast.AST
                        ) else None

    def _imported(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
            self.imports[alias.asname or alias.name.partition(".")[0]] = name

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, slot: tuple[str, ...]) -> None:
        for decorator in node.decorator_list:
            self._value(decorator, slot)
        arguments = node.args
        plain = [*arguments.posonlyargs, *arguments.args]
        pairs = list(zip(plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True))
        for argument, default in without_data(pairs, [one.arg for one, _ in pairs]):
            self._value(default, (f"def {node.name}", argument.arg))
        for argument, keyword in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            if keyword is not None:
                self._value(keyword, (f"def {node.name}", argument.arg))
        for argument in [*plain, *arguments.kwonlyargs]:
            if argument.annotation is not None:
                self._value(argument.annotation, (f"def {node.name}", argument.arg))
        self.statements(node.body, (f"def {node.name}",))

    def _value(self, node: ast.expr, slot: tuple[str, ...], nature: str = VALUE) -> None:
        kind = type(node)
        while kind is ast.Attribute:
            node = node.value  # type: ignore[attr-defined]
            kind = type(node)
        if kind is ast.Name:  # the commonest
            return
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                self._string(node, slot, nature)
        elif isinstance(node, ast.Call):
            self._call(node, slot)
        elif isinstance(node, ast.Dict):
            pairs = list(zip(node.keys, node.values, strict=True))
            for key, value in without_data(pairs, [getattr(key, "value", None) for key in node.keys]):
                named = isinstance(key, ast.Constant) and isinstance(key.value, str)
                if key is not None:
                    self._value(key, slot, KEY)
                self._value(value, (*slot, key.value) if named else slot)  # type: ignore[union-attr]
        elif isinstance(node, ast.JoinedStr):
            self._joined(node, slot, nature)
        elif isinstance(node, ast.Compare):
            known = [side for side in (node.left, *node.comparators) if not isinstance(side, ast.Constant)]  # `"gpt-4" in model` too
            names = (*slot, *(target(known[0]) if known else ()))
            asked = isinstance(node.left, ast.Constant) and isinstance(node.ops[0], (ast.In, ast.NotIn))  # of whatever there is
            for side in [node.left, *node.comparators]:
                self._value(side, names, ASKED if asked else COMPARED)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                self._value(value, (*slot, *against(node, self.words)), nature)
        elif isinstance(node, ast.IfExp):  # what is compared says nothing of what it is for: `"small" if device == "cuda" else "tiny"`
            self._value(node.body, slot, nature)
            self._value(node.orelse, slot, nature)
            self._value(node.test, ())
        elif isinstance(node, ast.Subscript):
            if dotted(node.value).rpartition(".")[2] in _SPELLED:
                self._value(node.slice, slot, KEY)
                return
            self._value(node.value, slot)
            if target(node.value) != ("environ",):  # the name of a variable is no model's
                self._value(node.slice, (*slot, *target(node.value)), KEY)
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            before: list[str] = []  # words of a command, in a list of them
            for element in node.elts:
                self._value(element, (*slot, *ordered(before, self.words)) if before else slot, nature)
                said = element.value if isinstance(element, ast.Constant) else None
                before = [*before[-2:], said] if isinstance(said, str) else []
        else:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    self._value(child, slot, nature)
                elif isinstance(child, ast.comprehension):
                    self._other(child, slot)

    def _call(self, node: ast.Call, slot: tuple[str, ...]) -> None:
        name = dotted(node.func)
        if isinstance(node.func, ast.Attribute):
            self._value(node.func.value, slot)
        last = name.rpartition(".")[2]
        if elsewhere(node, last):
            return
        if (spot := implied(node, name, self.imports, self.words)) is not None:
            self.found.append(spot._replace(column=in_letters(self._line(spot.line), spot.column)))
        inner = slot
        if (
            last in ("getenv", "get", "pop", "env_or_def", "env", "setdefault", "config", "getattr", "add_argument", "option", "Option")
            and node.args
        ):
            key = next((arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)), "")
            inner = (*slot, f"{name}()", key) if key else slot
            if last in ("add_argument", "option", "Option"):
                inner = (
                    f"{name}()",
                    max((a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)), key=len, default=""),
                )
                for keyword in node.keywords:
                    self._value(keyword.value, (*inner, keyword.arg or ""), PROSE if keyword.arg == "help" else VALUE)
                if last == "Option":
                    for argument in node.args[:1]:
                        self._value(argument, slot)
                return
            for i, argument in enumerate(node.args):
                self._value(argument, inner if i else (*slot, f"{name}()", "#0"), VALUE if i else KEY)
        else:
            outer = (*slot, "models") if last == "join" and stored(node, self.words) else slot
            for i, argument in enumerate(node.args):
                self._value(argument, (*outer, f"{name}()", f"#{i}"))
        for keyword in without_data(node.keywords, [one.arg for one in node.keywords]):
            nature = PROSE if keyword.arg in ("description", "help", "title", "doc", "example", "examples") else VALUE
            self._value(keyword.value, (*inner, f"{name}()", keyword.arg or "**"), nature)

    def _joined(self, node: ast.JoinedStr, slot: tuple[str, ...], nature: str) -> None:
        text = "".join(
            part.value
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
            else "{" + (dotted(part.value) if isinstance(part, ast.FormattedValue) else "") + "}"
            for part in node.values
        )
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self._value(part.value, slot)
        self._add(text, node.lineno, node.col_offset + 2, slot, nature, node.end_lineno)

    def _string(self, node: ast.Constant, slot: tuple[str, ...], nature: str) -> None:
        self._add(node.value, node.lineno, node.col_offset + 1, slot, nature, node.end_lineno)  # type: ignore[arg-type]

    def _add(self, text: str, line: int, column: int, slot: tuple[str, ...], nature: str, end: int | None = None) -> None:
        if not _WORDY.search(text):
            return
        if "\n" in text or len(text) > LONGEST:
            # The text of a docstring, or a file that the program writes: read as what it is, each line with its number.
            for match in _BUILT_ON.finditer(text) if "FROM" in text else ():
                at = line + text.count("\n", 0, match.start("model"))
                self.found.append(
                    Spot(at, match.start("model") - text.rfind("\n", 0, match.start("model")), match["model"], ("ollama.create()", "#from"))
                )
            last = min(len(self.source), end or line)
            # each line as it is written, and as an f-string has it
            written = [f"{plain}\n{plain.replace('{{', '{').replace('}}', '}')}" for plain in self.source[line - 1 : last]]
            at = 0
            within: dict[int, list[Spot]] = {}
            for spot in lines.spots(text, self.words, comment="") if nature == VALUE else lines.spoken(text, self.words):
                within.setdefault(spot.line, []).append(spot)
            for number, part in enumerate(text.split("\n") if within else (), 1):
                bare = part.strip()[:80]
                at = next((i for i in range(at, len(written)) if bare in written[i]), at)
                said = PROSE if nature == PROSE else COMMENT if bare.startswith(("#", "//")) else ""  # of a file that is written
                for spot in within.get(number, ()):
                    self.found.append(spot._replace(line=line + at, nature=said or spot.nature))
            return
        spoken = nature in (PROSE, COMMENT)
        if spoken and not self.words.interest.search(text):
            return
        source = self._line(line)
        column = in_letters(source, column)
        told = " " in text.strip() and any(name.endswith("()") and speaks(name, self.words) for name in slot[-2:])  # `print("see x")`
        if nature == VALUE and " " in text and _kind.command(text) and '"model"' not in text:
            for spot in lines.spots(text, self.words, comment=""):
                at = source.find(spot.text)
                spot = spot._replace(line=line, column=at + 1 if at >= 0 else spot.column)
                self.found.append(spot._replace(nature=PROSE) if told else spot)
            return
        if told and _kind.is_prose(text.strip()):
            spoken, nature = True, PROSE
        if not spoken and not possible(text, self.words) and '"model"' not in text and not takes_any(slot, self.words):
            return
        if text in source and (at := source.find(text, max(0, column - 1))) >= 0:
            column = at + 1
        if spoken:
            self.found += (self._where(spot, line, end or line) for spot in lines.words_of(text, line, column, slot, nature, self.words))
        else:
            self.found.append(Spot(line, column, text, slot, nature))
            if '"model"' in text:
                self.found += [s._replace(line=line) for s in lines.spots(text, self.words, comment="")]

    def _line(self, number: int) -> str:
        return self.source[number - 1] if number <= len(self.source) else ""

    def _where(self, spot: Spot, first: int, last: int) -> Spot:
        """A word of a string that is written in pieces over several lines, at the line that has it."""
        for number in range(first, min(last, len(self.source)) + 1):
            at = self.source[number - 1].find(spot.text)
            if at >= 0:
                return spot._replace(line=number, column=at + 1) if number != first else spot
        return spot
