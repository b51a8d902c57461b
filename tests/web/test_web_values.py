"""Templates read values alone: a name that is also a method of a value is an item, or nothing."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from facilitator.activities import contract
from facilitator.looks.languages import reader
from facilitator.web import pages

METHODS = sorted(
    {name for kind in (dict, str, list, tuple) for name in dir(kind) if not name.startswith("_")} - {"get"}
)
TEMPLATES = ("workshop.html", "parts.html", "code.html", *(f"{kind}/page.html" for kind in contract.KINDS))


@pytest.mark.parametrize("name", METHODS)
def test_an_item_is_read_whatever_it_is_called(name: str) -> None:
    dotted = pages.templates(reader()).from_string(f"{{% if one.{name} %}}{{{{ one.{name} }}}}{{% endif %}}")
    braced = pages.templates(reader()).from_string(f"{{{{ one['{name}'] if one['{name}'] is defined }}}}")
    for template in (dotted, braced):
        assert template.render(one={name: "there"}) == "there"
        assert template.render(one={name: False}) in ("", "False")
    for value in ({}, "words", [1], (1, 2)):
        assert braced.render(one=value) == ""


def test_what_a_person_typed_is_read_even_under_the_name_of_the_reader() -> None:
    template = pages.templates(reader()).from_string("{{ typed.get('text') }}")
    assert template.render(typed={"get": "x", "text": "words"}) == "words"


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_calls_a_method_but_get(name: str) -> None:
    env = pages.templates(reader())
    assert env.loader is not None
    source, _, _ = env.loader.get_source(env, name)
    called = {call.node.attr for call in env.parse(source).find_all(nodes.Call) if isinstance(call.node, nodes.Getattr)}
    assert not called & set(METHODS)
