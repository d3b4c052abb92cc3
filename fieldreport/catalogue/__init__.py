"""The catalogue: every text that people see, and its translations."""

from fieldreport.catalogue.loaded import Catalogue
from fieldreport.catalogue.mark import N_, N_in
from fieldreport.catalogue.mistake import Mistake

__all__ = ["N_", "Catalogue", "Mistake", "N_in"]
