"""Where a policy names the key of the council, nobody on the way can put another form in place of one of its own."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from desktop_portal.paths import resources
from desktop_portal.policy.reading import read_policy
from desktop_portal.policy.sources import PolicyFile
from desktop_portal.services.refreshing import Refreshing
from desktop_portal.services.shelf import Shelf
from desktop_portal.vault.signatures import is_signed
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def rig(tmp_path: Path, own_server: ServerProcess) -> Iterator[SyncRig]:
    rig = SyncRig(tmp_path / "computer", own_server.url)
    yield rig
    rig.close()


def _refreshing(rig: SyncRig, forms_key: str) -> Refreshing:
    return Refreshing(rig.store, rig.portal, Shelf(resources()).value_sets, forms_key=forms_key)


def _key(server: ServerProcess) -> str:
    return server.command("forms", "key").stdout.strip()


def test_J27_forms_that_the_council_signed_are_taken(rig: SyncRig, own_server: ServerProcess) -> None:
    assert _refreshing(rig, _key(own_server)).forms() == ()
    assert len(rig.store.catalogue.entries()) == 4


def test_J27_forms_that_somebody_else_signed_stay_out_until_the_policy_names_the_right_key(
    rig: SyncRig, own_server: ServerProcess
) -> None:
    stranger = base64.b64encode(bytes(range(32))).decode()
    refused = _refreshing(rig, stranger).forms()
    assert len(refused) == 4
    assert {one.problems for one in refused} == {("It is not signed with the key that the policy names.",)}
    assert rig.store.catalogue.entries() == []
    assert _refreshing(rig, _key(own_server)).forms() == ()
    assert len(rig.store.catalogue.entries()) == 4


def test_a_signature_is_of_one_form_and_its_very_content(own_server: ServerProcess, rig: SyncRig) -> None:
    key, published = _key(own_server), rig.portal.forms()
    assert published is not None
    one, other = published.forms[:2]
    said = f"{one.url}|{one.version} {one.digest}"
    assert is_signed(key, said, one.signature)
    assert not is_signed(key, said, other.signature)
    assert not is_signed(key, said.replace(one.digest, other.digest), one.signature)
    for damaged in ("", "x", one.signature[:-4], one.signature + "AAAA", "é"):
        assert not is_signed(key, said, damaged)
        assert not is_signed(damaged, said, one.signature)


def test_J29_a_policy_with_a_mistyped_key_takes_no_form_rather_than_any(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('forms_key = "abc"\n')
    reading = read_policy([PolicyFile(file)])
    assert reading.policy.forms_key == "none"
    [warned] = reading.warned
    assert "portal-server forms key" in str(warned)
    assert "No new form is taken until it is right" in str(warned)
