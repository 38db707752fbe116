"""What an administrator starts from, all made of `keys`: example file, JSON schema, ADMX, ADML, a profile for Macs."""

from __future__ import annotations

import json
import plistlib
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from desktop_portal.policy.keys import KEYS, Key
from desktop_portal.policy.sources import MAC_DOMAIN, POLICY_FILE, REGISTRY_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

# Registered for GroupPolicy templates by Microsoft's "ADMX syntax" reference.
_NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_CATEGORY = "ChildrensPortal"
_TITLE = "Children's Portal"
_LONGEST_TEXT = 1023
_UUID = "0F6C2B0E-7C55-4B2E-9E0C-2F4E6B6C4A1"
_EXAMPLES: Mapping[str, Any] = {
    "server_address": "https://portal.example.gov.uk",
    "council_name": "Example Council",
    "council_telephone": "01632 960 001",
    "council_night_telephone": "01632 960 002",
    "council_hours": ["monday 09:00-17:30", "friday 09:00-16:30"],
    "proxy": "http://proxy.example.org:3128",
    "certificate_authority": "/etc/ssl/certs/example-authority.pem",
    "forms_key": "UNhY4JhezH9gQYqvDMWrWH9CwlcKiECVqejMrND2VFw=",
}
_HEAD = """\
# The policy of Children's Portal Desktop. Take away the # in front of a key to set it.
# Where this file belongs and what wins: docs/admin.md.
# Check it with: desktop-portal policy check policy.toml
"""
_SCHEMA_TYPES = {bool: "boolean", int: "integer", str: "string"}


def all_templates() -> dict[str, bytes]:
    """Return the files by their path under resources/policy."""
    return {
        "policy.toml": example_file().encode(),
        "policy.schema.json": (json.dumps(json_schema(), indent=2) + "\n").encode(),
        "ChildrensPortal.admx": _xml(admx()),
        "en-US/ChildrensPortal.adml": _xml(adml()),
        "childrens-portal.mobileconfig": mac_profile(),
    }


def example_file() -> str:
    """Return a policy file with every key, each left out until somebody takes away its mark."""
    parts = [_HEAD]
    for key in KEYS.values():
        value = _EXAMPLES.get(key.name, _plain(key.default))
        parts.append(f"# {key.title}. {key.about}{_limits(key)}\n# {key.name} = {json.dumps(value)}\n")
    return "\n".join(parts)


