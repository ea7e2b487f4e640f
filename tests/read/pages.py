"""Web pages made by hand, about persons and states that do not exist."""

LONG = (
    "The foreign minister of Kareth said on Monday that her government would not sign the treaty with Sudonia before "
    "the spring, and that talks would go on in Port Lessa until both sides had read the new draft."
)
LONGER = (
    "Her colleague from Sudonia, Ivo Brandt, answered in the evening that the draft had been on the table since March; "
    "nobody in his ministry understood what was still to be read in it, and the fleet would stay where it was."
)
LAST = "The two ministers meet again on Friday. Observers of the Lessa Institute expect no result before the summer."


def page(body: str, head: str = "", title: str = "Kareth puts off the treaty - Kareth Courier") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def article(inside: str = "", before: str = "", after: str = "") -> str:
    """Return a page with an article of three paragraphs, and something in, before and after it."""
    return page(
        f"<nav><a href=/>Home</a> <a href=/world>World</a></nav>{before}<article><h1>Kareth puts off the treaty</h1>"
        f"<p>{LONG}</p>{inside}<p>{LONGER}</p><p>{LAST}</p></article>{after}"
        "<footer><p>The Kareth Courier is a newspaper of the Courier Group, Port Lessa, and its editors answer letters."
        "</p></footer>"
    )


def roles(document) -> list[tuple[str, str]]:
    """Return the kinds and texts of a document's segments."""
    return [(segment.kind, document.text[segment.start : segment.end]) for segment in document.segments]
