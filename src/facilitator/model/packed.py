"""What an entry holds, as values: a frozen dataclass a kind, read from a stored body and packed into one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from types import UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

from facilitator.model.entry import Body, Draft

ALWAYS: Mapping[str, object] = {"always": True}
"""Of a field that stands in every body of its kind; others are left out where they are as usual."""


class _Empty(Mapping[str, Any]):
    """Nothing by any name: what a mapping in a body is as usual. Unlike an empty dict it cannot be changed."""

    def __getitem__(self, name: str) -> Any:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "{}"


EMPTY: Mapping[str, Any] = _Empty()


def called(name: str) -> dict[str, object]:
    """Of a field that a body knows by a name that Python does not take, or takes for something else."""
    return {"called": name}


def taken(read: Callable[[object], Any]) -> dict[str, object]:
    """Of a field that has its own way of reading what a body says."""
    return {"read": read}


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What every entry may hold. Whatever stands in a body, reading it never raises: what is no such value is as usual.

    Bodies have no slots, so that what one does not say is its class's: reading, which is done for every entry of a
    file, then costs no more than what stands there.

    `source` is where it came from, `group` and `table` are the sender's where the stage keeps them, `token` counts a
    person within one stage, `together` is shared by acts that are undone as one, `erased` says that words were taken
    out, `late` that it came after its stage was closed: it counts once the facilitator takes it.
    """

    kind: ClassVar[str] = ""
    """The name of its kind of entry."""
    counts_one: ClassVar[bool] = False
    """Whether it is one person's vote, score or answer, of which nobody needs the table: none is stored with it."""

    source: str = ""
    group: str = ""
    table: str = ""
    token: str = ""
    together: str = ""
    erased: bool = False
    late: bool = False

    @classmethod
    def read(cls, body: Body) -> Self:
        """What a body says."""
        fields_of, made = _by_key(cls), cls.__new__(cls)
        found = made.__dict__
        for key, given in body.items():
            for name, read in fields_of.get(key, ()):
                value = read(given)
                if value is not None:
                    found[name] = value
        return made

    def pack(self) -> dict[str, Any]:
        """The body that says it."""
        found = {}
        for name, key, default, always, _read in _shape(type(self)):
            value = getattr(self, name)
            if always or value != default:
                found[key] = _plain(value)
        return found

    @classmethod
    def odd(cls, body: Body) -> list[str]:
        """The names in a body that hold no such value as they should, so that reading it leaves something out."""
        made, names = cls.read(body), {key: name for name, key, *_ in _shape(cls)}
        return [
            key
            for key, given in body.items()
            if key in names and given is not None and not _same(given, getattr(made, names[key]))
        ]

    def draft(self, workshop: str, stage: str = "", **more: Any) -> Draft:
        """An entry that asks for it; `more` are other facts of the draft, such as its `key` or `person`."""
        return Draft(self.kind, self.pack(), workshop, stage, **more)

    def from_phone(self, group: str, table: str) -> Self:
        """The same, as a phone sent it, with what the stage keeps of its sender."""
        return replace(self, source="phone", group=group, table="" if self.counts_one else table)

    @property
    def by_phone(self) -> bool:
        """Whether a phone sent it."""
        return self.source == "phone"

    def takes_back(self) -> bool:
        """Whether it takes back what its sender gave before."""
        return False


@dataclass(frozen=True, kw_only=True)
class Switched(Packed):
    """Something that is given, or (`on` false) taken back."""

    on: bool = field(default=True, metadata=ALWAYS)

    def takes_back(self) -> bool:
        """Where it is switched off."""
        return not self.on


Read = Callable[[object], Any]
"""What a value in a body stands for; None where it is no such value, and all is as usual."""


