"""The sample office beside one's own: where it is, and the way back."""

from __future__ import annotations

from pathlib import Path

from fieldreport.office import Office

#: The office that the sample is made up for.
SAMPLE_OFFICE = "DHK"
#: The sample lies in a folder of its own, so that made-up records never mix with an office's own.
SAMPLE_FOLDER = "sample"


def own_folder(office: Office) -> Path | None:
    """The data folder of one's own office, seen from the sample in it; None from anywhere else."""
    return office.data.parent if office.is_sample and office.data.name == SAMPLE_FOLDER else None


def sample_in(data: Path, person: str, language: str) -> Path:
    """The folder of the sample that belongs to the data folder ``data``, made at the first time; raises a failure."""
    folder = data / SAMPLE_FOLDER
    if Office.exists(folder):
        with Office.open(folder) as office:
            office.save_settings(language=language)
    else:
        Office.create(folder, SAMPLE_OFFICE, person=person, language=language, sample=True).close()
    return folder
