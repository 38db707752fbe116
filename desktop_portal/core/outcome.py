"""What one attempt at delivering a submission came to: the only words in which the network speaks to the middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from desktop_portal.core.submission import Receipt


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing that the council's server found wrong: the question's linkId and a sentence."""

    link_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Received:
    """The server answered with a well-formed receipt. Whether it is *this* text's receipt, `delivery.after` decides."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Transient:
    """Nothing was decided: try again later, same id and same bytes.

    `reason`: "offline", "sign-in-page", "server-busy", "proxy-sign-in", "not-trusted", "no-server" or "unexpected".
    `retry_after` is what the server asked for, in seconds.
    """

    reason: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person, or closing the program, stopped it between two chunks. Nothing failed."""


@dataclass(frozen=True, slots=True)
class SignInNeeded:
    """401, and renewing the session did not help."""


@dataclass(frozen=True, slots=True)
class FormGone:
    """410: the council no longer takes this version of the form."""


@dataclass(frozen=True, slots=True)
class UpdateNeeded:
    """426: the server no longer speaks with this version of the program."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """403 or 422: the server understood and refused. `fields` may be empty, `detail` is the server's sentence."""

    detail: str = ""
    fields: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """412: somebody sent another version in between."""


@dataclass(frozen=True, slots=True)
class TooBig:
    """413 or 507: `name` is the file's title, or "" for the form itself."""

    name: str


@dataclass(frozen=True, slots=True)
class MissingFiles:
    """424: the server does not hold these files (SHA-256, hex); they have to be uploaded again."""

    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsendable:
    """It must not be sent: "damaged" (its bytes are not what was frozen) or "digest-differs" (the id is taken)."""

    reason: str


Outcome: TypeAlias = (
    Received
    | Transient
    | Stopped
    | SignInNeeded
    | FormGone
    | UpdateNeeded
    | Rejected
    | Conflict
    | TooBig
    | MissingFiles
    | Unsendable
)
