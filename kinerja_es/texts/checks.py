"""What the auditor's checks find: under `code` the sentence, under `code.hint` what to do, under `word.` single words."""

TEXTS: dict[str, tuple[str, str]] = {
    # targets
    "indicator-without-target": (
        "Indikator {indicator} tidak mempunyai target, sehingga capaiannya tidak pernah dapat dihitung.",
        "Indicator {indicator} has no target, so its achievement can never be computed.",
    ),
    "indicator-without-target.hint": (
        "Tetapkan targetnya, melalui PK Perubahan bila PK sudah ditandatangani: kinerja target set {agreement} {indicator}",
        "Set its target, through an amendment where the agreement is signed: kinerja target set {agreement} {indicator}",
    ),
    "period-targets-sum": (
        "Target periode indikator {indicator} berjumlah {total}, padahal target tahunnya {annual} (selisih {difference}).",
        "The period targets of indicator {indicator} add up to {total}, but its annual target is {annual} (difference {difference}).",
    ),
    "period-targets-sum.hint": (
        "Samakan jumlah target periode dengan target tahun, atau perbaiki cara targetnya bila target itu s.d. atau posisi.",
        "Make them add up to the annual target, or correct the target entry if they are running totals or levels.",
    ),
    "period-targets-last": (
        "Target s.d. akhir tahun indikator {indicator} adalah {target}, padahal target tahunnya {annual}.",
        "The running target of indicator {indicator} ends the year at {target}, but its annual target is {annual}.",
    ),
    "period-targets-last.hint": (
        "Samakan target s.d. periode terakhir dengan target tahun.",
        "Make the running target of the last period equal to the annual one.",
    ),
    "period-targets-fall": (
        "Target s.d. indikator {indicator} turun dari {earlier} ({before}) menjadi {later} ({period}), padahal makin tinggi makin baik.",
        "The running target of indicator {indicator} falls from {earlier} ({before}) to {later} ({period}), though higher is better.",
    ),
    "period-targets-fall.hint": (
        "Periksa apakah target itu selama periode, bukan s.d.; perbaiki cara target atau angkanya.",
        "Check whether these are targets during the period, not to date; correct the target entry or the figures.",
    ),
    "period-target-level": (
        "Target {period} indikator {indicator} adalah {target}, padahal target yang berlaku sepanjang tahun {annual}.",
        "The target of indicator {indicator} for {period} is {target}, but the level that holds all year is {annual}.",
    ),
    "period-target-level.hint": (
        "Samakan targetnya, atau ubah cara target bila target memang bertahap.",
        "Make them equal, or change the target entry if the target is meant to grow.",
    ),
    "period-targets-unused": (
        "Indikator {indicator} hanya memakai target tahunan; target periodenya tidak dipakai.",
        "Indicator {indicator} uses its annual target alone; its period targets are not used.",
    ),
    "period-targets-unused.hint": (
        "Ubah cara target bila target periode memang dimaksud.",
        "Change the target entry if the period targets are meant.",
    ),
    "target-beyond-scale": (
        "Target indikator {indicator} adalah {target} {unit}, melampaui skala {scale}.",
        "The target of indicator {indicator} is {target} {unit}, beyond the scale of {scale}.",
    ),
    "target-beyond-scale.hint": (
        "Periksa apakah nilai penuh dijumlahkan per triwulan; perbaiki targetnya melalui PK Perubahan.",
        "Check whether the full value was added up per quarter; correct the target through an amendment.",
    ),
    "target-after-period": (
        "Target indikator {indicator} untuk {concerns} ditetapkan dari {then} menjadi {now} pada {day}, {days} hari sesudah periode itu berakhir.",
        "The target of indicator {indicator} for {concerns} was set from {then} to {now} on {day}, {days} days after that period had ended.",
    ),
    "target-after-period.hint": (
        "Lampirkan dasar perubahannya; target yang diubah sesudah hasilnya diketahui tidak mengukur kinerja.",
        "Give the ground for it; a target changed after the result was known measures nothing.",
    ),
    "target-after-entry": (
        "Target indikator {indicator} untuk {concerns} ditetapkan dari {then} menjadi {now} pada {day}, sesudah realisasi periode itu dicatat.",
        "The target of indicator {indicator} for {concerns} was set from {then} to {now} on {day}, after a realization of that period was recorded.",
    ),
    "target-after-entry.hint": (
        "Lampirkan dasar perubahannya dan jelaskan mengapa target tidak diubah sebelum realisasi dicatat.",
        "Give the ground for it, and say why the target was not changed before the entry.",
    ),
    "target-late-amendment": (
        "Target indikator {indicator} untuk {concerns} diubah dari {then} menjadi {now} pada {day}, menjelang akhir tahun.",
        "The target of indicator {indicator} for {concerns} was changed from {then} to {now} on {day}, near the end of the year.",
    ),
    "target-late-amendment.hint": (
        "Periksa apakah PK Perubahan itu mengikuti DPPA, atau menyesuaikan target dengan hasil.",
        "Check whether the amendment follows a DPPA, or fits the target to the result.",
    ),
    # composites
    "composite-weights": (
        "Bobot rumus indikator {indicator} berjumlah {total} %, bukan 100 %.",
        "The weights in the formula of indicator {indicator} add up to {total} %, not 100 %.",
    ),
    "composite-weights.hint": (
        "Perbaiki bobotnya: kinerja indicator formula {agreement} {indicator} RUMUS",
        "Correct the weights: kinerja indicator formula {agreement} {indicator} EXPRESSION",
    ),
    "composite-unusable": (
        "Rumus indikator {indicator} tidak dapat dipakai: {why}.",
        "The formula of indicator {indicator} cannot be used: {why}.",
    ),
    "composite-unusable.hint": (
        "Tulis ulang rumusnya: kinerja indicator formula {agreement} {indicator} RUMUS",
        "Write it anew: kinerja indicator formula {agreement} {indicator} EXPRESSION",
    ),
    "component-unresolved": (
        "Rumus indikator {indicator} menyebut {component}, yang tidak ada.",
        "The formula of indicator {indicator} names {component}, which is not there.",
    ),
    "component-unresolved.hint": (
        "Tambahkan indikator itu, atau perbaiki rumusnya: kinerja indicator formula {agreement} {indicator} RUMUS",
        "Add that indicator, or correct the formula: kinerja indicator formula {agreement} {indicator} EXPRESSION",
    ),
    "component-without-target": (
        "Rumus indikator {indicator} memakai capaian {component}, padahal {component} tidak mempunyai target.",
        "The formula of indicator {indicator} asks for the achievement of {component}, which has no target.",
    ),
    "component-without-target.hint": (
        "Tetapkan target {component}, atau pakai realisasinya dalam rumus.",
        "Set a target for {component}, or use its realization in the formula.",
    ),
    # entries
    "running-total-falls": (
        "Realisasi s.d. indikator {indicator} turun dari {earlier} ({before}) menjadi {later} ({period}).",
        "The running total of indicator {indicator} falls from {earlier} ({before}) to {later} ({period}).",
    ),
    "running-total-falls.hint": (
        "Periksa apakah yang diisi adalah nilai selama periode; koreksi realisasi yang keliru.",
        "Check whether a value during the period was entered; correct the entry that is wrong.",
    ),
    "period-identical": (
        "Realisasi indikator {indicator} untuk {period} sama persis dengan {before}: {figure}.",
        "The realization of indicator {indicator} for {period} is exactly that of {before}: {figure}.",
    ),
    "period-identical.hint": (
        "Cocokkan dengan bukti dukung; pastikan angka itu bukan salinan dari periode sebelumnya.",
        "Compare it with the evidence; make sure that it was not copied from the period before.",
    ),
    "full-value-retyped": (
        "Nilai {figure} terisi {times} kali pada indikator {indicator}, sehingga totalnya {percent} % dari target {target}.",
        "The value {figure} was entered {times} times for indicator {indicator}, so its total is {percent} % of the target {target}.",
    ),
    "full-value-retyped.hint": (
        "Isi nilai selama periode saja, atau ubah cara isi menjadi posisi bila nilainya memang berulang.",
        "Enter what happened in the period alone, or make it a level if the value does repeat.",
    ),
    "value-beyond-scale": (
        "Nilai {figure} {unit} indikator {indicator} untuk {period} berada di luar skala 0–{scale}.",
        "The value {figure} {unit} of indicator {indicator} for {period} lies outside the scale 0–{scale}.",
    ),
    "value-beyond-scale.hint": (
        "Periksa satuan dan tanda desimalnya; persentase tidak dijumlahkan antarperiode.",
        "Check the unit and the decimal mark; percentages are not added up over periods.",
    ),
    "numerator-beyond-denominator": (
        "Pembilang {numerator} melebihi penyebut {denominator} pada indikator {indicator} untuk {period}.",
        "The numerator {numerator} exceeds the denominator {denominator} of indicator {indicator} for {period}.",
    ),
    "numerator-beyond-denominator.hint": (
        "Periksa apakah keduanya tertukar atau penyebutnya belum lengkap.",
        "Check whether they were swapped, or the denominator is incomplete.",
    ),
    "entry-late": (
        "Realisasi indikator {indicator} untuk {period} dicatat {days} hari sesudah batas waktu {due}.",
        "The realization of indicator {indicator} for {period} was recorded {days} days after the due day {due}.",
    ),
    "entry-late.hint": ("Catat realisasi sebelum batas waktunya.", "Record realizations by their due day."),
    "entry-long-after": (
        "Realisasi indikator {indicator} untuk {period} baru dicatat {days} hari sesudah batas waktu {due}.",
        "The realization of indicator {indicator} for {period} was recorded as late as {days} days after the due day {due}.",
    ),
    "entry-long-after.hint": (
        "Pastikan angka itu bersumber dari dokumen periode tersebut, bukan dari ingatan.",
        "Make sure that the figure comes from a document of that period, not from memory.",
    ),
    # results
    "achievement-low": (
        "Capaian indikator {indicator} s.d. {period} {achievement} %, di bawah {limit} %.",
        "The achievement of indicator {indicator} to date {period} is {achievement} %, below {limit} %.",
    ),
    "achievement-low.hint": (
        "Jelaskan penyebab dan tindak lanjutnya; periksa apakah targetnya wajar.",
        "Explain the cause and what follows; check whether the target is sound.",
    ),
    "achievement-high": (
        "Capaian indikator {indicator} s.d. {period} {achievement} %, di atas {limit} %.",
        "The achievement of indicator {indicator} to date {period} is {achievement} %, above {limit} %.",
    ),
    "achievement-high.hint": (
        "Periksa apakah targetnya terlalu rendah atau realisasinya terhitung dua kali.",
        "Check whether the target is too low, or the realization counted twice.",
    ),
    # across agreements
    "indicator-in-several": (
        "Indikator “{text}” ada dalam beberapa PK: {places}.",
        "The indicator “{text}” stands in several agreements: {places}.",
    ),
    "indicator-in-several.hint": (
        "Pastikan setiap unit mengukur bagiannya sendiri dan hasilnya tidak dihitung dua kali.",
        "Make sure that each unit measures its own part, and that no result counts twice.",
    ),
    "budget-line-twice": (
        "Program “{text}” dengan anggaran yang sama (Rp {amount}) ada dalam beberapa PK: {places}.",
        "The program “{text}” with the same budget (Rp {amount}) stands in several agreements: {places}.",
    ),
    "budget-line-twice.hint": (
        "Periksa apakah satu anggaran dicantumkan dua kali; cocokkan dengan DPA setiap unit.",
        "Check whether one budget was listed twice; compare with the DPA of each unit.",
    ),
    "budget-line-alike": (
        "Program “{text}” ada dalam beberapa PK dengan anggaran berbeda: {places}.",
        "The program “{text}” stands in several agreements with different budgets: {places}.",
    ),
    "budget-line-alike.hint": (
        "Tidak perlu tindakan bila setiap unit memang mempunyai anggarannya sendiri.",
        "Nothing to do if each unit has a budget of its own.",
    ),
    "word.bad-expression": ("rumusnya tidak terbaca", "it cannot be read"),
    "word.composite-cycle": ("rumusnya berputar pada dirinya", "it runs in a circle"),
    "word.realization-of-program": (
        "realisasi satu program tidak mempunyai rata-rata",
        "the realizations of a program have no mean",
    ),
}
