"""Lemmas as edits of the word: the network chooses the edit, as in UDPipe (Straka 2018)."""

from __future__ import annotations


def edit_script(form: str, lemma: str) -> str:
    """Return the edit that makes `lemma` of `form`.

    ``<case>|<cut>|<ending>``: case ``l`` if the form is lowered first, else ``=``; how many characters to cut at the
    end; what to add. A lemma that shares less than half of the form is given whole, as ``!lemma``.
    """
    case = "=" if lemma[:1].isupper() or not form[:1].isupper() else "l"
    word = form.lower() if case == "l" else form
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    if shared * 2 < len(word) and word != lemma:
        return "!" + lemma
    return f"{case}|{len(word) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma that an edit makes of a form; the form itself where the edit does not fit."""
    if script.startswith("!"):
        return script[1:]
    case, cut, ending = script.split("|", 2)
    word = form.lower() if case == "l" else form
    keep = len(word) - int(cut)
    return word[:keep] + ending if keep > 0 else word
