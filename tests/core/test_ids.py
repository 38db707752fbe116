from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from desktop_portal.core.ids import uuid7


def test_a_forms_id_is_a_uuid_of_version_7_that_tells_its_millisecond() -> None:
    # The example of RFC 9562, appendix A.6.
    now = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    noise = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(now, noise) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_ids_made_later_sort_later_whatever_the_random_bits() -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    earlier, later = uuid7(now, b"\xff" * 10), uuid7(now + timedelta(milliseconds=1), b"\x00" * 10)
    assert earlier < later
    assert {uuid.UUID(one).version for one in (earlier, later)} == {7}


def test_an_id_is_refused_without_enough_chance_or_without_a_time_zone() -> None:
    with pytest.raises(ValueError, match="random"):
        uuid7(datetime(2026, 5, 1, tzinfo=UTC), b"123")
    with pytest.raises(ValueError, match="zone"):
        uuid7(datetime(2026, 5, 1), bytes(10))  # noqa: DTZ001 (the mistake that is tested)
