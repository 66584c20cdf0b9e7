"""The Google port: reads and writes a linked spreadsheet through gspread's HTTP client; `port.connect` opens one."""
