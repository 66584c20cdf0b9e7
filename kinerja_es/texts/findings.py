"""Findings of an import: under `code` the sentence, under `code.do` what to do; `axis:value` names an axis' value."""

TEXTS: dict[str, tuple[str, str]] = {
    "place-row": ("baris {row}", "row {row}"),
    "place-cell": ("baris {row}, kolom {column}", "row {row}, column {column}"),
    # values inside sentences
    "polarity:higher": ("makin tinggi makin baik", "higher is better"),
    "polarity:lower": ("makin rendah makin baik", "lower is better"),
    "polarity:unset": ("belum ditetapkan", "unset"),
    "aggregation:sum": ("dijumlahkan", "summed"),
    "aggregation:last": ("nilai terakhir", "the last value"),
    "aggregation:average": ("dirata-ratakan", "averaged"),
    "aggregation:min": ("nilai terendah", "the lowest value"),
    "aggregation:max": ("nilai tertinggi", "the highest value"),
    "aggregation:ratio": ("jumlah pembilang dibagi jumlah penyebut", "sum of numerators over sum of denominators"),
    "aggregation:composite": ("rumus atas indikator lain", "a formula over other indicators"),
    "aggregation:unset": ("belum ditetapkan", "unset"),
    "entry:increment": ("selama periode", "during the period"),
    "entry:running": ("sampai dengan periode", "to date"),
    "entry:level": ("posisi pada periode", "the level in the period"),
    "entry:unset": ("belum ditetapkan", "unset"),
    "target_entry:increment": ("selama periode", "during the period"),
    "target_entry:running": ("sampai dengan periode", "to date"),
    "target_entry:level": ("sama pada setiap periode", "the same level in each period"),
    "target_entry:annual": ("hanya tahunan", "annual alone"),
    "target_entry:unset": ("belum ditetapkan", "unset"),
    "side:first": ("Pihak Pertama", "the first party"),
    "side:second": ("Pihak Kedua", "the second party"),
    "reason:elected": ("jabatan kepala daerah; NIP tidak selalu ada", "the head of a region, who need not have a NIP"),
    "reason:not-printed": ("NIP tidak tercetak", "no NIP is printed"),
    "apart:yes": ("dipisahkan menjadi indikator sendiri-sendiri", "they were taken apart"),
    "apart:no": (
        "tidak dipisahkan karena jumlah targetnya berbeda",
        "they were left together, for their targets are not as many",
    ),
    "complete:yes": ("semua suku cocok", "every term has its indicator"),
    "complete:no": ("belum lengkap", "incomplete"),
    # targets
    "no-target": (
        "Target indikator {indicator} hanya tanda “{raw}”: dibaca sebagai tidak ada target, bukan 0.",
        "The target of indicator {indicator} is a mere “{raw}”: read as no target, not as 0.",
    ),
    "no-target.do": (
        "Tetapkan target bila ada; tanpa target capaian belum dapat dihitung.",
        "Set a target if there is one; without it the achievement is not computable.",
    ),
    "target-blank": (
        "Sel target indikator {indicator} kosong: dibaca sebagai tidak diketahui, bukan 0.",
        "The target cell of indicator {indicator} is blank: read as not known, not as 0.",
    ),
    "target-blank.do": (
        "Isi target, atau tulis tanda “-” bila memang tidak ditargetkan.",
        "Fill the target in, or write “-” where none is meant.",
    ),
    "target-not-applicable": (
        "Target indikator {indicator} tertulis “{raw}”: dinyatakan tidak berlaku, bukan 0.",
        "The target of indicator {indicator} says “{raw}”: not applicable, which is not 0.",
    ),
    "target-not-applicable.do": (
        "Pastikan indikator ini memang tidak berlaku pada tahun ini.",
        "Make sure that the indicator does not apply this year.",
    ),
    "ambiguous-number": (
        "Target indikator {indicator} “{raw}” dapat berarti desimal atau ribuan; targetnya ditahan, tidak ditebak.",
        "The target of indicator {indicator}, “{raw}”, may be a decimal or thousands; it is held back, not guessed.",
    ),
    "ambiguous-number.do": (
        "Tetapkan target dengan ejaan yang pasti: 3000 untuk tiga ribu, 3,0 untuk tiga.",
        "Set the target in a spelling that reads one way: 3000 for three thousand, 3,0 for three.",
    ),
    "target-unreadable": (
        "Target indikator {indicator} “{raw}” tidak dapat dibaca sebagai angka, rentang, batas, atau predikat.",
        "The target of indicator {indicator}, “{raw}”, is no number, range, bound or grade.",
    ),
    "target-unreadable.do": ("Tetapkan target secara tertulis tegas.", "Set the target in plain terms."),
    "range-reversed": (
        "Rentang target indikator {indicator} “{raw}” dimulai dari angka yang lebih besar.",
        "The target range of indicator {indicator}, “{raw}”, starts with its larger number.",
    ),
    "range-reversed.do": ("Tulis batas bawah lebih dahulu.", "Write the lower bound first."),
    "beyond-scale": (
        "Target indikator {indicator} “{raw}” melampaui skala 100 satuannya ({unit}).",
        "The target of indicator {indicator}, “{raw}”, lies beyond the 100 of its unit ({unit}).",
    ),
    "beyond-scale.do": (
        "Periksa apakah nilai penuh tertulis berulang per triwulan; perbaiki bila salah ketik.",
        "Check whether the full value was added up per quarter; correct it if mistyped.",
    ),
    "zero-target": (
        "Target indikator {indicator} adalah 0 (“{raw}”).",
        "The target of indicator {indicator} is 0 (“{raw}”).",
    ),
    "zero-target.do": (
        "Pastikan 0 memang dimaksud; bila makin tinggi makin baik, capaiannya belum dapat dihitung.",
        "Make sure that 0 is meant; where higher is better, its achievement is not computable.",
    ),
    "target-without-unit": (
        "Target indikator {indicator} “{raw}” tertulis tanpa satuan.",
        "The target of indicator {indicator}, “{raw}”, has no unit.",
    ),
    "target-without-unit.do": ("Tambahkan satuan bila ada.", "Add the unit if there is one."),
    "unit-corrected": (
        "Satuan pada “{raw}” dibaca sebagai “{unit}”.",
        "The unit in “{raw}” was read as “{unit}”.",
    ),
    "unit-corrected.do": ("Periksa satuan itu.", "Check that unit."),
    "unit-from-text": (
        "Satuan indikator {indicator} diambil dari namanya: “{unit}”.",
        "The unit of indicator {indicator} was taken from its name: “{unit}”.",
    ),
    "unit-from-text.do": ("Ubah satuan bila bukan itu yang dimaksud.", "Change the unit if another is meant."),
    "number-settled": (
        "“{raw}” dibaca dengan “{mark}” sebagai tanda desimal, karena angka lain dalam dokumen ini memastikannya.",
        "“{raw}” was read with “{mark}” as its decimal mark, which other numbers of this document prove.",
    ),
    "number-settled.do": ("Periksa nilai targetnya.", "Check the target's value."),
    "bound-against-polarity": (
        "Tanda batas target indikator {indicator} “{raw}” berlawanan dengan arah indikatornya.",
        "The sign of the target of indicator {indicator}, “{raw}”, runs against its polarity.",
    ),
    "bound-against-polarity.do": (
        "Perbaiki arah indikator atau tanda targetnya.",
        "Correct the polarity or the sign.",
    ),
    # calculation
    "axes-suggested": (
        (
            "“{raw}” pada indikator {indicator} diusulkan berarti: arah {polarity}; penggabungan {aggregation}; "
            "realisasi diisi {entry}; target periode {target_entry}."
        ),
        (
            "“{raw}” of indicator {indicator} is suggested to mean: {polarity}; periods combined by {aggregation}; "
            "realizations are {entry}; period targets {target_entry}."
        ),
    ),
    "axes-suggested.do": (
        "Ubah dengan kinerja indicator define bila maksudnya lain.",
        "Overrule it with kinerja indicator define if something else is meant.",
    ),
    "calculation-unset": (
        "Tipe perhitungan indikator {indicator} tidak tertulis.",
        "The type of calculation of indicator {indicator} is not given.",
    ),
    "calculation-unset.do": (
        "Tetapkan arah, penggabungan, dan cara isi; sebelum itu capaian belum dapat dihitung.",
        "Set polarity, aggregation and entry; until then it is not computable.",
    ),
    "calculation-unknown": (
        "Tipe perhitungan “{raw}” pada indikator {indicator} tidak dikenal; tidak ada yang ditetapkan.",
        "The type of calculation “{raw}” of indicator {indicator} is not known; nothing was set.",
    ),
    "calculation-unknown.do": (
        "Tetapkan arah, penggabungan, dan cara isi sendiri.",
        "Set polarity, aggregation and entry yourself.",
    ),
    "calculation-misspelt": (
        "“{raw}” pada indikator {indicator} dibaca sebagai “{word}”.",
        "“{raw}” of indicator {indicator} was read as “{word}”.",
    ),
    "calculation-misspelt.do": ("Pastikan kata yang dimaksud.", "Make sure which word was meant."),
    "calculation-unclear": (
        (
            "Indikator {indicator} berupa persentase dan tertulis “{raw}”, tetapi rumusnya tidak menyebut pembilang "
            "dan penyebut; persentase tidak dijumlahkan."
        ),
        (
            "Indicator {indicator} is a percentage marked “{raw}”, but its formula names no numerator and denominator; "
            "percentages are not summed."
        ),
    ),
    "calculation-unclear.do": (
        "Tetapkan rumus rasio (pembilang dan penyebut) atau penggabungan lain.",
        "Define it as a ratio (numerator and denominator) or set another aggregation.",
    ),
    "calculation-words-differ": (
        (
            "Dokumen ini memakai {words}: sebagian menjawab cara realisasi digabungkan, sebagian cara target berjalan; "
            "keduanya pertanyaan yang berbeda."
        ),
        (
            "This document uses {words}: some say how realizations are combined, some how targets run in the year; "
            "these are different questions."
        ),
    ),
    "calculation-words-differ.do": (
        "Periksa setiap usulan arti; tetapkan keempat sumbu per indikator bila perlu.",
        "Check each suggested meaning; set the four axes per indicator where needed.",
    ),
    "source-unset": (
        "Sumber data indikator {indicator} tidak tertulis.",
        "The data source of indicator {indicator} is not given.",
    ),
    "source-unset.do": ("Lengkapi sumber data.", "Add the data source."),
    "formula-missing": (
        "Rumus indikator {indicator} tidak tertulis.",
        "The formula of indicator {indicator} is not given.",
    ),
    "formula-missing.do": ("Lengkapi rumus atau definisi operasionalnya.", "Add the formula or its definition."),
    "formula-without-label": (
        "Sel rumus indikator {indicator} tanpa keterangan label; seluruh isinya disimpan sebagai rumus.",
        "The formula cell of indicator {indicator} has no labels; all of it is kept as the formula.",
    ),
    "formula-without-label.do": (
        "Pisahkan rumus, tipe perhitungan, dan sumber data.",
        "Separate formula, type of calculation and data source.",
    ),
    "template-text": (
        "Sel rumus indikator {indicator} masih berisi petunjuk pengisian.",
        "The formula cell of indicator {indicator} still holds the form's instruction.",
    ),
    "template-text.do": ("Ganti petunjuk dengan isinya.", "Replace the instruction with an answer."),
    "unclosed-bracket": (
        "Kurung pada rumus indikator {indicator} tidak berpasangan.",
        "The brackets in the formula of indicator {indicator} do not pair up.",
    ),
    "unclosed-bracket.do": ("Periksa letak kurung pada rumus.", "Check where the bracket belongs."),
    "ratio-recognised": (
        "Rumus indikator {indicator} dikenali sebagai rasio: {n} dibagi {d}.",
        "The formula of indicator {indicator} was recognised as a ratio: {n} over {d}.",
    ),
    "ratio-recognised.do": (
        "Tetapkan arah dan cara isi; tipe perhitungannya belum ada.",
        "Set polarity and entry; its type of calculation gives none.",
    ),
    "composite-recognised": (
        "Rumus indikator {indicator} tersusun dari indikator lain. Usulan ({complete}): {expression}",
        "The formula of indicator {indicator} is made of other indicators. Proposal ({complete}): {expression}",
    ),
    "composite-recognised.do": (
        "Periksa usulan, lalu tetapkan dengan kinerja indicator formula.",
        "Check the proposal, then set it with kinerja indicator formula.",
    ),
    "misplaced-weight": (
        "Pada rumus indikator {indicator} sebuah bobot tertulis di belakang suku; dibaca sebagai bobot suku berikut.",
        "In the formula of indicator {indicator} a weight stands behind a term; it was read as that of the next one.",
    ),
    "misplaced-weight.do": ("Pastikan bobot setiap suku.", "Make sure which weight belongs to which term."),
    "missing-operator": (
        "Pada rumus indikator {indicator} tanda kali di antara bobot dan sukunya hilang.",
        "In the formula of indicator {indicator} the sign between a weight and its term is missing.",
    ),
    "missing-operator.do": ("Pastikan bobot itu dikalikan.", "Make sure that the weight multiplies the term."),
    "weights-not-whole": (
        "Jumlah bobot rumus indikator {indicator} bukan 100% ({total}).",
        "The weights in the formula of indicator {indicator} do not add to 100% ({total}).",
    ),
    "weights-not-whole.do": ("Periksa bobot setiap suku.", "Check the weight of each term."),
    "unmatched-terms": (
        (
            "{count} dari {of} suku rumus indikator {indicator} tidak menunjuk indikator mana pun: {unmatched}. "
            "Yang cocok: {matched}."
        ),
        (
            "{count} of {of} terms in the formula of indicator {indicator} name no indicator: {unmatched}. "
            "Matched: {matched}."
        ),
    ),
    "unmatched-terms.do": (
        "Tambahkan indikator yang hilang, atau tetapkan rumus tanpa suku itu.",
        "Add the missing indicators, or set a formula without those terms.",
    ),
    # rows and texts
    "outcome-level-unknown": (
        "Kolom “{raw}” memuat beberapa tingkat tanpa penanda; tingkatnya dibiarkan kosong.",
        "The column “{raw}” holds several levels without a marker; the level is left open.",
    ),
    "outcome-level-unknown.do": (
        "Tetapkan mana tujuan, sasaran, dan program bila diperlukan.",
        "Say which are goals, objectives and programs where needed.",
    ),
    "outcome-missing": (
        "Indikator {indicator} tidak berada di bawah sasaran mana pun.",
        "Indicator {indicator} stands under no outcome.",
    ),
    "outcome-missing.do": ("Lengkapi sasarannya.", "Add its outcome."),
    "outcome-without-indicator": ("“{raw}” tidak memiliki indikator.", "“{raw}” has no indicator."),
    "outcome-without-indicator.do": (
        "Pastikan ini judul kelompok, atau tambahkan indikatornya.",
        "Make sure that it is a heading, or add its indicator.",
    ),
    "indicator-is-outcome": (
        "Indikator {indicator} “{raw}” berbunyi seperti sasaran, bukan ukuran.",
        "Indicator {indicator}, “{raw}”, reads like an outcome, not a measure.",
    ),
    "indicator-is-outcome.do": ("Rumuskan ukurannya.", "Word it as a measure."),
    "indicator-twice": (
        "Indikator {indicator} sama dengan indikator {first}: “{raw}”.",
        "Indicator {indicator} is the same as indicator {first}: “{raw}”.",
    ),
    "indicator-twice.do": ("Hapus salah satu atau bedakan namanya.", "Remove one or tell them apart."),
    "indicators-in-one-cell": (
        "Satu sel memuat {count} indikator; {apart}.",
        "One cell holds {count} indicators; {apart}.",
    ),
    "indicators-in-one-cell.do": ("Periksa target setiap indikator.", "Check the target of each."),
    "text-cleaned": (
        "Nomor, tanda, atau kutip di sekitar teks dihilangkan: “{text}”.",
        "Numbering, bullets or quotes around a text were left out: “{text}”.",
    ),
    "text-cleaned.do": ("Tidak perlu tindakan; sel aslinya disimpan.", "Nothing; the raw cell is kept."),
    "markup-removed": (
        "Sisa HTML di dalam sel dihilangkan; sel aslinya disimpan.",
        "HTML left in cells was taken out; the raw cells are kept.",
    ),
    "markup-removed.do": ("Tidak perlu tindakan.", "Nothing to do."),
    "row-not-understood": (
        "Baris ini tidak dapat dipahami dan disimpan apa adanya: {raw}",
        "This row was not understood and is kept as it is: {raw}",
    ),
    "row-not-understood.do": (
        "Tambahkan indikatornya sendiri bila baris ini memang indikator.",
        "Add it as an indicator if it is one.",
    ),
    "extra-cells": (
        "Ada sel di luar kolom tabel: {raw}",
        "There are cells beyond the table's columns: {raw}",
    ),
    "extra-cells.do": ("Periksa kolom baris ini.", "Check the columns of this row."),
    "total-row": (
        "Baris jumlah tidak dibaca sebagai program atau indikator: {raw}",
        "A total row is no program and no indicator: {raw}",
    ),
    "total-row.do": ("Tidak perlu tindakan.", "Nothing to do."),
    # tables and the statement
    "no-indicator-table": (
        "Tidak ada tabel indikator yang dikenali.",
        "No table of indicators was recognised.",
    ),
    "no-indicator-table.do": (
        "Sertakan lampiran dengan kolom sasaran, indikator, dan target.",
        "Include the attachment with outcome, indicator and target columns.",
    ),
    "no-target-column": (
        "Tabel indikator tidak memiliki kolom target: {raw}",
        "The table of indicators has no target column: {raw}",
    ),
    "no-target-column.do": ("Tetapkan target setiap indikator.", "Set the target of each indicator."),
    "no-annual-target": (
        "Tabel indikator hanya memuat target per periode, tanpa target tahunan: {raw}",
        "The table of indicators holds targets of periods alone, none of the year: {raw}",
    ),
    "no-annual-target.do": ("Tetapkan target tahunan setiap indikator.", "Set the annual target of each indicator."),
    "table-not-recognised": (
        "Tabel dengan {rows} baris tidak dikenali; mulai dari: {raw}",
        "A table of {rows} rows was not recognised; it starts with: {raw}",
    ),
    "table-not-recognised.do": ("Periksa judul kolomnya.", "Check its column titles."),
    "no-budget-table": (
        "Tabel program dan anggaran tidak ada.",
        "There is no table of programs and budgets.",
    ),
    "no-budget-table.do": (
        "Lengkapi program, anggaran, dan sumber dana.",
        "Add programs, budgets and sources of funds.",
    ),
    "budget-missing": (
        "Anggaran “{program}” tidak tertulis.",
        "No budget is given for “{program}”.",
    ),
    "budget-missing.do": ("Lengkapi anggarannya bila ada.", "Add its budget if there is one."),
    "budget-unreadable": (
        "Anggaran “{program}” tidak dapat dibaca: “{raw}”.",
        "The budget of “{program}” cannot be read: “{raw}”.",
    ),
    "budget-unreadable.do": (
        "Tulis rupiah dengan angka, misalnya 4.100.832.755.",
        "Write rupiah in digits, such as 4.100.832.755.",
    ),
    "sum-differs": (
        "Jumlah tercetak {total}, sedangkan jumlah programnya {added}.",
        "The printed total is {total}, the programs add to {added}.",
    ),
    "sum-differs.do": ("Periksa anggaran setiap program.", "Check the budget of each program."),
    "title-missing": ("Judul Perjanjian Kinerja tidak ditemukan.", "No title of a performance agreement was found."),
    "title-missing.do": ("Pastikan dokumen ini Perjanjian Kinerja.", "Make sure that it is an agreement."),
    "amended-agreement": (
        "Dokumen ini perjanjian kinerja perubahan: “{raw}”.",
        "This is an amended agreement: “{raw}”.",
    ),
    "amended-agreement.do": (
        "Buka perubahan pada perjanjian yang berlaku, lalu sesuaikan isinya.",
        "Open an amendment of the agreement in force and change it there.",
    ),
    "year-missing": ("Tahun perjanjian tidak ditemukan.", "The agreement's year was not found."),
    "year-missing.do": ("Sebutkan dengan --year.", "Give it with --year."),
    "years-differ": (
        "Dokumen menyebut tahun {one} dan {other}; yang dipakai {one}.",
        "The document names the years {one} and {other}; {one} was taken.",
    ),
    "years-differ.do": ("Sebutkan tahunnya dengan --year.", "Give the year with --year."),
    "date-missing": ("Tanggal penandatanganan tidak ditemukan.", "The date of signing was not found."),
    "date-missing.do": (
        "Sebutkan tanggalnya saat menandatangani.",
        "Give the date when it is signed.",
    ),
    "unit-missing": ("Nama perangkat daerah tidak ditemukan.", "The unit's name was not found."),
    "unit-missing.do": ("Sebutkan dengan --unit.", "Give it with --unit."),
    "party-missing": ("{side} tidak ditemukan.", "{side} was not found."),
    "party-missing.do": ("Lengkapi nama dan jabatannya.", "Add name and post."),
    "names-differ": (
        "Nama pejabat “{one}” ditandatangani sebagai “{other}”.",
        "The official “{one}” is signed as “{other}”.",
    ),
    "names-differ.do": ("Pastikan siapa yang menandatangani.", "Make sure who signs."),
    "nip-missing": ("{side} tanpa NIP: {reason}.", "{side} has no NIP: {reason}."),
    "nip-missing.do": (
        "Lengkapi NIP bila pejabatnya pegawai negeri sipil.",
        "Add the NIP if the official is a civil servant.",
    ),
    "nip-malformed": (
        "NIP tidak terdiri atas 18 angka yang sah: “{raw}”.",
        "The NIP is not one of 18 valid digits: “{raw}”.",
    ),
    "nip-malformed.do": (
        "Periksa NIP: 8 angka tanggal lahir, 6 pengangkatan, 1 jenis kelamin, 3 urut.",
        "Check it: 8 digits of birth date, 6 of appointment, 1 of sex, 3 of order.",
    ),
}
