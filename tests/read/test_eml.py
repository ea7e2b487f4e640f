"""Mail."""

from __future__ import annotations

import datetime
import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import CODES
from verbale.models import Published
from verbale.read.eml import read_mail, read_mbox
from verbale.read.items import Refusal
from verbale.read.source import Given, Source
from verbale.settings import Settings

WORDS = "The ministers met in Vilnea on Wednesday. " * 10


def letter(
    text: str = WORDS, page: str | None = None, sender: str = "Ada Brandt <ada@courier.example>"
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Gespräche in Kareth"
    message["From"] = sender
    message["Message-ID"] = "<1@courier.example>"
    message.set_content(text)
    if page is not None:
        message.add_alternative(page, subtype="html")
    return message


def dated(message: EmailMessage, date: str = "Wed, 04 May 2022 23:30:00 -0700") -> bytes:
    return f"Date: {date}\n".encode() + message.as_bytes()


def read(data: bytes, settings: Settings | None = None, **about: object) -> list[Refusal | Source]:
    return list(read_mail(Source.of_bytes("a.eml", data, **about), settings or Settings()))


def boxed(data: bytes, settings: Settings | None = None) -> list[Refusal | Source]:
    return list(read_mbox(Source.of_bytes("a.mbox", data), settings or Settings()))


def names(found: list[Refusal | Source]) -> list[str]:
    return [f"{part.name} {part.code}" if isinstance(part, Refusal) else part.name for part in found]


def first(found: list[Refusal | Source]) -> Source:
    assert isinstance(found[0], Source)
    return found[0]


def test_a_letter_is_a_text_with_what_its_headers_say() -> None:
    found = first(read(dated(letter())))
    assert (found.name, found.media_type, found.charset) == ("a.eml", "text/plain", "utf-8")
    assert found.file.read().decode().split() == WORDS.split()
    given = found.given
    assert (given.get("title"), given.get("authors"), given.get("outlet")) == (
        "Gespräche in Kareth",
        ("Ada Brandt",),
        None,
    )
    assert given.get("published") == Published(datetime.date(2022, 5, 4), "day", "mail header Date")
    assert given.get("source_id") == "1@courier.example"


def test_a_newsletter_is_from_an_outlet() -> None:
    message = letter(sender="Ada from the Brief <b@courier.example>")
    message["List-Unsubscribe"] = "<mailto:x@courier.example>"
    assert first(read(message.as_bytes())).given.get("outlet") == "Ada from the Brief"
    desk = first(read(letter(sender="Kareth News <b@courier.example>").as_bytes()))
    assert desk.given.get("outlet") == "Kareth News"
    assert "authors" not in desk.given


def test_what_is_given_goes_before_the_headers() -> None:
    assert first(read(dated(letter()), given=Given(title="Mine"))).given.get("title") == "Mine"


def test_the_text_is_taken_if_there_is_enough_of_it_and_else_the_page() -> None:
    page = f"<html><head><style>p {{ color: red }}</style></head><body><p>{WORDS}</p></body></html>"
    assert first(read(letter(WORDS, page).as_bytes())).media_type == "text/plain"
    stub = first(read(letter("View it in the browser: https://courier.example/x", page).as_bytes()))
    assert stub.media_type == "text/html"
    assert b"The ministers met" in stub.file.read()


def test_texts_around_a_picture_are_one() -> None:
    message = EmailMessage()
    message["Subject"] = "s"
    message.make_mixed()
    for text in ("First part.", "", "Second part."):
        part = EmailMessage()
        if text:
            part.set_content(text)
        else:
            part.set_content(b"\x89PNG", maintype="image", subtype="png", disposition="inline")
        message.attach(part)
    (found,) = read(message.as_bytes())
    assert isinstance(found, Source)
    assert found.file.read().decode().split() == ["First", "part.", "Second", "part."]


def test_attachments_are_read_in_turn_and_pictures_are_told_of() -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../../etc/répört.PDF")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(b"", maintype="text", subtype="csv", filename="b.csv")
    found = read(message.as_bytes())
    assert names(found) == ["a.eml", "a.eml!/répört.PDF", "a.eml!/a.png V109", "a.eml!/b.csv V101"]
    pdf = found[1]
    assert isinstance(pdf, Source)
    assert (pdf.suffix, pdf.media_type, pdf.nesting, pdf.file.read()) == (".pdf", "application/pdf", 1, b"%PDF-1.7")


def test_a_message_in_a_message_is_read_with_its_own_headers() -> None:
    outer = letter("See below, please.", sender="Otto Lind <o@courier.example>")
    outer.add_attachment(letter())
    found = read(outer.as_bytes())
    assert names(found) == ["a.eml", "a.eml!/message-1"]
    inner = found[1]
    assert isinstance(inner, Source)
    assert (inner.nesting, inner.given.get("authors")) == (1, ("Ada Brandt",))


def test_messages_in_messages_are_read_to_the_limit() -> None:
    message = letter()
    for _ in range(8):
        outer = letter("See below.")
        outer.add_attachment(message)
        message = outer
    found = read(message.as_bytes())
    assert names(found)[-1].endswith("V112")
    assert sum(isinstance(part, Source) for part in found) == Settings().max_nesting + 1


def test_a_saved_page_has_its_address_and_not_the_day_of_saving() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/a/1\r\nSubject: T\r\n"
        b"Date: Wed, 4 May 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>W=C3=B6rter</p>\r\n--b\r\n"
        b"Content-Type: text/css\r\n\r\np {}\r\n--b--\r\n"
    )
    (found,) = read(data)
    assert isinstance(found, Source)
    assert (found.media_type, found.given) == ("text/html", {"url": "https://courier.example/a/1"})
    assert found.file.read() == "<p>Wörter</p>".encode()


