"""How an indicator is to be calculated, as its formula cell says: axes, ratios and composites, with their doubts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kinerja_es.indicator import Formula, Indicator
from kinerja_es.intake import calculation_words as words
from kinerja_es.intake.composite import WHOLE, Composite, Group, read_composite, weighted_terms, words_of
from kinerja_es.intake.findings import Findings
from kinerja_es.intake.formula_cell import FormulaCell, has_open_bracket, is_template, ratio, read_formula_cell
from kinerja_es.intake.rows import Draft
from kinerja_es.quantity import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """What an indicator's formula cell and its sibling columns say."""

    cell: FormulaCell
    ratio: tuple[str, str] | None
    composite: Composite | None
    word: str | None
    misspelt: bool


def read_calculations(drafts: Sequence[Draft]) -> list[Calculation]:
    """Read every formula cell; composites are matched against the other indicators of the document."""
    return [_read(draft, drafts) for draft in drafts]


def describe(draft: Draft, unit: str | None, read: Calculation, findings: Findings) -> Indicator:
    """The indicator with its axes and formula; each suggestion and each gap becomes a finding."""
    axes = _axes(draft, unit, read, findings)
    _formula_findings(draft, read, findings)
    n, d = read.ratio or (None, None)
    return Indicator(
        code=draft.code, text=draft.text, outcome=draft.outcome, unit=unit,
        polarity=axes.polarity, aggregation=axes.aggregation, entry=axes.entry, target_entry=axes.target_entry,
        formula=Formula(raw=read.cell.formula, numerator=n, denominator=d),
        source=read.cell.source, note=read.cell.note, calculation_raw=read.cell.calculation,
    )  # fmt: skip


def compare_words(calculations: Sequence[Calculation], findings: Findings) -> None:
    """Note where one document uses words of different families: they answer different questions."""
    used = list(dict.fromkeys(c.word for c in calculations if c.word is not None))
    if len({words.WORDS[word].family for word in used}) > 1:
        printed = list(dict.fromkeys(c.cell.calculation or "" for c in calculations if c.word is not None))
        findings.add("calculation-words-differ", raw=", ".join(printed), words=", ".join(f"“{p}”" for p in printed))


def _read(draft: Draft, drafts: Sequence[Draft]) -> Calculation:
    cell = read_formula_cell(draft.formula)
    columns = {name: text for name in ("calculation", "source", "note") if (text := getattr(draft, name))}
    cell = replace(cell, **columns)  # a column of its own says it more plainly than a label
    word, misspelt = words.recognise(cell.calculation)
    weighted = bool(weighted_terms(cell.formula))
    composite = read_composite(cell.formula, _groups(drafts, without=draft)) if weighted else None
    found = None if composite is not None else ratio(cell.formula)
    return Calculation(cell=cell, ratio=found, composite=composite, word=word, misspelt=misspelt)


def _groups(drafts: Sequence[Draft], *, without: Draft) -> list[Group]:
    groups: dict[tuple[str, str], list[Draft]] = {}
    for other in drafts:
        if other.code != without.code:
            key = (other.outcome.text, "") if other.outcome.text else ("", other.code)
            groups.setdefault(key, []).append(other)
    return [
        Group(
            codes=tuple(member.code for member in members),
            words=words_of(outcome, *(member.text for member in members)),
        )
        for (outcome, _), members in groups.items()
    ]


def _axes(draft: Draft, unit: str | None, read: Calculation, findings: Findings) -> words.Axes:
    printed, where = read.cell.calculation or "", draft.where("formula" if not draft.calculation else "calculation")
    here = {"indicator": draft.code, "where": where, "raw": printed}
    axes = words.UNSET
    if not printed:
        findings.add("calculation-unset", indicator=draft.code, where=where, raw=read.cell.formula)
    elif read.word is None:
        findings.add("calculation-unknown", **here)
    else:
        axes = words.axes(read.word, is_ratio=read.ratio is not None)
        if read.misspelt:
            findings.add("calculation-misspelt", **here, word=read.word)
        if axes.aggregation == "sum" and unit == "%":  # percentages are never summed
            axes = replace(words.UNSET, polarity=axes.polarity)
            findings.add("calculation-unclear", **here)
    if read.composite is not None:
        axes = replace(axes, aggregation="composite", entry=None)
    elif read.ratio is not None and axes.aggregation is None:
        axes = replace(axes, aggregation="ratio")
        n, d = read.ratio
        findings.add("ratio-recognised", indicator=draft.code, where=where, raw=read.cell.formula, n=n, d=d)
    if read.word is not None and axes != words.UNSET:
        findings.add(
            "axes-suggested", **here, polarity=axes.polarity or "unset", aggregation=axes.aggregation or "unset",
            entry=axes.entry or "unset", target_entry=axes.target_entry or "unset",
        )  # fmt: skip
    return axes


def _formula_findings(draft: Draft, read: Calculation, findings: Findings) -> None:
    where = draft.where("formula")
    formula = read.cell.formula

    def note(code: str, raw: str = formula, **params: str) -> None:
        findings.add(code, indicator=draft.code, where=where, raw=raw, **params)

    if not formula:
        note("formula-missing", draft.formula)
    elif not (read.cell.labelled or draft.calculation or draft.source):
        note("formula-without-label")
    if not read.cell.source:
        note("source-unset", draft.formula)
    if is_template(draft.formula):
        note("template-text", draft.formula)
    if has_open_bracket(formula):
        note("unclosed-bracket")
    if read.composite is not None:
        _composite_findings(read.composite, note)


def _composite_findings(composite: Composite, note: Callable[..., None]) -> None:
    proposal = composite.proposal
    note("composite-recognised", expression=proposal or "-", complete="no" if composite.unmatched else "yes")
    if composite.bare_weight:
        note("missing-operator")
    if composite.misplaced:
        note("misplaced-weight")
    if composite.total is not None and composite.total != WHOLE:
        note("weights-not-whole", total=plain(composite.total))
    elif composite.total is None:
        note("weights-not-whole", total="?")
    if composite.unmatched:
        note(
            "unmatched-terms",
            unmatched="; ".join(term.name for term in composite.unmatched),
            matched="; ".join(f"{term.name} → {', '.join(term.codes)}" for term in composite.matched) or "-",
            count=str(len(composite.unmatched)),
            of=str(len(composite.terms)),
        )
