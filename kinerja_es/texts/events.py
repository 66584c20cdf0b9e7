"""Names of events."""

TEXTS: dict[str, tuple[str, str]] = {
    "StoreInitialized": ("Penyimpanan dibuat", "Store made"),
    "DocumentImported": ("Dokumen diimpor", "Document imported"),
    "AgreementDrafted": ("Rancangan PK dibuat", "Agreement drafted"),
    "IndicatorDefined": ("Indikator ditetapkan", "Indicator defined"),
    "TargetSet": ("Target ditetapkan", "Target set"),
    "AgreementSigned": ("PK ditandatangani", "Agreement signed"),
    "AmendmentOpened": ("PK Perubahan dibuka", "Amendment opened"),
    "RealizationRecorded": ("Realisasi dicatat", "Realization recorded"),
    "RealizationCorrected": ("Realisasi dikoreksi", "Realization corrected"),
    "RealizationWithdrawn": ("Realisasi ditarik", "Realization withdrawn"),
    "RealizationVerified": ("Realisasi diverifikasi", "Realization verified"),
    "RealizationReturned": ("Realisasi dikembalikan", "Realization returned"),
    "PeriodClosed": ("Periode ditutup", "Period closed"),
    "PeriodReopened": ("Periode dibuka kembali", "Period reopened"),
    "AttemptRefused": ("Upaya ditolak", "Attempt refused"),
    "PolicyAdopted": ("Kebijakan ditetapkan", "Policy adopted"),
    "BookLinked": ("Buku kerja ditautkan", "Workbook linked"),
}