def test_a_message_that_is_cut_off_gives_what_is_there_and_says_so() -> None:
    data = letter(WORDS, f"<p>{WORDS}</p>").as_bytes()
    assert names(read(data[:-200])) == ["a.eml", "a.eml V114"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "V101"),
        (b"\n\n", "V101"),
        (b"no header here", "V114"),
        (b"\x00\xff" * 50, "V114"),
        (b"Subject: x\n\n", "V101"),
        (b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", "V115"),
    ],
)
def test_what_holds_nothing_is_refused(data: bytes, code: str) -> None:
    assert names(read(data)) == [f"a.eml {code}"]


@pytest.mark.parametrize("date", ["Wed, 04 May 2999 10:00:00 +0000", "yesterday", "31 Feb 2022", ""])
def test_impossible_and_future_days_are_no_date(date: str) -> None:
    assert first(read(dated(letter(), date))).given.get("published") is None


def test_the_size_of_a_message_is_limited() -> None:
    assert names(read(letter().as_bytes(), Settings(max_bytes=100))) == ["a.eml V104"]


@pytest.mark.parametrize(
    "data",
    [
        b"To: "
        + b"," * 1_000_000
        + b"\nFrom: "
        + b"(" * 100_000
        + b"\nSubject: "
        + b"=?utf-8?q?" * 100_000
        + b"\n\nhello\n",
        b"Subject: x\nContent-Type: text/plain;" + b' a="' * 100_000 + b"\n\nhello\n",
        b"Subject: x\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
        b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 2_000,
        b"Subject: x\nContent-Type: text/html\n\n" + b"<style" * 200_000,
        b"Subject: x\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 200 + b"a\n" * 400_000,
    ],
)
def test_hostile_messages_take_no_time(data: bytes) -> None:
    start = time.process_time()
    read(data)
    assert time.process_time() - start < 4


def test_a_mailbox_is_parted_at_its_envelopes_only() -> None:
    envelope = b"From ada@courier.example Wed May  4 10:00:00 2022\n"
    body = b"Subject: a\n\n>From here on.\n>>From there.\n\nFrom the start we knew.\n\n"
    found = boxed(envelope + body + envelope + b"Subject: b\n\nWords.\n")
    assert names(found) == ["a.mbox:1", "a.mbox:2"]
    message = first(found)
    assert message.file.read() == b"Subject: a\n\nFrom here on.\n>From there.\n\nFrom the start we knew.\n\n"
    assert (message.media_type, message.suffix) == ("message/rfc822", ".eml")


def test_the_messages_of_a_mailbox_are_limited_in_size_and_number() -> None:
    envelope = b"From a Wed May  4 10:00:00 2022\n"
    data = (
        envelope + b"Subject: a\n\n" + b"x" * 500 + b"\n\n" + envelope + b"Subject: b\n\nWords.\n\n" + envelope + b"c\n"
    )
    assert names(boxed(data, Settings(max_bytes=100))) == ["a.mbox:1 V104", "a.mbox:2", "a.mbox:3"]
    assert names(boxed(data, Settings(max_records=1))) == ["a.mbox:1", "a.mbox V113"]
    assert names(boxed(b"")) == ["a.mbox V101"]


PIECES = st.sampled_from(
    [
        b"Subject: =?utf-8?q?x", b"?=\n", b"From: ", b"<a@b>", b"\n", b"\n\n", b"--b\n", b"--b--\n", b"====",
        b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: text/html; charset=nonsense\n", b"<p>text</p>",
        b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uuencode\n", b"begin 644 a\n",
        b"Content-Type: message/rfc822\n", b"Content-Disposition: attachment; filename*=utf-8''%ff%00a.pdf\n",
        b"Date: 4 May 2022\n", b"From x 10:00:00 2022\n", b"Content-Type: text/plain; charset=utf-7\n",
        b"Content-Type: message/delivery-status\n", b"MIME-Version: 1.0\n", b"\xff\x00",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=25).map(b"".join)))
def test_any_bytes_end_as_items_or_refusals(data: bytes) -> None:
    for part in (*read(data), *read(b"Subject: x\n" + data), *boxed(data)):
        if isinstance(part, Refusal):
            assert part.code in CODES
        else:
            assert part.file.read() or part.name.startswith("a.mbox:")
            assert "/" not in part.name.replace("!/", "")
