"""FHIR R4 Questionnaire (JSON) -> Form; refuses what the profile lacks, naming the place."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.forms import extensions as ext
from desktop_portal.forms.graph import check_conditions, order_rules
from desktop_portal.forms.issues import Finding, FormRefused
from desktop_portal.forms.items import read_items
from desktop_portal.forms.plan import Found, make_plan, repeats_rows
from desktop_portal.forms.reader import Reader
from desktop_portal.forms.reading import Node, Problems
from desktop_portal.forms.rules import compile_expressions, more_needs
from desktop_portal.forms.tree import Form, Group, Item, ItemType
from desktop_portal.forms.value_sets import ValueSets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Finding", "FormRefused", "compile_form"]

_STATUSES = ("draft", "active", "retired", "unknown")
_NO_SETS: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


def compile_form(
    definition: Mapping[str, Any], *, language: str = "en", value_sets: Mapping[str, Mapping[str, Any]] = _NO_SETS
) -> Form:
    """Compile a Questionnaire for one language; `value_sets` are shipped ValueSets by `url|version`.

    Raises FormRefused with every place that is outside the profile.
    """
    problems = Problems(language)
    root = Node(problems, definition, "Questionnaire")
    if root.text("resourceType") != "Questionnaire":
        root.refuse("This is not a FHIR Questionnaire.", "resourceType")
        raise FormRefused(tuple(problems.found))
    reader = Reader(problems, ValueSets(problems, value_sets))
    for resource in root.each("contained"):
        reader.value_sets.contain(resource)
    rules, variables = _root_extensions(root)
    roots = read_items(reader, root)
    texts = _texts(root)
    root.refuse_unread("Questionnaire")
    parents, scopes = _places(roots, reader.items)
    check_conditions(reader)
    form = Form(
        **texts,
        language=language,
        languages=tuple(sorted({root.text("language", "en"), *problems.languages})),
        sections=tuple(_sections(roots, texts["title"])),
        items=MappingProxyType(_in_order(roots, reader.items)),
        parents=MappingProxyType(parents),
        scopes=MappingProxyType(scopes),
        rules=(*rules, *(rule for item in reader.items.values() for rule in item.rules)),
        roots=roots,
        variables=variables,
        renames=MappingProxyType(reader.renames),
    )
    if problems.found:
        raise FormRefused(tuple(problems.found))
    expressions = compile_expressions(form, reader, definition)
    needs = more_needs(form, expressions)
    order = order_rules(form, reader, needs)
    if problems.found:
        raise FormRefused(tuple(problems.found))
    return replace(form, plan=make_plan(roots, form.items, parents, scopes, Found(expressions, needs, order)))


def _root_extensions(root: Node) -> tuple[tuple[Any, ...], tuple[tuple[str, str], ...]]:
    rules, variables = [], []
    for extension in root.each("extension"):
        url = extension.text("url")
        if url in (ext.CONSTRAINT, ext.OLD_CONSTRAINT):
            rules.append(ext.read_constraint(extension, ""))
        elif url == ext.VARIABLE:
            variables.append(ext.read_variable(extension))
        else:
            ext.refuse_extension(extension, url)
    return tuple(rules), tuple(variables)


def _texts(root: Node) -> dict[str, Any]:
    status = root.text("status")
    if status and status not in _STATUSES:
        root.refuse(f"status is one of {', '.join(_STATUSES)}.", "status")
    period = root.inner("effectivePeriod")
    root.allow("id", "meta", "text", "subjectType", "experimental", "language")
    url = root.text("url")
    if "|" in url or any(character.isspace() for character in url):
        root.refuse("url is an address without a version and without spaces.", "url")
    return {
        "url": url,
        "version": root.text("version"),
        "name": root.text("name"),
        "title": root.text("title"),
        "description": root.text("description"),
        "publisher": root.text("publisher"),
        "date": root.text("date"),
        "status": status,
        "effective_start": period.text("start") if period is not None else "",
        "effective_end": period.text("end") if period is not None else "",
    }


def _places(roots: Iterable[Item], items: Mapping[str, Item]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    parents: dict[str, str] = {}
    scopes: dict[str, tuple[str, ...]] = {}

    def visit(item: Item, scope: tuple[str, ...]) -> None:
        scopes[item.link_id] = scope
        inner = (*scope, item.link_id) if repeats_rows(item) else scope
        for child in item.children:
            parents[child.link_id] = item.link_id
            visit(child, inner)

    for root in roots:
        visit(root, ())
    for link_id in items:
        scopes.setdefault(link_id, ())
    return parents, scopes


def _in_order(roots: Iterable[Item], items: Mapping[str, Item]) -> dict[str, Item]:
    ordered: dict[str, Item] = {}

    def visit(item: Item) -> None:
        ordered[item.link_id] = item
        for child in item.children:
            visit(child)

    for root in roots:
        visit(root)
    return {**ordered, **{link_id: item for link_id, item in items.items() if link_id not in ordered}}


def _sections(roots: Iterable[Item], title: str) -> Iterator[Group]:
    """Give the top-level groups; questions that stand between them get a section of their own."""
    loose: list[Item] = []
    for item in (*roots, None):
        if item is not None and not isinstance(item, Group):
            loose.append(item)
            continue
        if loose:
            link_id = f"{loose[0].link_id}#section"
            yield Group(link_id=link_id, type=ItemType.GROUP, text=title, children=tuple(loose))
            loose = []
        if item is not None:
            yield item
