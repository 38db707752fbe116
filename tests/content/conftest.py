from __future__ import annotations

import json

import pytest

from tests.content.reading import CATALOGUE, RESOURCES, Json, read


@pytest.fixture(scope="session")
def value_sets() -> dict[str, Json]:
    found = [json.loads(file.read_text("utf-8")) for file in sorted((RESOURCES / "valuesets").glob("*.json"))]
    return {f"{one['url']}|{one['version']}": one for one in found}


@pytest.fixture(params=[entry["name"] for entry in CATALOGUE])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def form(name: str) -> Json:
    return read(f"forms/{name}.json")
