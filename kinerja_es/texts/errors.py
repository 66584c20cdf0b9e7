"""Errors: under `code` the sentence, under `code.hint` the next step to try."""

TEXTS: dict[str, tuple[str, str]] = {
    "bad-period": (
        "“{text}” bukan periode.",
        "“{text}” is not a period.",
    ),
    "bad-period.hint": (
        "Tulis 2024-03, 2024-Q1 (atau 2024-TW1), 2024-S1, atau 2024.",
        "Write 2024-03, 2024-Q1 (or 2024-TW1), 2024-S1, or 2024.",
    ),
}
