"""A phone of another language in a real browser: all that its script writes, and how it fits a small screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from web_journey import PATIENCE_S, act, append, make_day, serving, wait_for_stage

import pseudo
from facilitator.looks import languages
from facilitator.looks.languages import reader
from facilitator.records import load
from facilitator.web.assets import assets_for, sentences

SHOWN = """() => [...document.querySelectorAll('body, body *')].filter(one => one === document.body || one.offsetParent)
.flatMap(one => ['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name) || ''))
.concat([document.title, document.body.innerText])"""
CLIPPED = """() => [...document.querySelectorAll('main *, header *, .panel *')].filter(one => one.offsetParent
&& one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'
&& !one.classList.contains('hide') && !['auto', 'visible'].includes(getComputedStyle(one).overflowX))
.map(one => one.outerHTML)"""
POLISH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "One note is safe on this phone. It goes by itself when the link is back."
msgid_plural "{n} notes are safe on this phone. They go by themselves when the link is back."
msgstr[0] "Jedna"
msgstr[1] "{n} kilka"
msgstr[2] "{n} wiele"
"""
expect.set_options(timeout=PATIENCE_S * 1000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    info = {"title": "Ημέρα", "challenge": "Πώς;", "wifi": "Αίθουσα", "tables": 3}
    return make_day(tmp_path / "day.facilitator", info=info, groups=[{"id": "par", "label": "Γονείς"}])


@pytest.fixture
def url(path: Path, tmp_path: Path) -> Iterator[str]:
    pseudo.write(tmp_path / "i18n")
    with serving(path, str(Path(__file__).parent / "spoken_child.py"), str(tmp_path / "i18n"), str(path)) as (_, url):
        yield url


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale=pseudo.LANGUAGE)
    yield context.new_page()
    context.close()


def all_told(page: Page) -> None:
    """Nothing on the page is left in English, nothing is cut off, and nothing is wider than the phone."""
    page.wait_for_function("document.documentElement && document.documentElement.scrollWidth <= 320")
    left = {text: words for text in page.evaluate(SHOWN) if (words := pseudo.unmarked(text))}
    assert left == {}
    assert page.evaluate(CLIPPED) == []


def join(page: Page, url: str) -> None:
    page.goto(url)
    all_told(page)
    page.locator("#join input[type=radio]").first.check()
    page.locator("#join button.main").click()
    expect(page.locator("#stage textarea")).to_be_visible()


def write(page: Page, text: str) -> None:
    page.locator("#stage textarea").fill(text)
    page.locator("#stage form.write button.main").click()


def test_all_that_the_script_writes_is_in_the_phones_language(phone: Page, path: Path, url: str) -> None:
    join(phone, url)
    write(phone, "Σήμερα")
    expect(phone.locator("#mine .card.saved")).to_be_visible()
    all_told(phone)
    phone.locator("#mine .card button").first.click()
    expect(phone.locator("#mine .card.taken")).to_be_visible()
    all_told(phone)
    limit = int(phone.locator("#stage textarea").get_attribute("data-limit") or 0)
    for length in (limit - 3, limit + 3):
        phone.locator("#stage textarea").fill("ω" * length)
        expect(phone.locator("#stage .count")).to_contain_text("3")
        all_told(phone)
    phone.locator("#stage textarea").fill("")
    append(path, act("timer", "objective", verb="pause"))
    expect(phone.locator("#clock")).to_contain_text("«")
    all_told(phone)


def test_without_a_link_the_phone_says_so_in_its_language(phone: Page, path: Path, url: str) -> None:
    join(phone, url)
    phone.context.set_offline(True)
    expect(phone.locator("#offline")).to_be_visible()
    all_told(phone)
    for words in ("Ένα", "Δύο"):
        write(phone, words)
        expect(phone.locator("#mine .card.waiting").first).to_contain_text(words)
        expect(phone.locator("#offline-count")).to_contain_text("«")
        all_told(phone)
    phone.locator("#next-person button").click()
    expect(phone.locator("#mine .card.waiting")).to_have_count(3)
    expect(phone.locator("#wifi")).to_be_visible()
    all_told(phone)
    phone.context.set_offline(False)
    expect(phone.locator("#join")).to_be_visible()
    said = [note.text for note in load.workshop(path)[1].runs["objective"].notes.having("live")]
    assert said[-2:] == ["Ένα", "Δύο"]
    all_told(phone)


def test_what_is_left_over_and_what_is_refused_is_said_in_the_phones_language(
    phone: Page, path: Path, url: str
) -> None:
    join(phone, url)
    phone.locator("#stage textarea").fill("Μισό")
    append(path, act("stage_opened", "reflective"))
    expect(phone.locator("#leftover .card")).to_be_visible()
    all_told(phone)
    phone.locator("#leftover button").nth(2).click()
    expect(phone.locator("#mine .card.saved")).to_be_visible()
    phone.context.set_offline(True)
    expect(phone.locator("#offline")).to_be_visible()
    write(phone, "Αργά")
    append(path, replace(act("stage_closed", "reflective"), at=1))
    wait_for_stage(url, "")
    phone.context.set_offline(False)
    expect(phone.locator("#mine .card.refused")).to_be_visible()
    all_told(phone)


def test_a_phone_without_script_reads_its_language_too(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}?lang={pseudo.LANGUAGE}")
    page.locator("#join input[type=radio]").first.check()
    page.locator("#join button.main").click()
    write(page, "Λόγια")
    expect(page.locator("#saved")).to_contain_text("«")
    page.locator("#saved button").click()
    expect(page.locator("#done")).to_be_visible()
    context.close()


def test_the_script_counts_as_its_language_does(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the script says, said by the script itself: three forms, and English where there are no words."""
    (tmp_path / "pl.po").write_text(POLISH, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(languages, "folder", lambda: tmp_path)
        languages.forget()
        script = next(one for name, one in assets_for(reader("pl")).items() if name.endswith("js")).plain.decode()
    languages.forget()
    lines = script.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith("var WORDS"))
    end = next(at for at, line in enumerate(lines) if at > begin and line.startswith("function read"))
    one, many = next((one, many) for one, many in sentences(script) if many.startswith("{n} notes"))
    ask = f"[1, 3, 5, 12, 22].map(n => say({json.dumps(one)}, {json.dumps(many)}, {{ n: n }}))"
    page = browser.new_page()
    page.evaluate("\n".join(["() => {", *lines[begin:end], "window.say = say; }"]))
    assert page.evaluate(ask) == ["Jedna", "3 kilka", "5 wiele", "12 wiele", "22 kilka"]
    assert page.evaluate("say('{n} left', '{n} left', { n: 5 })") == "5 left"
    assert page.evaluate("say('Saved {time}', { time: '9:05' })") == "Saved 9:05"
    page.close()
