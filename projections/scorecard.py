"""The scorecard: the mean achievement and the bands of one agreement, quarter by quarter."""

from collections.abc import Sequence

from kinerja_es.period import periods
from kinerja_es.policy import Policy
from projections.achievements import Json, Known, achievements, to_json
from projections.policies import in_force


def quarters(known: Known, policies: Sequence[Policy], timezone: str) -> tuple[Json, Json, Json, Json]:
    """The figures of TW I–IV, each in the shape of `replay`."""
    year = known.agreement.head.year
    first, second, third, fourth = (
        to_json(achievements(known, quarter, in_force(policies, quarter)), timezone)
        for quarter in periods(year, "quarter")
    )
    return first, second, third, fourth


def scorecard(known: Known, policies: Sequence[Policy], timezone: str) -> Json:
    """Per quarter the mean with its band, and per indicator the achievement to date with its state."""
    figures = quarters(known, policies, timezone)
    return {
        "agreement": known.agreement.ref,
        "version": known.agreement.version,
        "as_of": figures[0]["as_of"],
        "position": known.position,
        "policy": figures[-1]["policy"],
        "quarters": [{"period": figure["period"], **figure["summary"]} for figure in figures],
        "indicators": [
            {
                "code": rows[0]["code"],
                "text": rows[0]["text"],
                "achievement": {
                    row_of["period"]: row["achievement"] for row_of, row in zip(figures, rows, strict=True)
                },
                "state": {row_of["period"]: row["state"] for row_of, row in zip(figures, rows, strict=True)},
                "reason": {row_of["period"]: row["reason"] for row_of, row in zip(figures, rows, strict=True)},
            }
            for rows in zip(*(figure["indicators"] for figure in figures), strict=True)
        ],
    }
