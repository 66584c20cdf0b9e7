"""Every form in which an event was ever stored still reads, by both readers alike, and goes back to its bytes."""

from pathlib import Path

import pytest

from kinerja_es.codec import encode, validate
from kinerja_es.errors import Unavailable
from kinerja_es.events import TYPES
from kinerja_es.recorded import decode

FORMS = [
    (file.stem, *line.split("\t", 1))
    for file in sorted((Path(__file__).parents[1] / "stored_forms").glob("*.tsv"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("version", "topic", "state"), FORMS)
def test_a_stored_form_reads_and_writes_to_the_same_bytes(version: str, topic: str, state: str) -> None:
    event = decode(topic, state.encode())
    assert event == validate(topic, state.encode())
    assert encode(event) == (topic, state.encode()), version


def test_every_event_has_a_stored_form_of_this_version() -> None:
    assert {topic for version, topic, _ in FORMS if version == "0.1.0"} == set(TYPES)


@pytest.mark.parametrize(
    ("topic", "state", "code"), [("Meramal", b"{}", "unknown-event"), ("TargetSet", b"{", "unreadable-event")]
)
def test_what_cannot_be_read_is_said_and_not_guessed(topic: str, state: bytes, code: str) -> None:
    with pytest.raises(Unavailable, match=code):
        decode(topic, state)
