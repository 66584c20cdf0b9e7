"""Formula disclosure: every figure under every recognised formula, and where the band would be another one."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import get_args

from kinerja_es.policy import CompositeMissing, LowerFormula, Policy
from kinerja_es.reckoning import summarise
from projections.achievements import Achievements, Json, achievements, figure
from projections.view import View

CAPS: tuple[Decimal | None, ...] = (None, Decimal(100))
"""What is done before a mean in practice: nothing, or a cut at 100 %."""


def formulas(view: View) -> Json:
    """Rows by indicator and means by agreement, each with its figure under every formula.

    A formula is named by what it decides: `lower` (of indicators where lower is better), `composite_missing` (of
    composites), `cap` (of means); null where it decides nothing. `in_force` marks the policy's own.
    """
    policy = view.policy(view.period)
    made = {
        (lower, missing): achievements(view.known, view.period, replace(policy, lower=lower, composite_missing=missing))
        for lower, missing in product(get_args(LowerFormula), get_args(CompositeMissing))
    }
    about = {
        "agreement": view.ref,
        "period": view.period.code,
        "policy": {"name": policy.name, "version": policy.version},
    }
    return {
        "rows": [{**about, **_indicator(view, policy, made, code)} for code in view.known.agreement.promises],
        "means": {**about, **_changes(list(_means(policy, made)))},
    }


_Made = dict[tuple[LowerFormula, CompositeMissing], Achievements]


def _indicator(view: View, policy: Policy, made: _Made, code: str) -> Json:
    indicator = view.known.agreement.promises[code].indicator
    composite, lower_counts = indicator.aggregation == "composite", indicator.polarity == "lower"
    under = []
    for (lower, missing), result in made.items():
        named = lower if lower_counts or composite else None
        if (named is None and lower != policy.lower) or (not composite and missing != policy.composite_missing):
            continue  # the same figure again: the formula decides nothing here
        reckoned = result.reckoned[code]
        under.append({
            "lower": named,
            "composite_missing": missing if composite else None,
            "in_force": (lower, missing) == (policy.lower, policy.composite_missing),
            "achievement": figure(reckoned.achievement),
            "achievement_annual": figure(reckoned.achievement_annual),
            "band": reckoned.band,
            "reason": reckoned.reason,
        })  # fmt: skip
    return {"indicator": code, "text": indicator.text, "polarity": indicator.polarity, **_changes(under)}


def _means(policy: Policy, made: _Made) -> Iterator[Json]:
    caps = CAPS if policy.cap in CAPS else (*CAPS, policy.cap)
    for ((lower, missing), result), cap in product(made.items(), caps):
        other = replace(policy, lower=lower, composite_missing=missing, cap=cap)
        summary = summarise(result.reckoned, other)
        yield {
            "lower": lower,
            "composite_missing": missing,
            "cap": "none" if cap is None else figure(Fraction(cap)),
            "in_force": other == policy,
            "achievement": figure(summary.achievement),
            "achievement_annual": figure(summary.achievement_annual),
            "band": summary.band,
        }


def _changes(under: list[Json]) -> Json:
    in_force = next(one for one in under if one["in_force"])
    changed = any(one["band"] != in_force["band"] for one in under)
    return {"band": in_force["band"], "band_changes": changed, "under": under}
