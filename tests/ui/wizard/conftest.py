"""A wizard on a real store."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent

from desktop_portal.store.database import Store, open_store
from tests.support.wizard_desk import Clock, Desks, load_form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form


@pytest.fixture(scope="session")
def safeguarding() -> Form:
    return load_form("safeguarding-concern")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = open_store(tmp_path / "portal.db", secrets.token_bytes(32), clock=clock)
    yield store
    store.close()


@pytest.fixture
def desks(qtbot: QtBot, qapp: QApplication, store: Store, clock: Clock) -> Iterator[Desks]:
    yield Desks(qtbot, qapp, store, clock)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
