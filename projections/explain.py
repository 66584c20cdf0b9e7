"""The proof tree of one figure: rule, inputs, and at the leaves the events, documents and people it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kinerja_es.agreement import Agreement, Entry, Promise
from kinerja_es.aims import target_during, target_to_date
from kinerja_es.catalogue import text
from kinerja_es.composites import expression_of
from kinerja_es.errors import BadInput
from kinerja_es.expression import Kind
from kinerja_es.formula import references
from kinerja_es.indicator import Target
from kinerja_es.links import PROGRAM, Address, address, members
from kinerja_es.period import Period, parse_period
from kinerja_es.policy import Policy
from kinerja_es.quantity import plain
from kinerja_es.reckoning import Reckoned
from kinerja_es.recorded import Recorded
from projections.achievements import Achievements, Json, Known, achievements, figure, target_text

# What each achievement compares: a value with a target.
COMPARED = {
    "achievement": ("to_date", "target_to_date"),
    "achievement_annual": ("to_date", "target_annual"),
    "achievement_during": ("during", "target_during"),
}
VALUES = ("to_date", "during")
FIGURES = (*COMPARED, *VALUES, "target_to_date", "target_annual", "target_during")
MAX_LEVELS = 100  # composites below one another; further down one asks for the tree of the component itself


def explain(
    known: Known, code: str, period: Period, policy: Policy, language: str, asked: str = "achievement"
) -> Json:  # fmt: skip
    """How a figure of an indicator came about, down to the events, through whatever programs and agreements.

    A composite that several formulas share is unfolded where it comes first, and is `continued: above` elsewhere.

    Raises:
        BadInput: `unknown-indicator`, `unknown-figure`.
    """
    if asked not in FIGURES:
        raise BadInput("unknown-figure", where=asked, name=asked, names=", ".join(FIGURES))
    result = achievements(known, period, policy)
    if code not in result.reckoned:
        raise BadInput("unknown-indicator", where=code, indicator=code, agreement=known.agreement.ref)
    return _Tree(result, language).figure(asked, code, 0)


@dataclass(frozen=True, slots=True)
class _Tree:
    """One tree in the making. A name is what a formula of the agreement asked for would write: `7`, `x/2024:7`."""

    result: Achievements
    language: str
    unfolded: set[tuple[str, str]] = field(default_factory=set)

    def figure(self, asked: str, name: str, level: int) -> Json:
        place, agreement, reckoned = self.look_up(name)
        if agreement is None or reckoned is None:
            return self.node(asked, place, None, None, "unresolved") | {"reason": "unresolved-component"}
        if place.code.startswith(PROGRAM):
            return self.program(asked, place, agreement, reckoned, level)
        promise = agreement.promises[place.code]
        if asked in COMPARED:
            return self.achievement(asked, name, promise, reckoned, level)
        if asked in VALUES:
            return self.value(asked, name, promise, reckoned, level)
        return self.target(asked, place, promise)

    def look_up(self, name: str) -> tuple[Address, Agreement | None, Reckoned | None]:
        known = self.result.known
        place = address(name, known.agreement.ref)
        agreement = {**known.elsewhere, known.agreement.ref: known.agreement}.get(place.agreement)
        return place, agreement, self.result.reckoned.get(name) or self.result.beyond.get(name)

    def node(self, asked: str, place: Address, value: str | None, unit: str | None, rule: str) -> Json:
        policy = self.result.policy
        return {
            "figure": asked,
            "value": value,
            "unit": unit,
            "rule": {
                "code": rule,
                "text": text(f"reasons.rule.{rule}", self.language),
                "basis": text(f"reasons.rule.{rule}.basis", self.language),
            },
            "policy": {"name": policy.name, "version": policy.version},
            "agreement": place.agreement,
            "indicator": place.code,
            "period": self.result.period.code,
            "inputs": [],
        }

    def achievement(self, asked: str, name: str, promise: Promise, reckoned: Reckoned, level: int) -> Json:
        indicator = promise.indicator
        lower = indicator.polarity == "lower"
        rule = f"achievement-{self.result.policy.lower}" if lower else "achievement-higher"
        value = _achieved(asked, reckoned)
        node = self.node(asked, self.look_up(name)[0], value, "%", rule)
        node |= {"text": indicator.text, "reason": _reason(asked, reckoned), "state": _state(value, reckoned)}
        node["inputs"] = [self.figure(part, name, level) for part in COMPARED[asked]]
        return node

    def value(self, asked: str, name: str, promise: Promise, reckoned: Reckoned, level: int) -> Json:
        place, agreement, _ = self.look_up(name)
        assert agreement is not None  # a promise is of an agreement
        indicator = promise.indicator
        found = reckoned.to_date if asked == "to_date" else reckoned.during
        rule: str = indicator.aggregation or "unset"
        if asked == "during" and rule not in {"unset", "composite"}:
            rule = f"during-{rule}"
        node = self.node(asked, place, figure(found.value), indicator.unit, rule)
        node |= {
            "reason": found.reason,
            "missing_periods": list(found.missing),
            "carried": found.carried,
            "formula": indicator.formula.expression or indicator.formula.raw,
        }
        leaf = _event(place.agreement, promise.defined, None)
        if indicator.aggregation == "composite":
            return self.composite(node, name, promise, reckoned, level, leaf)
        entries = _entries(agreement, place.code, self.result.period, found.used if asked == "during" else None)
        node["inputs"] = [leaf, *(_entry(place.agreement, entry) for entry in entries)]
        return node

    def composite(
        self, node: Json, name: str, promise: Promise, reckoned: Reckoned, level: int, leaf: Json
    ) -> Json:  # fmt: skip
        """The components of a formula below its definition."""
        expression = expression_of(promise.indicator)
        asked, here = node["figure"], node["agreement"]
        node |= self.left_out(asked, reckoned)
        if self.is_continued(node, name, level):
            return node
        steps = [] if expression is None else [(_component(asked, kind), code) for kind, code in references(expression)]
        home = self.result.known.agreement.ref
        node["inputs"] = [
            leaf,
            *(self.figure(step, address(code, here).seen_from(home), level + 1) for step, code in steps),
        ]
        return node

    def program(self, asked: str, place: Address, agreement: Agreement, reckoned: Reckoned, level: int) -> Json:
        """The mean of a program's indicators: itself an achievement, without a target of its own."""
        home = self.result.known.agreement.ref
        rows = [program.text for program in agreement.budget_programs]
        value = _achieved(asked, reckoned)
        node = self.node(asked, place, value, "%", "program-mean")
        node |= {
            "text": rows[int(place.code.removeprefix(PROGRAM)) - 1],
            "reason": _reason(asked, reckoned),
            "state": _state(value, reckoned),
            **self.left_out(asked, reckoned),
        }
        if self.is_continued(node, place.seen_from(home), level):
            return node
        codes = members(place.code, (promise.indicator for promise in agreement.promises.values()), rows)
        node["inputs"] = [
            self.figure(asked, Address(place.agreement, code).seen_from(home), level + 1) for code in codes
        ]
        return node

    def is_continued(self, node: Json, name: str, level: int) -> bool:
        """Mark a node whose inputs stand elsewhere: above in this tree, or in a tree of its own."""
        if (node["figure"], name) in self.unfolded:
            node["continued"] = "above"
        elif level >= MAX_LEVELS:
            node["continued"] = "explain"
        else:
            self.unfolded.add((node["figure"], name))
            return False
        return True

    def left_out(self, asked: str, reckoned: Reckoned) -> Json:
        """The components that had no figure to give to date, and what the policy makes of that."""
        if asked.endswith("during") or not reckoned.components:
            return {}
        without = {"without": list(reckoned.components)}
        if reckoned.to_date.reason == "unresolved-component":  # whatever the policy says
            return without
        return {**without, "composite_missing": self.result.policy.composite_missing}

    def target(self, asked: str, place: Address, promise: Promise) -> Json:
        indicator, period = promise.indicator, self.result.period
        found: Target | str = "no-target" if promise.annual is None else promise.annual
        rule = "target-year"
        if asked != "target_annual":
            target_of = target_to_date if asked == "target_to_date" else target_during
            found = target_of(indicator, promise.annual, promise.periods, period)
            rule = f"target-{indicator.target_entry or 'unset'}"
        written = None if isinstance(found, str) else target_text(found)
        node = self.node(asked, place, written, indicator.unit, rule)
        node["reason"] = found if isinstance(found, str) else None if written is not None else "no-target"
        if promise.annual_set is not None:
            node["inputs"].append(_event(place.agreement, promise.annual_set, target_text(promise.annual)))
        if asked != "target_annual":
            node["inputs"] += [
                _event(place.agreement, recorded, target_text(promise.periods[code])) | {"period": code}
                for code, recorded in promise.periods_set.items()
                if _is_through(parse_period(code), period)
            ]
        return node


