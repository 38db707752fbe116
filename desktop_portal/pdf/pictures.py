"""A picture's bytes -> what stands in a document: small enough to print well, drawn anew as plain JPEG."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from desktop_portal.pdf.blocks import Picture

if TYPE_CHECKING:
    from PIL.Image import Image as Drawn

# About 170 mm of paper at 240 dots per inch.
LONGEST_SIDE: Final = 1600
_MOST_PIXELS: Final = 50_000_000
_QUALITY: Final = 82


def picture_of(data: bytes, alternative: str) -> Picture | None:
    """Return a JPEG, PNG or other picture for a document; None for what cannot be drawn: it stays listed as a file."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 (60 ms that most documents do not need)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    return None
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                plain = _on_white(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=_QUALITY)
    return Picture(written.getvalue(), plain.width, plain.height, alternative)


def _on_white(picture: Drawn) -> Drawn:
    """Return the picture in red, green and blue; what is transparent lets the paper show."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    from PIL import Image  # noqa: PLC0415 (see above)

    clear = picture.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper
