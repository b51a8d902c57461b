"""The look as CSS custom properties for the phone page: `--text-2`, `--g1-tint`, `--body-size`..."""

from __future__ import annotations

from functools import cache

from facilitator.looks.tokens import Theme, Tokens, load

_WINDOW_ONLY = frozenset(
    {
        *("board", "fill_hover", "text_strong", "qr_ground", "qr_ink", "note", "note_line"),
        *("toward", "away", "text_on_toward", "text_on_away"),
    }
)
_GROUPS: tuple[int | str, ...] = (1, 2, 3, 4, 5, 6, "other")


@cache
def phone_variables() -> str:
    """A style sheet under 3 kB: colours for light, for dark where the phone asks for it, and sizes.

    Names: a role with dashes (`--warn-pale`); groups `--g1-mark|tint|edge|ink` up to 6 and `--gx-…` for the others;
    lettering `--prompt-size`, `--prompt-line`, `--prompt-weight`; `--font`, `--target`, `--radius`, `--radius-card`.
    """
    tokens = load()
    light, dark = _colours(tokens, "light"), _colours(tokens, "dark")
    return (
        f":root{{color-scheme:light dark;{light};{_shapes(tokens)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


@cache
def lens_rules() -> str:
    """A rule a lens, under 500 bytes: `.l-black` has its ground, letters and edge, the same in light and dark."""
    looks = load().lenses["dark"].items()
    return "".join(f".l-{name}{{background:{h.fill};color:{h.on};border-color:{h.edge}}}" for name, h in looks)


def _colours(tokens: Tokens, theme: Theme) -> str:
    roles = [f"--{name.replace('_', '-')}:{c}" for name, c in tokens.roles[theme].items() if name not in _WINDOW_ONLY]
    for index in _GROUPS:
        look, short = tokens.group(index, theme), "x" if index == "other" else index
        roles += [f"--g{short}-{part}:{getattr(look, part)}" for part in ("mark", "tint", "edge", "ink")]
    return ";".join(roles)


def _shapes(tokens: Tokens) -> str:
    sizes = [f"--font:{','.join(_quoted(name) for name in tokens.fonts['phone'])}"]
    for name, spec in tokens.phone_types.items():
        sizes += [f"--{name}-size:{spec.size}px", f"--{name}-line:{spec.line}px", f"--{name}-weight:{spec.weight}"]
    sizes += [f"--target:{tokens.size['control_big']}px", f"--radius:{tokens.radius['control']}px"]
    sizes += [f"--radius-card:{tokens.radius['card']}px"]
    return ";".join(sizes)


def _quoted(family: str) -> str:
    return f'"{family}"' if " " in family else family
