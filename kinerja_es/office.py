"""Who holds the post of a party when: appointments from and to a day, the acting ones over the standing one."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kinerja_es.errors import BadInput, Refusal
from kinerja_es.events import OfficialAppointed
from kinerja_es.parties import Party, read_nip


def appointed(known: Iterable[OfficialAppointed], new: OfficialAppointed) -> OfficialAppointed:
    """The appointment as it is kept, its NIP in plain digits.

    Raises:
        BadInput: `name-missing`, `ends-before-start`, or `bad-nip`.
        Refusal: `officials-overlap` where two definitive holders of one post would stand side by side.
    """
    if not new.official.name.strip():
        raise BadInput("name-missing", where=new.party)
    if new.until is not None and new.until < new.since:
        raise BadInput("ends-before-start", where=str(new.until), since=new.since, until=new.until)
    for other in known:
        if other.party == new.party and _collide(other, new):
            raise Refusal("officials-overlap", where=str(new.since), name=other.official.name, since=other.since,
                          until=other.until or "…")  # fmt: skip
    nip = None if new.official.nip is None else read_nip(new.official.nip)
    return replace(new, official=replace(new.official, nip=nip))


def _collide(one: OfficialAppointed, other: OfficialAppointed) -> bool:
    """Whether two definitive holders overlap; the next one's first day ends an appointment without an end."""
    if one.official.standing != "definitif" or other.official.standing != "definitif":
        return False
    first, second = sorted((one, other), key=lambda each: each.since)
    return first.since == second.since or (first.until is not None and first.until >= second.since)


def holder(known: Sequence[OfficialAppointed], day: datetime.date) -> Party | None:
    """The official who held the post on a day; of several the one who came last, as an acting one does."""
    holding = [
        one
        for one in known
        if one.since <= day and (one.until is None or day <= one.until) and not _ended(one, known, day)
    ]
    return max(reversed(holding), key=lambda one: one.since).official if holding else None


def _ended(one: OfficialAppointed, known: Iterable[OfficialAppointed], day: datetime.date) -> bool:
    """Whether a definitive successor had come by that day, for good."""
    return any(next_.official.standing == "definitif" and one.since < next_.since <= day for next_ in known)
