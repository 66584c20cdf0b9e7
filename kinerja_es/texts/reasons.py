"""Why a figure is not computable, and by which rule one was computed, with the ground of each rule."""

TEXTS: dict[str, tuple[str, str]] = {
    # Reasons of domain.md §3: what is the matter and what ends it.
    "no-target": (
        "Indikator ini tidak mempunyai target, sehingga capaiannya belum dapat dihitung.",
        "This indicator has no target, so its achievement cannot be computed yet.",
    ),
    "no-realization": (
        "Realisasi periode ini belum dilaporkan.",
        "The realization of this period has not been reported.",
    ),
    "unset-calculation": (
        "Cara hitung belum ditetapkan: arah, jenis perhitungan, cara isi atau cara target kosong atau tidak cocok.",
        "The calculation is not set: polarity, aggregation, entry or target entry is empty or does not fit the others.",
    ),
    "zero-target": (
        "Targetnya 0, sehingga realisasi tidak dapat dibandingkan dengannya.",
        "The target is 0, so a realization cannot be compared with it.",
    ),
    "zero-denominator": (
        "Penyebutnya 0: tidak ada yang perlu ditangani, dan itu bukan kegagalan.",
        "The denominator is 0: there was nothing to handle, which is not a failure.",
    ),
    "unresolved-component": (
        "Rumus gabungannya kosong, tidak terbaca, menyebut indikator yang tidak ada, atau berputar pada dirinya.",
        "The composite's formula is empty, unreadable, names an indicator that is not there, or runs in a circle.",
    ),
    "component-not-computable": (
        "Salah satu komponen rumusnya belum dapat dihitung.",
        "A component of its formula is not computable yet.",
    ),
    "grade-without-scale": (
        "Target berupa predikat tanpa urutan predikat, sehingga belum dapat dibandingkan.",
        "The target is a grade without a scale of grades, so nothing can be compared with it yet.",
    ),
    "no-period-target": (
        "Target sampai dengan periode ini belum ditetapkan.",
        "There is no target up to this period.",
    ),
    "composite-weights": (
        "Bobot komponen rumus berjumlah {total} %, bukan 100 %.",
        "The weights of the formula's components add up to {total} %, not 100 %.",
    ),
    # Rules, and under `.basis` the ground of each.
    "rule.sum": (
        "Jumlah realisasi sejak awal tahun, atau angka s.d. yang terakhir.",
        "The sum of the realizations since the start of the year, or the last running total.",
    ),
    "rule.sum.basis": ("Kolom Tipe Perhitungan pada PK.", "The agreement's column “Tipe Perhitungan”."),
    "rule.last": (
        "Nilai terakhir pada atau sebelum akhir periode.",
        "The last value at or before the end of the period.",
    ),
    "rule.last.basis": ("Kolom Tipe Perhitungan pada PK.", "The agreement's column “Tipe Perhitungan”."),
    "rule.average": (
        "Rata-rata nilai yang dilaporkan sejak awal tahun.",
        "The mean of the values reported since the start of the year.",
    ),
    "rule.average.basis": ("Kolom Tipe Perhitungan pada PK.", "The agreement's column “Tipe Perhitungan”."),
    "rule.min": (
        "Nilai terendah yang dilaporkan sejak awal tahun.",
        "The lowest value reported since the start of the year.",
    ),
    "rule.min.basis": ("Kolom Tipe Perhitungan pada PK.", "The agreement's column “Tipe Perhitungan”."),
    "rule.max": (
        "Nilai tertinggi yang dilaporkan sejak awal tahun.",
        "The highest value reported since the start of the year.",
    ),
    "rule.max.basis": ("Kolom Tipe Perhitungan pada PK.", "The agreement's column “Tipe Perhitungan”."),
    "rule.ratio": (
        "Jumlah pembilang dibagi jumlah penyebut sejak awal tahun; persentase tidak dijumlahkan.",
        "The sum of numerators over that of denominators since the start of the year; percentages are not added up.",
    ),
    "rule.ratio.basis": ("Kolom Formulasi pada PK.", "The agreement's column “Formulasi”."),
    "rule.composite": (
        "Rumus gabungan atas indikator lain.",
        "A formula over other indicators.",
    ),
    "rule.composite.basis": ("Kolom Formulasi pada PK.", "The agreement's column “Formulasi”."),
    "rule.during-sum": (
        "Jumlah realisasi selama periode, atau selisih dua angka s.d.",
        "The sum of the realizations during the period, or the difference of two running totals.",
    ),
    "rule.during-last": ("Nilai terakhir dalam periode.", "The last value in the period."),
    "rule.during-average": (
        "Rata-rata nilai yang dilaporkan dalam periode.",
        "The mean of the values reported in the period.",
    ),
    "rule.during-min": (
        "Nilai terendah yang dilaporkan dalam periode.",
        "The lowest value reported in the period.",
    ),
    "rule.during-max": (
        "Nilai tertinggi yang dilaporkan dalam periode.",
        "The highest value reported in the period.",
    ),
    "rule.during-ratio": (
        "Jumlah pembilang dibagi jumlah penyebut selama periode.",
        "The sum of numerators over that of denominators during the period.",
    ),
    **{
        f"rule.during-{aggregation}.basis": (
            "Kolom Tipe Perhitungan pada PK.",
            "The agreement's column “Tipe Perhitungan”.",
        )
        for aggregation in ("sum", "last", "average", "min", "max")
    },
    "rule.during-ratio.basis": ("Kolom Formulasi pada PK.", "The agreement's column “Formulasi”."),
    "rule.program-mean": (
        "Rata-rata capaian indikator program itu.",
        "The mean of the achievements of the program's indicators.",
    ),
    "rule.program-mean.basis": (
        "Tabel program dan anggaran pada PK; indikator dengan sasaran program yang sama.",
        "The agreement's budget table; the indicators whose outcome is the same program.",
    ),
    "rule.unresolved": (
        "Indikator, program atau perjanjian ini tidak ditemukan.",
        "This indicator, program or agreement is not there.",
    ),
    "rule.unresolved.basis": ("Rumus yang menyebutnya.", "The formula that names it."),
    "rule.target-year": ("Target tahunan yang tertulis.", "The annual target as written."),
    "rule.unset": ("Cara hitung belum ditetapkan.", "The calculation is not set."),
    "rule.unset.basis": ("PK tidak menyebut cara hitungnya.", "The agreement does not say how to compute it."),
    "rule.achievement-higher": ("Realisasi : target × 100 %.", "Realization / target × 100 %."),
    "rule.achievement-higher.basis": (
        "PermenPAN-RB 53/2014: realisasi dibandingkan dengan target.",
        "PermenPAN-RB 53/2014: realization is compared with the target.",
    ),
    "rule.achievement-linear": (
        "Makin rendah makin baik: (2 × target − realisasi) : target × 100 %.",
        "Lower is better: (2 × target − realization) / target × 100 %.",
    ),
    "rule.achievement-linear.basis": (
        "Kebijakan penghitungan; contoh target rentang pada PermenPAN-RB 8/2021.",
        "The policy of reckoning; the examples of range targets in PermenPAN-RB 8/2021.",
    ),
    "rule.achievement-inverse": (
        "Makin rendah makin baik: target : realisasi × 100 %.",
        "Lower is better: target / realization × 100 %.",
    ),
    "rule.achievement-inverse.basis": ("Kebijakan penghitungan.", "The policy of reckoning."),
    "rule.achievement-pass-fail": (
        "Makin rendah makin baik: 100 % bila realisasi tidak melebihi target, selain itu 0 %.",
        "Lower is better: 100 % if the realization does not exceed the target, else 0 %.",
    ),
    "rule.achievement-pass-fail.basis": ("Kebijakan penghitungan.", "The policy of reckoning."),
    "rule.target-increment.basis": ("Tabel target pada PK.", "The agreement's table of targets."),
    "rule.target-increment": (
        "Target s.d. periode adalah jumlah target tiap periode.",
        "The target to date is the sum of the targets of the periods.",
    ),
    "rule.target-running.basis": ("Tabel target pada PK.", "The agreement's table of targets."),
    "rule.target-running": (
        "Target s.d. periode adalah target yang tertulis untuk akhir periode itu.",
        "The target to date is the one written for the end of the period.",
    ),
    "rule.target-level.basis": ("Tabel target pada PK.", "The agreement's table of targets."),
    "rule.target-level": (
        "Target yang sama berlaku di setiap periode; yang terakhir ditetapkan dipakai.",
        "The same target holds in every period; the last one set is used.",
    ),
    "rule.target-annual.basis": ("Tabel target pada PK.", "The agreement's table of targets."),
    "rule.target-annual": (
        "Hanya ada target tahunan; capaian terhadap target baru dihitung pada akhir tahun.",
        "There is only an annual target; achievement is computed at the end of the year.",
    ),
    "rule.target-unset.basis": ("Tabel target pada PK.", "The agreement's table of targets."),
    "rule.target-unset": ("Cara target belum ditetapkan.", "How targets are given is not set."),
    **{
        f"rule.target-{entry}.basis": ("Kolom Target pada PK.", "The agreement's column “Target”.")
        for entry in ("increment", "running", "level", "annual", "unset", "year")
    },
}
