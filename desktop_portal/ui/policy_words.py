"""What an organisation has set, in words for the person who uses the program: what it is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.policy.reading import NO_SERVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.policy import Policy

translate = QCoreApplication.translate


def set_by_organisation(policy: Policy, set_by: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a line and its reason for each key that the organisation set, in the order of the page."""
    return tuple(line for name, line in _lines(policy).items() if name in set_by)


def _lines(policy: Policy) -> dict[str, tuple[str, str]]:
    yes, no = translate("PolicyWords", "yes"), translate("PolicyWords", "no")
    none = translate("PolicyWords", "none")
    address = none if policy.server_address == NO_SERVER else policy.server_address
    return {
        "server_address": (
            translate("PolicyWords", "The council's server: {}").format(address or none),
            translate("PolicyWords", "So that forms go to your council and to nobody else."),
        ),
        "council_name": (
            translate("PolicyWords", "The council: {}").format(policy.council_name),
            translate("PolicyWords", "So that the name is right before the first connection."),
        ),
        "council_telephone": (
            translate("PolicyWords", "Number to call: {}").format(policy.council_telephone),
            translate("PolicyWords", "So that you always have the right number, without a network too."),
        ),
        "council_night_telephone": (
            translate("PolicyWords", "Number out of hours: {}").format(policy.council_night_telephone),
            translate("PolicyWords", "So that somebody answers at night and at weekends."),
        ),
        "council_hours": (
            translate("PolicyWords", "Office hours: {}").format(", ".join(policy.council_hours)),
            translate("PolicyWords", "So that the right number is shown at each hour."),
        ),
        "idle_minutes": (
            translate("PolicyWords", "The window locks after {} minutes").format(policy.idle_minutes),
            translate("PolicyWords", "So that nobody reads about a child while you are away."),
        ),
        "retention_days": (
            translate("PolicyWords", "Forms are kept for {} days").format(policy.retention_days),
            translate("PolicyWords", "The law asks that records are not kept for longer than they are needed."),
        ),
        "keep_deleted_drafts": (
            translate("PolicyWords", "Deleted forms can be got back for seven days: {}").format(
                yes if policy.keep_deleted_drafts else no
            ),
            translate("PolicyWords", "Your organisation decides whether deleted means deleted at once."),
        ),
        "keep_signed_in": (
            translate("PolicyWords", "Staying signed in is allowed: {}").format(yes if policy.keep_signed_in else no),
            translate("PolicyWords", "Your organisation decides whether this computer may open your forms by itself."),
        ),
        "shared_computer": (
            translate("PolicyWords", "This computer is shared: {}").format(yes if policy.shared_computer else no),
            translate("PolicyWords", "So that the next person here sees nothing of yours."),
        ),
        "allowed_attachments": (
            translate("PolicyWords", "Files that can be added: {}").format(
                ", ".join(policy.allowed_attachments) or none
            ),
            translate("PolicyWords", "Your organisation allows only these kinds."),
        ),
        "max_attachment_megabytes": (
            translate("PolicyWords", "Largest file: {} MB").format(policy.max_attachment_megabytes),
            translate("PolicyWords", "So that forms can be sent over your organisation's network."),
        ),
        "upload_kilobytes_per_second": (
            translate("PolicyWords", "Files are sent at most at {} KB a second").format(
                policy.upload_kilobytes_per_second or none
            ),
            translate("PolicyWords", "So that your organisation's line stays usable for everybody."),
        ),
        "proxy": (
            translate("PolicyWords", "Proxy: {}").format(policy.proxy or none),
            translate("PolicyWords", "Your organisation's network leads to the council this way."),
        ),
        "certificate_authority": (
            translate("PolicyWords", "Further certificate authority: {}").format(policy.certificate_authority or none),
            translate("PolicyWords", "Your organisation's network needs it to reach the council."),
        ),
        "forms_key": (
            translate("PolicyWords", "New forms must be signed by the council: {}").format(
                yes if policy.forms_key else no
            ),
            translate("PolicyWords", "So that nobody on the way can put another form in its place."),
        ),
        "update_check": (
            translate("PolicyWords", "Says when a newer version is needed: {}").format(
                yes if policy.update_check else no
            ),
            translate("PolicyWords", "Your organisation brings new versions to this computer itself."),
        ),
        "log_level": (
            translate("PolicyWords", "How much the log says: {}").format(policy.log_level),
            translate("PolicyWords", "Your IT support asked for it. The log holds nothing that you write."),
        ),
        "languages": (
            translate("PolicyWords", "Languages: {}").format(", ".join(policy.languages)),
            translate("PolicyWords", "These are the languages that your organisation offers."),
        ),
        "hide_key": (
            translate("PolicyWords", "Key that hides the window: {}").format(policy.hide_key or none),
            translate("PolicyWords", "So that it is the same on all computers here."),
        ),
        "telemetry": (
            translate("PolicyWords", "Telemetry: {}").format(none),
            translate("PolicyWords", "This program tells nobody how you use it, and nobody can switch that on."),
        ),
    }
