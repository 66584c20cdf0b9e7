"""Which rules a report is made under: the policies adopted up to a position, and the one in force for a period."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kinerja_es.errors import BadInput
from kinerja_es.events import PolicyAdopted, stream_id
from kinerja_es.period import Period
from kinerja_es.policy import DEFAULT_POLICY, Policy
from kinerja_es.store import History

STREAM = stream_id("policy", "adopted")


def adopted(store: History, up_to: int | None = None) -> tuple[Policy, ...]:
    """The policies known at a position, oldest first, each with its version: the default before all others."""
    known = [DEFAULT_POLICY]
    versions = Counter([DEFAULT_POLICY.name])
    for recorded in store.read(STREAM, up_to=up_to):
        event = recorded.event
        if isinstance(event, PolicyAdopted):
            versions[event.policy.name] += 1
            known.append(replace(event.policy, version=versions[event.policy.name]))
    return tuple(known)


def in_force(policies: Sequence[Policy], period: Period) -> Policy:
    """The policy for a period: of those effective by its end the one of the latest date, of equals the last adopted.

    So a policy that is adopted with a later date leaves the reports of earlier periods as they were.
    """
    end = f"{period.year}-{period.last:02}-31"
    fitting = [policy for policy in policies if policy.effective <= end]
    return max(enumerate(fitting), key=lambda item: (item[1].effective, item[0]))[1] if fitting else policies[0]


def named(policies: Sequence[Policy], name: str) -> Policy:
    """The newest version of a policy by name; `unknown-policy` where none was adopted under it."""
    found = [policy for policy in policies if policy.name == name]
    if not found:
        raise BadInput("unknown-policy", where=name, name=name)
    return found[-1]
