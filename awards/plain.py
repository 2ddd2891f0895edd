"""Frozen dataclasses from plain values (parsed JSON) and back; every refusal is a sentence that names the place. Pure."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class PlainError(ValueError):
    """A value that does not fit, in words: “awards[2].year: …”."""


def build(kind: type[T], value: object, path: str = "") -> T:
    """An instance of the dataclass from a mapping. Unknown keys and wrong types are refused (PlainError)."""
    if not isinstance(value, Mapping):
        raise _refused(path, "phải là một nhóm giá trị { … }")
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # mypy: kind is a dataclass
    for key in value:
        if key not in known:
            raise _refused(_inside(path, str(key)), f"không có mục này; các mục có thể ghi: {', '.join(known)}")
    given = {}
    for name, field in known.items():
        if name in value:
            given[name] = _read(hints[name], value[name], _inside(path, name))
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _refused(_inside(path, name), "thiếu mục này")
    return _made(kind, given, path)


def _made(kind: type[T], given: Mapping[str, object], path: str) -> T:
    """The instance; what its own check refuses is told with the place."""
    try:
        return kind(**given)
    except ValueError as error:
        raise _refused(path, str(error)) from error


def plain(value: object) -> Any:
    """What `build` reads: mappings, lists, strings, numbers. None and empty defaults are kept, so nothing is guessed."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _refused(path: str, words: str) -> PlainError:
    return PlainError(f"{path}: {words}." if path else f"{words[0].upper()}{words[1:]}.")


def _read(kind: Any, value: object, path: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (kind,) = (one for one in get_args(kind) if one is not type(None))
        return _read(kind, value, path)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise _refused(path, "phải là một danh sách [ … ]")
        return tuple(_read(get_args(kind)[0], item, f"{path}[{at}]") for at, item in enumerate(value))
    if origin is not None:
        return _mapping(kind, value, path)
    if is_dataclass(kind):
        assert isinstance(kind, type)
        return build(kind, value, path)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of(kind, value, path)
    return _SCALARS[kind](value, path)


def _mapping(kind: Any, value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _refused(path, "phải là một nhóm giá trị { … }")
    inner = get_args(kind)[1]
    if inner is object:
        return dict(value)
    return {str(key): _read(inner, item, _inside(path, str(key))) for key, item in value.items()}


def _one_of(kind: type[Enum], value: object, path: str) -> Enum:
    for member in kind:
        if member.value == value:
            return member
    raise _refused(path, f"“{value}” không thuộc: {', '.join(str(member.value) for member in kind)}")


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _refused(path, "phải là chữ")
    return value.strip()


def _whole(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refused(path, "phải là số nguyên")
    return value


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise _refused(path, "phải là true hoặc false")
    return value


def _day(value: object, path: str) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _refused(path, f"“{value}” không phải là ngày (cách ghi: 2024-12-31)") from None


def _decimal(value: object, path: str) -> Decimal:
    try:
        number = Decimal(value if isinstance(value, str) else "")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _refused(path, f'“{value}” không phải là số (cách ghi: "1.5")')
    return number


_SCALARS: Mapping[type, Callable[[object, str], Any]] = {
    str: _text,
    int: _whole,
    bool: _flag,
    date: _day,
    Decimal: _decimal,
}
