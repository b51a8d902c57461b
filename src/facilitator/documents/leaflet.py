"""A leaflet to take home: what people said, what happens now, who answers, by when."""

from __future__ import annotations

from facilitator.documents.answers import of_register
from facilitator.model.say import say

DOCUMENT = of_register("leaflet", say("Leaflet"), say("You said. Here is what happens now."))
