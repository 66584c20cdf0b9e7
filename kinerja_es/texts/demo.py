"""What the demo tells."""

TEXTS: dict[str, tuple[str, str]] = {
    "import": (
        "Dokumen {file} dibaca; temuannya ditunjukkan, tidak ditebak",
        "The document {file} is read; findings are shown, nothing is guessed",
    ),
    "decide": (
        "Perencana memutuskan temuan; setiap keputusan adalah peristiwa",
        "The planner decides the findings; each decision is an event",
    ),
    "sign": ("Kedua pihak menandatangani", "Both parties sign"),
    "refused": (
        "Mengubah target sesudah tanda tangan ditolak, dan upayanya dicatat",
        "Changing a target after signing is refused, and the attempt recorded",
    ),
    "quarter": ("Realisasi {period}", "Realizations of {period}"),
    "correct": ("Koreksi sesudah triwulan dilaporkan", "A correction after the quarter was reported"),
    "scorecard": ("Kartu skor", "The scorecard"),
    "replay": (
        "TW II seperti diketahui 31 Juli, dan bedanya pada 31 Agustus",
        "Q2 as known on 31 July, and what is different on 31 August",
    ),
    "explain": ("Jejak satu angka: indikator 8, TW II", "The trace of one figure: indicator 8, Q2"),
    "reason.1": (
        "Bobot 50% dipasang di depan kedua capaian; target sama tiap triwulan.",
        "The weight 50% stands before both achievements; the same target each quarter.",
    ),
    "reason.2": (
        "Dua program tanpa indikator; bobotnya dibagi ke pelayanan publik dan trantibumlinmas.",
        "Two programs have no indicator; their weights go to public service and public order.",
    ),
    "reason.correct": (
        "Satu aduan Juni baru ditemukan di buku register.",
        "One complaint of June was found in the register only later.",
    ),
    "end": (
        "Selesai. Buka buku kerja: {file}\nLalu coba: kinerja audit trail {agreement} --store {url}",
        "Done. Open the workbook: {file}\nThen try: kinerja audit trail {agreement} --store {url}",
    ),
}
