"""Reading agreement documents: one reader a format, one table reader behind them, every doubt a finding."""
