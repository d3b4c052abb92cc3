"""Manifest: what a report's workbook says of itself for programs: every record, every visible cell, who sealed it."""

from fieldreport.report.manifest.canonical import canonical, record_hash, rows_line
from fieldreport.report.manifest.manifest import (
    SHEET,
    Entry,
    Manifest,
    NotAManifest,
    Seal,
    SheetDigest,
    manifest_of,
)
from fieldreport.report.manifest.package import Package, Sealer

__all__ = [
    "SHEET",
    "Entry",
    "Manifest",
    "NotAManifest",
    "Package",
    "Seal",
    "Sealer",
    "SheetDigest",
    "canonical",
    "manifest_of",
    "record_hash",
    "rows_line",
]
