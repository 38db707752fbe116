"""Draw a picture anew, so that nothing but what can be seen is left in it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from desktop_portal.core.attachment_office import Refused

if TYPE_CHECKING:
    from typing import BinaryIO

    from PIL.Image import Image

MOST_PIXELS = 50_000_000
_JPEG_QUALITY = 92
_DAMAGED = "It is damaged. Open it, save it as a new JPEG or PNG picture, then add that."
_PNG_MODES = frozenset({"1", "L", "LA", "RGB", "RGBA", "I;16"})


def cleaned(stream: BinaryIO, content_type: str) -> bytes:
    """Return the picture as new bytes of the same kind. Raises Refused when it is damaged or too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 (60 ms that most starts do not need)

    kind = "PNG" if content_type == "image/png" else "JPEG"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(stream, formats=[kind]) as picture:
                _check_pixels(*picture.size)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _drawn(_plain(upright, kind), kind)
        except Refused:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refused(_too_many("more than 50")) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, LookupError, Warning) as error:
            raise Refused(_DAMAGED) from error


def _check_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Refused(_too_many(str(-(-width * height // 1_000_000))))


def _too_many(millions: str) -> str:
    return f"It has {millions} million dots. Pictures can have up to 50 million: save it smaller, then add that."


def _plain(picture: Image, kind: str) -> Image:
    """Return the dots alone, in everyday colours: a copy that carries nothing else."""
    from PIL import Image as Images  # noqa: PLC0415 (as above)

    seen = _everyday_colours(picture)
    if kind == "JPEG":
        seen = seen if seen.mode in {"L", "RGB"} else seen.convert("RGB")
    elif "transparency" in seen.info or seen.mode not in _PNG_MODES:
        seen = seen.convert("RGBA" if seen.has_transparency_data else "RGB")
    return Images.frombytes(seen.mode, seen.size, seen.tobytes())


def _everyday_colours(picture: Image) -> Image:
    """Return the picture in sRGB when it says that its colours are others; a broken note of that is ignored."""
    from PIL import ImageCms  # noqa: PLC0415 (as above)

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "RGBA"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGB" if picture.mode == "CMYK" else picture.mode
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return changed or picture


def _drawn(picture: Image, kind: str) -> bytes:
    made = io.BytesIO()
    if kind == "JPEG":
        picture.save(made, "JPEG", quality=_JPEG_QUALITY, subsampling=0 if picture.mode == "L" else -1)
    else:
        picture.save(made, "PNG")
    return made.getvalue()
