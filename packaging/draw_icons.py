"""Draw the program's icon in every size and format: draw_icons.py ICON.svg FOLDER."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """Return a PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def main(svg: Path, folder: Path) -> None:
    """Write NAME-SIZE.png, NAME.ico and NAME.icns."""
    application = QGuiApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(svg))
    pictures = {size: drawn(renderer, size) for size in SIZES}
    for size, png in pictures.items():
        (folder / f"{svg.stem}-{size}.png").write_bytes(png)
    images = [Image.open(io.BytesIO(pictures[size])) for size in SIZES]
    images[-2].save(folder / f"{svg.stem}.ico", sizes=[(size, size) for size in SIZES[:-1]], append_images=images[:-2])
    images[-1].save(folder / f"{svg.stem}.icns", append_images=images[3:-1])
    application.quit()


main(Path(sys.argv[1]), Path(sys.argv[2]))
