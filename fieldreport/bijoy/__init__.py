"""Bijoy: Bengali in the encoding of the fonts that came before Unicode (SutonnyMJ), recognised and converted.

Such a text is Latin letters and signs that only a special font shows as Bengali: ``Avgvi †mvbvi`` is আমার সোনার.
Nothing is ever converted unasked: ``looks_like_bijoy`` is for offering, ``to_unicode`` for making the preview and,
when a person has agreed, the text.
"""

from fieldreport.bijoy.text import looks_like_bijoy, to_unicode

__all__ = ["looks_like_bijoy", "to_unicode"]
