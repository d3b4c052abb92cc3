"""Small pictures of photos, made with limits: a picture may say that it is larger than any memory."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from fieldreport.attachments import Kind

#: Megabytes that a picture may take while it is made small, and the pixels that it may say it has.
LIMIT = 256
MOST_PIXELS = 120_000_000
#: A picture that is a thousand times as wide as high still has a row of pixels when it is small.
ONE = QSize(1, 1)


def thumbnail(content: bytes, kind: Kind, side: int) -> QImage | None:
    """The picture no larger than ``side`` pixels each way, upright; None for what is no picture, or a broken one.

    For a worker: decoding takes as long as it takes. Only the decoder of the kind that the content has is asked,
    so that no other one ever sees it.
    """
    if not kind.value.picture:
        return None
    QImageReader.setAllocationLimit(LIMIT)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    if not buffer.open(QIODevice.OpenModeFlag.ReadOnly):
        return None
    reader = QImageReader(buffer, QByteArray(kind.value.picture.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(ONE))
    image = reader.read()
    return None if image.isNull() else image
