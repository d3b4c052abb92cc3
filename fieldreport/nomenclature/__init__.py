"""HS codes: what they are called, which there are, and how they are found by number or words in three languages."""

from fieldreport.nomenclature.chapters import Chapters, Section
from fieldreport.nomenclature.nomenclature import Entry, Hit, Nomenclature, Standing
from fieldreport.nomenclature.products import Product, Products
from fieldreport.nomenclature.shelf import Edition
from fieldreport.nomenclature.source import Loaded

__all__ = [
    "Chapters",
    "Edition",
    "Entry",
    "Hit",
    "Loaded",
    "Nomenclature",
    "Product",
    "Products",
    "Section",
    "Standing",
]
