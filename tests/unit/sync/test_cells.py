"""Input cells in one canonical spelling, and what a spreadsheet holds against what is to stand there."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.errors import BadInput
from kinerja_es.events import FieldEdit
from kinerja_es.indicator import Target
from kinerja_es.quantity import plain
from sync.cells import (
    INPUTS,
    Kind,
    as_typed,
    as_written,
    canonical,
    inert,
    same,
    shown,
    target_canonical,
    target_of,
    typed,
)
from sync.layout.parts import Words, target_value
from sync.model import Value
from sync.snapshot import Clock, Fault, Formula, Percent, Raw

DAY = datetime.date(2024, 3, 31)
D = Decimal

figures = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10)
raws: st.SearchStrategy[Raw] = st.one_of(
    st.none(), st.booleans(), figures, st.text(max_size=12), st.dates(),
    st.sampled_from(["81,35", "1.234", "80-90", "≤ 49", "BB", "-", "31/3/2024", " x \n y ", "=A1"]),
    st.builds(Formula, st.just("=A1*2")), st.builds(Fault, st.just("#REF!")), st.builds(Clock, st.just("10:30:00")),
    st.builds(Percent, figures),
)  # fmt: skip
kinds: st.SearchStrategy[Kind] = st.sampled_from(["figure", "date", "text", "target", "choice"])


@pytest.mark.parametrize("kind", ["figure", "date", "text", "target", "choice"])
@pytest.mark.parametrize("raw", [None, "", "   ", "\n\t"])
def test_blanks_say_nothing_in_every_column(kind: Kind, raw: Raw) -> None:
    assert canonical(kind, raw) is None


@pytest.mark.parametrize(
    ("kind", "raw", "says"),
    [
        ("figure", D("81.35"), "81.35"),
        ("figure", "81,35", "81.35"),
        ("figure", "81.35", "81.35"),
        ("figure", D("1.234"), "1.234"),
        ("figure", D("8E+1"), "80"),
        ("figure", D("-0"), "0"),
        ("figure", "0", "0"),
        ("figure", "1.234,5", "1234.5"),
        ("figure", Percent(D(50)), "50"),
        ("figure", "50%", "50"),
        ("date", DAY, "2024-03-31"),
        ("date", "31/03/2024", "2024-03-31"),
        ("date", "1.3.2024", "2024-03-01"),
        ("date", "2024-03-31", "2024-03-31"),
        ("text", "  dua \r\n baris  ", "dua\nbaris"),
        ("text", D(5), "5"),
        ("text", DAY, "2024-03-31"),
        ("text", Clock("10:30:00"), "10:30:00"),
        ("text", True, "TRUE"),
        ("target", D("85.5"), "85.5"),
        ("target", "85,5", "85.5"),
        ("target", "80 - 90", "80-90"),
        ("target", "≤ 49", "≤ 49"),
        ("target", "maks. 49", "≤ 49"),
        ("target", "bb", "BB"),
        ("target", "-", "-"),
        ("target", Percent(D(50)), "50"),
        ("choice", " lembar ", "lembar"),
    ],
)
def test_what_people_type_has_one_spelling(kind: Kind, raw: Raw, says: str) -> None:
    assert canonical(kind, raw) == says


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("figure", "1.234", "ambiguous-number"),
        ("figure", "delapan", "bad-number"),
        ("figure", "-", "bad-number"),
        ("figure", Formula("=A1"), "formula-in-input"),
        ("text", Formula("=A1"), "formula-in-input"),
        ("text", Fault("#REF!"), "error-in-input"),
        ("figure", DAY, "date-in-figure"),
        ("figure", Clock("10:30:00"), "date-in-figure"),
        ("figure", True, "not-a-figure"),
        ("date", "akhir Maret", "not-a-date"),
        ("date", "31/02/2024", "not-a-date"),
        ("date", D(45382), "not-a-date"),
        ("target", DAY, "date-in-figure"),
        ("target", "1.234", "bad-target"),
        ("target", "90-80", "bad-target"),
        ("target", "entah", "bad-target"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(kind: Kind, raw: Raw, code: str) -> None:
    with pytest.raises(BadInput, match=code):
        canonical(kind, raw)


def test_null_zero_and_none_stay_three_things() -> None:
    assert [canonical("target", raw) for raw in (None, D(0), "-")] == [None, "0", "-"]


@given(kind=kinds, raw=raws)
def test_a_canonical_value_is_its_own_spelling(kind: Kind, raw: Raw) -> None:
    """What a cell says is written so that it says the same again: by ledger, by workbook and by `sync conflicts`."""
    try:
        says = canonical(kind, raw)
    except BadInput:
        return
    if says is None:
        return
    try:
        again = canonical(kind, says)
    except BadInput:  # 1.234 reads two ways, unless one knows that the ledger wrote it
        assert says in as_written(kind, says)
    else:
        assert again == says


@given(raw=raws)
def test_what_was_typed_comes_back_from_its_record(raw: Raw) -> None:
    if isinstance(raw, str) and not raw:
        return
    said, kind = shown(raw), typed(raw)
    again = as_typed(said, kind)
    assert (shown(again), typed(again)) == (said, kind)
    assert type(again) is type(raw)


@pytest.mark.parametrize("raw", [D("1.234"), "1.234", "=1+1", "teks", None])
def test_a_refused_cell_shows_what_was_typed(raw: Value) -> None:
    edit = FieldEdit(field="value", value=shown(raw), typed=typed(raw))
    assert inert(edit) == raw


@pytest.mark.parametrize("raw", [DAY, Clock("10:30:00"), Percent(D(50)), Formula("=A1"), Fault("#REF!"), True])
def test_what_is_a_figure_by_its_format_alone_is_shown_as_a_text(raw: Raw) -> None:
    assert isinstance(inert(FieldEdit(field="value", value=shown(raw), typed=typed(raw))), str)


def test_a_day_in_a_column_of_days_stays_one() -> None:
    assert inert(FieldEdit(field="source_date", value="2024-03-31", typed="date")) == DAY


@pytest.mark.parametrize(
    ("kind", "raw", "value", "holds"),
    [
        ("figure", D("81.35"), D("81.350"), True),
        ("figure", "81,35", D("81.35"), True),
        ("figure", D("0.1") + D("0.2"), D("0.3"), True),
        ("figure", D(80), D(81), False),
        ("figure", None, None, True),
        ("figure", D(0), None, False),
        ("figure", "abc", "abc", True),
        ("figure", Formula("=A1"), "=A1", True),
        ("figure", Percent(D(50)), D(50), False),
        ("figure", Clock("10:30:00"), "10:30:00", False),
        ("figure", DAY, "2024-03-31", False),
        ("date", DAY, DAY, True),
        ("text", " a \n b", "a\nb", True),
        (None, " a", "a", False),
        (None, "7", D(7), True),
        (None, "81,35", D("81.35"), False),
        ("target", "80-90", "80 - 90", True),
        ("text", "", None, True),
    ],
)
def test_a_cell_is_left_alone_where_it_says_what_it_should(
    kind: Kind | None, raw: Raw, value: Value, *, holds: bool
) -> None:
    assert same(kind, raw, value) is holds


def targets() -> st.SearchStrategy[Target]:
    numbers = figures.map(lambda number: number.copy_abs())
    return st.one_of(
        st.builds(Target, kind=st.just("number"), value=numbers),
        st.builds(lambda one, more: Target(kind="range", low=one, high=one + more), numbers, numbers),
        st.builds(Target, kind=st.just("bound"), operator=st.sampled_from(["≤", "≥", "<", ">"]), value=numbers),
        st.sampled_from([target_of("BB"), target_of("WTP"), target_of("-")]),
    )


@given(target=targets())
def test_a_target_survives_its_canonical_text(target: Target) -> None:
    said = target_canonical(target)
    assert said is not None
    assert target_canonical(target_of(said)) == said


@given(target=targets(), language=st.sampled_from(["id", "en"]))
def test_a_target_as_the_workbook_shows_it_says_what_the_ledger_holds(target: Target, language: str) -> None:
    json = {
        "kind": target.kind, "operator": target.operator, "grade": target.grade,
        **{name: plain(number) for name in ("value", "low", "high") if (number := getattr(target, name)) is not None},
    }  # fmt: skip
    cell = target_value(json, Words(language))
    held = target_canonical(target)
    try:
        assert canonical("target", cell) == held
    except BadInput:
        assert held in as_written("target", cell)


def test_every_input_column_is_of_a_known_kind() -> None:
    assert {kind for columns in INPUTS.values() for kind in columns.values()} == {
        "figure", "date", "text", "target", "choice"
    }  # fmt: skip
