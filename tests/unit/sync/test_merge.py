"""The three-way merge: one example for each row of its table, and the laws that hold of every row of a sheet."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinerja_es.errors import BadInput
from kinerja_es.events import FieldEdit
from sync.cells import INPUTS, canonical, inert, shown, typed
from sync.merge import FIGURE, CellMerge, Standing, columns_there, merge_row
from sync.snapshot import Clock, Formula, Raw

ISIAN = INPUTS["isian"]
Held = dict[str, str | None]
D = Decimal


def merge(
    cells: Mapping[str, Raw], base: Mapping[str, str | None], ledger: Mapping[str, str | None],
    standing: Mapping[str, Standing] | None = None,
) -> list[CellMerge]:  # fmt: skip
    return merge_row(ISIAN, cells, base.get, ledger.get, standing or {})


def verdicts(merged: list[CellMerge]) -> dict[str, str]:
    return {one.edit.field: one.verdict for one in merged}


def refused(name: str, raw: Raw, base: str | None = None, code: str = "bad-number") -> Standing:
    return Standing(
        state="refused", edit=FieldEdit(field=name, base=base, value=shown(raw), typed=typed(raw)), ledger=None,
        code=code, details={}, where="Isian!I2", event="e", position=5, since="2024-04-01",
    )  # fmt: skip


def conflict(name: str, raw: Raw, base: str | None, ledger: str | None) -> Standing:
    return Standing(
        state="conflict", edit=FieldEdit(field=name, base=base, value=shown(raw), typed=typed(raw)), ledger=ledger,
        code="0a1b2c3d", details={}, where="Isian!I2", event="e", position=5, since="2024-04-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "base", "ledger", "verdict"),
    [
        (D(70), "70", "70", None),  # nothing happened
        (D(70), "70", "75", None),  # the ledger alone: a write will show it
        (D(75), "70", "75", None),  # both alike
        (D(71), "70", "70", "edit"),
        (None, "70", "70", "edit"),  # clearing is an edit like any other
        (D(71), None, None, "edit"),
        (D(71), "70", "75", "conflict"),
        (None, "70", "75", "conflict"),
        ("abc", "70", "70", "refused"),
        ("1.234", "70", "75", "refused"),
        ("1.234", "1.234", "1.234", None),  # as the ledger itself wrote it
    ],
)
def test_each_row_of_the_table(sheet: Raw, base: str | None, ledger: str | None, verdict: str | None) -> None:
    merged = merge({"value": sheet}, {"value": base}, {"value": ledger})
    assert verdicts(merged) == ({} if verdict is None else {"value": verdict})
    for one in merged:
        assert (one.edit.base, one.edit.value, one.ledger) == (base, shown(sheet), ledger)
        assert (one.problem is not None) == (verdict == "refused")


@pytest.mark.parametrize(
    ("sheet", "base", "ledger", "standing", "verdict"),
    [
        ("abc", None, None, refused("value", "abc"), "refused"),  # seen again; `take` makes no second event of it
        (None, None, None, refused("value", "abc"), "agreed"),  # emptied again
        (D(70), None, "70", refused("value", "abc"), "agreed"),
        (None, None, "70", refused("value", "abc"), "undone"),
        (D(71), None, None, refused("value", "abc"), "edit"),  # mended
        (D(72), "70", "75", conflict("value", D(72), "70", "75"), "conflict"),
        (D(72), "75", "75", conflict("value", D(72), "70", "75"), "conflict"),  # frozen after the write as well
        (D(75), "75", "75", conflict("value", D(72), "70", "75"), "agreed"),
        (D(70), "70", "75", conflict("value", D(72), "70", "75"), "undone"),
        (D(72), "70", "75", refused("value", D(72), "75", "period-closed"), "edit"),  # decided against 75, then refused
        (D(72), "70", "76", refused("value", D(72), "75", "period-closed"), "conflict"),
    ],
)
def test_a_cell_that_was_not_taken_before(
    sheet: Raw, base: str | None, ledger: str | None, standing: Standing, verdict: str
) -> None:
    merged = merge({"value": sheet}, {"value": base}, {"value": ledger}, {"value": standing})
    assert verdicts(merged) == {"value": verdict}


@pytest.mark.parametrize(
    ("raw", "code"),
    [(Formula("=4*2"), "formula-in-input"), (Clock("10:30:00"), "date-in-figure"), (True, "not-a-figure"),
     (datetime.date(2024, 10, 8), "date-in-figure")],
)  # fmt: skip
def test_what_the_workbook_shows_again_as_a_text_is_still_what_was_typed(raw: Raw, code: str) -> None:
    standing = refused("value", raw, code=code)
    again = inert(standing.edit)
    assert isinstance(again, str)
    (one,) = merge({"value": again}, {}, {}, {"value": standing})
    assert one.problem is not None
    assert (one.problem.code, one.edit.value, one.edit.typed) == (code, standing.edit.value, standing.edit.typed)


def test_a_part_of_a_figure_that_cannot_be_read_refuses_the_edited_others() -> None:
    merged = merge({"numerator": D(9), "denominator": "x", "note": "teks"}, {"numerator": "8", "denominator": "10"},
                   {"numerator": "8", "denominator": "10"})  # fmt: skip
    assert verdicts(merged) == {"numerator": "refused", "denominator": "refused", "note": "edit"}


def test_a_figure_that_the_ledger_changed_is_in_conflict_as_a_whole() -> None:
    base, ledger = {"numerator": "8", "denominator": "10"}, {"numerator": "9", "denominator": "10"}
    merged = {one.edit.field: one for one in merge({"numerator": D(8), "denominator": D(12)}, base, ledger)}
    assert verdicts([*merged.values()]) == {"denominator": "conflict", "numerator": "conflict"}
    assert (merged["numerator"].says, merged["numerator"].ledger) == ("8", "9")  # so that 8 of 12 can be kept


def test_a_part_that_the_sheet_changed_to_the_ledger_s_is_not_in_conflict() -> None:
    base, ledger = {"numerator": "8", "denominator": "10"}, {"numerator": "9", "denominator": "11"}
    assert verdicts(merge({"numerator": D(9), "denominator": D(12)}, base, ledger)) == {"denominator": "conflict"}


def test_a_part_in_conflict_freezes_the_others_though_its_own_column_is_gone() -> None:
    kinds = columns_there(ISIAN, ["value", "note"])
    standing = {"denominator": conflict("denominator", D(12), "10", "11")}
    nothing: Held = {}
    merged = merge_row(kinds, {"value": D(7), "note": "teks"}, nothing.get, nothing.get, standing)
    assert verdicts(merged) == {"value": "conflict", "note": "edit"}


def test_a_note_does_not_share_the_conflict_of_a_figure() -> None:
    merged = merge({"value": D(71), "note": "teks"}, {"value": "70"}, {"value": "75"})
    assert verdicts(merged) == {"value": "conflict", "note": "edit"}


def test_a_column_that_is_gone_says_nothing() -> None:
    kinds = columns_there(ISIAN, ["numerator", "id"])
    assert merge_row(kinds, {}, {"value": "70"}.get, {"value": "70"}.get, {}) == []
    assert list(kinds) == ["numerator"]


figures = st.one_of(st.none(), st.sampled_from(["0", "7", "8", "81.35", "1.234"]))
sides = st.fixed_dictionaries({
    **dict.fromkeys(FIGURE, figures), "source_date": st.sampled_from([None, "2024-03-31", "2024-06-30"]),
    "evidence": st.sampled_from([None, "https://a.b/1.2"]), "note": st.sampled_from([None, "teks", "1.234"]),
})  # fmt: skip
raws: st.SearchStrategy[Raw] = st.one_of(
    st.none(), st.sampled_from(["", " ", "7", "8,0", "81,35", "1.234", "abc", "=A1"]),
    st.sampled_from([D(0), D(7), D(8), D("81.35"), D("1.234")]), st.just(datetime.date(2024, 3, 31)),
    st.just(Formula("=A1")),
)  # fmt: skip
rows = st.dictionaries(st.sampled_from(sorted(ISIAN)), raws)


def as_shown(held: Held) -> dict[str, Raw]:
    """A row as the workbook shows what the ledger holds."""
    return {
        name: D(text) if name in FIGURE else datetime.date.fromisoformat(text) if name == "source_date" else text
        for name, text in held.items()
        if text is not None
    }


@given(base=sides, ledger=sides)
def test_an_untouched_row_is_never_an_edit_whatever_the_ledger_does(base: Held, ledger: Held) -> None:
    assert merge(as_shown(base), base, ledger) == []


@given(base=sides, ledger=sides)
def test_a_row_that_equals_the_ledger_is_never_an_edit_whatever_it_was_before(base: Held, ledger: Held) -> None:
    assert merge(as_shown(ledger), base, ledger) == []


@given(cells=rows, base=sides)
def test_without_a_change_in_the_ledger_there_is_no_conflict(cells: dict[str, Raw], base: Held) -> None:
    assert "conflict" not in verdicts(merge(cells, base, base)).values()


@given(cells=rows, base=sides, ledger=sides)
def test_the_edited_parts_of_a_figure_share_one_verdict(cells: dict[str, Raw], base: Held, ledger: Held) -> None:
    found = verdicts(merge(cells, base, ledger))
    assert len({verdict for name, verdict in found.items() if name in FIGURE}) <= 1


@given(cells=rows, base=sides, ledger=sides)
def test_either_side_s_figure_can_be_kept_whole(cells: dict[str, Raw], base: Held, ledger: Held) -> None:
    """Keeping the sheet of all conflicting parts gives just the figure that the sheet shows."""
    merged = merge(cells, base, ledger)
    kept = {one.edit.field: one.says for one in merged if one.verdict == "conflict" and one.edit.field in FIGURE}
    assume(kept)
    for name in FIGURE:
        raw = cells.get(name)
        try:
            says = canonical("figure", raw)
        except BadInput:
            says = str(raw)  # 1.234, as the ledger wrote it
        assert {**ledger, **kept}[name] == says


@given(cells=rows, base=sides, ledger=sides)
def test_a_cell_with_a_verdict_carries_what_stands_there(cells: dict[str, Raw], base: Held, ledger: Held) -> None:
    for one in merge(cells, base, ledger):
        raw = cells.get(one.edit.field)
        assert (one.edit.value, one.edit.typed) == (shown(raw), typed(raw))
        assert one.problem is None or one.verdict == "refused"
        if one.verdict == "edit":
            assert one.says not in (one.ledger, base[one.edit.field])
