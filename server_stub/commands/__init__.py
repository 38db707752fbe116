"""The administrator's commands besides `serve`: each takes settings, options and the clock, and returns a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server_stub.commands import forms, keeping, people

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from server_stub.clock import Clock
    from server_stub.settings import Settings

    Command = Callable[[Settings, argparse.Namespace, Clock], int]

COMMANDS: Mapping[str, Command] = {
    "init": people.init,
    "staff": people.staff,
    "forms": forms.forms,
    "backup": keeping.backup_,
    "restore": keeping.restore,
    "export": keeping.export,
    "purge": keeping.purge,
    "verify-audit": keeping.verify_audit,
}


def add_commands(commands: Any, add_data: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe the commands to argparse; `add_data` adds the option that each has."""
    for module in (people, forms, keeping):
        module.describe(commands, add_data)
