"""The texts of the interface, behind one call: `say(id, **values)`.

Every reply of the line passes here, so plain texts are kept as strings, texts that only name values become
one `%`-template, and just those that choose (plurals, selectors) or refer to others go through Fluent.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.content.files import Unreadable, text_of
from bot.content.languages import is_language
from bot.content.models import MESSAGE
from bot.content.problems import ContentError, Problem
from bot.domain.cases import CrisisKind

LOST = "Этот текст потерялся, извините. Нажмите «Меню» или напишите нам своими словами."
"""What a person reads where a text is missing: a gap in content must not end a conversation."""

MISSING = "…"
"""What stands in for a value that nobody gave."""

DANGER = frozenset(f"crisis-{kind}" for kind in CrisisKind)
"""Texts for those in danger: each has to say the numbers that help."""

_COUNTABLE = 10**15

_log = logging.getLogger(__name__)


class _Gaps(dict[str, object]):
    """Values in which those that are missing show as an ellipsis."""

    def __missing__(self, name: str) -> str:
        return MISSING


class Texts:
    """All texts of one language; those that it lacks are said in the language it falls back to."""

    def __init__(
        self,
        locale: str,
        bundle: FluentBundle,
        patterns: Mapping[str, ast.Pattern],
        fallback: Texts | None = None,
    ) -> None:
        self.locale = locale
        self._bundle = bundle
        self._fallback = fallback
        self._variables = {id: _variables(pattern, patterns) for id, pattern in patterns.items()}
        self._plain: dict[str, str] = {}
        self._templates: dict[str, str] = {}
        self._blamed: set[str] = set()
        for id, pattern in patterns.items():
            template = _template(pattern)
            if template is not None and not self._variables[id]:
                self._plain[id] = template % ()
            elif template is not None:
                self._templates[id] = template

    @classmethod
    def load(cls, folder: Path, locale: str, fallback: Texts | None = None) -> Texts:
        """Read `texts/<locale>.ftl` of a folder of content, or raise ContentError with all problems."""
        file = folder / "texts" / f"{locale}.ftl"
        if not file.exists():
            raise _wrong(file, 1, "Файла текстов нет. Создайте его или исправьте BOT_LOCALE.")
        if not is_language(locale):
            raise _wrong(
                file, 1, f"Языка «{locale}» нет. Назовите файл по языку, например ru.ftl; исправьте."
            )
        try:
            source = source_of(file)
        except Unreadable as error:
            raise _wrong(file, error.line, error.sentence) from error
        resource = FluentParser().parse(source)
        reading = _Reading(file, source, resource)
        if fallback and not reading.problems:
            reading.strange_values(resource, fallback)
        if reading.problems:
            raise ContentError(tuple(sorted(reading.problems)))
        bundle = FluentBundle([locale], use_isolating=False)
        bundle.add_resource(resource)
        return cls(locale, bundle, dict(patterns_of(resource)), fallback)

    def say(self, id: str, /, **values: object) -> str:
        """The text with its values in place; never fails, whatever is missing."""
        plain = self._plain.get(id)
        if plain is not None:
            return plain
        template = self._templates.get(id)
        if template is None:
            return self._resolve(id, values)
        for name, value in values.items():
            if type(value) is float:
                values[name] = _whole(value)
        try:
            return template % values
        except KeyError:
            self._blame(id, "misses a value")
            return template % _Gaps(values)

    def has(self, id: str) -> bool:
        """Whether there is a text of that id, in this language or in the one it falls back to."""
        return id in self._variables or (self._fallback is not None and self._fallback.has(id))

    def ids(self) -> frozenset[str]:
        """All ids of this language; an attribute of a message is known as `message.attribute`."""
        return frozenset(self._variables)

    def variables(self, id: str) -> frozenset[str]:
        """The names of the values that a text wants, in any of its variants; none for an unknown id."""
        if id not in self._variables and self._fallback:
            return self._fallback.variables(id)
        return self._variables.get(id, frozenset())

    def _resolve(self, id: str, values: dict[str, object]) -> str:
        if id not in self._variables:
            if self._fallback:
                return self._fallback.say(id, **values)
            self._blame(id, "is not written")
            return LOST
        missing = self._variables[id] - values.keys()
        if missing:
            self._blame(id, "misses a value")
        given: dict[str, object] = dict.fromkeys(missing, MISSING)
        given |= {name: _counted(value) for name, value in values.items()}
        name, _, attribute = id.partition(".")
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        try:
            said, errors = self._bundle.format_pattern(pattern, given)  # type: ignore[arg-type]
        except Exception as error:  # whatever a function of Fluent makes of an odd value, the talk goes on
            said, errors = LOST, [error]
        if errors:
            self._blame(id, "cannot be resolved")
        return str(said)

    def _blame(self, id: str, what: str) -> None:
        # Once for each text: a gap on the hot path must not fill the log.
        if id not in self._blamed:
            self._blamed.add(id)
            _log.error("text %s %s", id, what)


def _whole(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _counted(value: object) -> object:
    # Numbers choose the plural, but are shown as they are: 1234 is the number of a request, not a sum.
    # The bound keeps out what Fluent cannot format, endless numbers among them.
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _COUNTABLE:
        return fluent_number(value, useGrouping=False)
    return value if isinstance(value, str) else str(value)


def _wrong(file: Path, line: int, sentence: str) -> ContentError:
    return ContentError((Problem(str(file), line, "", sentence),))


def source_of(file: Path) -> str:
    """A file of texts as Fluent counts its places: in characters, with equal ends of lines; or Unreadable."""
    return "\n".join(text_of(file).splitlines()) + "\n"


def patterns_of(resource: ast.Resource) -> list[tuple[str, ast.Pattern]]:
    """Every text of a file by its id; an attribute as `message.attribute`."""
    found = []
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                found.append((entry.id.name, entry.value))
            found += [(f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes]
    return found


def _template(pattern: ast.Pattern) -> str | None:
    """The pattern as a `%`-template, or None where it does more than naming values."""
    template = ""
    for element in pattern.elements:
        inner = element.expression if isinstance(element, ast.Placeable) else None
        if isinstance(element, ast.TextElement):
            template += element.value.replace("%", "%%")
        elif isinstance(inner, ast.StringLiteral):
            template += inner.parse()["value"].replace("%", "%%")
        elif isinstance(inner, ast.VariableReference):
            template += f"%({inner.id.name})s"
        else:
            return None
    return template


class _References(Visitor):
    """What a pattern refers to: values, messages (`id` or `id.attribute`) and terms (`-id`)."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.texts: set[str] = set()
        self.functions: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by Fluent
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - named by Fluent
        self.texts.add(f"{node.id.name}.{node.attribute.name}" if node.attribute else node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - named by Fluent
        self.texts.add(f"-{node.id.name}")
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802 - named by Fluent
        self.functions.add(node.id.name)
        self.generic_visit(node)


def _references(node: ast.BaseNode) -> _References:
    found = _References()
    found.visit(node)
    return found


def _variables(pattern: ast.Pattern, patterns: Mapping[str, ast.Pattern]) -> frozenset[str]:
    """The values a pattern wants, also through the texts it quotes."""
    seen: set[int] = set()
    wanted: set[str] = set()
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            references = _references(one)
            wanted |= references.values
            waiting += [patterns[text] for text in references.texts if text in patterns]
    return frozenset(wanted)


class _Reading:
    """One look through a file of texts for what an editor must repair."""

    def __init__(self, file: Path, source: str, resource: ast.Resource) -> None:
        self.problems: list[Problem] = []
        self._file = str(file)
        self._source = source
        patterns = dict(patterns_of(resource))
        terms = {f"-{entry.id.name}" for entry in resource.body if isinstance(entry, ast.Term)}
        seen: set[str] = set()
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                self._junk(entry)
            elif isinstance(entry, (ast.Message, ast.Term)):
                name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
                if name in seen:
                    self._blame(entry, name, "Такой текст уже есть выше. Оставьте один из двух.")
                seen.add(name)
                self._entry(entry, name, patterns.keys() | terms)
        if not self.problems:
            self._circles(patterns, resource)

    def _blame(self, node: ast.SyntaxNode, path: str, sentence: str) -> None:
        self.problems.append(Problem(self._file, self._line(node), path, sentence))

    def _line(self, node: ast.SyntaxNode) -> int:
        start = node.span.start if node.span else 0
        # A comment above belongs to the text, but the editor looks for its name.
        if isinstance(node, (ast.Message, ast.Term)) and node.id.span:
            start = node.id.span.start
        # What is not closed is missed at the end of the file, below its last line.
        return min(self._source.count("\n", 0, start) + 1, self._source.count("\n"))

    def _junk(self, entry: ast.Junk) -> None:
        for annotation in entry.annotations:
            advice = "Проверьте знак «=», отступ у продолжения и парность скобок { }."
            sentence = f"Текст не читается ({annotation.message}). {advice}"
            self._blame(annotation, "", sentence)

    def _entry(self, entry: ast.Message | ast.Term, name: str, known: set[str]) -> None:
        references = _references(entry)
        for text in sorted(references.texts - known):
            self._blame(entry, name, f"Здесь ссылка на «{text}», а его нет. Напишите его или исправьте имя.")
        for function in sorted(references.functions - {"NUMBER"}):
            self._blame(entry, name, f"Функции «{function}» нет. Есть только NUMBER; исправьте имя.")
        if name in DANGER and "numbers" not in references.values:
            self._blame(entry, name, "Здесь нет телефонов. Верните { $numbers } туда, где их читать.")
        patterns = [entry.value, *(one.value for one in entry.attributes)]
        for pattern in patterns:
            words = pattern.elements if pattern else []
            length = sum(len(one.value) for one in words if isinstance(one, ast.TextElement))
            if length > MESSAGE:
                self._blame(
                    entry, name, f"Слишком длинно: {length} знаков, а помещается {MESSAGE}. Сократите."
                )

    def strange_values(self, resource: ast.Resource, fallback: Texts) -> None:
        """Values that the text of the default language does not have: the line would not know them."""
        patterns = dict(patterns_of(resource))
        for entry in resource.body:
            if isinstance(entry, ast.Message) and entry.id.name in patterns and fallback.has(entry.id.name):
                given = fallback.variables(entry.id.name)
                for name in sorted(_variables(patterns[entry.id.name], patterns) - given):
                    known = ", ".join(f"${one}" for one in sorted(given)) or "никаких"
                    sentence = f"Значения ${name} у этого текста нет. Исправьте имя; есть: {known}."
                    self._blame(entry, entry.id.name, sentence)

    def _circles(self, patterns: Mapping[str, ast.Pattern], resource: ast.Resource) -> None:
        quoted = {id: _references(pattern).texts for id, pattern in patterns.items()}
        for entry in resource.body:
            if isinstance(entry, ast.Term):
                quoted[f"-{entry.id.name}"] = _references(entry).texts
        for entry in resource.body:
            if isinstance(entry, (ast.Message, ast.Term)):
                name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
                reached, waiting = set[str](), set(quoted.get(name, ()))
                while waiting:
                    text = waiting.pop()
                    reached.add(text)
                    waiting |= quoted.get(text, set()) - reached
                if name in reached:
                    self._blame(entry, name, "Текст ссылается сам на себя. Уберите ссылку.")
