"""How much of an article is analysed: up to an amount of work, so that the result is the same on every machine.

An article of ordinary length is analysed whole. Of one that is as long as many articles, or that is made to take long,
the first part is; the rest is stored, with the roles of its stretches, and nothing is found in it.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

_RUN = re.compile(r"[^\W_]+|\S")
_PIECE = 8  # letters: of longer words, which are rare, the model sees several pieces
_BACK = 0.25  # share of the part that may be given up so that it ends with a paragraph or a sentence
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*(?=\s)")
_UNREAD = re.compile(r"\S{1,400}|\s+")
_TOGETHER = 300  # unread words that hang together; as many as the longest sentence has


def analysed_end(text: str, most: int) -> int:
    """Return the offset up to which a text is analysed: its length, if it is within the limit.

    A part ends with a paragraph where one ends in its last quarter, else with a sentence, else between two words.

    Args:
        text: The text of a document.
        most: Words of it that are analysed at most. A mark counts as a word does; a long word counts once for each
            eight letters, and one with letters beyond ASCII once for each letter.
    """
    if len(text) <= most:
        return len(text)  # a word has a letter at least
    counted = 0
    for match in _RUN.finditer(text):
        run = match[0]
        counted += (len(run) + _PIECE - 1) // _PIECE if run.isascii() else len(run)
        if counted > most:
            return _cut(text, match.start())
    return len(text)


def _cut(text: str, end: int) -> int:
    """Return where a text ends that is to end before an offset; white space there is left to the rest."""
    least = end - int(end * _BACK)
    cut = text.rfind("\n", least, end)
    if cut < 0:
        cut = max((match.end() for match in _SENTENCE.finditer(text, least, end)), default=end)
    return len(text[:cut].rstrip()) or end


def with_rest(doc: Doc, text: str) -> Doc:
    """Return a ``Doc`` over a whole text of whose first part there is one.

    What was not analysed is split where white space splits it, has the part of speech X, and no names and spans.

    Args:
        doc: The first part, analysed.
        text: The whole text; it begins with the words of `doc`.
    """
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    for match in _UNREAD.finditer(text, len(doc.text)):
        run = match[0]
        if run[0] == " " and words and not spaces[-1]:
            spaces[-1] = True
            run = run[1:]
        if run:
            words.append(run)
            spaces.append(False)
    read = len(doc)
    unread = range(read, len(words))
    first = [read + (i - read) // _TOGETHER * _TOGETHER for i in unread]
    begins = [i == at for i, at in zip(unread, first, strict=True)]
    whole = Doc(
        doc.vocab, words=words, spaces=spaces,
        pos=[*(token.pos_ for token in doc), *("SPACE" if words[i].isspace() else "X" for i in unread)],
        tags=[*(token.tag_ for token in doc), *("_SP" if words[i].isspace() else "XX" for i in unread)],
        morphs=[*(str(token.morph) for token in doc), *("" for _ in unread)],
        lemmas=[*(token.lemma_ for token in doc), *(words[i] for i in unread)],
        heads=[*(token.head.i for token in doc), *first],
        deps=[*(token.dep_ for token in doc), *("root" if one else "dep" for one in begins)],
        sent_starts=[*(bool(token.is_sent_start) for token in doc), *begins],
    )  # fmt: skip
    whole.set_ents([Span(whole, span.start, span.end, span.label) for span in doc.ents])
    for name, group in doc.spans.items():
        whole.spans[name] = [Span(whole, span.start, span.end, span.label) for span in group]
        whole.spans[name].attrs.update(group.attrs)
    whole.user_data.update(doc.user_data)
    return whole
