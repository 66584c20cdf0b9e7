"""Perjanjian: who promised what to whom, when it was signed, and with which programs."""

from collections.abc import Iterator
from decimal import Decimal

from sync.data import AgreementData, BookData, Json
from sync.layout.parts import Words, exact, table
from sync.model import Cell, Column, Sheet

SIDES = ("first", "second")


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab: one row for each fact, so that several agreements stand in one table."""
    columns = (
        Column(key="agreement", header=words("head.agreement"), width=18),
        Column(key="item", header=words("pk.item"), width=28),
        Column(key="content", header=words("pk.content"), width=64),
        Column(key="amount", header=words("pk.amount"), width=20),
        Column(key="fund", header=words("pk.fund"), width=18),
    )
    records = [
        {"agreement": Cell(agreement.ref), **record}
        for agreement in data.agreements
        for record in (*_head(agreement, words), *_programs(agreement, words))
    ]
    return table("perjanjian", words, columns, records, frozen_columns=1)


def _fact(item: str, content: str | None, words: Words) -> dict[str, Cell]:
    return {"item": Cell(item), "content": Cell(content) if content else Cell(words("unset"), "muted")}


def _head(agreement: AgreementData, words: Words) -> Iterator[dict[str, Cell]]:
    show = agreement.show
    unit, parties = show["unit"], show.get("parties") or {}
    yield {"item": Cell(words("pk.title", year=show["year"]), "strong"), "content": Cell(unit["name"], "strong")}
    yield _fact(words("pk.regency"), unit.get("regency"), words)
    yield _fact(words("summary.state"), words.known("workbook.agreement", show["status"]), words)
    yield _fact(words("summary.version"), str(show["version"]), words)
    yield _fact(words("pk.place"), show.get("place"), words)
    yield _fact(words("pk.date"), words.day(show.get("date")), words)
    for side in SIDES:
        yield _fact(words(f"pk.{side}"), _party(parties.get(side) or {}, words), words)
    signatures = _signatures(agreement)
    for side in SIDES:
        signed = signatures.get(side)
        shown = words("pk.unsigned")
        if signed is not None:
            shown = words("pk.signed", name=signed[0], date=words.day(signed[1]))
        yield _fact(words("pk.signature", party=words(f"pk.{side}")), shown, words)
    for event in agreement.trail:
        if event["type"] == "AmendmentOpened":
            opened = event["data"]
            shown = words(
                "pk.amendment.text", document=opened.get("document"), date=words.day(opened.get("date")),
                ground=words.known("workbook.ground", opened.get("ground")),
            )  # fmt: skip
            yield _fact(words("pk.amendment"), shown, words)


def _party(party: Json, words: Words) -> str | None:
    post = " ".join(part for part in (_standing(party), party.get("position")) if part)
    nip = words("pk.nip", nip=party["nip"]) if party.get("nip") else None
    return "\n".join(part for part in (party.get("name"), post, party.get("rank"), nip) if part) or None


def _standing(party: Json) -> str | None:
    """`Pj.`, `Plt.` and `Plh.` stand before the post; a definitive official needs no word."""
    standing: str | None = party.get("standing")
    return None if standing == "definitif" else standing


def _signatures(agreement: AgreementData) -> dict[str, tuple[str, str | None]]:
    """Who signed the version at hand; an amendment starts without signatures."""
    signed: dict[str, tuple[str, str | None]] = {}
    for event in agreement.trail:
        if event["type"] == "AmendmentOpened":
            signed.clear()
        elif event["type"] == "AgreementSigned":
            data = event["data"]
            signed[data["party"]] = (data.get("name") or "", data.get("date"))
    return signed


def _programs(agreement: AgreementData, words: Words) -> Iterator[dict[str, Cell]]:
    programs = agreement.show.get("programs") or ()
    total = Decimal(0)
    for program in programs:
        budget = exact(program.get("budget"))
        total += budget if isinstance(budget, Decimal) else 0
        yield {
            "item": Cell(words("pk.program")),
            "content": Cell(program["text"]),
            "amount": Cell(words("unset"), "unknown") if budget is None else Cell(budget, "whole"),
            "fund": Cell(program.get("fund") or words("unset")),
        }
    if programs:
        yield {"item": Cell(words("pk.total"), "strong"), "amount": Cell(total, "whole")}
