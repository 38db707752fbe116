"""The words an author writes a form with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from source.fhir import (
    DONT_KNOW,
    FORMS,
    code_system,
    decimal_places,
    file_kinds,
    go_on_as,
    limit,
    named_format,
    number_limit,
    occurs,
)
from source.nodes import Check, Node, Option, When

if TYPE_CHECKING:
    from collections.abc import Mapping

    from source.lists import CodeList
    from source.nodes import Json, Rule

KNOWN = (DONT_KNOW,)
SHORT_LIST = 7
MEGABYTE = 1024 * 1024
DOCUMENT_KINDS = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "image/jpeg",
    "image/png",
    "image/heic",
)
# The plain regex only says what other tools may lean on; the named format does the checking.
FORMATS = {
    "nhs-number": r"^\D*(?:\d\D*){10}$",
    "upn": r"^(?:[^A-Za-z0-9]*[A-Za-z0-9]){13}[^A-Za-z0-9]*$",
    "uk-postcode": r"^(?:[^A-Za-z0-9]*[A-Za-z0-9]){2,7}[^A-Za-z0-9]*$",
    "uk-phone": r"^\D*(?:\d\D*){8,20}$",
    "email": r"^\s*[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+\s*$",
    "ni-number": r"^(?:[^A-Za-z0-9]*[A-Za-z0-9]){9}[^A-Za-z0-9]*$",
    "urn": r"^\D*(?:\d\D*){6}$",
}


class Words(TypedDict, total=False):
    """What any question may say: see `Node`."""

    must: bool
    unknown: tuple[str, ...]
    hint: str
    short: str
    ask: str
    when: When
    messages: Mapping[str, str]
    inside: tuple[Node, ...]
    rules: tuple[Rule, ...]


def text(link_id: str, label: str, *, longest: int = 200, **words: Unpack[Words]) -> Node:
    """Ask for one line; `longest` in characters."""
    return Node(link_id=link_id, type="string", label=label, keys={"maxLength": longest}, **words)


def long(link_id: str, label: str, *, longest: int = 8000, **words: Unpack[Words]) -> Node:
    """Ask for several lines; `longest` in characters."""
    return Node(link_id=link_id, type="text", label=label, keys={"maxLength": longest}, **words)


def formatted(kind: str, link_id: str, label: str, *, longest: int = 60, **words: Unpack[Words]) -> Node:
    """Ask for something with a named format: nhs-number, upn, uk-postcode, uk-phone, email, ni-number, urn."""
    extensions = named_format(kind, FORMATS[kind])
    return Node(
        link_id=link_id, type="string", label=label, keys={"maxLength": longest}, extensions=extensions, **words
    )


def phone(link_id: str, label: str = "Telephone", **words: Unpack[Words]) -> Node:
    """Ask for a telephone number."""
    return formatted("uk-phone", link_id, label, **words)


def email(link_id: str, label: str = "E-mail address", **words: Unpack[Words]) -> Node:
    """Ask for an e-mail address."""
    return formatted("email", link_id, label, longest=254, **words)


def postcode(link_id: str, label: str = "Postcode", **words: Unpack[Words]) -> Node:
    """Ask for a postcode."""
    return formatted("uk-postcode", link_id, label, longest=12, **words)


def yes_no(link_id: str, label: str, **words: Unpack[Words]) -> Node:
    """Ask a question that is answered by yes or no."""
    return Node(link_id=link_id, type="boolean", label=label, **words)


def date(link_id: str, label: str, *, earliest: str = "", latest: str = "", **words: Unpack[Words]) -> Node:
    """Ask for a date; a month or a year alone will do. Limits are `today()` with an offset."""
    return _timed("date", "Date", link_id, label, (earliest, latest), words)


def moment(link_id: str, label: str, *, earliest: str = "", latest: str = "", **words: Unpack[Words]) -> Node:
    """Ask for a date and time."""
    return _timed("dateTime", "DateTime", link_id, label, (earliest, latest), words)


def _timed(kind: str, fhir: str, link_id: str, label: str, limits: tuple[str, str], words: Words) -> Node:
    sides = zip(("minValue", "maxValue"), limits, strict=True)
    extensions = tuple(limit(side, fhir, expression) for side, expression in sides if expression)
    return Node(link_id=link_id, type=kind, label=label, extensions=extensions, **words)


def past_date(link_id: str, label: str, **words: Unpack[Words]) -> Node:
    """Ask for a date that cannot lie ahead."""
    return date(link_id, label, latest="today()", **words)


def estimated(link_id: str) -> Node:
    """Let the date around it be marked as an estimate."""
    option = Option("estimated", "This is an estimate")
    return Node(
        link_id=f"{link_id}.estimated",
        type="choice",
        label="Estimate",
        options=(option,),
        system=code_system("estimate"),
    )


def number(link_id: str, label: str, least: int, most: int, **words: Unpack[Words]) -> Node:
    """Ask for a whole number between two."""
    extensions = (number_limit("minValue", least), number_limit("maxValue", most))
    return Node(link_id=link_id, type="integer", label=label, extensions=extensions, **words)


def money(link_id: str, label: str, *, extra: tuple[Json, ...] = (), **words: Unpack[Words]) -> Node:
    """Ask for an amount in pounds, with pence or without; `extra` extensions make it calculated."""
    extensions = (number_limit("minValue", 0), decimal_places(2), *extra)
    return Node(link_id=link_id, type="decimal", label=label, extensions=extensions, **words)


def option(code: str, label: str, *, exclusive: bool = False) -> Option:
    """Write one answer of a list."""
    return Option(code, label, exclusive)


def choice(link_id: str, label: str, *options: Option, of: str = "", **words: Unpack[Words]) -> Node:
    """Ask for one answer of a short list written here; `of` names the code system, otherwise the question does."""
    return _written("choice", link_id, label, options, of, {}, words)


def choices(link_id: str, label: str, *options: Option, of: str = "", **words: Unpack[Words]) -> Node:
    """Ask for any number of answers of a short list written here."""
    return _written("choice", link_id, label, options, of, {"repeats": True}, words)


def open_choice(link_id: str, label: str, *options: Option, of: str = "", **words: Unpack[Words]) -> Node:
    """Ask for one answer of a short list, or another in the person's own words."""
    return _written("open-choice", link_id, label, options, of, {}, words)


