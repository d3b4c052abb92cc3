"""Small made-up tables of codes, and the published one where it lies beside the project."""

from __future__ import annotations

from pathlib import Path

#: Codes are real, so that they belong to real chapters; the names are made up for these tests.
HS = """section,hscode,description,parent,level
XVI,84,Engines of thought,TOTAL,2
XVI,8447,"Machines that knit, in general",84,4
XVI,844711,"Machines that knit round, small",8447,6
XVI,844712,"Machines that knit round, large",8447,6
XVI,844720,Machines that knit flat,8447,6
XI,61,Knitted garments,TOTAL,2
XI,6109,"T-shirts and vests",61,4
XI,610910,"T-shirts of cotton, knitted",6109,6
TOTAL,TOTAL,Everything,TOTAL,5
"""
HSK = """HS부호,한글품목명,영문품목명
8447201000,횡편기(수동식),Flat ones by hand
8447209000,횡편기(그 밖의 것),Flat ones of other kinds
6109101000,면제 티셔츠,Tees
"""
BCT = """H.S. Code;বিবরণ
৬১০৯১০.১০;সুতি টি-শার্ট
6109.10.90;অন্যান্য টি-শার্ট
"""

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "harmonized-system.csv"


def written(folder: Path, content: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path
