"""The forms of a page, filled in as a person without script would fill them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDS = "What we would say here"
_PLAIN = {"date": "2026-03-31", "number": "1"}


@dataclass
class Form:
    """Where a form goes, what it sends, and the buttons it can be sent with (name and value)."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self) -> list[dict[str, str]]:
        """What is sent, once for each button."""
        return [self.fields | ({name: value} if name else {}) for name, value in self.buttons or [("", "")]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in given}
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "form":
            self._form = Form(found.get("action", "")) if found.get("method", "").lower() == "post" else None
            if self._form:
                self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._form.fields[self._select] = value
        elif tag == "textarea":
            self._form.fields[name] = WORDS
        elif tag == "button" and found.get("type", "submit") == "submit":
            self._form.buttons.append((name, value))
        elif tag == "input" and name:
            kind = found.get("type", "text")
            self._form.fields[name] = value if value or kind == "hidden" else _PLAIN.get(kind, WORDS)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def forms_of(page: str) -> list[Form]:
    """Every form of a page that is sent by POST, filled in."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
