"""What the documents' words mean on the four axes, and what is left open rather than guessed."""

from collections.abc import Callable

import pytest

from kinerja_es.indicator import Indicator
from kinerja_es.intake.calculation_words import WORDS, recognise
from kinerja_es.intake.document import Reading

Read = Callable[..., Reading]
Codes = Callable[[Reading], list[str]]

RATIO = "Formulasi = a dibagi b dikali 100%"


def axes(indicator: Indicator) -> tuple[str | None, ...]:
    return (indicator.polarity, indicator.aggregation, indicator.entry, indicator.target_entry)


@pytest.mark.parametrize(
    ("word", "formula", "target", "expected"),
    [
        ("Non Kumulatif", "survei", "86", ("higher", "last", "level", "level")),
        ("Kumulatif", RATIO, "90%", ("higher", "ratio", "increment", "level")),
        ("Kumulatif", "jumlah kegiatan", "60 kali", ("higher", "sum", "increment", "increment")),
        ("Akumulatif", "jumlah kegiatan", "60 kali", ("higher", "sum", "increment", "increment")),
        ("Progres Positif", "survei", "86", ("higher", "last", "level", "running")),
        ("Progress Negatif", "survei", "86", ("lower", "last", "level", "running")),
        ("Pengulangan", "survei", "86", ("higher", "average", "level", "level")),
        ("Repetitif.", "survei", "86", ("higher", "average", "level", "level")),
        ("non-kumulatif", "survei", "86", ("higher", "last", "level", "level")),
        ("Nonkumulatif", "survei", "86", ("higher", "last", "level", "level")),
    ],
)
def test_the_words_of_the_documents(
    read: Read, word: str, formula: str, target: str, expected: tuple[str, ...]
) -> None:
    reading = read(f"1\tA\tUkuran B\t{target}\t{formula} Type Perhitungan = {word} Sumber Data = c")

    assert axes(reading.indicators[0].indicator) == expected
    (suggested,) = [f for f in reading.findings if f.code == "axes-suggested"]
    assert (suggested.indicator, suggested.raw, suggested.params["polarity"]) == ("1", word, expected[0])


def test_a_misspelt_word_is_read_and_named(read: Read, codes: Codes) -> None:
    reading = read(f"1\tA\tUkuran B\t90%\t{RATIO} Type Perhitungan = Kualitatif Sumber Data = c")

    assert reading.indicators[0].indicator.aggregation == "ratio"
    assert reading.indicators[0].indicator.calculation_raw == "Kualitatif"
    assert "calculation-misspelt" in codes(reading)


def test_an_unknown_word_sets_nothing(read: Read, codes: Codes) -> None:
    reading = read("1\tA\tUkuran B\t90\tFormulasi = x Type Perhitungan = Campuran Sumber Data = c")

    assert axes(reading.indicators[0].indicator) == (None, None, None, None)
    assert "calculation-unknown" in codes(reading)
    assert "axes-suggested" not in codes(reading)


def test_a_percentage_without_a_ratio_is_not_summed(read: Read, codes: Codes) -> None:
    reading = read("1\tA\tPersentase B\t90%\tFormulasi = x Type Perhitungan = Kumulatif Sumber Data = c")

    assert axes(reading.indicators[0].indicator) == ("higher", None, None, None)
    assert "calculation-unclear" in codes(reading)


def test_a_ratio_without_a_word_is_recognised_and_flagged(read: Read, codes: Codes) -> None:
    reading = read(f"1\tA\tPersentase B\t90%\t{RATIO} Sumber Data = c")

    assert axes(reading.indicators[0].indicator) == (None, "ratio", None, None)
    assert codes(reading) == ["calculation-unset", "ratio-recognised"]


def test_words_that_answer_different_questions_are_named_once(read: Read, codes: Codes) -> None:
    rows = [f"{n}\tA\tUkuran {n}\t9{n}\tx Type Perhitungan = {w}" for n, w in enumerate(["Kumulatif", "Akumulatif"])]

    assert "calculation-words-differ" not in codes(read(*rows))
    assert (
        codes(read(*rows, "3\tA\tUkuran C\t9\tx Tipe Perhitungan = Pengulangan")).count("calculation-words-differ") == 1
    )


def test_nothing_is_not_a_word() -> None:
    assert recognise(None) == recognise("") == recognise("-") == (None, False)
    assert all(recognise(word) == (word, False) for word in WORDS)
