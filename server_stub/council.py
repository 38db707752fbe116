"""The council's own configuration and the terms people agree to: from resources/council.json, else a plain default."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server_stub.refusals import Refused
from server_stub.resources import read_json, resources_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT: dict[str, Any] = {
    "name": "Example Council",
    "telephone": {"day": "01632 960 100", "out_of_hours": "01632 960 199"},
    "information_request_reasons": [{"code": "insufficient-detail", "text": {"en": "Insufficient detail"}}],
    "outcomes": [{"code": "no-further-action", "text": {"en": "No further action"}}],
}
_TERMS = {
    "en": """This service is for telling {council} about a child who may need protection or help.

Use it for your own work or your own concern, and only with an account that is yours. Keep your password to yourself.

Tell us what you have seen and heard as truthfully as you can. What you send is shared with the council's children's \
services, and with others where that keeps a child safe.

If a child is in immediate danger, call 999. Sending a form is not an emergency call.

The council keeps what you send for as long as its retention schedule says, and records who has opened it.""",
    "cy": """Mae'r gwasanaeth hwn ar gyfer dweud wrth {council} am blentyn a allai fod angen ei amddiffyn neu gymorth.

Defnyddiwch ef ar gyfer eich gwaith neu'ch pryder eich hun, a dim ond gyda chyfrif sy'n eiddo i chi. Cadwch eich \
cyfrinair yn gyfrinachol.

Dywedwch wrthym yr hyn a welsoch ac a glywsoch mor onest ag y gallwch. Caiff yr hyn a anfonwch ei rannu â gwasanaethau \
plant y cyngor, ac ag eraill lle bo hynny'n cadw plentyn yn ddiogel.

Os yw plentyn mewn perygl uniongyrchol, ffoniwch 999. Nid galwad frys yw anfon ffurflen.

Mae'r cyngor yn cadw'r hyn a anfonwch cyhyd ag y mae ei amserlen gadw yn ei nodi, ac yn cofnodi pwy sydd \
wedi'i agor.""",
}


@dataclass(frozen=True, slots=True)
class Council:
    """The configuration as it is served, and the terms by language."""

    content: Mapping[str, Any]
    terms: Mapping[str, str]
    terms_version: str

    @property
    def name(self) -> str:
        """The council's name."""
        name = self.content.get("name")
        return _in_english(name) or "Example Council"

    @property
    def telephone(self) -> str:
        """The duty number, by day."""
        telephone = self.content.get("telephone")
        day = telephone.get("day") if isinstance(telephone, dict) else telephone
        return day if isinstance(day, str) else ""

    @property
    def sender(self) -> tuple[str, str]:
        """Name and address that e-mails come from; the address is "" when the council names none."""
        mail = self.content.get("mail")
        mail = mail if isinstance(mail, dict) else {}
        return (
            str(mail.get("sender_name") or f"{self.name} Children's Services Portal"),
            str(mail.get("sender_address") or ""),
        )

    def choices(self, name: str) -> dict[str, dict[str, str]]:
        """Return a list of the configuration ("outcomes") as texts by language, by code, in its order."""
        entries = self.content.get(name)
        entries = entries if isinstance(entries, list) else []
        return {str(one["code"]): dict(one["text"]) for one in entries if isinstance(one, dict)}

    def choice(self, name: str, code: str) -> dict[str, str]:
        """Return the texts of one code; Refused 422 when the list does not have it."""
        texts = self.choices(name).get(code)
        if texts is None:
            raise Refused(422, "not-valid", "Select one of the list.", issues=[])
        return texts

    def terms_in(self, language: str) -> str:
        """Return the terms in this language, else in English."""
        return self.terms.get(language) or self.terms["en"]


def load_council() -> Council:
    """Read the configuration; the terms' version is the hash of their texts unless the council names one."""
    content = read_json(resources_folder() / "council.json") or _DEFAULT
    name = _in_english(content.get("name")) or "Example Council"
    own = content.get("terms")
    own = own if isinstance(own, dict) else {}
    own_texts = own.get("text")
    texts: dict[str, str] = own_texts if isinstance(own_texts, dict) else {}
    terms = {language: text.replace("{council}", name) for language, text in {**_TERMS, **texts}.items()}
    version = own.get("version") or hashlib.sha256("\x00".join(sorted(terms.values())).encode()).hexdigest()[:12]
    return Council(content, terms, str(version))


def _in_english(name: Any) -> str:
    if isinstance(name, dict):
        name = name.get("en")
    return name if isinstance(name, str) else ""
