"""The phone page's variables: small, complete, light and dark."""

from __future__ import annotations

import re

from facilitator.looks.css import phone_variables
from facilitator.looks.tokens import Theme, load


def variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):([^;}]+)", css))


def halves() -> tuple[dict[str, str], dict[str, str]]:
    light, dark = phone_variables().split("@media (prefers-color-scheme:dark)")
    return variables(light), variables(dark)


def test_small_enough_for_an_old_phone() -> None:
    assert len(phone_variables().encode()) < 3000


def test_braces_close_and_nothing_is_fetched() -> None:
    css = phone_variables()
    assert css.count("{") == css.count("}") == 3
    assert "url(" not in css and "@import" not in css


def test_every_colour_of_the_phone_has_a_dark_twin() -> None:
    light, dark = halves()
    colours = {name for name, value in light.items() if value.startswith("#")}
    assert dark.keys() == colours
    themes: tuple[tuple[dict[str, str], Theme], ...] = ((light, "light"), (dark, "dark"))
    for half, theme in themes:
        assert half["text-2"] == load().role(theme, "text_2")
        assert half["g3-tint"] == load().group(3, theme).tint
        assert half["gx-mark"] == load().group("other", theme).mark


def test_sizes_keep_the_phone_rules() -> None:
    light, _ = halves()
    assert light["target"] == "48px"
    assert light["body-size"] == "17px"
    sizes = {name: float(value.removesuffix("px")) for name, value in light.items() if name.endswith("-size")}
    assert min(sizes.values()) == sizes["small-size"] == 14
    assert sorted(sizes.values())[1] == 16
    assert light["font"].startswith("system-ui")