def _written(
    kind: str, link_id: str, label: str, options: tuple[Option, ...], of: str, keys: Json, words: Words
) -> Node:
    system = code_system(of or link_id.replace(".", "-"))
    control = _control(options, many=bool(keys.get("repeats")))
    return Node(
        link_id=link_id, type=kind, label=label, options=options, system=system, control=control, keys=keys, **words
    )


def _control(options: tuple[Option, ...], *, many: bool) -> str:
    if many:
        return "check-box"
    return "radio-button" if len(options) <= SHORT_LIST else "drop-down"


def listed(link_id: str, label: str, codes: CodeList, *, own_words: bool = False, **words: Unpack[Words]) -> Node:
    """Ask for one answer of a published list; `own_words` allows another than those listed."""
    kind = "open-choice" if own_words else "choice"
    keys: Json = {"answerValueSet": codes.reference}
    control = "autocomplete" if len(codes.concepts) > SHORT_LIST else "radio-button"
    return Node(link_id=link_id, type=kind, label=label, system=codes.system, control=control, keys=keys, **words)


def tick_listed(link_id: str, label: str, codes: CodeList, **words: Unpack[Words]) -> Node:
    """Ask for any number of answers of a published list."""
    keys: Json = {"repeats": True, "answerValueSet": codes.reference}
    return Node(
        link_id=link_id, type="choice", label=label, system=codes.system, control="check-box", keys=keys, **words
    )


def some_of(
    link_id: str, label: str, codes: CodeList, only: str, *, many: bool = False, **words: Unpack[Words]
) -> Node:
    """Ask for one answer (or `many`) of a part of a published list, written out; `only` are codes, spaces between."""
    wanted = only.split()
    options = tuple(Option(c.code, c.label, c.exclusive) for c in codes.concepts if c.code in wanted)
    keys: Json = {"repeats": True} if many else {}
    control = _control(options, many=many)
    return Node(
        link_id=link_id,
        type="choice",
        label=label,
        options=options,
        system=codes.system,
        control=control,
        keys=keys,
        **words,
    )


def agree(link_id: str, label: str, legal: str, *, ask: str) -> Node:
    """Let the person confirm `legal`, which stands above the one box there is to tick; `ask` when they have not."""
    above = Node(link_id=f"{link_id}.legal", type="display", label=legal, control="legal")
    return Node(
        link_id=link_id,
        type="choice",
        label=label,
        must=True,
        ask=ask,
        inside=(above,),
        options=(Option("agree", label),),
        system=code_system("agree"),
    )


def file(link_id: str, label: str, *, megabytes: int = 25, **words: Unpack[Words]) -> Node:
    """Ask for one file: PDF, Word document or picture."""
    extensions = file_kinds(DOCUMENT_KINDS, megabytes * MEGABYTE)
    return Node(link_id=link_id, type="attachment", label=label, extensions=extensions, **words)


def note(link_id: str, label: str, *, when: When | None = None, legal: bool = False, other_form: str = "") -> Node:
    """Say something that asks nothing; `other_form` is the name of a form that the person may go on with instead."""
    offer = (go_on_as(f"{FORMS}/Questionnaire/{other_form}"),) if other_form else ()
    control = "legal" if legal else ""
    return Node(link_id=link_id, type="display", label=label, when=when, control=control, extensions=offer)


def group(
    link_id: str, label: str, *inside: Node, when: When | None = None, must: bool = False, hint: str = ""
) -> Node:
    """Put questions under one heading."""
    return Node(link_id=link_id, type="group", label=label, inside=inside, when=when, must=must, hint=hint)


def rows(
    link_id: str,
    label: str,
    *inside: Node,
    most: int = 20,
    when: When | None = None,
    must: bool = False,
    hint: str = "",
) -> Node:
    """Ask the same questions for each of several people or things, `most` at the most."""
    return Node(
        link_id=link_id,
        type="group",
        label=label,
        inside=inside,
        when=when,
        must=must,
        hint=hint,
        keys={"repeats": True},
        extensions=(occurs("maxOccurs", most),),
    )


def section(link_id: str, number: int, title: str, *inside: Node, hint: str = "") -> Node:
    """Write one numbered page; it must be answered when anything on it must."""
    must = any(node.must for node in inside)
    return Node(
        link_id=link_id,
        type="group",
        label=title,
        inside=inside,
        must=must,
        hint=hint,
        control="page",
        prefix=str(number),
    )


def when(question: str, *values: Any) -> When:
    """Show only when `question` has any of these answers: a code, True or False."""
    return When(tuple(Check(question, "=", value) for value in values), any=len(values) > 1)


def answered(question: str, *, yes: bool = True) -> When:
    """Show only when `question` has an answer (or has none)."""
    return When((Check(question, "exists", yes),))


def either(*whens: When) -> When:
    """Show when any check of these holds."""
    return When(tuple(check for one in whens for check in one.checks), any=True)


def both(*whens: When) -> When:
    """Show when these hold together; each may have one check only."""
    return When(tuple(check for one in whens for check in one.checks))
