"""Konflik: cells on which sheet and ledger disagree, to be decided by a person. One-way books have none."""

from sync.data import BookData
from sync.layout.parts import Words, table
from sync.model import Column, Sheet, Validation


def sheet(_: BookData, words: Words) -> Sheet:
    """The tab with its headers; without conflicts it says so."""
    decision = Validation(
        kind="list", title=words("conflict.decision"), message=words("conflict.decision.hint"),
        options=(words("conflict.keep.sheet"), words("conflict.keep.ledger")),
    )  # fmt: skip
    columns = (
        Column(key="agreement", header=words("head.agreement"), width=16),
        Column(key="code", header=words("head.code"), width=8),
        Column(key="period", header=words("head.period"), width=11),
        Column(key="field", header=words("conflict.field"), width=16),
        Column(key="base", header=words("conflict.base"), width=16),
        Column(key="sheet", header=words("conflict.sheet"), width=16),
        Column(key="ledger", header=words("conflict.ledger"), width=18),
        Column(key="where", header=words("conflict.where"), width=22),
        Column(key="since", header=words("conflict.since"), width=20),
        Column(key="decision", header=words("conflict.decision"), width=16, role="input", validation=decision),
        Column(key="id", header=words("head.id"), width=24, role="id"),
    )
    return table("konflik", words, columns, [], empty="conflict.empty")
