"""`desktop-portal forms import WORKBOOK.xlsx [FORM.json]`: a draft definition out of an XLSForm."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.issues import FormRefused
from desktop_portal.forms.publish import advice
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.workbook.converting import Conversion, Refusal
from desktop_portal.workbook.rows import rows_by_path

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BYTES = 16 * 1024 * 1024
USAGE = "desktop-portal forms import WORKBOOK.xlsx [FORM.json]"
_ROW = re.compile(r"\[row : (\d+)\]")
_FINE, _WRONG, _UNREADABLE = 0, 1, 2


class UnreadableWorkbookError(Exception):
    """A file that is no workbook, or a workbook that pyxform does not understand; the text says why."""


def import_command(argv: Sequence[str]) -> int:
    """Write the definition to FORM.json or standard output; 0 done, 1 rows were refused, 2 not a workbook."""
    if len(argv) not in (1, 2) or any(given.startswith("--") for given in argv):
        return _tell([f"Use: {USAGE}"], _UNREADABLE)
    target = Path(argv[1]) if len(argv) > 1 else None
    if target is not None and target.exists():
        return _tell([f"{target} is there already. Name a file that is not."], _UNREADABLE)
    try:
        definition, refused = convert(Path(argv[0]))
    except UnreadableWorkbookError as problem:
        return _tell([str(problem)], _UNREADABLE)
    if refused:
        return _tell([*map(str, refused), f"{len(refused)} to change before this workbook can become a form."], _WRONG)
    text = json.dumps(definition, ensure_ascii=False, indent=1) + "\n"
    if target is None:
        sys.stdout.write(text)
    else:
        try:
            target.write_text(text, "utf-8")
        except OSError as error:
            return _tell([f"{target} cannot be written: {error.strerror}."], _UNREADABLE)
    hints = [f"Look at this: {found.place}: {found.message}" for found in advice(compile_form(definition))]
    return _tell(hints, _FINE)


def convert(path: Path) -> tuple[dict[str, Any], tuple[Refusal, ...]]:
    """Read a workbook; returns the definition and what cannot be taken over. Raises UnreadableWorkbookError."""
    workbook, survey = _read(path)
    conversion = Conversion(workbook, rows_by_path(survey))
    definition = conversion.definition()
    refused = tuple(conversion.refused)
    if not refused:
        try:
            compile_form(definition)
        except FormRefused as problem:
            rows = {place[-1]: number for place, (number, _row) in conversion.rows.items()}
            refused = tuple(Refusal(rows.get(one.link_id, 0), one.message) for one in problem.problems)
    return definition, tuple(sorted(refused, key=lambda one: one.row))


def _read(path: Path) -> tuple[dict[str, Any], Sequence[dict[str, Any]]]:
    try:
        from pyxform.errors import PyXFormError  # noqa: PLC0415 (an extra: only on computers of people who write forms)
        from pyxform.xls2json import workbook_to_json  # noqa: PLC0415 (the same)
        from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 (the same)
    except ImportError as error:
        text = "This needs the parts for people who write forms: pip install childrens-portal-desktop[authors]"
        raise UnreadableWorkbookError(text) from error
    try:
        size = path.stat().st_size
        content = get_xlsform(path) if size <= MAX_BYTES else None
        workbook = workbook_to_json(content, fallback_form_name=path.stem, warnings=[]) if content else {}
    except OSError as error:
        raise UnreadableWorkbookError(f"{path} cannot be read: {error.strerror or error}.") from error
    except PyXFormError as error:
        raise UnreadableWorkbookError(f"{path}: {_ROW.sub(_row, str(error))}") from error
    except Exception as error:  # (whatever a broken file makes of the readers of workbooks)
        text = f"{path} cannot be read as a workbook ({type(error).__name__})."
        raise UnreadableWorkbookError(text) from error
    if content is None:
        raise UnreadableWorkbookError(f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB.")
    return workbook, content.survey or []


def _row(found: re.Match[str]) -> str:
    return f"Row {found[1]}:"


def _tell(lines: Sequence[str], status: int) -> int:
    for line in lines:
        sys.stderr.write(f"{line}\n")
    return status
