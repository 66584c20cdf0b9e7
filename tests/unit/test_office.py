"""Who holds a post when: terms, acting holders, NIP."""

import datetime
from typing import Any

import pytest

from kinerja_es.errors import BadInput, KinerjaError, Refusal
from kinerja_es.events import OfficialAppointed
from kinerja_es.office import appointed, holder
from kinerja_es.parties import Party, read_nip


def term(name: str, since: str, until: str | None = None, **person: Any) -> OfficialAppointed:
    return OfficialAppointed(
        actor="x", party=person.pop("party", "first"), official=Party(name=name, **person),
        since=datetime.date.fromisoformat(since), until=None if until is None else datetime.date.fromisoformat(until),
    )  # fmt: skip


def refused(known: list[OfficialAppointed], new: OfficialAppointed) -> KinerjaError:
    with pytest.raises(KinerjaError) as caught:
        appointed(known, new)
    return caught.value


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (term("A", "2024-01-01", "2024-06-30"), term("B", "2024-06-30")),
        (term("A", "2024-01-01", "2024-06-30"), term("B", "2023-01-01", "2024-01-01")),
        (term("A", "2024-01-01"), term("B", "2024-01-01")),
    ],
)
def test_two_definitive_holders_of_one_post_do_not_overlap(known: OfficialAppointed, new: OfficialAppointed) -> None:
    error = refused([known], new)
    assert (error.code, type(error)) == ("officials-overlap", Refusal)


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (term("A", "2024-01-01"), term("B", "2024-06-01")),  # the next one ends it
        (term("A", "2024-06-01"), term("B", "2024-01-01")),
        (term("A", "2024-01-01", "2024-06-30"), term("B", "2024-07-01")),
        (term("A", "2024-01-01", "2024-06-30"), term("B", "2024-03-01", standing="Plh.")),
        (term("A", "2024-01-01", "2024-06-30", standing="Plt."), term("B", "2024-03-01")),
        (term("A", "2024-01-01", "2024-06-30"), term("B", "2024-03-01", party="second")),
    ],
)
def test_all_other_terms_may_stand_beside_each_other(known: OfficialAppointed, new: OfficialAppointed) -> None:
    assert appointed([known], new) == new


def test_a_term_does_not_end_before_it_begins_and_has_a_name() -> None:
    error = refused([], term("A", "2024-02-01", "2024-01-31"))
    assert (error.code, type(error)) == ("ends-before-start", BadInput)
    one_day = term("A", "2024-02-01", "2024-02-01")
    assert appointed([], one_day) == one_day
    assert refused([], term(" ", "2024-02-01")).code == "name-missing"


@pytest.mark.parametrize("written", ["198001012005012001", "19800101 200501 2 001", " 19800101 2005012001 "])
def test_a_nip_is_kept_as_its_eighteen_digits(written: str) -> None:
    assert read_nip(written) == written.replace(" ", "")
    assert appointed([], term("A", "2024-01-01", nip=written)).official.nip == written.replace(" ", "")


@pytest.mark.parametrize("written", ["1980010120050120", "1980010120050120011", "19800101200501200x", "1980.0101", "-"])
def test_anything_else_is_no_nip(written: str) -> None:
    assert refused([], term("A", "2024-01-01", nip=written)).code == "bad-nip"


@pytest.mark.parametrize("written", ["", " "])
def test_a_blank_nip_is_none(written: str) -> None:
    assert appointed([], term("A", "2024-01-01", nip=written)).official.nip is None


TERMS = [
    term("A", "2024-01-01"),
    term("B", "2024-03-04", "2024-03-08", standing="Plh."),
    term("C", "2024-05-01", standing="Plt."),
    term("D", "2024-07-01", "2024-09-30"),
]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2023-12-31", None),
        ("2024-01-01", "A"),
        ("2024-03-05", "B"),  # on leave
        ("2024-03-09", "A"),  # back
        ("2024-05-02", "C"),
        ("2024-07-01", "D"),
        ("2024-09-30", "D"),
        ("2024-10-01", None),  # the definitive successor ended the others for good
    ],
)
def test_the_holder_on_a_day_is_the_last_who_came(day: str, name: str | None) -> None:
    found = holder(TERMS, datetime.date.fromisoformat(day))
    assert (found.name if found else None) == name


def test_an_acting_holder_named_again_for_the_same_day_stands_as_named_last() -> None:
    twice = [term("Sali", "2024-01-01", standing="Plt."), term("Sari", "2024-01-01", standing="Plt.")]
    found = holder(twice, datetime.date(2024, 1, 1))
    assert found is not None
    assert found.name == "Sari"
