"""What can go wrong, each with a code and a next step.

Every refusal that a user meets carries one of these; ``docs/errors.md`` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass


class VerbaleError(Exception):
    """An error with a code and a remedy.

    Args:
        code: One of `CODES`.
        detail: What was wrong this time, in a few words; never article text.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(code, detail)

    @property
    def remedy(self) -> str:
        """What the user can do about it."""
        return CODES[self.code].remedy

    def __str__(self) -> str:
        what = CODES[self.code].meaning
        return f"{self.code}: {what}{f' ({self.detail})' if self.detail else ''}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Code:
    """What an error code means and what to do."""

    meaning: str
    remedy: str


CODES: dict[str, Code] = {
    "V101": Code("nothing to read in it", "Check that the file or the article's text field is not empty."),
    "V102": Code("it is not text", "Save the article as plain text, or as JSONL with a `text` field."),
    "V103": Code("its characters cannot be decoded", "Convert the file to UTF-8, for example with iconv."),
    "V104": Code("it is larger than the limit", "Split it, or raise `max_characters` or `max_bytes` (VERBALE_MAX_…)."),
    "V105": Code("the file or folder is not there", "Check the path."),
    "V106": Code("it cannot be opened", "Check the permissions of the file."),
    "V107": Code("the line is not a JSON object", "Put one JSON object on each line of a .jsonl file."),
    "V108": Code("a field has the wrong form", "See `verbale read --help` for the fields and their forms."),
    "V109": Code("this kind of file is not read", "Convert it to plain text, HTML, PDF, CSV or JSONL."),
    "V110": Code("it took longer than the limit", "Split it, or raise `max_seconds` (VERBALE_MAX_SECONDS)."),
    "V111": Code(
        "it unpacks to more than the limit",
        "Unpack it yourself and look at it, or raise `max_unpacked_bytes` or `max_ratio` (VERBALE_MAX_…).",
    ),
    "V112": Code("it is nested too deeply", "Unpack the inner archives, or raise `max_nesting` or `max_depth`."),
    "V113": Code("it has more parts than the limit", "Split it, or raise `max_records` or `max_tags` (VERBALE_MAX_…)."),
    "V114": Code("it is damaged or cut off", "Fetch or export it again; what could be read of it was read."),
    "V115": Code("it is encrypted", "Save it without a password."),
    "V116": Code(
        "its columns are not understood", "Name them with --columns, for example --columns text=Body,url=Link."
    ),
    "V117": Code("there is no article in it", "Save the article's own page, or its text."),
    "V118": Code("the address was not asked for", "Add --fetch to let Verbale use the network."),
    "V119": Code("the address is not allowed", "Only http and https addresses of public hosts are fetched."),
    "V120": Code("the address could not be fetched", "Try again later, or save the page and read the file."),
    "V121": Code("the site asks programs not to fetch it", "Open the page in a browser and save it."),
    "V199": Code(
        "the analysis failed",
        "Read it again with the newest Verbale; if it fails there too, report the article's kind.",
    ),
    "V201": Code("the record was made by a newer Verbale", "Upgrade Verbale, or start a new record."),
    "V202": Code("the file is not a record", "Give the path of a file made by `verbale read`."),
    "V203": Code("there is no record here", "Make one with `verbale read PATH`, or give its path with --record."),
    "V204": Code("no such document", "List them with `verbale documents`."),
    "V205": Code("several documents match", "Give more of the id; `verbale documents` lists them."),
    "V206": Code("the record cannot be opened", "Check its folder, its permissions and the space left on the disk."),
    "V207": Code("another program is writing to the record", "Wait until it has ended, then run this again."),
    "V208": Code("its original was not kept", "Read it again with VERBALE_KEEP_ORIGINALS=1."),
    "V301": Code("the pipeline is not installed", "Install it in the same environment, or leave --pipeline out."),
    "V302": Code("the pipeline has no UD labels", "Name a pipeline with a parser trained on Universal Dependencies."),
    "V303": Code("the search could not be understood", "Search for plain words, or put a phrase in quotation marks."),
    "V304": Code("the date could not be understood", "Write dates as YYYY, YYYY-MM or YYYY-MM-DD."),
    "V305": Code(
        "a setting has the wrong form", "Give the VERBALE_… variables numbers (1 and 0 for yes and no), or unset them."
    ),
    "V306": Code("the language model cannot be loaded", "Install Verbale again; its model comes with it."),
    "V401": Code(
        "no actor, or no single one, is called so",
        "Give its id, its ISO code or its full name; see `verbale actor NAME`.",
    ),
    "V402": Code("the correction cannot be made so", "See `verbale correct --help` for what goes together."),
    "V403": Code("no such correction, or several", "List them with `verbale correct list`, and give more of the id."),
    "V404": Code(
        "no name and no statement was found just there",
        "Take the place from `verbale actor NAME --record PATH`, `verbale statements` or `verbale show`.",
    ),
    "V405": Code(
        "no such statement, or several", "List them with `verbale statements --json`, and give all of the id."
    ),
    "V406": Code(
        "your tables of actors cannot be read",
        "See docs/actors.md for their columns; VERBALE_ACTORS has to name the folder that they are in.",
    ),
    "V501": Code("this cannot be written there", "Give a folder or file that can be written, with --out."),
    "V502": Code(
        "these annotations cannot be read",
        "Export them from the tool again, in the format and with the labels that `verbale export` gave it.",
    ),
    "V503": Code("a library for this format is not installed", "Install it: `pip install verbale[inception]`."),
    "V504": Code(
        "these annotations are of no document of the record, or of one with another text",
        "Read the document into the record first, or open the record that they were exported from.",
    ),
}
