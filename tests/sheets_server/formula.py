"""Just enough of formulas: arithmetic, references, joins and a few functions."""

import ast
import re
from collections.abc import Callable

from .a1 import parse_span
from .book import Book
from .grid import Tab
from .jsontypes import Json, JsonObject

REFERENCE = re.compile(
    r"(?<![\w!'\"])(?:('(?:[^']|'')+'|\w+)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)(?![\w(])"
)
FUNCTIONS: dict[str, Callable[[list[Json]], Json]] = {
    "SUM": lambda v: sum(x for x in v if isinstance(x, (int, float))),
    "COUNT": lambda v: sum(isinstance(x, (int, float)) for x in v),
    "COUNTA": lambda v: sum(x not in (None, "") for x in v),
    "MIN": lambda v: min(x for x in v if isinstance(x, (int, float))),
    "MAX": lambda v: max(x for x in v if isinstance(x, (int, float))),
    "AVERAGE": lambda v: sum(n := [x for x in v if isinstance(x, (int, float))]) / len(n),
    "ROUND": lambda v: round(v[0], int(v[1]) if len(v) > 1 else 0),
    "IF": lambda v: v[1] if v[0] else (v[2] if len(v) > 2 else False),
    "CONCATENATE": lambda v: "".join(str(x) for x in v),
}
DEPTH = 50


def effective(book: Book, tab: Tab, value: JsonObject | None, depth: int = 0) -> JsonObject | None:
    """Give what a value comes to: itself, or the result of its formula."""
    if not value or "formulaValue" not in value:
        return value
    try:
        result = _Evaluation(book, tab, depth).run(value["formulaValue"][1:])
    except ZeroDivisionError:
        return _error("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    except KeyError as error:
        return _error("NAME", f"Unknown range name or function: {error.args[0]}.")
    except (SyntaxError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        return _error("ERROR", "Formula parse error.")
    if isinstance(result, bool):
        return {"boolValue": result}
    if isinstance(result, (int, float)):
        return {"numberValue": result}
    return {"stringValue": "" if result is None else str(result)}


def _error(kind: str, message: str) -> JsonObject:
    return {"errorValue": {"type": kind, "message": message}}


def scalar(value: JsonObject | None) -> Json:
    """Take the bare value out of an ExtendedValue."""
    if not value:
        return None
    kind, inner = next(iter(value.items()))
    if kind == "errorValue":
        return {"DIVIDE_BY_ZERO": "#DIV/0!", "NAME": "#NAME?", "REF": "#REF!"}.get(inner["type"], "#ERROR!")
    return inner


class _Evaluation:
    def __init__(self, book: Book, tab: Tab, depth: int) -> None:
        if depth > DEPTH:
            raise RecursionError
        self.book, self.tab, self.depth = book, tab, depth
        self.ranges: dict[str, list[Json]] = {}

    def run(self, text: str) -> Json:
        parts = re.split(r'("(?:[^"]|"")*")', text)
        for i in range(0, len(parts), 2):
            part = REFERENCE.sub(self._reference, parts[i])
            part = re.sub(r"(?<![<>=])=", "==", part.replace(";", ",")).replace("<>", "!=")
            parts[i] = part.replace("^", "**").replace("&", "|").strip() + " "
        return self._of(ast.parse("".join(parts).strip(), mode="eval").body)

    def _reference(self, match: re.Match[str]) -> str:
        tab = self.tab
        if match[1]:
            found = self.book.titled(match[1].strip("'").replace("''", "'"))
            if not found:
                raise KeyError(match[1])
            tab = found
        span = parse_span(match[2].replace("$", ""))
        if not span:
            raise KeyError(match[2])
        rect = tab.close(span)
        name = f"r{len(self.ranges)}_"
        self.ranges[name] = [
            scalar(effective(self.book, tab, tab.cell(r, c).value, self.depth + 1))
            for r in range(rect.top, rect.bottom)
            for c in range(rect.left, rect.right)
        ]
        return name

    def _of(self, node: ast.expr) -> Json:
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            if node.id.upper() in {"TRUE", "FALSE"}:
                return node.id.upper() == "TRUE"
            return self.ranges[node.id][0]
        if isinstance(node, ast.UnaryOp):
            inner = self._of(node.operand) or 0
            return -inner if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.BinOp):
            return self._binary(node)
        if isinstance(node, ast.Compare):
            left, right = self._of(node.left), self._of(node.comparators[0])
            compare = {ast.Eq: "__eq__", ast.NotEq: "__ne__", ast.Lt: "__lt__", ast.Gt: "__gt__"}
            return getattr(left, compare[type(node.ops[0])])(right)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            values: list[Json] = []
            for argument in node.args:
                is_range = isinstance(argument, ast.Name) and argument.id in self.ranges
                values += self.ranges[argument.id] if is_range else [self._of(argument)]  # type: ignore[attr-defined]
            return FUNCTIONS[node.func.id.upper()](values)
        raise SyntaxError

    def _binary(self, node: ast.BinOp) -> Json:
        left, right = self._of(node.left), self._of(node.right)
        if isinstance(node.op, ast.BitOr):
            return f"{'' if left is None else left}{'' if right is None else right}"
        left, right = left or 0, right or 0
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Div):
            return left / right
        return left**right
