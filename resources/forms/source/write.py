"""Write the forms, the code lists and the catalogue from their sources: `python write.py [FOLDER]`.

FOLDER is `resources` unless another is named; the same sources write the same bytes on every computer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

SOURCE = Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE.parent))

# The folder above has to be on the path before the sources can be found.
from source.dfe_lists import DFE_LISTS  # noqa: E402 - the path comes first
from source.early_help import EARLY_HELP  # noqa: E402 - the path comes first
from source.ehc import EHC  # noqa: E402 - the path comes first
from source.lists import value_set  # noqa: E402 - the path comes first
from source.portal_lists import PORTAL_LISTS  # noqa: E402 - the path comes first
from source.public import PUBLIC  # noqa: E402 - the path comes first
from source.rendering import render  # noqa: E402 - the path comes first
from source.safeguarding import SAFEGUARDING  # noqa: E402 - the path comes first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from source.nodes import Definition, Json

FORMS: tuple[Definition, ...] = (SAFEGUARDING, PUBLIC, EARLY_HELP, EHC)


def main(arguments: list[str]) -> int:
    """Write everything into the folder named, or into the project's resources."""
    folder = Path(arguments[0]) if arguments else SOURCE.parents[1]
    lists = _welsh("lists")
    for form in FORMS:
        _save(folder / "forms" / f"{form.file}.json", render(form, _welsh(*form.welsh)))
    for codes in (*DFE_LISTS, *PORTAL_LISTS):
        _save(folder / "valuesets" / f"{codes.name}.json", value_set(codes, lists))
    _save(folder / "forms" / "catalogue.json", {"forms": [_entry(form) for form in FORMS]})
    return 0


def _entry(form: Definition) -> Json:
    welsh = _welsh(*form.welsh)
    return {
        "name": form.file,
        "file": f"{form.file}.json",
        "audience": form.audience,
        "destination": form.destination,
        "safeguarding": form.safeguarding,
        "title": {"en": form.title, "cy": welsh.get(form.title, form.title)},
        "summary": {"en": form.summary, "cy": welsh.get(form.summary, form.summary)},
    }


def _welsh(*names: str) -> Mapping[str, str]:
    """Read dictionaries from English to Welsh; a later one wins, a missing one is empty."""
    merged: dict[str, str] = {}
    for name in names:
        file = SOURCE / "welsh" / f"{name}.json"
        if file.exists():
            merged |= json.loads(file.read_text("utf-8"))
    return merged


def _save(file: Path, content: Json) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
