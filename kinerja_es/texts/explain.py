"""The proof tree on a terminal."""

TEXTS: dict[str, tuple[str, str]] = {
    "achievement": ("Capaian", "Achievement"),
    "achievement_annual": ("Capaian terhadap target tahun", "Achievement against the annual target"),
    "achievement_during": ("Capaian selama periode", "Achievement during the period"),
    "to_date": ("Realisasi s.d.", "Realization to date"),
    "during": ("Realisasi selama periode", "Realization during the period"),
    "target_to_date": ("Target s.d.", "Target to date"),
    "target_annual": ("Target tahun", "Annual target"),
    "target_during": ("Target selama periode", "Target of the period"),
    "node": ("{figure} {name} = {value} — {rule}", "{figure} {name} = {value} — {rule}"),
    "formula": ("Rumus: {formula}", "Formula: {formula}"),
    "without": ("Tanpa {names}: {rule}.", "Without {names}: {rule}."),
    "missing.strict": ("keseluruhannya ikut belum dapat dihitung", "the whole is not computable either"),
    "missing.renormalise": ("bobot selebihnya dijadikan 100 %", "the weights of the rest are scaled to 100 %"),
    "missing.zero": ("dihitung 0", "counted as 0"),
    "continued.above": ("(rinciannya sudah di atas)", "(its parts stand above)"),
    "continued.explain": (
        "(rinciannya: kinerja explain {agreement} {code} {period})",
        "(its parts: kinerja explain {agreement} {code} {period})",
    ),
}
