"""What can be seen of the files on a record: a photo, a contract, a business card, a mail; and the dialog that asks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from fieldreport.attachments import Attachments
from ui.app import Session
from ui.panels.files import FilesPanel
from ui.sights.going import Sight, first_record, records_page, settle

#: Everything in them is made up.
CARD = b"BEGIN:VCARD\nVERSION:4.0\nFN:Nasrin Haque\nEND:VCARD\n"
MAIL = (
    b"From: Nasrin Haque <nasrin@example.com>\nTo: office@example.org\n"
    b"Subject: Order of six circular knitting machines with spare parts\nDate: Fri, 20 Nov 2026 16:05:00 +0600\n\n"
)
PDF = b"%PDF-1.7\n%%EOF\n"


def filed(session: Session) -> list[Sight]:
    """What can be seen of them."""
    return [Sight("files", partial(_files, session)), Sight("dialog-files", partial(_dialog, session))]


def _panel(session: Session) -> FilesPanel:
    first_record(session, "lead")
    settle(session)
    panels = records_page(session, "lead").detail.panels.panels or ()
    return next(one for one in panels if isinstance(one, FilesPanel))


def _files(session: Session) -> QWidget:
    """A lead with a file of every kind, its history below."""
    _panel(session)
    page = records_page(session, "lead")
    record = page.detail.keeper.record
    office = session.desk.office
    if record is not None and not Attachments(office.store, office.data).of(record.id):
        page.detail.putting.put(_made(office.data))
        settle(session)
    bar = page.detail.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return session.window


def _made(folder: Path) -> list[Path]:
    photo = QImage(640, 420, QImage.Format.Format_RGB32)
    sky = QLinearGradient(0, 0, 0, 420)
    sky.setColorAt(0, QColor("#8FB8DE"))
    sky.setColorAt(1, QColor("#E9D8B4"))
    painter = QPainter(photo)
    painter.fillRect(photo.rect(), sky)
    painter.fillRect(150, 210, 340, 210, QColor("#6B7480"))
    painter.end()
    photo.save(str(folder / "공장 사진.png"))
    contents = {"계약서 초안.pdf": PDF, "명함.vcf": CARD, "চিঠি.eml": MAIL}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / "공장 사진.png", *(folder / name for name in contents)]


def _dialog(session: Session) -> QWidget:
    dialog = _panel(session).file_dialog()
    dialog.show()
    return dialog
