"""What the desk says beside the words of a board storm: which group, which board, and whether a headline."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.rotate import stations
from facilitator.activities.rotate.facts import DATING, DIGEST, HEADLINE, SET, State
from facilitator.model.method import Field
from facilitator.model.say import say

_TEAM, _BOARD = Field("team", say("Group"), "item"), Field("board", say("Board"), "item")
_KIND = Field("kind", say("What it is"), "item")


@dataclass(slots=True)
class TypedState(State):
    """The state, with what the desk may name. Without a board a line goes where its group stands."""

    def typed(self, stage: str) -> tuple[Field, ...]:
        """The fields that are asked at the desk besides those of the stage."""
        phase = self.phase(stage)
        if self.play == DATING or phase == SET:
            return ()
        return (_KIND, _BOARD) if phase == DIGEST else (_TEAM, _BOARD)

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """What a field may name, `(value, words)`: a colour, a board, or that the words are the board's headline."""
        if item.id == "team":
            teams = range(1, stations.team_count(self) + 1)
            return [(str(team), stations.team_name(team)) for team in teams]
        if item.id == "board":
            return [(str(one.no), f"{one.letter}  {one.question}") for one in stations.stations(self)]
        return [(HEADLINE, say("Headline of the board"))] if item.id == "kind" else []
