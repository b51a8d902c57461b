"""Collecting short notes on a question."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.model.say import say

ACTIVITY = Activity(say("Collect notes"), awaits_everybody=True, takes_words=True, plays=True, prints=True)
