"""Somebody of the council's staff at a browser: signs in with password and code, presses what the pages offer."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pyotp

from tests.support.referrer import client_of
from tests.support.server_process import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import httpx

    from tests.support.server_process import ServerProcess

PASSWORD = "three boats at the weir"


def add_staff(
    server: ServerProcess, email: str, *, name: str = "Jo Hughes", roles: Sequence[str] = ("triage",)
) -> pyotp.TOTP:
    """Make an account by command line; returns its authenticator."""
    command = [sys.executable, "-m", "server_stub", "staff", "add", email, "--name", name]
    command += [word for role in roles for word in ("--role", role)]
    command += ["--password-from-stdin", "--data", str(server.data_dir)]
    environment = server.environment()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=PASSWORD + "\n", capture_output=True, text=True, check=True
    )
    address = next(line for line in done.stdout.splitlines() if line.startswith("otpauth://totp/"))
    return pyotp.TOTP(parse_qs(urlsplit(address).query)["secret"][0])


def said(page: httpx.Response) -> str:
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@dataclass
class DeskPerson:
    """A member of staff who is signed in."""

    http: httpx.Client
    name: str

    def get(self, path: str, **query: str | int) -> httpx.Response:
        return self.http.get(path, params=query or None)

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.http.get("/desk/me").text)
        assert found is not None
        return found[1]

    def post(self, path: str, **fields: str | int) -> httpx.Response:
        content = {"csrf": self.csrf(), **{name: str(value) for name, value in fields.items()}}
        return self.http.post(path, data=content)

    def act(self, submission: str, act: str, *, seen: int = 1, **fields: str | int) -> httpx.Response:
        return self.post(f"/desk/submissions/{submission}/{act}", seen=seen, **fields)

    def ask(
        self,
        submission: str,
        comments: str = "",
        *,
        reason: str = "insufficient-detail",
        seen: int = 1,
        notes: dict[str, str] | None = None,
        due: tuple[str, str, str] = ("", "", ""),
    ) -> httpx.Response:
        """Ask; `notes` by place ("child.first-name@", "person.name@2")."""
        day = dict(zip(("due-day", "due-month", "due-year"), due, strict=True))
        written = {f"note:{place}": text for place, text in (notes or {}).items()}
        return self.act(submission, "ask", seen=seen, reason=reason, comments=comments, **day, **written)


def staff_at(
    server: ServerProcess, email: str, *, name: str = "Jo Hughes", roles: Sequence[str] = ("triage",)
) -> Iterator[DeskPerson]:
    """Make an account and sign in; for `yield from` in a fixture."""
    totp = add_staff(server, email, name=name, roles=roles)
    with client_of(server) as http:
        answer = http.post("/desk/sign-in", data={"email": email, "password": PASSWORD, "code": totp.now()})
        assert answer.status_code == 303, answer.text
        yield DeskPerson(http, name)
