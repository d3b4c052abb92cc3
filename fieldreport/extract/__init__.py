"""Extract: some records as a file or a text for spreadsheets: CSV, a workbook, or what is pasted."""
