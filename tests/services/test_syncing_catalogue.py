"""The forms that the council publishes come onto this computer, or are kept out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from desktop_portal.core.draft import FormKey

if TYPE_CHECKING:
    from tests.support.small_council import SmallCouncil
    from tests.support.sync_rig import SyncRig


def _definition(version: str, **more: Any) -> dict[str, Any]:
    url = "https://example.gov.uk/forms/concern"
    item = {
        "linkId": "overview",
        "type": "group",
        "text": "Overview",
        "item": [{"linkId": "overview.level", "type": "string", "text": "Level"}],
    }
    return {
        "resourceType": "Questionnaire",
        "url": url,
        "version": version,
        "status": "active",
        "title": "Concern",
        "item": [item],
        **more,
    }


def _publish(council: SmallCouncil, definition: dict[str, Any]) -> None:
    digest = hashlib.sha256(json.dumps(definition).encode()).hexdigest()
    entry = {
        "name": "concern",
        "url": definition["url"],
        "version": definition["version"],
        "title": "Concern",
        "digest": digest,
    }
    council.forms = [entry]
    council.definitions[f"concern/{definition['version']}"] = definition
    council.etag = f'"{digest}"'


def test_J27_a_new_version_of_a_form_arrives_and_the_old_one_still_opens(rig: SyncRig, council: SmallCouncil) -> None:
    old, new = _definition("1.0.0"), _definition("1.1.0")
    _publish(council, old)
    assert rig.run().refused_forms == ()
    _publish(council, new)
    assert rig.run_later().refused_forms == ()
    assert [one["version"] for one in rig.store.catalogue.entries()] == ["1.1.0"]
    assert rig.store.catalogue.definition(FormKey(old["url"], "1.0.0")) == old
    assert rig.store.catalogue.definition(FormKey(new["url"], "1.1.0")) == new
    council.server.asked.clear()
    rig.run_later()
    assert [asked.path for asked in council.asked if "/forms/" in asked.path] == []


def test_J27_a_computer_that_comes_later_offers_the_newest_of_several_versions(
    rig: SyncRig, council: SmallCouncil
) -> None:
    old, new = _definition("1.0.0"), _definition("1.1.0")
    _publish(council, old)
    retired = {**council.forms[0], "published_at": "2026-11-01T09:00:00Z", "retired_at": "2026-11-20T09:00:00Z"}
    _publish(council, new)
    council.forms = [{**council.forms[0], "published_at": "2026-11-20T09:00:00Z", "retired_at": None}, retired]
    assert rig.run().refused_forms == ()
    assert [one["version"] for one in rig.store.catalogue.entries()] == ["1.1.0"]
    line = rig.store.catalogue.line(FormKey(old["url"], "1.0.0"))
    assert line is not None
    assert line["retired_at"] == "2026-11-20T09:00:00Z"


def test_a_form_that_this_program_cannot_show_is_kept_out_and_reported(rig: SyncRig, council: SmallCouncil) -> None:
    good = _definition("1.0.0")
    _publish(council, good)
    rig.run()
    bad = _definition("1.1.0")
    bad["item"][0]["item"][0]["type"] = "hologram"
    _publish(council, bad)
    refused = rig.run_later().refused_forms
    assert [(one.name, one.version) for one in refused] == [("concern", "1.1.0")]
    assert refused[0].problems
    assert [one["version"] for one in rig.store.catalogue.entries()] == ["1.0.0"]


def test_a_definition_whose_digest_is_wrong_is_not_taken(rig: SyncRig, council: SmallCouncil) -> None:
    _publish(council, _definition("1.0.0"))
    council.definitions["concern/1.0.0"] = _definition("1.0.0", title="Another title")
    rig.queue()
    report = rig.run()
    assert report.waiting == 0, "a catalogue that cannot be read stops no delivery"
    assert rig.store.catalogue.entries() == []
