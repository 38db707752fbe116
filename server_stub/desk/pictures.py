"""Drawing a picture anew: its pixels and nothing else of it, no place, time, camera or hidden bytes."""

from __future__ import annotations

import io
import threading
import warnings

from PIL import Image, ImageOps

_MOST_PIXELS = 50_000_000
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
# One at a time: 50 megapixels are 150 MB while they are drawn.
_ONE = threading.Lock()


class NoPicture(Exception):  # noqa: N818 (said of the file)
    """A file that cannot be drawn: damaged, too large, or another thing than it says."""


def redraw(content: bytes, kind: str, largest: int = 0) -> bytes:
    """Return the picture's pixels as a new file of the same kind, turned upright; raises NoPicture.

    `largest` shrinks it to so many pixels in width and height; 0 keeps its size.
    """
    try:
        with _ONE, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content, _FORMATS[kind], largest)
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError, Warning) as error:
        raise NoPicture from error


def _drawn(content: bytes, name: str, largest: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=(name,)) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise NoPicture
        if largest:
            opened.draft(None, (largest, largest))
        upright = ImageOps.exif_transpose(opened)
        if largest:
            upright.thumbnail((largest, largest))
        seen = name == "PNG" and upright.has_transparency_data
        mode = "RGBA" if seen else "RGB"
        pixels = Image.new(mode, upright.size)
        pixels.paste(upright.convert(mode))
    drawn = io.BytesIO()
    if name == "JPEG":
        pixels.save(drawn, name, quality=90)
    else:
        pixels.save(drawn, name)
    return drawn.getvalue()