def _component(asked: str, kind: Kind) -> str:
    """Which figure of a component a formula takes for a value to date or during the period."""
    if kind == "realization":
        return asked
    return "achievement" if asked == "to_date" else "achievement_during"


def _achieved(asked: str, reckoned: Reckoned) -> str | None:
    return figure({
        "achievement": reckoned.achievement,
        "achievement_annual": reckoned.achievement_annual,
        "achievement_during": reckoned.achievement_during,
    }[asked])  # fmt: skip


def _reason(asked: str, reckoned: Reckoned) -> str | None:
    return {
        "achievement": reckoned.reason,
        "achievement_annual": reckoned.annual_reason,
        "achievement_during": reckoned.during_reason,
    }[asked]


def _state(value: str | None, reckoned: Reckoned) -> str:
    if value is None:
        return "not-computable"
    return "provisional" if reckoned.to_date.missing else "final"


def _entries(agreement: Agreement, code: str, period: Period, used: tuple[str, ...] | None) -> Iterator[Entry]:
    """The entries up to the end of a period, in order of time; with `used`, those inside it and those used besides."""
    held = sorted(agreement.entries.get(code, {}).items(), key=lambda item: parse_period(item[0]).last)
    for entered, entry in held:
        at = parse_period(entered)
        inside = used is None or at.first >= period.first or entered in used
        if inside and _is_through(at, period):
            yield entry


def _is_through(at: Period, period: Period) -> bool:
    return at.year == period.year and at.last <= period.last


def _entry(ref: str, entry: Entry) -> Json:
    figures = entry.figures
    if figures.value is not None:
        value = plain(figures.value)
    else:
        value = f"{plain(figures.numerator or 0)}/{plain(figures.denominator or 0)}"
    leaf = _event(ref, entry.current, value)
    leaf |= {
        "period": figures.period,
        "state": entry.state,
        "source_date": figures.source_date.isoformat() if figures.source_date else None,
        "evidence": [evidence.location for evidence in figures.evidence],
        "history": [
            {"event": recorded.id, "type": recorded.type, "position": recorded.position, "actor": recorded.event.actor,
             "reason": getattr(recorded.event, "reason", None)}
            for recorded in entry.history
        ],
    }  # fmt: skip
    return leaf


def _event(ref: str, recorded: Recorded, value: str | None) -> Json:
    return {
        "event": recorded.id,
        "type": recorded.type,
        "agreement": ref,
        "position": recorded.position,
        "recorded_at": recorded.recorded_at,
        "actor": recorded.event.actor,
        "origin": recorded.event.origin,
        "value": value,
        "evidence": [],
    }
