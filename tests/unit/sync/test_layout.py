"""What stands in each tab, and who may type where."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kinerja_es.catalogue import text
from sync.data import BookData
from sync.layout import build
from sync.layout.parts import Words, exact
from sync.layout.styles import STYLES, band_style
from sync.model import Cell, Sheet, Workbook

TABS = ["Ringkasan", "Capaian", "Isian", "Target", "Perjanjian", "Jejak Audit", "Konflik", "Tentang", "_sync"]
ISIAN = [
    "Perjanjian", "Kode", "Indikator", "Satuan", "Periode", "Cara isi", "Target", "Nilai (sistem)", "Nilai",
    "Pembilang", "Penyebut", "Tanggal sumber", "Bukti dukung", "Catatan", "Status", "Keterangan", "_id",
]  # fmt: skip
TARGET = [
    "Perjanjian", "Kode", "Indikator", "Satuan", "Cara isi", "Target tahun", "TW I", "TW II", "TW III", "TW IV",
    "Status", "Keterangan", "_id",
]  # fmt: skip
INPUTS = {"value", "numerator", "denominator", "source_date", "evidence", "note"}


def rows_by_id(sheet: Sheet) -> dict[object, dict[str, Cell]]:
    key = sheet.columns[-1].key
    return {record[key].value: record for record in sheet.records}


def texts(workbook: Workbook, key: str) -> list[str]:
    return [str(cell.value) for row in workbook.sheet(key).cells for cell in row if cell.value is not None]


@pytest.mark.parametrize("language", ["id", "en"])
def test_tabs_and_headers_are_the_contract_in_both_languages(make: Callable[..., BookData], language: str) -> None:
    workbook = build(make(language=language))
    assert [sheet.name for sheet in workbook.sheets] == TABS
    assert [sheet.name for sheet in workbook.sheets if not sheet.visible] == ["_sync"]
    for key, headers in (("isian", ISIAN), ("target", TARGET)):
        sheet = workbook.sheet(key)
        assert sheet.header == 0
        assert [cell.value for cell in sheet.cells[0]] == headers


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_cell_has_a_column_and_a_known_style(make: Callable[..., BookData], language: str) -> None:
    for sheet in build(make(language=language, editable_target=True)).sheets:
        for row, cells in enumerate(sheet.cells):
            assert len(cells) <= len(sheet.columns)
            assert all(cell.style in STYLES for cell in cells)
            assert sheet.heights[row] > 0


def test_isian_has_a_row_for_each_period_of_an_entered_indicator(book: BookData) -> None:
    ids = list(rows_by_id(build(book).sheet("isian")))
    quarters = [f"gumelar/2024|{code}|2024-Q{quarter}" for code in "478" for quarter in range(1, 5)]
    assert ids == ["gumelar/2024|3|2024", *quarters]  # 1 is a composite: reckoned, never entered


def test_inputs_start_with_what_the_ledger_holds(book: BookData) -> None:
    row = rows_by_id(build(book).sheet("isian"))["gumelar/2024|7|2024-Q1"]
    assert (row["value"].value, row["numerator"].value, row["denominator"].value) == (None, Decimal(8), Decimal(10))
    assert row["evidence"].value == "https://contoh.go.id/laporan-tw1"
    assert str(row["source_date"].value) == "2024-03-31"
    assert row["note"].value == "=1+1"
    assert row["system"].value == Decimal(80)
    assert row["target"].value == Decimal(80)
    assert row["status"].value == "diterima"


def test_a_ratio_shows_its_figure_or_its_parts_where_it_has_none(make: Callable[..., BookData]) -> None:
    data = make()
    row = next(row for row in data.agreements[0].quarters[0]["indicators"] if row["code"] == "7")
    for during, shown in (("0", Decimal(0)), ("66.66666666666667", Decimal("66.66666666666667")), (None, "8 : 10")):
        row["during"] = during
        assert rows_by_id(build(data).sheet("isian"))["gumelar/2024|7|2024-Q1"]["system"].value == shown


def test_a_person_reads_moments_and_marks_in_their_language() -> None:
    assert Words("id").moment("2024-07-31T16:59:59Z") == "31/07/2024 pukul 16.59 UTC"
    assert Words("en").moment("2024-07-31T16:59:59Z") == "2024-07-31 at 16:59 UTC"
    assert Words("id").moment("2024-07-31") == "31/07/2024"
    assert (Words("id").marks("80.5"), Words("en").marks("80.5")) == ("80,5", "80.5")
    assert Words("id").day(None) == "belum ditetapkan"


def test_remarks_say_who_recorded_and_what_came_of_it(book: BookData) -> None:
    rows = rows_by_id(build(book).sheet("isian"))
    assert rows["gumelar/2024|7|2024-Q1"]["remark"].value == (
        "dicatat 05/04/2024 pukul 03.12 UTC oleh operator (peristiwa 12)\nterverifikasi\nperiode sudah ditutup"
    )
    assert str(rows["gumelar/2024|7|2024-Q2"]["remark"].value).endswith("dikembalikan: bukti tidak sesuai")
    assert rows["gumelar/2024|7|2024-Q3"]["remark"].value is None
    assert rows["gumelar/2024|7|2024-Q3"]["status"].value is None


def test_a_reopened_period_is_not_called_closed(make: Callable[..., BookData]) -> None:
    closed = next(event for event in make().agreements[0].trail if event["type"] == "PeriodClosed")
    events = [closed, {**closed, "id": "later", "position": 99, "type": "PeriodReopened"}]
    row = rows_by_id(build(make(trail=events)).sheet("isian"))["gumelar/2024|4|2024-Q1"]
    assert row["remark"].value is None


def test_unknown_zero_none_and_unset_are_four_different_things(book: BookData) -> None:
    rows = rows_by_id(build(book).sheet("capaian"))
    unknown, zero = rows["gumelar/2024|3"], rows["gumelar/2024|8"]
    assert unknown["achievement.1"].value == "belum dapat dihitung"
    assert unknown["state.1"].value == text("reasons.no-realization", "id")
    assert zero["achievement.1"].value == Decimal(0)
    assert zero["realization.1"].value == Decimal(0)
    none = rows["gumelar/2024|4"]
    assert (none["annual"].value, none["target.1"].value, none["state.1"].value) == (
        "-",
        "-",
        text("reasons.no-target", "id"),
    )
    assert unknown["target.1"].value == "belum ditetapkan"


def test_a_provisional_figure_says_so_and_names_what_is_missing(book: BookData) -> None:
    row = rows_by_id(build(book).sheet("capaian"))["gumelar/2024|7"]
    assert row["state.1"].value == "tinggi"
    assert row["state.3"].value == "sedang (sementara)\nnilai periode sebelumnya\nbelum dilaporkan: 2024-Q3"
    assert row["achievement.3"].value == Decimal(75)


def test_an_indicator_that_is_not_in_force_yet_has_no_figures(make: Callable[..., BookData]) -> None:
    fresh = {"code": "9", "text": "Baru", "target": {"kind": "number", "value": "5"}, "aggregation": "sum"}
    data = make()
    show = {**data.agreements[0].show, "indicators": [fresh]}
    row = rows_by_id(build(make(show=show)).sheet("capaian"))["gumelar/2024|9"]
    assert row["state.1"].value == "belum berlaku"
    assert row["achievement.1"].value == "belum dapat dihitung"


@pytest.mark.parametrize("editable", [True, False])
def test_people_type_in_input_columns_alone(make: Callable[..., BookData], editable: bool) -> None:
    for sheet in build(make(editable_target=editable)).sheets:
        open_columns = {
            column.key
            for row in sheet.cells
            for column, cell in zip(sheet.columns, row, strict=False)
            if not STYLES[cell.style].locked
        }
        targets = {"annual", "q1", "q2", "q3", "q4"} if editable else set()
        assert open_columns == {"isian": INPUTS, "target": targets}.get(sheet.key, set())
        assert open_columns <= {column.key for column in sheet.columns if column.role == "input"}


def test_all_inputs_of_isian_are_open(book: BookData) -> None:
    for record in build(book).sheet("isian").records:
        assert not any(STYLES[record[key].style].locked for key in INPUTS)


def test_target_shows_numbers_ranges_none_and_what_is_empty(open_book: BookData) -> None:
    rows = rows_by_id(build(open_book).sheet("target"))
    assert rows["gumelar/2024|7"]["annual"].value == Decimal(100)
    assert rows["gumelar/2024|7"]["q1"].value == Decimal(80)
    assert rows["gumelar/2024|7"]["q2"].value is None
    assert rows["gumelar/2024|8"]["annual"].value == "7 - 8,5"
    assert rows["gumelar/2024|4"]["annual"].value == "-"
    assert rows["gumelar/2024|7"]["remark"].value == "Perjanjian berstatus dalam perubahan: target boleh diubah."


def test_a_coloured_band_always_has_its_word(book: BookData) -> None:
    for sheet in build(book).sheets:
        coloured = [cell for row in sheet.cells for cell in row if cell.style.startswith("band-")]
        assert all(cell.value for cell in coloured)
    assert band_style("sangat tinggi", book.bands) == "band-0"
    assert band_style("lain", book.bands) == "band-other"
    assert band_style(None, book.bands) == "band-none"


def test_a_chart_has_gaps_where_nothing_is_known(book: BookData) -> None:
    sheet = build(book).sheet("ringkasan")
    (chart,) = sheet.charts
    (series,) = chart.series
    area = series.values
    values = [sheet.cells[area.first_row][column].value for column in range(area.first_column, area.last_column + 1)]
    assert values == [Decimal(40), Decimal("33.33333333333333"), None, None]
    assert sheet.cells[series.name[0]][series.name[1]].value == "gumelar/2024"
    assert chart.from_zero


def test_with_many_agreements_each_quarter_is_a_series(make: Callable[..., BookData]) -> None:
    agreements = make().agreements * 8
    (chart,) = build(make(agreements=agreements)).sheet("ringkasan").charts
    assert len(chart.series) == 4
    assert {area.last_row - area.first_row + 1 for area in (each.values for each in chart.series)} == {8}


def test_a_book_without_agreements_has_all_its_tabs(make: Callable[..., BookData]) -> None:
    workbook = build(make(agreements=()))
    assert [sheet.name for sheet in workbook.sheets] == TABS
    assert "Belum ada peristiwa." in texts(workbook, "jejak")


def test_parties_signatures_and_programs_stand_in_perjanjian(book: BookData) -> None:
    workbook = build(book)
    shown = texts(workbook, "perjanjian")
    assert "Pejabat Contoh Satu, S.STP\nCamat Gumelar\nNIP 198001012000011001" in shown
    assert "Pejabat Contoh Dua\nPj. Bupati Banyumas" in shown
    assert "Pejabat Contoh Satu, S.STP, 02/01/2024" in shown
    assert "belum ditandatangani" in shown
    assert [row["amount"].value for row in workbook.sheet("perjanjian").records][-3:] == [
        Decimal(4100832755), "belum ditetapkan", Decimal(4100832755),
    ]  # fmt: skip


def test_an_amendment_starts_without_signatures_and_names_its_ground(make: Callable[..., BookData]) -> None:
    data = make()
    opened = {
        **data.agreements[0].trail[0], "id": "x", "position": 99, "type": "AmendmentOpened",
        "data": {"ground": "official", "document": "800/1/2024", "date": "2024-06-03"},
    }  # fmt: skip
    shown = texts(build(make(trail=[*data.agreements[0].trail, opened])), "perjanjian")
    assert shown.count("belum ditandatangani") == 2
    assert "800/1/2024, 03/06/2024: pergantian pejabat" in shown


def test_the_trail_is_in_order_and_marks_refusals(make: Callable[..., BookData]) -> None:
    trail = make().agreements[0].trail
    records = build(make(trail=tuple(reversed(trail)))).sheet("jejak").records
    assert [record["position"].value for record in records] == [3, 12, 21, 22, 23]
    assert [record["refused"].value for record in records] == ["tidak"] * 4 + ["ya"]
    assert records[1]["data"].value == "numerator: 8; denominator: 10"


def test_a_long_event_is_cut_visibly(make: Callable[..., BookData]) -> None:
    event = {**make().agreements[0].trail[1], "data": {"cells": [["x" * 1000]]}}
    (record,) = build(make(trail=[event])).sheet("jejak").records
    assert len(str(record["data"].value)) == 400
    assert str(record["data"].value).endswith("…")


def test_konflik_says_that_there_are_none(book: BookData) -> None:
    sheet = build(book).sheet("konflik")
    assert sheet.cells[1][0].value == "Tidak ada konflik yang terbuka."


def test_sync_holds_the_base_and_a_batch_id_of_its_own(make: Callable[..., BookData]) -> None:
    def facts(data: BookData) -> dict[object, object]:
        return {row[0].value: row[1].value for row in build(data).sheet("sync").cells}

    one, same, later = facts(make()), facts(make()), facts(make(position=58))
    assert one["schema_version"] == "1"
    assert (one["book"], one["base_token"], one["as_of"]) == ("kantor", "57", "2024-07-31T16:59:59Z")
    assert one["batch_id"] == same["batch_id"] != later["batch_id"]


def test_about_says_position_and_policy(book: BookData) -> None:
    shown = texts(build(book), "tentang")
    assert "default, versi 1" in shown
    assert any(each.startswith("57: ") for each in shown)


def test_events_and_reasons_are_named_in_words(make: Callable[..., BookData]) -> None:
    data = make()
    names = [record["type"].value for record in build(data).sheet("jejak").records]
    assert names[0] == text("events.AgreementSigned", "id")
    unknown = {**data.agreements[0].trail[1], "type": "SomethingNew"}
    assert build(make(trail=[unknown])).sheet("jejak").records[0]["type"].value == "SomethingNew"


def test_words_of_validations_keep_to_the_limits_of_excel(make: Callable[..., BookData]) -> None:
    for language in ("id", "en"):
        for sheet in build(make(language=language)).sheets:
            for rule in (column.validation for column in sheet.columns if column.validation):
                assert len(rule.title) <= 32
                assert len(rule.message) <= 255
                assert len(rule.error) <= 255


def test_other_policies_bring_their_own_bands_and_negative_means_their_own_axis(make: Callable[..., BookData]) -> None:
    data = make(bands=(("80.5", "baik"), ("-inf", "kurang")))
    assert {"baik", "lebih dari 80,5 %", "80,5 % atau kurang"} <= set(texts(build(data), "ringkasan"))
    quarter = data.agreements[0].quarters[0]
    quarter["summary"].update(achievement="-50", provisional=True, band="kurang")
    sheet = build(data).sheet("ringkasan")
    assert not sheet.charts[0].from_zero
    assert sheet.records[0]["band"].value == "kurang (sementara)"
    assert "selebihnya" in texts(build(make(bands=(("-inf", "semua"),))), "ringkasan")


def test_bounds_grades_and_unset_targets_are_read_as_people_write_them(make: Callable[..., BookData]) -> None:
    base = dict(make().agreements[0].indicators[3])
    own = {
        "2024-Q1": {"kind": "bound", "operator": "≤", "value": "49.5"},
        "2024-Q2": {"kind": "grade", "value": "BB", "scale": ["C", "BB", "A"]},
    }
    show = {**make().agreements[0].show, "indicators": [{**base, "period_targets": own, "target": None}]}
    workbook = build(make(show=show, editable_target=True))
    row = workbook.sheet("target").records[0]
    assert (row["q1"].value, row["q2"].value, row["annual"].value) == ("≤ 49,5", "BB", None)
    isian = [record["target"].value for record in workbook.sheet("isian").records]
    assert isian == ["≤ 49,5", "BB", "belum ditetapkan", "belum ditetapkan"]


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (None, None),
        ("81.35", Decimal("81.35")),
        ("0", Decimal(0)),
        ("100000000000000000000", Decimal("1e20")),
        ("1234567890.1234567", "1234567890.1234567"),
        ("BB", "BB"),
        ("NaN", "NaN"),
    ],
)
def test_a_figure_that_a_cell_cannot_hold_stays_text(figure: str | None, value: object) -> None:
    assert exact(figure) == value
