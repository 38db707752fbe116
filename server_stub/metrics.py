"""Figures for Prometheus: how many calls, how long they took, what waits. By route, never by id or person.

With several workers each writes its counts into a shared folder (PROMETHEUS_MULTIPROC_DIR, made by the supervisor
before this module is imported); any of them can then answer for all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from server_stub.antivirus import FOUND, NOT_CHECKED
from server_stub.tables.submissions import Letter
from server_stub.tables.uploads import Blob

if TYPE_CHECKING:
    from starlette.types import Scope

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_OWN = CollectorRegistry()
_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_CALLS = Counter("portal_calls", "Calls answered", ("method", "route", "status"), registry=_OWN)
_SECONDS = Histogram("portal_call_seconds", "Seconds a call took", ("route",), registry=_OWN, buckets=_BUCKETS)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def route_of(scope: Scope) -> str:
    """Return the route's pattern, such as `/v1/submissions/{submission}`; "other" where none fits."""
    return str(getattr(scope.get("route"), "path", "other"))


def count_call(scope: Scope, status: int, seconds: float) -> None:
    """Count one answered call."""
    method = scope["method"] if scope["method"] in _METHODS else "other"
    _CALLS.labels(method, route_of(scope), f"{status // 100}xx").inc()
    _SECONDS.labels(route_of(scope)).observe(seconds)


def exposition() -> bytes:
    """Write all figures as Prometheus reads them; what waits is counted in the database as it is asked."""
    now = CollectorRegistry()
    letters = Gauge("portal_letters", "E-mails by state", ("state",), registry=now)
    for state in ("waiting", "given-up"):
        letters.labels(state).set(Letter.select().where(Letter.state == state).count())
    files = Gauge("portal_files", "Files held back by the virus check, and why", ("state",), registry=now)
    for state in (FOUND, NOT_CHECKED):
        files.labels(state).set(Blob.select().where(Blob.scan == state).count())
    shared = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    else:
        shared = _OWN
    return generate_latest(shared) + generate_latest(now)
