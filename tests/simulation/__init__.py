"""Histories of a workbook and its ledger, made from a seed: what people, writers and accidents do to both."""
