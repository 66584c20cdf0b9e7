"""A history as data: steps that a seed gives, that can be left out one by one, and that a person can read."""

import random
from typing import Any

Step = tuple[Any, ...]
REF = "contoh/2024"
CODES = ("7", "6")  # a ratio and a level
PERIODS = tuple(f"2024-Q{n}" for n in (1, 2, 3, 4))
FIGURES = ("12", "7", "0", "81,35", "81.35", "1.234", "-5", "50%", "99,9", "1e3", "100", "1.234,5", "1,234.5")
ODD = ("abc", "=A1*2", "3/4/2024", "8.30", "-", "'007", "nihil", "1,2,3", "+7", "")
NOTES = ("salah ketik", "data susulan", "=1+1", "  ", "tanpa bukti", "12")
LINKS = ("https://contoh.go.id/a", "berkas.pdf", "https://contoh.go.id/b")
DAYS = ("31/03/2024", "2024-03-31", "1 Maret", "45382")
TARGETS = ("90", "100", "80 - 90", "-", "abc", "≥ 75", "1.234", "95,5")
WHOLE = 0.1  # part of the histories with all tabs; in the others stand those alone in which people type
OWN_TABS = ("ringkasan", "capaian", "isian", "target", "perjanjian", "jejak", "konflik", "tentang", "sync")


def script(seed: int) -> list[Step]:
    """The steps of a history; the first says in what world it begins."""
    chance = random.Random(seed)
    status, locale = chance.choice(("draft", "signed", "signed")), chance.choice(("id_ID", "id_ID", "en_US"))
    extent = "whole" if chance.random() < WHOLE else "typed"
    steps: list[Step] = [("begin", status, locale, extent)]
    calm = chance.random() < 0.3  # fewer accidents, so that edits go far
    for _ in range(chance.randint(8, 32)):
        steps += _moment(chance, calm=calm)
    return steps


def _moment(chance: random.Random, *, calm: bool) -> list[Step]:
    roll = chance.random()
    if roll < 0.34:
        return [typing(chance)]
    if roll < 0.50:
        return [writing(chance)]
    if roll < 0.58:
        return [shuffling(chance)] if not calm else [typing(chance)]
    if roll < 0.62 and not calm:
        return [breaking(chance)]
    if roll < 0.70:
        return [("run",)]
    if roll < 0.92:
        return [("stage",)]
    if calm:
        return [("run",)]
    return [accident(chance)]


def isian_row(chance: random.Random) -> str:
    return f"{REF}|{chance.choice(CODES)}|{chance.choice(PERIODS[:2])}"


def target_row(chance: random.Random) -> str:
    return f"{REF}|{chance.choice(CODES)}"


def typing(chance: random.Random) -> Step:
    """Somebody types."""
    roll = chance.random()
    row = isian_row(chance)
    ratio = f"|{CODES[0]}|" in row
    figure = chance.choice(("numerator", "denominator")) if ratio and chance.random() < 0.9 else "value"
    if roll < 0.42:
        return ("enter", "isian", row, figure, chance.choice(FIGURES))
    if roll < 0.50 and ratio:
        return ("enter both", row, chance.choice(FIGURES[:4]), chance.choice(("10", "20", "0")))
    if roll < 0.58:
        return ("enter", "isian", row, figure, chance.choice(ODD))
    if roll < 0.66:
        return ("enter", "isian", row, "note", chance.choice(NOTES))
    if roll < 0.71:
        return ("enter", "isian", row, "evidence", chance.choice(LINKS))
    if roll < 0.75:
        return ("enter", "isian", row, "source_date", chance.choice(DAYS))
    if roll < 0.79:
        return ("clear", "isian", row, chance.choice((figure, "note", "evidence")))
    if roll < 0.83:
        return ("again", "isian", row, figure)
    if roll < 0.86:
        return ("odd", "isian", row, figure, chance.choice(("fault", "true", "clock", "percent")))
    if roll < 0.93:
        return ("enter", "target", target_row(chance), chance.choice(("annual", "q1", "q2")), chance.choice(TARGETS))
    return ("decide", chance.randint(0, 2), chance.choice(("sheet", "ledger", "sheet", "ledger", "entah")))


