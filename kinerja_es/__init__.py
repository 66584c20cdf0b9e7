"""The domain of performance agreements and the ledger that keeps it; knows nobody above."""
