"""The table program, budget, source of funds: its rows, and whether they add up to the printed total."""

from decimal import Decimal

from kinerja_es.errors import BadInput
from kinerja_es.intake.document import Row
from kinerja_es.intake.findings import Findings, place
from kinerja_es.intake.rows import cleaned, raw_cells
from kinerja_es.intake.table import Section, fields, is_total
from kinerja_es.parties import Program
from kinerja_es.quantity import indonesian, read_quantity


def read_budget(section: Section, findings: Findings) -> list[Program]:
    """The programs of a budget table; a row without a readable amount keeps its text and is a finding."""
    programs: list[Program] = []
    total: tuple[Row, Decimal] | None = None
    for row in section.rows:
        read = fields(section.header, row)
        where = place(row.number, read.printed.get("budget"))
        if section.header.kind == "indicators" and not read.get("budget"):
            continue  # one table for both: only some of its rows carry an amount
        amount = rupiah(read.get("budget"))
        if is_total(row):
            findings.add("total-row", where=place(row.number), raw=raw_cells(row))
            total = (row, amount) if amount is not None else total
            continue
        text = cleaned(next((cell for cell in reversed(read.values.get("outcome", [])) if cell), ""))[0]
        if not text:
            findings.add("row-not-understood", where=place(row.number), raw=raw_cells(row))
            continue
        if amount is None:
            printed = read.get("budget")
            code = "budget-unreadable" if printed.strip(" -") else "budget-missing"
            findings.add(code, where=where, raw=printed, program=text)
        programs.append(Program(text=text, budget=amount, fund=read.get("fund") or None))
    added = sum((program.budget for program in programs if program.budget is not None), Decimal(0))
    if total is not None and total[1] != added:
        findings.add(
            "sum-differs", where=place(total[0].number), raw=raw_cells(total[0]),
            total=f"Rp {indonesian(total[1])}", added=f"Rp {indonesian(added)}",
        )  # fmt: skip
    return programs


def rupiah(cell: str) -> Decimal | None:
    """An amount in rupiah, with or without its `Rp`; None where the cell holds none."""
    try:
        quantity = read_quantity(cell if cell.strip().casefold().startswith(("rp", "-rp")) else f"Rp {cell.strip()}")
    except BadInput:
        return None
    return quantity.number if quantity.unit == "Rp" else None
