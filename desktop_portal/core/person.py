"""Who is signed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """An account, as the council's server knows it; also what section 2 of a form is filled in from (WCAG 3.3.7).

    `kind` is "professional" or "public".
    """

    id: str
    email: str
    first_name: str = ""
    last_name: str = ""
    job_role: str = ""
    organisation: str = ""
    phone: str = ""
    kind: str = "professional"

    @property
    def name(self) -> str:
        """The name as it is shown; the e-mail address where there is none."""
        return f"{self.first_name} {self.last_name}".strip() or self.email
