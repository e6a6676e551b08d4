"""VKScript, as far as packers of calls need it: var, while, if, return, lists, objects, API.method({…})."""

import json
import re
from collections.abc import Callable
from typing import Any

from sandbox.vk.errors import VkError

MOST_CALLS = 25
MOST_STEPS = 10_000
CANNOT_COMPILE, CANNOT_RUN = 12, 13
TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    r"""|(?P<name>[A-Za-z_]\w*)|(?P<sign>==|!=|<=|>=|&&|\|\||\+=|[-+*/%<>=!()\[\]{},;:.?@]))"""
)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
JSON = json.JSONDecoder()
Token = tuple[str, str]
Scope = dict[str, Any]
Node = Callable[[Scope], Any]
Call = Callable[[str, dict[str, Any]], Any]


class Returned(Exception):
    """The script has come to a return."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def run(code: str, call: Call, arguments: dict[str, Any]) -> Any:
    """Run a script; `call` makes one call of the API."""
    program = Parser(code, call).program()
    try:
        program({"Args": arguments})
    except Returned as returned:
        return returned.value
    except (TypeError, KeyError, IndexError, ZeroDivisionError) as error:
        raise VkError(CANNOT_RUN, str(error)) from None
    return None


def token(code: str, at: int) -> tuple[Token, int]:
    """The word or sign that begins there, and where it ends."""
    if at >= len(code):
        return ("end", ""), at
    match = TOKEN.match(code, at)
    if match is None or match.lastgroup is None:
        raise VkError(CANNOT_COMPILE, f"unexpected {code[at : at + 20]!r}")
    return (match.lastgroup, match[match.lastgroup]), match.end()


def unescaped(match: re.Match[str]) -> str:
    """The letter behind a backslash."""
    letter = match[1]
    return chr(int(letter[1:], 16)) if len(letter) > 1 else LETTERS.get(letter, letter)


class Parser:
    """Turns a script into closures."""

    def __init__(self, code: str, call: Call) -> None:
        self._code = code.rstrip()
        self._at = 0
        self._ahead: tuple[Token, int] | None = None
        """The next token and its end, where it was looked at already."""
        self._call = call
        self._calls = 0
        self._steps = 0
        self._place: tuple[Node, Node] | None = None
        """Holder and key of what was read last, in case that a value is put there."""

    # Words and signs

    def _peek(self) -> Token:
        if self._ahead is None:
            self._ahead = token(self._code, self._at)
        return self._ahead[0]

    def _pass(self) -> None:
        """Go behind the token that was looked at."""
        if self._ahead is not None:
            self._at, self._ahead = self._ahead[1], None

    def _take(self, value: str | None = None) -> Token:
        found = self._peek()
        if found[0] == "end" or (value is not None and (found[0] == "text" or found[1] != value)):
            raise VkError(CANNOT_COMPILE, f"expected {value or 'more'}, found {found[1] or 'the end'}")
        self._pass()
        return found

    def _try(self, *values: str) -> str | None:
        kind, value = self._peek()
        if kind in ("sign", "name") and value in values:
            self._pass()
            return value
        return None

    # Statements

    def program(self) -> Node:
        """The whole script."""
        statements = []
        while self._peek()[0] != "end":
            statements.append(self._statement())
        return sequence(statements)

    def _statement(self) -> Node:
        if self._try(";"):
            return constant(None)
        if self._try("{"):
            statements = []
            while not self._try("}"):
                statements.append(self._statement())
            return sequence(statements)
        if self._try("return"):
            value = constant(None) if self._peek()[1] == ";" else self._expression()
            self._try(";")
            return lambda scope: returning(value(scope))
        if self._try("var"):
            return self._variables()
        if self._try("while"):
            return self._while()
        if self._try("if"):
            return self._if()
        value = self._expression()
        if self._peek()[0] != "end" and self._peek()[1] != "}":
            self._take(";")
        return value

    def _variables(self) -> Node:
        made = []
        while True:
            kind, name = self._take()
            if kind != "name":
                raise VkError(CANNOT_COMPILE, f"{name} is no name")
            value: Node = self._expression() if self._try("=") else constant(None)
            made.append(assignment(name, value))
            if not self._try(","):
                self._take(";")
                return sequence(made)

    def _while(self) -> Node:
        self._take("(")
        condition = self._expression()
        self._take(")")
        body = self._statement()

        def loop(scope: Scope) -> None:
            while condition(scope):
                self._steps += 1
                if self._steps > MOST_STEPS:
                    raise VkError(CANNOT_RUN, "Too many operations")
                body(scope)

        return loop

    def _if(self) -> Node:
        self._take("(")
        condition = self._expression()
        self._take(")")
        then = self._statement()
        other: Node = self._statement() if self._try("else") else constant(None)
        return lambda scope: then(scope) if condition(scope) else other(scope)

    # Expressions

    def _expression(self) -> Node:
        value = self._binary(0)
        if self._peek() != ("sign", "="):
            return value
        place = self._place
        if place is None:
            raise VkError(CANNOT_COMPILE, "this is nothing to put a value into")
        self._pass()
        return put(*place, self._expression())

    def _binary(self, level: int) -> Node:
        if level == len(LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while sign := self._try(*LEVELS[level]):
            left = operation(sign, left, self._binary(level + 1))
            self._place = None
        return left

    def _unary(self) -> Node:
        if self._try("!"):
            value = self._unary()
            return lambda scope: not value(scope)
        if self._try("-"):
            number = self._unary()
            return lambda scope: -number(scope)
        return self._member(self._primary())

    def _primary(self) -> Node:
        kind, value = self._take()
        self._place = None
        if kind == "number":
            return constant(float(value) if "." in value else int(value))
        if kind == "text":
            return constant(ESCAPE.sub(unescaped, value[1:-1]))
        if kind == "name":
            if value == "API":
                return self._api()
            if value in CONSTANTS:
                return constant(CONSTANTS[value])
            self._place = (lambda scope: scope), constant(value)
            return lambda scope: scope.get(value)
        if value == "(":
            inner = self._expression()
            self._take(")")
            return inner
        if value == "[":
            items = self._list("]")
            return lambda scope: [item(scope) for item in items]
        if value == "{":
            return self._object()
        raise VkError(CANNOT_COMPILE, f"unexpected {value}")

    def _list(self, end: str) -> list[Node]:
        items: list[Node] = []
        while not self._try(end):
            items.append(self._expression())
            if not self._try(","):
                self._take(end)
                break
        return items

    def _object(self) -> Node:
        fields: list[tuple[str, Node]] = []
        while not self._try("}"):
            kind, name = self._take()
            if kind == "text":
                name = ESCAPE.sub(unescaped, name[1:-1])
            self._take(":")
            fields.append((name, self._expression()))
            if not self._try(","):
                self._take("}")
                break
        return lambda scope: {name: value(scope) for name, value in fields}

    def _api(self) -> Node:
        self._take(".")
        section = self._take()[1]
        self._take(".")
        name = f"{section}.{self._take()[1]}"
        self._take("(")
        arguments = self._plain() or self._list(")")

        def call(scope: Scope) -> Any:
            self._calls += 1
            if self._calls > MOST_CALLS:
                raise VkError(CANNOT_RUN, "Too many API calls")
            return self._call(name, arguments[0](scope) if arguments else {})

        return call

    def _plain(self) -> list[Node]:
        """An only argument that is plain JSON, as packers of calls write it, read at once."""
        if not self._code.startswith('{"', self._at):
            return []
        try:
            value, end = JSON.raw_decode(self._code, self._at)
        except ValueError:
            return []
        if not self._code.startswith(")", end):
            return []
        self._at = end + 1
        return [constant(value)]

    def _member(self, value: Node) -> Node:
        while True:
            if self._try("["):
                index = self._expression()
                self._take("]")
                self._place = value, index
                value = element(value, index)
            elif self._try("@"):
                self._take(".")
                value = column(value, self._take()[1])
                self._place = None
            elif self._try("."):
                name = self._take()[1]
                if self._try("("):
                    value = done(value, name, self._list(")"))
                    self._place = None
                else:
                    self._place = value, constant(name)
                    value = attribute(value, name)
            else:
                return value


def constant(value: Any) -> Node:
    """Always the same."""
    return lambda scope: value  # noqa: ARG005 (every node takes the scope)


def sequence(statements: list[Node]) -> Node:
    """Statements one after another."""

    def run_all(scope: Scope) -> None:
        for statement in statements:
            statement(scope)

    return run_all


def returning(value: Any) -> None:
    """End the script."""
    raise Returned(value)


def assignment(name: str, value: Node) -> Node:
    """name = value"""

    def assign(scope: Scope) -> Any:
        scope[name] = value(scope)
        return scope[name]

    return assign


def put(holder: Node, key: Node, value: Node) -> Node:
    """holder[key] = value"""

    def assign(scope: Scope) -> Any:
        result = value(scope)
        holder(scope)[key(scope)] = result
        return result

    return assign


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: f"{a}{b}" if isinstance(a, str) or isinstance(b, str) else a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def operation(sign: str, left: Node, right: Node) -> Node:
    """left sign right"""
    if sign == "&&":
        return lambda scope: left(scope) and right(scope)
    if sign == "||":
        return lambda scope: left(scope) or right(scope)
    work = OPERATIONS[sign]
    return lambda scope: work(left(scope), right(scope))


def element(value: Node, index: Node) -> Node:
    """value[index]; what is not there is null."""

    def get(scope: Scope) -> Any:
        holder, key = value(scope), index(scope)
        if isinstance(holder, list):
            return holder[key] if isinstance(key, int) and 0 <= key < len(holder) else None
        return holder.get(key) if isinstance(holder, dict) else None

    return get


def attribute(value: Node, name: str) -> Node:
    """value.name; `length` of a list or text is its length."""

    def get(scope: Scope) -> Any:
        holder = value(scope)
        if name == "length" and isinstance(holder, list | str):
            return len(holder)
        return holder.get(name) if isinstance(holder, dict) else None

    return get


def column(value: Node, name: str) -> Node:
    """value@.name: that field of each item."""
    return lambda scope: [item.get(name) for item in value(scope) or () if isinstance(item, dict)]


def done(value: Node, name: str, arguments: list[Node]) -> Node:
    """value.push(item) and the other things one does to a list."""

    def work(scope: Scope) -> Any:
        holder = value(scope)
        given = [argument(scope) for argument in arguments]
        if not isinstance(holder, list):
            raise VkError(CANNOT_RUN, f"{name} is for lists")
        if name == "push":
            holder.append(given[0])
            return len(holder)
        if name == "slice":
            return holder[slice(*given)]
        if name in ("pop", "shift"):
            return holder.pop(-1 if name == "pop" else 0) if holder else None
        raise VkError(CANNOT_RUN, f"a list has no {name}")

    return work
