"""What is sealed opens only under its key, at its place, unchanged."""

import pytest

from storage.seal import Seal, SealBroken, new_key, read_key

ABOUT = "journal:talk:1"


def test_what_was_closed_opens(seal):
    assert seal.open(seal.close(b"words", ABOUT), ABOUT) == b"words"


def test_plain_values_come_back(seal):
    value = {"text": "Өтініш", "n": [1, None, True]}
    assert seal.read_json(seal.shut_json(value, ABOUT), ABOUT) == value


def test_the_same_words_never_look_the_same(seal):
    assert seal.close(b"words", ABOUT) != seal.close(b"words", ABOUT)


def test_the_words_are_not_in_the_sealed_bytes(seal):
    assert b"words" not in seal.close(b"words", ABOUT)


def test_moved_to_another_place_it_does_not_open(seal):
    with pytest.raises(SealBroken, match="journal:talk:2"):
        seal.open(seal.close(b"words", ABOUT), "journal:talk:2")


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_changed_bytes_do_not_open(seal, place):
    sealed = bytearray(seal.close(b"words", ABOUT))
    sealed[place] ^= 1
    with pytest.raises(SealBroken):
        seal.open(bytes(sealed), ABOUT)


@pytest.mark.parametrize("length", [0, 1, 12, 20])
def test_cut_bytes_do_not_open(seal, length):
    with pytest.raises(SealBroken):
        seal.open(seal.close(b"words", ABOUT)[:length], ABOUT)


def test_another_key_does_not_open(seal):
    with pytest.raises(SealBroken):
        Seal(b"x" * 32).open(seal.close(b"words", ABOUT), ABOUT)


def test_a_blind_name_is_stable_and_tells_the_parts_apart(seal):
    assert seal.blind("web", "42") == seal.blind("web", "42")
    others = {
        seal.blind("web4", "2"),
        seal.blind("telegram", "42"),
        Seal(b"x" * 32).blind("web", "42"),
    }
    assert seal.blind("web", "42") not in others
    assert len(others) == 3
    assert len(seal.blind("web", "42")) == 32


def test_a_new_key_is_read_back():
    assert len(read_key(new_key())) == 32
    assert new_key() != new_key()


@pytest.mark.parametrize("text", ["", "short", "ә", "A" * 43, "A" * 100])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match="key"):
        read_key(text)


def test_a_key_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32"):
        Seal(b"short")
