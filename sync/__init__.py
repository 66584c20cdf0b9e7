"""The workbook: its model, its tabs and the ports that write it."""
