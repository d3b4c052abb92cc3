"""The workbook: a report put into one language and one Excel file.

Its modules import openpyxl and are imported themselves only when a workbook is written (see ``report.written``).
"""
