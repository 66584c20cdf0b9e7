"""The catalogue's rooms: each module holds `TEXTS`, key → (Indonesian, English)."""
