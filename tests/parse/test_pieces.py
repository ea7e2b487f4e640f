from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer

from verbale.parse.pieces import MAX_PIECES, pieces_of

VOCABULARY = {"[UNK]": 0, "talk": 1, "##s": 2, "fail": 3, "##ed": 4, "x": 5, "##x": 6, ".": 7}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordPiece(VOCABULARY, unk_token="[UNK]"))
    made.pre_tokenizer = BertPreTokenizer()
    return made


def test_each_word_is_split_by_itself(tokenizer: Tokenizer) -> None:
    pieces = pieces_of(["talks", "failed", "."], tokenizer)
    assert pieces.ids.tolist() == [1, 2, 3, 4, 7]
    assert pieces.starts.tolist() == [0, 2, 4, 5]


def test_a_repeated_word_gives_the_same_pieces_again(tokenizer: Tokenizer) -> None:
    pieces = pieces_of(["talks", "x", "talks"], tokenizer)
    assert pieces.ids.tolist() == [1, 2, 5, 1, 2]
    assert pieces.starts.tolist() == [0, 2, 3, 5]


def test_a_long_word_is_cut(tokenizer: Tokenizer) -> None:
    pieces = pieces_of(["x" * 50, "talk"], tokenizer)
    assert pieces.starts.tolist() == [0, MAX_PIECES, MAX_PIECES + 1]
    assert pieces.ids.tolist() == [5] + [6] * (MAX_PIECES - 1) + [1]


def test_a_word_without_pieces_is_unknown(tokenizer: Tokenizer) -> None:
    pieces = pieces_of([" ", "京", "talk"], tokenizer)
    assert pieces.ids.tolist() == [0, 0, 1]
    assert pieces.starts.tolist() == [0, 1, 2, 3]


def test_no_words(tokenizer: Tokenizer) -> None:
    pieces = pieces_of([], tokenizer)
    assert pieces.ids.tolist() == []
    assert pieces.starts.tolist() == [0]
