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
    "bad-number": (
        "“{text}” bukan angka.",
        "“{text}” is not a number.",
    ),
    "bad-number.hint": (
        "Tulis satu angka dengan koma sebagai tanda desimal, misalnya 87,5 atau 4.100.832.755,00.",
        "Write one number, such as 87,5 or 4.100.832.755,00 (the last of two different marks is the decimal one).",
    ),
    "ambiguous-number": (
        "“{text}” dapat berarti {one} atau {other}.",
        "“{text}” can mean {one} or {other}.",
    ),
    "ambiguous-number.hint": (
        "Tulis {other} tanpa tanda pemisah ribuan, atau {one} bila yang dimaksud adalah desimal.",
        "Write {other} without a thousands separator, or {one} where a decimal is meant.",
    ),
    "foreign-digits": (
        "“{text}” memakai angka di luar 0–9.",
        "“{text}” uses digits other than 0–9.",
    ),
    "foreign-digits.hint": (
        "Ketik ulang angka itu dengan 0–9.",
        "Type the number again with 0–9.",
    ),
    "number-too-long": (
        "“{text}” lebih panjang daripada {digits} angka.",
        "“{text}” is longer than {digits} digits.",
    ),
    "number-too-long.hint": (
        "Periksa angka itu; bulatkan bila perlu.",
        "Check the number; round it where needed.",
    ),
    "bad-plain-number": (
        "“{text}” bukan angka dalam ejaan mesin.",
        "“{text}” is not a number in the machine spelling.",
    ),
    "bad-plain-number.hint": (
        "Tulis angka tanpa pemisah ribuan dan dengan titik desimal, misalnya 4100832755 atau 81.35.",
        "Write it without thousands separators and with a decimal dot, such as 4100832755 or 81.35.",
    ),
    "unknown-agreement": ("Perjanjian itu tidak ada dalam penyimpanan ini.", "That agreement is not in this store."),
    "unknown-agreement.hint": ("Lihat yang ada: kinerja agreement list", "See what is there: kinerja agreement list"),
    "agreement-exists": ("Perjanjian {agreement} sudah ada.", "Agreement {agreement} is there already."),
    "agreement-exists.hint": ("Lihat: kinerja agreement show {agreement}", "Look: kinerja agreement show {agreement}"),
    "duplicate-code": ("Kode indikator {indicator} dipakai dua kali.", "Indicator code {indicator} is used twice."),
    "duplicate-code.hint": ("Beri kode yang berbeda, lalu ulangi.", "Give different codes, then try again."),
    "unknown-indicator": (
        "Indikator {indicator} tidak ada dalam {agreement}.",
        "Indicator {indicator} is not in {agreement}.",
    ),
    "unknown-indicator.hint": (
        "Lihat kodenya: kinerja agreement show {agreement}",
        "See the codes: kinerja agreement show {agreement}",
    ),
    "nothing-to-set": ("Tidak ada target yang disebut.", "No target was named."),
    "nothing-to-set.hint": ("Tambahkan --annual atau --period.", "Add --annual or --period."),
    "period-outside-year": ("Periode {period} bukan bagian tahun {year}.", "Period {period} is not in {year}."),
    "period-outside-year.hint": ("Tulis periode dari tahun {year}.", "Write a period of {year}."),
    "mixed-target-periods": (
        "Target periode indikator {indicator} bercampur bulan, triwulan, atau semester.",
        "Period targets of indicator {indicator} mix months, quarters or semesters.",
    ),
    "mixed-target-periods.hint": (
        "Pakai satu macam periode untuk semua target.",
        "Use one kind of period for all targets.",
    ),
    "bound-against-polarity": (
        "Tanda {operator} berlawanan dengan arah indikator.",
        "The sign {operator} contradicts the indicator's polarity.",
    ),
    "bound-against-polarity.hint": (
        "Perbaiki tandanya, atau ubah arah: kinerja indicator define … --polarity",
        "Mend the sign, or the polarity: kinerja indicator define … --polarity",
    ),
    "signed-agreement": (
        "Perjanjian {agreement} sudah ditandatangani; indikator dan target hanya berubah lewat PK Perubahan. Upaya ini dicatat.",
        "Agreement {agreement} is signed; indicators and targets change only through an amendment. The attempt was recorded.",
    ),
    "signed-agreement.hint": (
        "Buka perubahan: kinerja agreement amend {agreement} --ground … --document … --date …",
        "Open an amendment: kinerja agreement amend {agreement} --ground … --document … --date …",
    ),
    "already-signed": ("Pihak ini sudah menandatangani {agreement}.", "This party has signed {agreement} already."),
    "already-signed.hint": ("Lihat: kinerja agreement show {agreement}", "Look: kinerja agreement show {agreement}"),
    "empty-agreement": (
        "Perjanjian {agreement} belum berisi indikator.",
        "Agreement {agreement} has no indicator yet.",
    ),
    "empty-agreement.hint": (
        "Tambah indikator: kinerja indicator define {agreement} 1 --text …",
        "Add one: kinerja indicator define {agreement} 1 --text …",
    ),
    "not-signed": (
        "Perjanjian {agreement} belum ditandatangani kedua pihak.",
        "Agreement {agreement} is not signed by both parties.",
    ),
    "not-signed.hint": (
        "Tanda tangani dahulu: kinerja agreement sign {agreement} --party …",
        "Sign first: kinerja agreement sign {agreement} --party …",
    ),
    "ground-without-document": (
        "Perubahan harus menyebut nomor dokumen dasarnya.",
        "An amendment must name the document it rests on.",
    ),
    "ground-without-document.hint": ("Isi --document dengan nomor dokumen.", "Give --document a number."),
    "already-recorded": (
        "Realisasi indikator {indicator} untuk {period} sudah tercatat.",
        "The realization of indicator {indicator} for {period} is recorded already.",
    ),
    "already-recorded.hint": (
        "Untuk menggantinya: kinerja correct … --reason",
        "To replace it: kinerja correct … --reason",
    ),
    "not-recorded": (
        "Belum ada realisasi indikator {indicator} untuk {period}.",
        "There is no realization of indicator {indicator} for {period}.",
    ),
    "not-recorded.hint": ("Catat dahulu: kinerja realize …", "Enter it first: kinerja realize …"),
    "reason-missing": ("Alasan belum diisi.", "The reason is missing."),
    "reason-missing.hint": ("Isi --reason dengan satu kalimat.", "Give --reason one sentence."),
    "no-evidence": (
        "Realisasi indikator {indicator} belum punya bukti dukung, jadi belum dapat diverifikasi.",
        "The realization of indicator {indicator} has no evidence, so it cannot be verified.",
    ),
    "no-evidence.hint": (
        "Tambahkan bukti: kinerja correct … --evidence … --reason …",
        "Add evidence: kinerja correct … --evidence … --reason …",
    ),
    "already-closed": ("Periode {period} sudah ditutup.", "Period {period} is closed already."),
    "already-closed.hint": (
        "Untuk membukanya: kinerja period reopen … --reason",
        "To open it: kinerja period reopen … --reason",
    ),
    "not-closed": ("Periode {period} tidak sedang ditutup.", "Period {period} is not closed."),
    "not-closed.hint": ("Tidak perlu dibuka; langsung catat realisasi.", "No need to reopen; enter realizations."),
    "own-reopening": (
        "{actor} mengisi periode {period}, jadi orang lain yang harus membukanya kembali.",
        "{actor} entered figures of {period}, so somebody else must reopen it.",
    ),
    "own-reopening.hint": ("Minta atasan membukanya: --actor NAMA", "Ask another: --actor NAME"),
    "already-decided": (
        "Realisasi {indicator} {period} sudah diverifikasi atau dikembalikan.",
        "The realization {indicator} {period} was verified or returned already.",
    ),
    "already-decided.hint": (
        "Lihat: kinerja audit trail … --indicator {indicator}",
        "Look: kinerja audit trail … --indicator {indicator}",
    ),
    "own-verification": (
        "{actor} mengisi realisasi ini, jadi tidak boleh memverifikasinya sendiri. Upaya ini dicatat.",
        "{actor} entered this realization and may not verify it. The attempt was recorded.",
    ),
    "own-verification.hint": ("Minta orang lain: --actor NAMA", "Ask another person: --actor NAME"),
    "wrong-frequency": (
        "Indikator {indicator} dilaporkan per {frequency}; {period} bukan periode seperti itu.",
        "Indicator {indicator} is reported by {frequency}; {period} is no such period.",
    ),
    "wrong-frequency.hint": (
        "Tulis periode yang sesuai, misalnya 2024-Q1 untuk triwulan.",
        "Write a fitting period, such as 2024-Q1 for a quarter.",
    ),
    "period-closed": (
        "Periode {period} sudah ditutup; isian ditolak dan upaya ini dicatat.",
        "Period {period} is closed; the entry was refused and the attempt recorded.",
    ),
    "period-closed.hint": (
        "Minta pembukaan kembali: kinerja period reopen … --reason",
        "Ask for a reopening: kinerja period reopen … --reason",
    ),
    "composite-has-no-entry": (
        "Indikator {indicator} adalah gabungan; nilainya dihitung dari komponennya.",
        "Indicator {indicator} is a composite; its value is computed from its components.",
    ),
    "composite-has-no-entry.hint": ("Isi realisasi komponennya.", "Enter the components' realizations."),
    "value-or-parts": (
        "Isi nilai saja, atau pembilang bersama penyebut.",
        "Give a value alone, or a numerator with a denominator.",
    ),
    "value-or-parts.hint": (
        "Pakai --value, atau --numerator dan --denominator.",
        "Use --value, or --numerator and --denominator.",
    ),
    "ratio-needs-parts": (
        "Indikator {indicator} adalah rasio; isi pembilang dan penyebutnya.",
        "Indicator {indicator} is a ratio; give its numerator and denominator.",
    ),
    "ratio-needs-parts.hint": ("Pakai --numerator dan --denominator.", "Use --numerator and --denominator."),
    "value-needed": (
        "Indikator {indicator} memakai satu nilai, bukan pembilang dan penyebut.",
        "Indicator {indicator} takes one value, not numerator and denominator.",
    ),
    "value-needed.hint": ("Pakai --value.", "Use --value."),
    "negative-denominator": ("Penyebut tidak boleh negatif.", "A denominator cannot be negative."),
    "negative-denominator.hint": ("Periksa angka penyebutnya.", "Check the denominator."),
    "request-id-reused": (
        "Tanda {request} sudah dipakai untuk tulisan yang lain.",
        "The mark {request} was used for another write.",
    ),
    "request-id-reused.hint": ("Pakai --request-id yang baru.", "Use a new --request-id."),
    "bad-store": (
        "Alamat penyimpanan “{url}” tidak dapat dipakai; yang dilayani: sqlite:///BERKAS.",
        "The store “{url}” cannot be used; served is sqlite:///FILE.",
    ),
    "bad-store.hint": ("Tulis misalnya --store sqlite:///kinerja.db", "Write for example --store sqlite:///kinerja.db"),
    "store-missing": ("Penyimpanan {path} belum ada.", "The store {path} is not there."),
    "store-missing.hint": ("Buat dengan: kinerja init", "Make it: kinerja init"),
    "store-unreadable": ("Penyimpanan {path} tidak dapat dibaca.", "The store {path} cannot be read."),
    "store-unreadable.hint": ("Periksa: kinerja doctor", "Check: kinerja doctor"),
    "store-unwritable": ("Penyimpanan {path} tidak dapat ditulis.", "The store {path} cannot be written."),
    "store-unwritable.hint": (
        "Periksa izin dan ruang piringan, lalu: kinerja doctor",
        "Check permissions and disk space, then: kinerja doctor",
    ),
    "store-busy": (
        "Penyimpanan sedang sibuk; {attempts} percobaan gagal dan tidak ada yang tercatat.",
        "The store is busy; {attempts} attempts failed and nothing was recorded.",
    ),
    "store-busy.hint": ("Ulangi perintah yang sama.", "Try the same command again."),
    "unknown-event": (
        "Penyimpanan memuat peristiwa {topic} yang tidak dikenal versi ini.",
        "The store holds an event {topic} that this version does not know.",
    ),
    "unknown-event.hint": ("Pasang versi kinerja-es yang lebih baru.", "Install a newer kinerja-es."),
    "unreadable-event": ("Sebuah peristiwa {topic} tidak dapat dibaca.", "An event {topic} cannot be read."),
    "unreadable-event.hint": ("Periksa: kinerja doctor", "Check: kinerja doctor"),
    "bad-moment": ("“{text}” bukan tanggal, waktu ISO, atau posisi.", "“{text}” is no day, ISO time or position."),
    "bad-moment.hint": ("Tulis misalnya 2024-07-31.", "Write for example 2024-07-31."),
    "bad-json": ("Berkas bukan JSON yang sah: {detail}", "The file is not valid JSON: {detail}"),
    "bad-json.hint": ("Periksa di tempat yang disebut, lalu ulangi.", "Look at the place named, then try again."),
    "bad-draft": ("Isian {place} tidak sesuai: {detail}", "The entry {place} does not fit: {detail}"),
    "bad-draft.hint": (
        "Bandingkan dengan: kinerja agreement show … --json",
        "Compare with: kinerja agreement show … --json",
    ),
    "unknown-key": ("Kunci {place} tidak dikenal.", "The key {place} is unknown."),
    "unknown-key.hint": (
        "Hapus atau perbaiki kunci itu; contoh: kinerja agreement show … --json",
        "Remove or mend it; see: kinerja agreement show … --json",
    ),
    "incomplete-target": (
        "Target jenis {kind} belum lengkap atau terbalik.",
        "A target of kind {kind} is incomplete or reversed.",
    ),
    "incomplete-target.hint": (
        "number: value; range: low dan high; bound: operator dan value; grade: value.",
        "number: value; range: low and high; bound: operator and value; grade: value.",
    ),
    "bad-settings": ("kinerja.toml tidak dapat dipakai: {detail}", "kinerja.toml cannot be used: {detail}"),
    "bad-settings.hint": (
        "Kunci yang dikenal: store, actor, lang, timezone.",
        "Known keys: store, actor, lang, timezone.",
    ),
    "bad-language": ("Bahasa “{language}” tidak ada.", "There is no language “{language}”."),
    "bad-language.hint": ("Pilih id atau en.", "Choose id or en."),
    "no-such-option": ("Opsi {where} tidak dikenal.", "The option {where} is unknown."),
    "no-such-option.hint": ("Lihat: {command} --help", "See: {command} --help"),
    "missing-argument": ("{name} belum diisi.", "{name} is missing."),
    "missing-argument.hint": ("Lihat: {command} --help", "See: {command} --help"),
    "bad-argument": ("Isi {name} tidak sesuai.", "What stands at {name} does not fit."),
    "bad-argument.hint": ("Lihat: {command} --help", "See: {command} --help"),
    "bad-usage": ("Perintah tidak dimengerti.", "The command is not understood."),
    "bad-usage.hint": ("Lihat: {command} --help", "See: {command} --help"),
    "one-format": ("Hanya satu bentuk sekali jalan.", "One format at a time."),
    "one-format.hint": ("Pilih salah satu: --json, --csv, atau --html.", "Choose one of --json, --csv, --html."),
    "bad-reference": ("“{text}” bukan acuan perjanjian.", "“{text}” is no agreement reference."),
    "bad-reference.hint": ("Tulis unit/tahun, misalnya gumelar/2024.", "Write unit/year, such as gumelar/2024."),
    "bad-date": ("“{text}” bukan tanggal.", "“{text}” is no date."),
    "bad-date.hint": ("Tulis misalnya 2024-01-31.", "Write for example 2024-01-31."),
    "bad-target": ("Target “{text}” tidak terbaca dengan pasti.", "The target “{text}” cannot be read for sure."),
    "bad-target.hint": ("Tulis misalnya 100, 80-90, ≤49, BB, atau -", "Write for example 100, 80-90, ≤49, BB, or -"),
    "bad-period-target": ("“{text}” bukan PERIODE=NILAI.", "“{text}” is not PERIOD=VALUE."),
    "bad-period-target.hint": ("Tulis misalnya --period 2024-Q1=25.", "Write for example --period 2024-Q1=25."),
    "evidence-missing": (
        "Bukti {path} tidak ada atau tidak dapat dibaca.",
        "The evidence {path} is not there or cannot be read.",
    ),
    "evidence-missing.hint": (
        "Beri berkas yang ada, atau tautan https://…",
        "Give an existing file, or a link https://…",
    ),
    "unreadable-file": ("Berkas {path} tidak dapat dibaca.", "The file {path} cannot be read."),
    "unreadable-file.hint": ("Periksa nama dan izinnya.", "Check its name and permissions."),
    "unit-unknown": ("Unit tidak disebut dalam dokumen.", "The document names no unit."),
    "unit-unknown.hint": ("Tambahkan --unit, misalnya --unit gumelar.", "Add --unit, such as --unit gumelar."),
    "year-unknown": ("Tahun tidak disebut dalam dokumen.", "The document names no year."),
    "year-unknown.hint": ("Tambahkan --year, misalnya --year 2024.", "Add --year, such as --year 2024."),
    "unknown-figure": ("Angka “{name}” tidak ada.", "There is no figure “{name}”."),
    "unknown-figure.hint": ("Yang ada: {names}.", "There are: {names}."),
    "unknown-report": ("Laporan “{name}” tidak ada.", "There is no report “{name}”."),
    "unknown-report.hint": ("Yang ada: {names}.", "There are: {names}."),
    "unknown-book": ("Buku kerja “{name}” belum ditautkan.", "The workbook “{name}” is not linked."),
    "unknown-book.hint": (
        "Tautkan: kinerja sync link {name} --xlsx BERKAS.xlsx",
        "Link it: kinerja sync link {name} --xlsx FILE.xlsx",
    ),
    "no-agreements": ("Belum ada perjanjian untuk ditulis.", "There is no agreement to write."),
    "no-agreements.hint": ("Impor dahulu: kinerja import BERKAS", "Import one first: kinerja import FILE"),
    "book-target": (
        "Sebutkan satu tempat untuk buku kerja: berkas .xlsx atau Google Sheet.",
        "Name one place for the workbook: an .xlsx file or a Google Sheet.",
    ),
    "book-target.hint": (
        "Tambahkan --xlsx BERKAS.xlsx, atau --google NOMOR --credentials BERKAS.json",
        "Add --xlsx FILE.xlsx, or --google ID --credentials FILE.json",
    ),
    "credentials-missing": (
        "Kredensial Google untuk buku {where} belum disebutkan.",
        "The Google credentials for the book {where} are not named.",
    ),
    "credentials-missing.hint": (
        "Tautkan dengan --credentials BERKAS.json, atau setel {variable}.",
        "Link it with --credentials FILE.json, or set {variable}.",
    ),
    "folder-not-empty": ("Map {path} tidak kosong.", "The folder {path} is not empty."),
    "folder-not-empty.hint": ("Beri map baru: kinerja demo MAP", "Name a new folder: kinerja demo FOLDER"),
    "file-unwritable": ("Berkas {path} tidak dapat ditulis.", "The file {path} cannot be written."),
    "file-unwritable.hint": ("Periksa izin dan ruang piringan.", "Check permissions and disk space."),
    "no-such-command": ("Perintah “{name}” tidak ada.", "There is no command “{name}”."),
    "no-such-command.hint": ("Lihat yang ada: {command} --help", "See what there is: {command} --help"),
    "document-missing": ("Berkas “{name}” tidak ada.", "There is no file “{name}”."),
    "document-missing.hint": ("Periksa nama dan foldernya.", "Check its name and folder."),
    "document-unreadable": ("Berkas “{name}” tidak dapat dibuka.", "The file “{name}” cannot be opened."),
    "document-unreadable.hint": ("Periksa apakah itu berkas dan izinnya.", "Check that it is a file and its rights."),
    "document-too-large": (
        "Berkas “{name}” lebih besar daripada {megabytes} MB.",
        "The file “{name}” is larger than {megabytes} MB.",
    ),
    "document-too-large.hint": (
        "Impor hanya halaman perjanjian dan lampirannya.",
        "Import the agreement and its attachment alone.",
    ),
    "empty-document": ("Berkas “{name}” kosong.", "The file “{name}” is empty."),
    "empty-document.hint": ("Pilih berkas perjanjian yang berisi.", "Choose a file with the agreement in it."),
    "unsupported-format": (
        "Format berkas “{name}” ({format}) belum dapat dibaca.",
        "The format of “{name}” ({format}) cannot be read.",
    ),
    "unsupported-format.hint": (
        "Simpan sebagai salah satu dari: {known}.",
        "Save it as one of: {known}.",
    ),
    "binary-document": ("Berkas “{name}” bukan teks.", "The file “{name}” is no text."),
    "binary-document.hint": ("Simpan dokumen sebagai teks UTF-8.", "Save the document as UTF-8 text."),
    "undecodable-document": (
        "Berkas “{name}” bukan teks UTF-8 (bita ke-{byte}).",
        "The file “{name}” is not UTF-8 text (byte {byte}).",
    ),
    "undecodable-document.hint": (
        "Simpan ulang dengan penyandian UTF-8.",
        "Save it again in the UTF-8 encoding.",
    ),
    "not-an-agreement": (
        "Berkas “{name}” bukan perjanjian kinerja: tidak ada judul maupun tabel indikatornya.",
        "The file “{name}” is no performance agreement: it has neither the title nor a table of indicators.",
    ),
    "not-an-agreement.hint": (
        "Impor dokumen Perjanjian Kinerja beserta lampirannya.",
        "Import a performance agreement with its attachment.",
    ),
    "bad-expression": (
        "Ungkapan “{text}” tidak dapat dibaca mulai kolom {column}.",
        "The expression “{text}” cannot be read from column {column} on.",
    ),
    "bad-expression.hint": (
        "Tulis misalnya 50% * capaian[2] + 50% * rata2(capaian[program:1], capaian[cilongok/2024:4]); angka 3.000 punya dua arti, tulis 3000.",
        "Write for example 50% * achievement[2] + 50% * mean(achievement[program:1], achievement[cilongok/2024:4]); 3.000 has two readings, write 3000.",
    ),
    "realization-of-program": (
        "Ungkapan “{text}” meminta realisasi suatu program pada kolom {column}: realisasi berbagai satuan tidak dapat dirata-ratakan.",
        "The expression “{text}” asks for the realization of a program in column {column}: realizations of different units have no mean.",
    ),
    "realization-of-program.hint": (
        "Tulis capaian[program:1], atau realisasi satu indikator: realisasi[4].",
        "Write achievement[program:1], or the realization of one indicator: realization[4].",
    ),
    "composite-cycle": (
        "Rumus indikator {indicator} berputar pada dirinya: {path}.",
        "The formula of indicator {indicator} runs in a circle: {path}.",
    ),
    "composite-cycle.hint": (
        "Ubah rumus salah satu indikator di jalur itu: kinerja indicator formula --help",
        "Change the formula of one indicator on that path: kinerja indicator formula --help",
    ),
    "unknown-policy": ("Kebijakan “{name}” belum pernah ditetapkan.", "The policy “{name}” was never adopted."),
    "unknown-policy.hint": ("Tetapkan: kinerja policy adopt BERKAS.toml", "Adopt it: kinerja policy adopt FILE.toml"),
    "bad-policy": ("Isian kebijakan {place} tidak sesuai: {detail}", "The policy entry {place} does not fit: {detail}"),
    "bad-policy.hint": ("Bandingkan dengan: kinerja policy show --json", "Compare with: kinerja policy show --json"),
    "bad-nip": (
        "“{text}” bukan NIP: NIP terdiri atas 18 angka (8+6+1+3), dengan atau tanpa spasi.",
        "“{text}” is no NIP: a NIP has 18 digits (8+6+1+3), with or without blanks.",
    ),
    "bad-nip.hint": (
        "Periksa angkanya, atau hilangkan bila pejabat tidak memiliki NIP.",
        "Check the digits, or leave it out where the official has none.",
    ),
    "name-missing": ("Nama pejabat belum diisi.", "The official's name is missing."),
    "name-missing.hint": ("Isi --name dengan nama seperti tercetak.", "Give --name the name as printed."),
    "ends-before-start": (
        "Masa jabatan berakhir {until}, sebelum dimulai {since}.",
        "The term ends on {until}, before it begins on {since}.",
    ),
    "ends-before-start.hint": ("Perbaiki --from atau --to.", "Mend --from or --to."),
    "officials-overlap": (
        "Jabatan itu sudah dipegang pejabat definitif {name} dari {since} sampai {until}.",
        "The definitive holder {name} has that post from {since} to {until}.",
    ),
    "officials-overlap.hint": (
        "Mulai sesudahnya, atau sebut statusnya: --standing Plt.",
        "Begin after it, or name the standing: --standing Plt.",
    ),
    "document-unnamed": ("Nomor dokumen belum diisi.", "The number of the document is missing."),
    "document-unnamed.hint": ("Isi --document dengan nomor DPA atau DPPA.", "Give --document the number."),
    "far-from-year": (
        "Tanggal {date} terlalu jauh dari tahun anggaran {year}.",
        "The date {date} is too far from the budget year {year}.",
    ),
    "far-from-year.hint": (
        "Tulis tanggal pengesahan dalam tahun {year} atau setahun di sekitarnya.",
        "Write the day of ratification, in {year} or a year around it.",
    ),
    "already-ratified": ("Dokumen {document} sudah tercatat.", "Document {document} is recorded already."),
    "already-ratified.hint": (
        "Lihat: kinerja agreement show …; DPPA memakai nomornya sendiri.",
        "Look: kinerja agreement show …; a DPPA has a number of its own.",
    ),
    "quarter-needed": (
        "Catatan pimpinan dibuat per triwulan; {period} bukan triwulan.",
        "A leader's note is about a quarter; {period} is none.",
    ),
    "quarter-needed.hint": ("Tulis misalnya 2024-Q1.", "Write for example 2024-Q1."),
    "note-missing": ("Isi catatan masih kosong.", "The note is empty."),
    "note-missing.hint": ("Isi --text dengan catatan pimpinan.", "Give --text the note."),
    "unknown-program": (
        "Program nomor {number} tidak ada; tabel anggaran berisi {last} program.",
        "There is no program {number}; the budget table has {last}.",
    ),
    "unknown-program.hint": (
        "Lihat nomornya: kinerja agreement show …; tambah di akhir: kinerja budget set …",
        "See the numbers: kinerja agreement show …; add at the end: kinerja budget set …",
    ),
    "program-unnamed": ("Nama program belum diisi.", "The program's name is missing."),
    "program-unnamed.hint": ("Isi --text dengan nama program.", "Give --text the program's name."),
    "negative-amount": ("Jumlah rupiah tidak boleh negatif.", "An amount in rupiah cannot be negative."),
    "negative-amount.hint": ("Periksa --amount.", "Check --amount."),
    "month-or-quarter-needed": (
        "Realisasi anggaran dicatat per bulan atau triwulan; {period} bukan keduanya.",
        "Spending is entered by month or quarter; {period} is neither.",
    ),
    "month-or-quarter-needed.hint": (
        "Tulis misalnya 2024-03 atau 2024-Q1.",
        "Write for example 2024-03 or 2024-Q1.",
    ),
    "already-realized": (
        "Realisasi anggaran program {number} s.d. akhir {period} sudah tercatat.",
        "The spending of program {number} to the end of {period} is recorded already.",
    ),
    "already-realized.hint": (
        "Untuk menggantinya, sebut periode {period} dan alasannya: --reason",
        "To replace it, name period {period} and the reason: --reason",
    ),
    "not-quarantined": (
        "Tidak ada target yang menunggu keputusan di tempat itu.",
        "No target waits for a decision there.",
    ),
    "not-quarantined.hint": (
        "Lihat yang menunggu: kinerja agreement show {agreement}",
        "See what waits: kinerja agreement show {agreement}",
    ),
    "not-a-reading": (
        "“{raw}” tidak dapat berarti itu; yang mungkin: {readings}.",
        "“{raw}” cannot mean that; it can mean: {readings}.",
    ),
    "not-a-reading.hint": ("Pilih satu: --as {readings}", "Choose one: --as {readings}"),
    "formula-in-input": ("Sel isian berisi rumus {text}.", "The input cell holds the formula {text}."),
    "formula-in-input.hint": ("Ketik hasilnya sebagai angka atau teks.", "Type its result as a number or a text."),
    "error-in-input": ("Sel isian berisi galat {text}.", "The input cell holds the error {text}."),
    "error-in-input.hint": ("Ketik nilainya kembali.", "Type the value again."),
    "date-in-figure": (
        "Sel angka berisi tanggal atau jam ({text}).",
        "The cell of a figure holds a date or a time ({text}).",
    ),
    "date-in-figure.hint": (
        "Ketik angkanya; untuk 8 dari 10 isi Pembilang dan Penyebut.",
        "Type the figure; for 8 of 10 fill in Pembilang and Penyebut.",
    ),
    "not-a-figure": ("“{text}” bukan angka.", "“{text}” is no figure."),
    "not-a-figure.hint": ("Ketik angka saja, misalnya 81,35.", "Type a figure only, such as 81.35."),
    "not-a-date": ("“{text}” bukan tanggal.", "“{text}” is no date."),
    "not-a-date.hint": ("Tulis misalnya 31/03/2024 atau 2024-03-31.", "Write for example 31/03/2024 or 2024-03-31."),
    "text-too-long": (
        "Teksnya {length} huruf; sel hanya memuat {longest}.",
        "The text has {length} characters; a cell holds {longest}.",
    ),
    "text-too-long.hint": (
        "Pendekkan teksnya, atau simpan sebagai berkas dan tautkan.",
        "Shorten it, or keep it as a file and link that.",
    ),
    "clearing-needs-reason": (
        "Nilai dikosongkan tanpa alasan, jadi tidak ditarik.",
        "The value was cleared without a reason, so it is not withdrawn.",
    ),
    "clearing-needs-reason.hint": (
        "Tulis alasannya di kolom Catatan, atau ketik kembali nilainya.",
        "Write the reason in Catatan, or type the value again.",
    ),
    "target-cleared": ("Target tidak dapat dikosongkan.", "A target cannot be cleared."),
    "target-cleared.hint": ("Ketik - bila memang tanpa target.", "Type - where there is no target."),
    "duplicate-row": (
        "Baris ini ada dua kali (lihat baris {row}); isiannya tidak dibaca.",
        "This row stands here twice (see row {row}); nothing is taken from it.",
    ),
    "duplicate-row.hint": ("Hapus salah satu baris.", "Delete one of the rows."),
    "row-unknown": (
        "Baris {row} bukan baris buku kerja; isiannya tidak dibaca.",
        "Row {row} is not a row of the workbook; nothing is taken from it.",
    ),
    "row-unknown.hint": (
        "Pindahkan isian ke baris indikator dan periodenya.",
        "Move what is typed to the row of its indicator and period.",
    ),
    "bad-decision": ("Putusan “{text}” tidak dikenal.", "The decision “{text}” is not known."),
    "bad-decision.hint": ("Pilih lembar atau buku besar.", "Choose sheet or ledger."),
    "decision-torn": (
        "Baris putusan “{text}” tidak utuh lagi: kode atau periodenya milik baris lain.",
        "The row of the decision “{text}” no longer holds together: its code or period is another row's.",
    ),
    "decision-torn.hint": (
        "Batalkan pengurutan sebagian kolom, atau putuskan dengan: kinerja sync resolve",
        "Undo the sort of some columns, or decide with: kinerja sync resolve",
    ),
    "decisions-differ": (
        "Putusan “{text}” tidak sama dengan putusan bagian lain dari angka yang sama.",
        "The decision “{text}” differs from that on another part of the same figure.",
    ),
    "decisions-differ.hint": (
        "Pilih putusan yang sama untuk Nilai, Pembilang, dan Penyebut baris itu.",
        "Choose the same for the value, the numerator and the denominator of that row.",
    ),
    "unknown-conflict": ("Tidak ada konflik terbuka dengan nomor {id}.", "No conflict with the id {id} is open."),
    "unknown-conflict.hint": ("Lihat: kinerja sync conflicts {name}", "See: kinerja sync conflicts {name}"),
    "foreign-workbook": (
        "Buku kerja ini milik buku “{book}” atau penyimpanan lain, bukan “{name}”.",
        "This workbook belongs to the book “{book}” or to another store, not to “{name}”.",
    ),
    "foreign-workbook.hint": (
        "Tautkan berkas atau lembar lain: kinerja sync link {name} …",
        "Link another file or sheet: kinerja sync link {name} …",
    ),
    "workbook-unreadable": (
        "Berkas {path} bukan buku kerja .xlsx yang dapat dibaca.",
        "The file {path} is no .xlsx workbook that can be read.",
    ),
    "workbook-unreadable.hint": (
        "Buka dan simpan lagi sebagai .xlsx, atau hapus agar dibuat baru, lalu ulangi.",
        "Open and save it again as .xlsx, or delete it to have it made anew, then try again.",
    ),
    "workbook-locked-by-password": (
        "Berkas {path} dikunci dengan kata sandi.",
        "The file {path} is locked with a password.",
    ),
    "workbook-locked-by-password.hint": (
        "Simpan lagi tanpa kata sandi pembuka, lalu ulangi.",
        "Save it again without a password for opening, then try again.",
    ),
    "workbook-ahead": (
        "Buku kerja dibuat dari posisi {token}, sedangkan penyimpanan baru sampai {position}.",
        "The workbook was built from position {token}, but the store only reaches {position}.",
    ),
    "workbook-ahead.hint": (
        "Penyimpanan mungkin cadangan lama: pulihkan yang terbaru, lalu ulangi.",
        "The store may be an old backup: restore the newest one, then try again.",
    ),
    "workbook-busy": (
        "Buku kerja {where} terus disimpan orang lain.",
        "Somebody keeps saving the workbook {where}.",
    ),
    "workbook-busy.hint": (
        "Ulangi sebentar lagi: kinerja sync run {where}",
        "Try again soon: kinerja sync run {where}",
    ),
    "bad-spreadsheet": ("“{text}” bukan id atau alamat spreadsheet.", "“{text}” is not a spreadsheet's id or address."),
    "bad-spreadsheet.hint": (
        "Salin alamatnya dari peramban: https://docs.google.com/spreadsheets/d/…/edit",
        "Copy its address from the browser: https://docs.google.com/spreadsheets/d/…/edit",
    ),
    "google-file-missing": ("Berkas kredensial {path} tidak ada.", "The credentials file {path} is not there."),
    "google-file-missing.hint": (
        "Unduh kunci JSON akun layanan dari Google Cloud, lalu sebut berkasnya dengan --credentials.",
        "Download the service account's JSON key from Google Cloud, then name the file with --credentials.",
    ),
    "google-file": (
        "Berkas {path} bukan berkas kredensial Google (akun layanan atau pengguna).",
        "The file {path} is not a Google credentials file (of a service account or a person).",
    ),
    "google-file.hint": (
        "Unduh ulang kunci JSON akun layanan dari Google Cloud (IAM → Akun layanan → Kunci).",
        "Download the service account's JSON key from Google Cloud again (IAM → Service accounts → Keys).",
    ),
    "google-unreachable": ("Google Sheets tidak terjangkau.", "Google Sheets cannot be reached."),
    "google-unreachable.hint": (
        "Periksa sambungan internet, lalu ulangi; buku besar tidak berubah.",
        "Check the internet connection, then try again; the ledger is unchanged.",
    ),
    "google-credentials": (
        "Google menolak kredensial: salah, kedaluwarsa, atau dicabut.",
        "Google refuses the credentials: they are wrong, expired or revoked.",
    ),
    "google-credentials.hint": (
        "Buat kunci baru di Google Cloud, lalu jalankan sync link lagi dengan --credentials.",
        "Make a new key in Google Cloud, then run sync link again with --credentials.",
    ),
    "google-forbidden": (
        "Spreadsheet itu tidak dibagikan kepada {account} sebagai Editor.",
        "That spreadsheet is not shared with {account} as an editor.",
    ),
    "google-forbidden.hint": (
        "Di Google Sheets pilih Bagikan, tambahkan {account} sebagai Editor, lalu ulangi.",
        "In Google Sheets choose Share, add {account} as an editor, then try again.",
    ),
    "google-forbidden-person": (
        "Akun pada berkas kredensial tidak boleh mengubah spreadsheet itu.",
        "The account of the credentials file may not edit that spreadsheet.",
    ),
    "google-forbidden-person.hint": (
        "Di Google Sheets pilih Bagikan, tambahkan akun itu sebagai Editor, lalu ulangi.",
        "In Google Sheets choose Share, add that account as an editor, then try again.",
    ),
    "google-protected": (
        "Ada sel terlindung yang tidak boleh diubah oleh {account}.",
        "There are protected cells that {account} may not edit.",
    ),
    "google-protected.hint": (
        "Di Google Sheets buka Data → Lindungi sheet dan rentang, lalu tambahkan {account} pada perlindungan itu.",
        "In Google Sheets open Data → Protect sheets and ranges, and add {account} to that protection.",
    ),
    "google-not-found": (
        "Spreadsheet itu tidak ada, atau sudah dihapus.",
        "That spreadsheet does not exist, or was deleted.",
    ),
    "google-not-found.hint": (
        "Periksa alamatnya; bila memang dihapus, buat spreadsheet baru lalu jalankan sync link lagi.",
        "Check its address; if it was deleted, make a new one and run sync link again.",
    ),
    "google-trashed": (
        "Spreadsheet itu ada di tempat sampah Google Drive.",
        "That spreadsheet is in Google Drive's bin.",
    ),
    "google-trashed.hint": (
        "Pulihkan dari tempat sampah Google Drive, lalu ulangi.",
        "Restore it from the bin of Google Drive, then try again.",
    ),
    "google-not-a-sheet": (
        "Berkas itu bukan Google Spreadsheet (mungkin berkas Excel di Google Drive).",
        "That file is not a Google spreadsheet (it may be an Excel file in Google Drive).",
    ),
    "google-not-a-sheet.hint": (
        "Di Google Sheets pilih File → Simpan sebagai Google Spreadsheet, lalu tautkan alamat yang baru.",
        "In Google Sheets choose File → Save as Google Sheets, then link the new address.",
    ),
    "google-quota": (
        "Kuota permintaan Google tetap penuh setelah beberapa kali dicoba.",
        "Google's request quota is still full after several attempts.",
    ),
    "google-quota.hint": (
        "Tunggu beberapa menit, lalu ulangi; perpanjang selang sync watch bila sering terjadi.",
        "Wait some minutes, then try again; lengthen the interval of sync watch if this happens often.",
    ),
    "google-api-disabled": (
        "API Google Sheets atau Google Drive belum diaktifkan untuk proyek akun ini.",
        "The Google Sheets API or Google Drive API is not enabled for this account's project.",
    ),
    "google-api-disabled.hint": (
        "Di Google Cloud buka API & Services → Library, aktifkan Google Sheets API dan Google Drive API, lalu ulangi.",
        "In Google Cloud open APIs & Services → Library, enable the Google Sheets API and Google Drive API, try again.",
    ),
    "google-failed": (
        "Google tidak dapat melayani permintaan ini ({status}): {message}",
        "Google could not serve this request ({status}): {message}",
    ),
    "google-failed.hint": (
        "Ulangi beberapa menit lagi; bila tetap gagal, lihat https://www.google.com/appsstatus/dashboard/",
        "Try again in some minutes; if it still fails, see https://www.google.com/appsstatus/dashboard/",
    ),
}
