"""What the workspace of themes says: what to do next where nothing is there, and who sorted a comment when."""

from __future__ import annotations

from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock
from facilitator.model.say import Day, Time
from facilitator.model.zones import UNKNOWN
from facilitator.programme.comments import Comment
from facilitator.programme.themes.desk_list import NOWHERE, TO_DO, Wanted
from facilitator.programme.themes.rules import Coding, State
from facilitator.programme.themes.standing import Standing


def nothing_listed(comments: int, wanted: Wanted) -> str:
    """Why no comment is in the list, and what to do."""
    if not comments:
        return t("Nobody has written anything yet. Comments of every workshop come here as they are sent.")
    if wanted.words:
        return t("No comment has these words. Search for others, or clear the search.")
    if wanted.which == TO_DO and not wanted.workshop and not wanted.stage:
        n = comments
        return t("The {n} comment is sorted. Go on to Counts.",
                 "All {n} comments are sorted. Go on to Counts.", n=n)  # fmt: skip
    if wanted.which == NOWHERE:
        return t("There is no comment that could not be placed.")
    return t("No comment fits what is chosen above. Choose every workshop, every stage or all comments.")


def how_far(standing: Standing, comments: int) -> tuple[str, str]:
    """How many of the comments that are counted are sorted; and which are not counted, if there are any."""
    told = t("{n} answer on a form is not sorted. It counts once you sort it.",
             "{n} answers on forms are not sorted. Each counts once you sort it.", n=standing.aside)  # fmt: skip
    n = comments - standing.aside
    far = t("{done} of {n} sorted", "{done} of {n} sorted", n=n, done=standing.done)
    return far, told if standing.aside else ""


def no_theme(comments: int) -> str:
    """What to do where there is no theme yet."""
    if not comments:
        return t("Themes are made from comments. There are none yet.")
    return t("There is no theme yet. Suggest themes puts comments that are alike together for you to look over; New "
             "theme begins one of your own. Then choose comments at the left and press the number of a theme, or drag "
             "them onto it.")  # fmt: skip


def who(programme: Programme, state: State, comment: Comment) -> str:
    """Who sorted a comment, when, and whether as the program suggested; empty of one that nobody did."""
    codes = state.of(comment.key)
    coding, workshop = codes.primary or codes.unplaced, programme.workshops.get(comment.workshop)
    if coding is None or workshop is None or not coding.at:
        return ""
    day, time = Day(by_clock(workshop, coding.at).date()), Time(coding.at, workshop.zone or UNKNOWN)
    name = state.coders.get(coding.by, "")
    sorted_ = t("Sorted {day}, {time}", day=day, time=time)
    by = t("Sorted by {name}, {day}, {time}", name=name, day=day, time=time)
    return t.listed((by if name else sorted_, _suggested(coding)))


def _suggested(coding: Coding) -> str:
    if not coding.offered:
        return ""
    return t("as suggested") if coding.kept else t("another was suggested")


def progress(share: float, looking: bool) -> str:
    """How far it is, from 0 to 1, with reading the comments or with looking for themes; nothing when it is done."""
    n = round(100 * share)
    if share >= 1:
        return ""
    if looking:
        return t("Looking for themes: {n} per cent", "Looking for themes: {n} per cent", n=n)
    return t("Reading the comments: {n} per cent", "Reading the comments: {n} per cent", n=n)
