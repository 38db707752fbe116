"""Where the things that ship with the product are: in the installed package, or at the root of the source tree."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def resources_folder() -> Path:
    """Return `desktop_portal/resources` of an installed package, else the source tree's `resources`."""
    spec = find_spec("desktop_portal")
    package = Path(spec.origin).parent if spec is not None and spec.origin else Path(__file__).parent
    packed = package / "resources"
    return packed if packed.is_dir() else Path(__file__).resolve().parent.parent / "resources"


def read_json(path: Path) -> Any:
    """Read a JSON file; None when it is not there."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def shipped_value_sets() -> dict[str, dict[str, Any]]:
    """Read the shipped ValueSets, by `url|version`."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((resources_folder() / "valuesets").glob("*.json")):
        value_set = read_json(path)
        if isinstance(value_set, dict) and value_set.get("resourceType") == "ValueSet":
            found[f"{value_set.get('url', '')}|{value_set.get('version', '')}"] = value_set
    return found
