"""Folds of the ledger: every figure that anybody sees is made here."""