def json_schema() -> dict[str, Any]:
    """Return the JSON schema (2020-12) of a policy file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Policy of Children's Portal Desktop",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _schema_of(key) for key in KEYS.values()},
    }


def admx() -> ET.Element:
    """Return the group policy template: what an administrator can set, and where it is written."""
    root = ET.Element("policyDefinitions", xmlns=_NAMESPACE, revision="1.0", schemaVersion="1.0")
    spaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(spaces, "target", prefix="childrensportal", namespace="ChildrensPortal.Policies")
    ET.SubElement(root, "resources", minRequiredRevision="1.0")
    supported = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(supported, "definition", name="Windows10", displayName="$(string.Supported)")
    ET.SubElement(ET.SubElement(root, "categories"), "category", name=_CATEGORY, displayName="$(string.Category)")
    policies = ET.SubElement(root, "policies")
    for key in _settable():
        _policy(policies, key.name, key)
    _policy(policies, POLICY_FILE, None)
    return root


def adml() -> ET.Element:
    """Return the words of the template."""
    root = ET.Element("policyDefinitionResources", xmlns=_NAMESPACE, revision="1.0", schemaVersion="1.0")
    ET.SubElement(root, "displayName").text = _TITLE
    ET.SubElement(root, "description").text = "What an organisation sets for Children's Portal Desktop."
    resources = ET.SubElement(root, "resources")
    strings, shown = ET.SubElement(resources, "stringTable"), ET.SubElement(resources, "presentationTable")
    words = {"Category": _TITLE, "Supported": "Windows 10 or later"}
    for key in _settable():
        words |= {key.name: key.title, f"{key.name}_about": f"{key.about}{_limits(key)}"}
        words |= {f"{key.name}_{choice}": choice for choice in key.choices if key.kind is str}
    words |= {
        POLICY_FILE: "Policy file",
        f"{POLICY_FILE}_about": "The full path of a policy.toml that is read as well.",
    }
    for name, text in words.items():
        ET.SubElement(strings, "string", id=name).text = text
    for key in _settable():
        if key.kind is not bool:
            _presentation(shown, key.name, key)
    _presentation(shown, POLICY_FILE, None)
    return root


def mac_profile() -> bytes:
    """Return an example of a configuration profile for managed Macs."""
    payload = {key.name: _EXAMPLES.get(key.name, _plain(key.default)) for key in _settable()}
    del payload["certificate_authority"], payload["proxy"]
    payload |= {
        "PayloadType": MAC_DOMAIN,
        "PayloadIdentifier": f"{MAC_DOMAIN}.policy",
        "PayloadUUID": f"{_UUID}1",
        "PayloadVersion": 1,
    }
    profile = {
        "PayloadContent": [payload],
        "PayloadDisplayName": _TITLE,
        "PayloadIdentifier": MAC_DOMAIN,
        "PayloadScope": "System",
        "PayloadType": "Configuration",
        "PayloadUUID": f"{_UUID}2",
        "PayloadVersion": 1,
    }
    return plistlib.dumps(profile)


def _settable() -> list[Key]:
    return [key for key in KEYS.values() if key.name != "telemetry"]


def _policy(policies: ET.Element, name: str, key: Key | None) -> None:
    made = ET.SubElement(
        policies,
        "policy",
        attrib={
            "name": name,
            "class": "Both" if key else "Machine",
            "displayName": f"$(string.{name})",
            "explainText": f"$(string.{name}_about)",
            "key": REGISTRY_KEY,
        },
    )
    if key is not None and key.kind is bool:
        made.set("valueName", name)
    else:
        made.set("presentation", f"$(presentation.{name})")
    ET.SubElement(made, "parentCategory", ref=_CATEGORY)
    ET.SubElement(made, "supportedOn", ref="Windows10")
    if key is not None and key.kind is bool:
        for side, number in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(made, side), "decimal", value=number)
        return
    elements = ET.SubElement(made, "elements")
    named = {"id": name, "valueName": name}
    if key is not None and key.kind is int:
        low, high = (str(limit) for limit in key.limits)
        ET.SubElement(elements, "decimal", {**named, "minValue": low, "maxValue": high, "required": "true"})
    elif key is not None and key.kind is tuple:
        ET.SubElement(elements, "multiText", named)
    elif key is not None and key.choices:
        choice = ET.SubElement(elements, "enum", {**named, "required": "true"})
        for one in key.choices:
            item = ET.SubElement(choice, "item", displayName=f"$(string.{name}_{one})")
            ET.SubElement(ET.SubElement(item, "value"), "string").text = one
    else:
        ET.SubElement(elements, "text", {**named, "maxLength": str(_LONGEST_TEXT)})


def _presentation(shown: ET.Element, name: str, key: Key | None) -> None:
    one = ET.SubElement(shown, "presentation", id=name)
    title = key.title if key else "Policy file"
    if key is not None and key.kind is int:
        ET.SubElement(one, "decimalTextBox", refId=name, defaultValue=str(key.default)).text = title
    elif key is not None and key.kind is tuple:
        ET.SubElement(one, "multiTextBox", refId=name).text = title
    elif key is not None and key.choices:
        at = str(key.choices.index(str(key.default)))
        ET.SubElement(one, "dropdownList", refId=name, noSort="true", defaultItem=at).text = title
    else:
        ET.SubElement(ET.SubElement(one, "textBox", refId=name), "label").text = title


def _schema_of(key: Key) -> dict[str, Any]:
    schema: dict[str, Any] = {"title": key.title, "description": key.about, "default": _plain(key.default)}
    if key.kind is tuple:
        items: dict[str, Any] = {"type": "string"}
        if key.choices:
            items["enum"] = list(key.choices)
        schema |= {"type": "array", "items": items}
        if key.at_least_one:
            schema["minItems"] = 1
        return schema
    schema["type"] = _SCHEMA_TYPES[key.kind]
    if key.name == "telemetry":
        schema["const"] = False
    elif key.kind is int:
        schema |= {"minimum": key.limits[0], "maximum": key.limits[1]}
    elif key.choices:
        schema["enum"] = list(key.choices)
    elif key.name == "server_address":
        schema |= {"pattern": "^https?://", "format": "uri"}
    return schema


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _limits(key: Key) -> str:
    if key.kind is int:
        return f" From {key.limits[0]} to {key.limits[1]}; usually {key.default}."
    if key.choices:
        return f" One of: {', '.join(key.choices)}." if key.kind is str else f" Of: {', '.join(key.choices)}."
    return ""


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
