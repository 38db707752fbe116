"""Turn what an author wrote into the FHIR profile, the same bytes each time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from source.fhir import DONT_KNOW, FORMS, HL7, OURS, SDC, absent_reasons, control

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from source.nodes import Definition, Json, Node, Option, Rule, When

ENTER = ("Enter {}", "Rhowch {}")
SELECT = ("Select {}", "Dewiswch {}")
UPLOAD = ("Choose {}", "Dewiswch {}")
OR_SELECT_DONT_KNOW = (', or select "I do not know"', ', neu dewiswch "Nid wyf yn gwybod"')
OR_DONT_KNOW = (', or "I do not know"', ', neu "Nid wyf yn gwybod"')
TEMPLATES = {"choice": SELECT, "open-choice": SELECT, "boolean": SELECT, "attachment": UPLOAD}


class MissingWelshError(Exception):
    """A form that is said to be in Welsh has English texts without a translation."""


@dataclass
class Translator:
    """Puts texts into JSON with their Welsh beside them; remembers which had none."""

    welsh: Mapping[str, str]
    needed: bool
    missing: list[str] = field(default_factory=list)

    def put(self, target: Json, key: str, english: str, welsh: str = "") -> None:
        """Write one text; `welsh` where it is made and not looked up."""
        target[key] = english
        if not self.needed:
            return
        content = welsh or self.of(english)
        parts = [{"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": content}]
        target[f"_{key}"] = {"extension": [{"url": f"{HL7}/translation", "extension": parts}]}

    def of(self, english: str) -> str:
        """Look a text up; an empty one when there is no Welsh for it."""
        if self.needed and english not in self.welsh:
            self.missing.append(english)
        return self.welsh.get(english, "")


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Go through all items, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.inside)


def render(form: Definition, welsh: Mapping[str, str]) -> Json:
    """Make the Questionnaire; raises MissingWelshError when it names Welsh dictionaries that do not cover it."""
    translator = Translator(welsh, needed=bool(form.welsh))
    known = {node.link_id: node for node in walk(form.sections)}
    resource: Json = {
        "resourceType": "Questionnaire",
        "url": f"{FORMS}/Questionnaire/{form.file}",
        "version": form.version,
        "name": form.name,
    }
    translator.put(resource, "title", form.title)
    resource |= {"status": "active", "subjectType": ["Patient"], "language": "en", "date": form.date}
    resource["publisher"] = "Children's Portal"
    translator.put(resource, "description", form.description)
    resource["effectivePeriod"] = {"start": form.date}
    if form.rules:
        resource["extension"] = [_rule(rule, translator) for rule in form.rules]
    resource["item"] = [_item(node, known, translator) for node in form.sections]
    if translator.missing:
        raise MissingWelshError("\n".join(dict.fromkeys(translator.missing)))
    return resource


def _item(node: Node, known: Mapping[str, Node], translator: Translator) -> Json:
    item: Json = {"linkId": node.link_id}
    if node.prefix:
        item["prefix"] = node.prefix
    item["type"] = node.type
    translator.put(item, "text", node.label)
    if node.when:
        item |= _enable(node.when, known)
    if node.must:
        item["required"] = True
    item |= node.keys
    if node.options:
        item["answerOption"] = [_option(one, node.system, translator) for one in node.options]
    extensions = [*_controls(node), *node.extensions, *_short(node, translator), *_messages(node, translator)]
    extensions += [_rule(rule, translator) for rule in node.rules]
    if extensions:
        item["extension"] = extensions
    inside = [_item(child, known, translator) for child in node.inside]
    if node.hint:
        inside.insert(0, _hint(node, translator))
    if inside:
        item["item"] = inside
    return item


def _hint(node: Node, translator: Translator) -> Json:
    hint: Json = {"linkId": f"{node.link_id}.hint", "type": "display"}
    translator.put(hint, "text", node.hint)
    hint["extension"] = [control("help")]
    return hint


def _option(one: Option, system: str, translator: Translator) -> Json:
    coding: Json = {"system": system, "code": one.code}
    translator.put(coding, "display", one.label)
    if not one.exclusive:
        return {"valueCoding": coding}
    return {"extension": [{"url": f"{HL7}/questionnaire-optionExclusive", "valueBoolean": True}], "valueCoding": coding}


def _controls(node: Node) -> list[Json]:
    controls = [control(node.control)] if node.control else []
    return [*controls, absent_reasons(node.unknown)] if node.unknown else controls


def _short(node: Node, translator: Translator) -> list[Json]:
    if not node.short:
        return []
    short: Json = {"url": f"{SDC}/sdc-questionnaire-shortText"}
    translator.put(short, "valueString", node.short)
    return [short]


def _messages(node: Node, translator: Translator) -> list[Json]:
    made = [_required(node, translator)] if node.must and node.type != "group" else []
    return made + [_message(code, english, translator) for code, english in node.messages.items()]


def _required(node: Node, translator: Translator) -> Json:
    suffix = _suffix(node)
    if node.ask:
        return _message("required", node.ask + suffix[0], translator, _joined(translator.of(node.ask), suffix[1]))
    english, welsh = TEMPLATES.get(node.type, ENTER)
    short = node.short or node.label[:1].lower() + node.label[1:]
    translated = translator.of(short)
    made = welsh.format(translated) if translated else ""
    return _message("required", english.format(short) + suffix[0], translator, _joined(made, suffix[1]))


def _suffix(node: Node) -> tuple[str, str]:
    """Name the way out for a person who lacks the fact."""
    if DONT_KNOW not in node.unknown:
        return ("", "")
    return OR_DONT_KNOW if node.type in ("choice", "open-choice") else OR_SELECT_DONT_KNOW


def _joined(text: str, suffix: str) -> str:
    return text + suffix if text else ""


def _message(code: str, english: str, translator: Translator, welsh: str = "") -> Json:
    text: Json = {"url": "text"}
    translator.put(text, "valueString", english, welsh)
    return {"url": f"{OURS}/error-message", "extension": [{"url": "code", "valueCode": code}, text]}


def _enable(shown: When, known: Mapping[str, Node]) -> Json:
    conditions = []
    for check in shown.checks:
        condition: Json = {"question": check.question, "operator": check.operator}
        if isinstance(check.value, bool):
            condition["answerBoolean"] = check.value
        elif isinstance(check.value, int):
            condition["answerInteger"] = check.value
        else:
            condition["answerCoding"] = {"system": known[check.question].system, "code": check.value}
        conditions.append(condition)
    behaviour = {"enableBehavior": "any" if shown.any else "all"} if len(conditions) > 1 else {}
    return {"enableWhen": conditions, **behaviour}


def _rule(rule: Rule, translator: Translator) -> Json:
    human: Json = {"url": "human"}
    translator.put(human, "valueString", rule.message)
    expression = {"language": "text/fhirpath", "expression": rule.expression}
    parts = [
        {"url": "key", "valueId": rule.key},
        {"url": "severity", "valueCode": rule.severity},
        {"url": "expression", "valueExpression": expression},
        human,
    ]
    if rule.place:
        parts.append({"url": "location", "valueString": f"linkId='{rule.place}'"})
    return {"url": f"{HL7}/targetConstraint", "extension": parts}
