"""An invented article, and what others made of it."""

from __future__ import annotations

import datetime

from verbale.models import Document, Published, Segment

TITLE = "Velmora closes the Strait of Orsk to Tarnian warships"
SENTENCES = (
    "Velmora will let no Tarnian warship through the Strait of Orsk before the end of March, Foreign "
    "Minister Petra Lomund "
    "said on Tuesday.",
    "“We have asked for talks four times, and four times we were refused,” she told reporters in Wesk.",
    "The decision came two days after a Tarnian destroyer had passed the lighthouse of Hule at night without a pilot.",
    "Tarn called the closure illegal and announced that it would send 12 ships to the region.",
    "“The strait belongs to nobody, and we will use it,” its navy chief, Admiral Jorin Kelb, said in a statement.",
    "About 300 merchant ships pass the strait every week, most of them with grain from the harbours of Norland.",
    "Insurers in Merrow raised their rates by 15 percent within hours.",
    "The Council of Coastal States meets on Friday to discuss a proposal by Norland.",
    "Under that proposal, both fleets would stay 20 miles away from the lighthouse for half a year.",
    "Lomund did not rule out that Velmora would accept, if Tarn withdrew its destroyer first.",
    "Fishermen on both shores have stayed in port since Sunday and ask their governments for help.",
)
#: Another agency's report of the same day, on the same matter, with the same quotation.
OTHER_SENTENCES = (
    "Tarn is to dispatch a dozen vessels after its neighbour barred warships from one of the busiest sea "
    "lanes of the north.",
    "The move by Velmora follows an incident in which a destroyer sailed by Hule in the dark.",
    "“We have asked for talks four times, and four times we were refused,” Foreign Minister Petra Lomund said.",
    "In Merrow, the price of cover for cargo jumped, brokers said, with one speaking of panic on the market.",
    "Admiral Jorin Kelb, who commands the Tarnian navy, rejected the ban and spoke of free passage for all nations.",
    "Diplomats hope that a plan from Norland can calm both sides; envoys will look at it at the end of the week.",
    "Boats lie idle along the coast, and families there say that they cannot live from promises.",
    "Grain traders are looking for other routes, which are longer and cost more.",
)
SPUN = (
    "Velmora will allow no Tarnian battleship via the Strait of Orsk earlier than the tip of March, "
    "Overseas Minister Petra "
    "Lomund mentioned on Tuesday.",
    "“We now have requested for talks 4 occasions, and 4 occasions we have been refused,” she instructed "
    "reporters in Wesk.",
    "The choice got here two days after a Tarnian destroyer had handed the lighthouse of Hule at evening "
    "with out a pilot.",
    "Tarn referred to as the closure unlawful and introduced that it might ship 12 ships to the area.",
    "“The strait belongs to no one, and we are going to use it,” its navy boss, Admiral Jorin Kelb, "
    "mentioned in an announcement.",
    "About 300 service provider ships cross the strait each week, most of them with grain from the harbors of Norland.",
    "Insurers in Merrow raised their charges by 15 p.c inside hours.",
    "The Council of Coastal States meets on Friday to debate a proposal by Norland.",
    "Below that proposal, each fleets would keep 20 miles away from the lighthouse for half a 12 months.",
)


def article(
    sentences: tuple[str, ...] = SENTENCES,
    title: str | None = TITLE,
    day: str | None = None,
    agency: str | None = None,
    outlet: str | None = None,
) -> Document:
    """Return an article with its headline and body marked."""
    body = " ".join(sentences)
    text = f"{title}\n\n{body}" if title else body
    start = len(title) + 2 if title else 0
    segments = (Segment(start, len(text), "body"),)
    if title:
        segments = (Segment(0, len(title), "headline"), *segments)
    published = Published(datetime.date.fromisoformat(day), "day", "given") if day else None
    return Document(text, title=title, published=published, agency=agency, outlet=outlet, segments=segments)