def writing(chance: random.Random) -> Step:
    """Another writer, at the command line."""
    roll = chance.random()
    code, period = chance.choice(CODES), chance.choice(PERIODS[:2])
    if roll < 0.45:
        return (
            "realize",
            code,
            period,
            chance.choice((12, 7, 0, 50)),
            chance.choice((10, 20)),
            chance.choice(("perencana", "camat")),
        )
    if roll < 0.55:
        return ("withdraw", code, period)
    if roll < 0.62:
        return ("close", chance.choice(PERIODS[:2]))
    if roll < 0.70:
        return ("reopen", chance.choice(PERIODS[:2]))
    if roll < 0.75:
        return ("verify", code, period)
    if roll < 0.79:
        return ("return", code, period)
    if roll < 0.84:
        return ("amend",)
    if roll < 0.90:
        return ("sign", chance.choice(("first", "second")))
    if roll < 0.95:
        return ("target", code, chance.choice(("annual", "2024-Q1")), chance.choice((90, 95)))
    return ("resolve", chance.randint(0, 2), chance.choice(("sheet", "ledger")))


def shuffling(chance: random.Random) -> Step:
    """Somebody rearranges, which changes nothing that anybody entered."""
    tab = chance.choice(("isian", "isian", "target", "konflik"))
    return chance.choice(
        (
            ("sort", tab, "code", True),
            ("sort", "isian", chance.choice(("value", "period", "numerator")), chance.random() < 0.5),
            ("insert column", tab, chance.randint(0, 9), "punya saya"),
            ("move column", tab, chance.choice(("code", "note", "id")), chance.randint(0, 9)),
            ("insert row", tab, chance.randint(0, 6), None),
            ("move row", "isian", isian_row(chance), chance.randint(1, 8)),
            ("rename tab", tab, "Nama baru"),
            ("add tab", "Milik saya"),
            ("copy",),
            ("locale", chance.choice(("id_ID", "en_US"))),
            ("duplicate tab", tab),
            ("damage", "isian", isian_row(chance), chance.choice(("system", "indicator", "status", "remark")), "rusak"),
        )
    )


def breaking(chance: random.Random) -> Step:
    """Somebody does what may cost something."""
    tab = chance.choice(("isian", "isian", "target"))
    row = isian_row(chance) if tab == "isian" else target_row(chance)
    return chance.choice(
        (
            (
                "tear",
                tab,
                chance.choice(("value", "numerator")) if tab == "isian" else "annual",
                chance.choice((("code", "period"), ("value",), ("numerator", "denominator"), ("id",)))
                if tab == "isian"
                else ("annual",),
            ),
            ("insert row", tab, chance.randint(1, 6), chance.choice(FIGURES)),
            ("duplicate row", tab, row),
            ("duplicate row", tab, row),
            ("delete row", tab, row),
            ("delete row", tab, row),
            (
                "delete column",
                tab,
                chance.choice(("value", "note", "code", "status", "id") if tab == "isian" else ("annual", "q1", "id")),
            ),
            ("delete tab", chance.choice(OWN_TABS)),
            ("delete tab", "isian"),
            ("copy",),
            ("restore", chance.randint(0, 1)),
            ("restore", 0),
            ("damage", tab, row, chance.choice(("code", "id")), chance.choice(("9", "contoh/2024|7|2024-Q1"))),
        )
    )


def accident(chance: random.Random) -> Step:
    """What goes wrong, or happens at the worst moment."""
    roll = chance.random()
    if roll < 0.3:
        return ("kill",)
    if roll < 0.45:
        return ("fail", chance.choice(("read", "write", "answer")))
    if roll < 0.52:
        return ("die", chance.choice(("answer", "isian", "target", "konflik", "sync", "append")))
    if roll < 0.62:
        return ("during", "append", writing(chance))
    during = chance.choice(("write", "write", "answer", "isian", "target", "sync"))
    inner = chance.random()
    step = typing(chance) if inner < 0.7 else shuffling(chance) if inner < 0.85 else breaking(chance)
    return ("during", during, step)
