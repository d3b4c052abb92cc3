"""Files dropped on records: seen, opened, taken off with undo; cards fill contacts; nothing hostile comes near."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fieldreport.attachments import Attachments, Kind
from tests.core.attachments import samples
from tests.ui.hands import write
from ui.app import Session
from ui.pages.records import RecordsPage
from ui.panels.files import FilesPanel, clear_opened
from ui.thumbnails import thumbnail

Settled = Callable[[], None]


def drop(widget: QWidget, *urls: QUrl) -> bool:
    """Drag files over a widget and let them go; whether whoever lies there took them."""
    data = QMimeData()
    data.setUrls(list(urls))
    point = QPointF(widget.rect().center())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(point.toPoint(), copy, data, left, none)
    QApplication.sendEvent(widget, entered)
    if not entered.isAccepted():
        return False
    let_go = QDropEvent(point, copy, data, left, none)
    QApplication.sendEvent(widget, let_go)
    return let_go.isAccepted()


def local(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))


def written(folder: Path, name: str, content: bytes) -> QUrl:
    path = folder / name
    path.write_bytes(content)
    return local(path)


def page_of(session: Session, name: str) -> RecordsPage:
    session.window.show_place(name)
    page = session.window.page(name)
    assert isinstance(page, RecordsPage)
    return page


def opened(session: Session, settled: Settled, reference: str) -> RecordsPage:
    record = session.desk.office.store.record(reference)
    session.desk.open_record(record.type.name, record.id)
    settled()
    return page_of(session, record.type.name)


def panel_of(page: RecordsPage) -> FilesPanel:
    return next(one for one in page.detail.panels.panels or () if isinstance(one, FilesPanel))


def names(page: RecordsPage) -> list[str]:
    return [row.one.name for row in panel_of(page).rows]


class Opened(QObject):
    """Stands where the system's programs would."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def programs() -> Iterator[Opened]:
    made = Opened()
    # The bindings take a name, whatever their stubs say.
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_a_photo_dropped_on_a_record_is_seen_told_and_taken_off_with_undo(
    session: Session, settled: Settled, tmp_path: Path
) -> None:
    page = opened(session, settled, "BL-0001")
    assert drop(page.detail, written(tmp_path, "machine.png", samples.png(300, 200)))
    settled()
    assert names(page) == ["machine.png"]
    (row,) = panel_of(page).rows
    assert row.off.accessibleName() == "Take machine.png off the record"
    assert any("Put on the record: machine.png" in line for line in page.detail.history.lines())
    QTest.mouseClick(row.off, Qt.MouseButton.LeftButton)
    settled()
    assert names(page) == []
    page.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert names(page) == ["machine.png"]
    QTest.keyClick(
        page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settled()
    assert names(page) == []


def test_a_file_is_opened_as_a_copy_and_what_is_kept_stays_as_it_is(
    session: Session, settled: Settled, tmp_path: Path, programs: Opened
) -> None:
    page = opened(session, settled, "BL-0001")
    drop(page.detail, written(tmp_path, "offer.pdf", samples.PDF))
    settled()
    QTest.mouseClick(panel_of(page).rows[0].open, Qt.MouseButton.LeftButton)
    settled()
    (path,) = programs.paths
    assert path.name == "offer.pdf"
    assert path.read_bytes() == samples.PDF
    assert (session.desk.office.data / "cache") in path.parents
    # A day later the copy is cleared away; the file itself is still there.
    clear_opened(path.parent.parent, path.stat().st_mtime + 2 * 24 * 60 * 60)
    assert not path.exists()
    office = session.desk.office
    kept = Attachments(office.store, office.data)
    assert kept.content(kept.of(office.store.record("BL-0001").id)[0]) == samples.PDF


def test_a_mail_is_told_by_subject_sender_and_day(session: Session, settled: Settled, tmp_path: Path) -> None:
    page = opened(session, settled, "DF-0001")
    drop(page.detail, written(tmp_path, "mail.eml", samples.MAIL))
    settled()
    texts = [one.text() for one in panel_of(page).rows[0].findChildren(QWidget) if hasattr(one, "text")]
    assert "Order of six machines" in texts
    assert "Mail · 나스린 · 20 Nov 2026 · mail.eml · 1 KB" in texts


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.jpg", b"MZ\x90\x00" + bytes(60), "photo.jpg is neither a photo"),
        ("empty.pdf", b"", "empty.pdf is empty"),
    ],
)
def test_what_is_not_kept_is_said_in_the_language_of_the_screen(
    session: Session, settled: Settled, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    page = opened(session, settled, "BL-0001")
    drop(page.detail, written(tmp_path, name, content))
    settled()
    assert said in session.window.notice.text.text()
    assert names(page) == []


def test_nothing_is_fetched_from_other_computers(session: Session, settled: Settled) -> None:
    page = opened(session, settled, "BL-0001")
    drop(page.detail, QUrl("https://example.com/a.pdf"), QUrl("file://server/share/a.pdf"))
    settled()
    assert session.window.notice.text.text().startswith("Only files on this computer")
    assert names(page) == []


def test_a_file_dropped_on_a_box_is_no_text_but_put_on_the_record(
    session: Session, settled: Settled, tmp_path: Path
) -> None:
    page = opened(session, settled, "BL-0001")
    for name in ("quantity", "need"):
        (box, *_) = page.detail.form.editors[name].inputs()
        assert drop(box, written(tmp_path, f"{name}.pdf", samples.PDF + name.encode()))
        settled()
    assert page.detail.form.changed() == []
    assert names(page) == ["quantity.pdf", "need.pdf"]


def test_a_file_for_a_new_entry_waits_until_that_is_saved(
    session: Session, settled: Settled, tmp_path: Path
) -> None:
    page = page_of(session, "signal")
    page.new_record({"title": "New duty"})
    settled()
    drop(page.detail, written(tmp_path, "notice.pdf", samples.PDF))
    # Whatever is opened meanwhile does not get it.
    page.new_record({})
    settled()
    drop(page.detail, written(tmp_path, "duty.pdf", samples.PDF + b"\n"))
    editors = page.detail.form.editors
    for name in [
        one.name for one in page.type.fields if one.required and page.detail.form.is_empty(one.name)
    ]:
        widget = editors[name].inputs()[0]
        widget.setFocus()
        write(widget, "Customs authority")
    page.detail.keeper.save()
    settled()
    assert page.detail.keeper.record is not None
    assert names(page) == ["duty.pdf"]


def test_a_card_dropped_on_the_list_of_contacts_begins_a_contact_with_what_it_says(
    session: Session, settled: Settled, tmp_path: Path
) -> None:
    card = samples.CARD.replace(b"ORG:Shapla Knit;Export", b"ORG:Padma Star Home Textiles")
    page = page_of(session, "contact")
    settled()
    assert drop(page, written(tmp_path, "nasrin.vcf", card))
    settled()
    page.detail.keeper.save()
    settled()
    record = page.detail.keeper.record
    assert record is not None
    buyer = session.desk.office.store.record("OR-0001")
    assert record["name"].original == "Nasrin Haque"
    assert (record["organisation"], record["email"]) == (buyer.id, "nasrin@example.com")
    assert record["phone"].e164 == "+8801711000111"
    assert names(page) == ["nasrin.vcf"]
    assert drop(page, written(tmp_path, "other.pdf", samples.PDF))
    settled()
    assert session.window.notice.text.text().startswith("This is no business card")


def test_a_card_dropped_on_a_contact_offers_to_fill_what_is_empty(
    session: Session, settled: Settled, tmp_path: Path
) -> None:
    desk = session.desk
    buyer = desk.office.store.record("OR-0001").id
    desk.write(
        lambda office: office.add(office.record_type("contact"), {"name": "N. Haque", "organisation": buyer})
    )
    settled()
    page = opened(session, settled, "CT-0001")
    drop(page.detail, written(tmp_path, "nasrin.vcf", samples.CARD))
    settled()
    notice = session.window.notice
    assert notice.action.text() == "Fill in"
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    settled()
    contact = desk.office.store.record("CT-0001")
    assert contact["email"] == "nasrin@example.com"
    # What was there already is as it was.
    assert contact["name"].original == "N. Haque"


# ---- small pictures ------------------------------------------------------------------------------------------


def test_a_small_picture_is_made_of_a_photo_and_of_nothing_else(application: QApplication) -> None:
    image = thumbnail(samples.png(300, 200), Kind.PNG, 88)
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (88, 58)
    for content, kind in ((samples.PDF, Kind.PDF), (samples.CARD, Kind.CARD), (samples.HEIC, Kind.HEIC)):
        assert thumbnail(content, kind, 88) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        # It says that it is 60,000 pixels each way: ten gigabytes.
        (samples.png(60_000, 60_000), Kind.PNG),
        (samples.png(10, 10)[:40], Kind.PNG),
        (samples.JPEG, Kind.JPEG),
        (samples.GIF, Kind.GIF),
        # A picture of another kind than it says never reaches that kind's decoder.
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", Kind.PNG),
    ],
)
@pytest.mark.qt_log_ignore("QImageIOHandler", "libpng", "JPEG", "JFIF")
def test_a_picture_that_is_too_large_or_broken_is_none(
    application: QApplication, content: bytes, kind: Kind
) -> None:
    assert thumbnail(content, kind, 88) is None
