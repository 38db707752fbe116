"""All checks, and what they found as text, as JSON, and as a bundle for support."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

from desktop_portal.services.doctoring import machine, network, stores
from desktop_portal.services.doctoring.finding import Finding, Mark, Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

# A further check is a function here; it looks, changes nothing, and tells nothing personal.
CHECKS: tuple[Callable[[Surroundings], Iterable[Finding]], ...] = (
    machine.versions,
    machine.folders,
    machine.policy,
    machine.keyring,
    machine.stores,
    stores.contents_of_stores,
    network.server,
)
_SIGNS = {Mark.FINE: "fine ", Mark.NOTE: "note ", Mark.WRONG: "WRONG"}


def examine(place: Surroundings) -> tuple[Finding, ...]:
    """Run every check. One that fails is a finding itself, by its kind only."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found += check(place)
        except Exception as error:  # noqa: BLE001 (a help desk needs the other answers all the more)
            words = f"This check could not be done ({type(error).__name__})."
            found.append(Finding(check.__name__, Mark.WRONG, words))
    return tuple(found)


def as_text(found: Iterable[Finding]) -> str:
    """Return one line each, what is wrong marked in capitals."""
    return "\n".join(f"{_SIGNS[one.mark]}  {one.name}: {one.words}" for one in found)


def as_json(found: Iterable[Finding]) -> str:
    """Return the same for machines: {"fine": bool, "findings": [{"name", "mark", "words", "facts"}]}."""
    lines: list[dict[str, Any]] = [
        {"name": one.name, "mark": str(one.mark), "words": one.words, "facts": dict(one.facts)} for one in found
    ]
    fine = all(line["mark"] != Mark.WRONG for line in lines)
    return json.dumps({"fine": fine, "findings": lines}, indent=1, ensure_ascii=False)


def write_bundle(file: Path, place: Surroundings, found: tuple[Finding, ...]) -> tuple[str, ...]:
    """Write a ZIP for support and return its members' names: the findings and the log, neither with personal data.

    Raises OSError when the file cannot be written; one that is there already is never replaced.
    """
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("doctor.txt", as_text(found) + "\n")
        bundle.writestr("doctor.json", as_json(found) + "\n")
        log = place.paths.log_file
        for one in sorted(log.parent.glob(f"{log.name}*")) if log.parent.is_dir() else ():
            bundle.write(one, one.name)
        return tuple(bundle.namelist())