def text(value: object) -> str | None:
    """Words as they stand, and whole numbers as words."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def whole(value: object) -> int | None:
    """A whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: object) -> float | None:
    """A number that is neither endless nor none at all."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return found if math.isfinite(found := float(value)) else None
    except OverflowError:
        return None


def texts(value: object) -> tuple[str, ...] | None:
    """A list of words."""
    given = listed(value)
    return None if given is None else tuple(found for each in given if (found := text(each)) is not None)


def filled(value: object) -> tuple[str, ...] | None:
    """A list of words, those that say something."""
    given = texts(value)
    return None if given is None else tuple(each for each in given if each.strip())


def wholes(value: object) -> tuple[int, ...] | None:
    """A list of whole numbers; whatever else stands in it is left."""
    given = listed(value)
    return None if given is None else tuple(found for each in given if (found := whole(each)) is not None)


def amounts(value: object) -> dict[str, int]:
    """The whole numbers above zero in what stands for numbers by name; whatever else stands there is left."""
    return {name: n for name, n in counts(value).items() if n > 0}


def counts(value: object) -> dict[str, int]:
    """The whole numbers from zero on in what stands for numbers by name; whatever else stands there is left."""
    given = value if isinstance(value, Mapping) else {}
    return {str(name): n for name, each in given.items() if (n := whole(each)) is not None and n >= 0}


def named(value: object) -> dict[str, Any] | None:
    """Any values by name."""
    return dict(value) if isinstance(value, Mapping) else None


def listed(value: object) -> tuple[Any, ...] | None:
    """A list of anything."""
    return tuple(value) if isinstance(value, list | tuple) else None


_READ: Mapping[object, Read] = {
    str: text,
    bool: bool,
    int: whole,
    float: number,
    tuple[str, ...]: texts,
    tuple[int, ...]: wholes,
    Mapping[str, int]: amounts,
    Mapping[str, Any]: named,
}
_Shape = tuple[tuple[str, str, Any, bool, Read], ...]


_SHAPES: dict[type[Packed], _Shape] = {}
_BY_KEY: dict[type[Packed], dict[str, list[tuple[str, Read]]]] = {}


def _by_key(cls: type[Packed]) -> Mapping[str, list[tuple[str, Read]]]:
    """The fields that a body fills, `(name, how it is read)`, by their name in the body."""
    found = _BY_KEY.get(cls)
    if found is None:
        found = _BY_KEY[cls] = {}
        for name, key, _default, _always, read in _shape(cls):
            found.setdefault(key, []).append((name, read))
    return found


def _shape(cls: type[Packed]) -> _Shape:
    """`(name, name in a body, usual value, whether it is always packed, how it is read)` of each field."""
    if cls not in _SHAPES:
        _SHAPES[cls] = _shape_of(cls)
    return _SHAPES[cls]


def _shape_of(cls: type[Packed]) -> _Shape:
    hints = get_type_hints(cls)
    found = []
    for each in fields(cls):
        said, read = each.metadata.get("called"), each.metadata.get("read")
        way = read or _READ[_without_none(hints[each.name])]
        found.append((each.name, str(said or each.name), each.default, "always" in each.metadata, way))
    return tuple(found)


def _without_none(hint: Any) -> Any:
    """The type of a field that may be None."""
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def is_deep(value: object, deepest: int) -> bool:
    """Whether more than so many lists and objects stand within each other in it."""
    inner = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return any(not deepest or is_deep(each, deepest - 1) for each in inner)


def _same(given: object, found: object) -> bool:
    """Whether a value was read as it stands; numbers by name may leave zeros out, and words may be whole numbers."""
    if isinstance(given, Mapping):
        known = found if isinstance(found, Mapping) else {}
        left = [value for name, value in given.items() if name not in known]
        return found is not None and all(whole(value) == 0 for value in left)
    if isinstance(given, list | tuple):
        return isinstance(found, tuple) and len(found) == len(given)
    return given == found or (whole(given) is not None and str(given) == found)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Packed):
        return value.pack()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return {name: _plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value
