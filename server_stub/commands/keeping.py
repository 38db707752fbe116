"""`verify-audit`: whether the chain of the audit trail holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from server_stub import audit
from server_stub.app import prepare

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from server_stub.clock import Clock
    from server_stub.settings import Settings


def describe(commands: Any, add_data: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe `verify-audit`."""
    add_data(commands.add_parser("verify-audit", help="check that no entry of the audit trail was changed"))


def verify_audit(settings: Settings, _options: argparse.Namespace, now: Clock) -> int:
    """Check the chain; 1 when it is broken."""
    prepare(settings, now)
    broken = audit.first_break()
    if broken is not None:
        sys.stdout.write(f"The audit trail was changed: entry {broken} does not fit the one before it.\n")
        return 1
    sys.stdout.write("The audit trail holds.\n")
    return 0
