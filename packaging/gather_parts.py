"""Print what packages are carried, with versions and licences, as JSON: gather_parts.py NAME…, in their environment."""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys

_TEXTS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub("[-_.]+", "-", name).lower()


def with_needs(names: list[str]) -> dict[str, importlib.metadata.Distribution]:
    """Return the packages and all that they need, as far as they are there."""
    there = {plain(one.metadata["Name"]): one for one in importlib.metadata.distributions()}
    wanted: dict[str, importlib.metadata.Distribution] = {}
    todo = [plain(one) for one in names]
    while todo:
        name = todo.pop()
        if name in wanted or name not in there:
            continue
        wanted[name] = there[name]
        needs = (need for need in there[name].requires or () if "extra ==" not in need)
        todo += [plain(re.split("[^A-Za-z0-9._-]", need, maxsplit=1)[0]) for need in needs]
    return wanted


def licence_of(one: importlib.metadata.Distribution) -> str:
    """Return the licence's name in one line."""
    classifiers = [line for line in one.metadata.get_all("Classifier") or () if line.startswith("License")]
    named = "; ".join(line.rsplit("::", 1)[-1].strip() for line in classifiers)
    fields = one.metadata.json
    found = str(fields.get("license_expression") or named or fields.get("license") or "")
    return found.splitlines()[0] if found else ""


def texts_of(one: importlib.metadata.Distribution) -> list[str]:
    """Return the texts of its licence files."""
    found = []
    for file in one.files or ():
        if ".dist-info" in str(file) and any(word in file.name.upper() for word in _TEXTS):
            try:
                found.append(file.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
    return found


packages = [
    {"name": one.metadata["Name"], "version": one.version, "licence": licence_of(one), "texts": texts_of(one)}
    for _, one in sorted(with_needs(sys.argv[1:]).items())
]
sys.stdout.write(json.dumps(packages))
