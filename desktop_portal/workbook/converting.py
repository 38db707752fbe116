"""An XLSForm, as pyxform reads it, becomes a draft Questionnaire; what does not map is refused by its row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop_portal.workbook.expressions import Constraint, NotSaidError, read_constraint, read_relevant
from desktop_portal.workbook.extensions import control, limits, message
from desktop_portal.workbook.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS = "https://forms.example.gov.uk"
OTHER = "other"
TYPES = {
    "text": "string",
    "string": "string",
    "integer": "integer",
    "int": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "dateTime",
    "datetime": "dateTime",
    "note": "display",
    "select one": "choice",
    "select all that apply": "choice",
    "photo": "attachment",
    "image": "attachment",
    "file": "attachment",
    "group": "group",
    "repeat": "group",
    "acknowledge": "choice",
    "trigger": "choice",
}
_KEYS = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "bind", "control", "children", "choices", "itemset", "list_name"}
    | {"parameters", "default", "query"}
)
_BIND = frozenset({"required", "relevant", "constraint", "jr:constraintMsg", "jr:requiredMsg", "readonly"})
_YES = ("yes", "true", "true()", "1")
_NO = ("", "no", "false", "false()", "0")
_LONG = ("multiline",)
_SHOWN = {"minimal": "drop-down", "autocomplete": "autocomplete", "search": "autocomplete"}

Json = dict[str, Any]
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be taken over, and the row of the sheet "survey" where it stands (0: the whole workbook)."""

    row: int
    text: str

    def __str__(self) -> str:
        """Return it as a line."""
        return f"Row {self.row}: {self.text}" if self.row else self.text


@dataclass(slots=True)
class Conversion:
    """One workbook on its way; `refused` grows, and the definition only counts when it stays empty."""

    workbook: Mapping[str, Any]
    rows: Mapping[Names, tuple[int, Mapping[str, Any]]]
    refused: list[Refusal] = field(default_factory=list)
    _kinds: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    _ids: dict[Names, str] = field(default_factory=dict)

    def definition(self) -> Json:
        """Return the Questionnaire, with the status "draft"."""
        workbook = self.workbook
        texts = Texts(str(workbook.get("default_language") or "default"))
        self._name_all(workbook, ())
        form_id = str(workbook.get("id_string") or workbook.get("name") or "form")
        made: Json = {
            "resourceType": "Questionnaire",
            "url": f"{FORMS}/Questionnaire/{form_id}",
            "version": str(workbook.get("version") or "draft"),
            "name": form_id,
        }
        texts.put(made, "title", workbook.get("title") or form_id)
        made |= {"status": "draft", "subjectType": ["Patient"], "language": texts.language}
        made["item"] = _sections([self._item(one, (), texts) for one in _children(workbook)], made["title"])
        return made

    def _name_all(self, parent: Mapping[str, Any], above: Names) -> None:
        for one in _children(parent):
            place = (*above, str(one["name"]))
            name = place[-1] if place[-1] not in self._kinds else ".".join(place)
            self._ids[place] = name
            self._kinds[name] = (self._type(one, place), one)
            self._name_all(one, place)

    def _type(self, one: Mapping[str, Any], place: Names) -> str:
        item_type = TYPES.get(str(one.get("type")), "")
        if item_type == "choice" and self._has_other(place):
            return "open-choice"
        if item_type == "string" and _appearance(one) in _LONG:
            return "text"
        return item_type

    def _has_other(self, place: Names) -> bool:
        return str(self.rows.get(place, (0, {}))[1].get("type", "")).rstrip().endswith("or_other")

    def _refuse(self, place: Names, text: str) -> None:
        self.refused.append(Refusal(self.rows.get(place, (0, {}))[0], text))

    def _item(self, one: Mapping[str, Any], above: Names, texts: Texts) -> Json:
        place = (*above, str(one["name"]))
        item_type = self._type(one, place)
        made: Json = {"linkId": self._ids[place], "type": item_type}
        if not item_type:
            self._refuse(place, f"A question of type “{one.get('type')}” cannot be taken over.")
            return made
        for key in sorted(set(one) - _KEYS):
            self._refuse(place, f"The column “{key}” cannot be taken over.")
        texts.put(made, "text", one.get("label"))
        if not made.get("text") and item_type != "group":
            self._refuse(place, "A question needs a label.")
        extensions = self._look(one, place)
        bind = {key: value for key, value in dict(one.get("bind") or {}).items() if value not in ("", None)}
        for key in sorted(set(bind) - _BIND):
            self._refuse(place, f"The column “{key}” cannot be taken over.")
        self._conditions(made, str(bind.get("relevant", "")), place)
        self._required(made, bind, extensions, texts, place)
        self._constraint(made, bind, extensions, texts, place)
        if str(bind.get("readonly", "")).lower() in _YES:
            made["readOnly"] = True
        if one.get("type") in ("repeat", "select all that apply"):
            made["repeats"] = True
        self._answers(made, one, texts, place)
        inside = self._hint(made, one, texts) + [self._item(each, place, texts) for each in self._asked(one, place)]
        if inside:
            made["item"] = inside
        if extensions:
            made["extension"] = extensions
        return made

    def _asked(self, one: Mapping[str, Any], place: Names) -> list[Mapping[str, Any]]:
        """Leave out what pyxform adds itself: the text beside "other" is a part of an open choice."""
        own = {f"{each['name']}_{OTHER}" for each in _children(one) if self._has_other((*place, str(each["name"])))}
        return [each for each in _children(one) if str(each["name"]) not in own or (*place, each["name"]) in self.rows]

    def _look(self, one: Mapping[str, Any], place: Names) -> list[Json]:
        shown = _appearance(one)
        for key in sorted(set(dict(one.get("control") or {})) - {"appearance", "bodyless"}):
            self._refuse(place, f"The column “{key}” cannot be taken over.")
        if one.get("parameters"):
            self._refuse(place, "The column “parameters” cannot be taken over.")
        if "query" in one or (one.get("type") == "select one" and not one.get("choices")):
            self._refuse(place, "Choices from another file, or filtered by an answer, cannot be taken over.")
        return [control(_SHOWN[shown])] if shown in _SHOWN else []

    def _conditions(self, made: Json, relevant: str, place: Names) -> None:
        if not relevant:
            return
        try:
            read = read_relevant(relevant)
            made["enableWhen"] = [
                self._condition(each.question, each.operator, each.value) for each in read.comparisons
            ]
        except NotSaidError as error:
            self._refuse(place, f"The column “relevant” holds what a form cannot say: {error}.")
            return
        if len(read.comparisons) > 1:
            made["enableBehavior"] = "any" if read.any else "all"

    def _condition(self, question: str, operator: str, value: str) -> Json:
        kind, asked = self._kinds.get(question, ("", {}))
        if not kind or kind in ("group", "display"):
            raise NotSaidError(f"there is no question “{question}”")
        made: Json = {"question": question, "operator": operator}
        if operator == "exists":
            return {**made, "answerBoolean": value == "true"}
        if kind in ("choice", "open-choice"):
            if operator not in ("=", "!=") or (operator == "!=" and asked.get("type") == "select all that apply"):
                raise NotSaidError(f"'{operator}' with a choice")
            return {**made, "answerCoding": {"system": _system(self.workbook, asked), "code": value}}
        keys = {"integer": "Integer", "decimal": "Decimal", "date": "Date", "dateTime": "DateTime", "time": "Time"}
        if kind in ("integer", "decimal"):
            return {**made, f"answer{keys[kind]}": _number(value, kind)}
        return {**made, f"answer{keys.get(kind, 'String')}": value}

    def _required(self, made: Json, bind: Json, extensions: list[Json], texts: Texts, place: Names) -> None:
        wanted = str(bind.get("required", "")).strip().lower()
        if wanted in _YES:
            made["required"] = True
        elif wanted not in _NO:
            self._refuse(place, "The column “required” holds a condition: make the question relevant by it instead.")
        self._message("required", bind.get("jr:requiredMsg"), extensions, texts)

    def _constraint(self, made: Json, bind: Json, extensions: list[Json], texts: Texts, place: Names) -> None:
        written = str(bind.get("constraint", ""))
        try:
            read = read_constraint(written) if written else Constraint()
            found, codes = limits(read, made["type"])
        except ValueError as error:
            self._refuse(place, f"The column “constraint” holds what a form cannot say: {error}.")
            return
        extensions.extend(found)
        if read.longest is not None:
            made["maxLength"] = read.longest
        for code in codes:
            self._message(code, bind.get("jr:constraintMsg"), extensions, texts)

    def _message(self, code: str, words: object, extensions: list[Json], texts: Texts) -> None:
        text: Json = {}
        texts.put(text, "valueString", words)
        if text:
            extensions.append(message(code, text))

    def _answers(self, made: Json, one: Mapping[str, Any], texts: Texts, place: Names) -> None:
        choices = [each for each in one.get("choices") or [] if made["type"] != "open-choice" or each["name"] != OTHER]
        if one.get("type") in ("acknowledge", "trigger"):
            choices = [{"name": "ok", "label": one.get("label")}]
        system = _system(self.workbook, one)
        for each in choices:
            coding: Json = {"system": system, "code": str(each["name"])}
            texts.put(coding, "display", each.get("label") or each["name"])
            made.setdefault("answerOption", []).append({"valueCoding": coding})
        default = str(one.get("default") or "")
        if default:
            self._default(made, default, place)

    def _default(self, made: Json, default: str, place: Names) -> None:
        item_type = made["type"]
        if item_type in ("choice", "open-choice"):
            chosen = [each for each in made["answerOption"] if each["valueCoding"]["code"] in default.split()]
            for each in chosen:
                each["initialSelected"] = True
        elif item_type in ("integer", "decimal"):
            try:
                made["initial"] = [{f"value{item_type.title()}": _number(default, item_type)}]
            except NotSaidError as error:
                self._refuse(place, f"The column “default” cannot be taken over: {error}.")
        elif item_type in ("string", "text") and "${" not in default and "(" not in default:
            made["initial"] = [{"valueString": default}]
        else:
            self._refuse(place, "The column “default” cannot be taken over here.")

    def _hint(self, made: Json, one: Mapping[str, Any], texts: Texts) -> list[Json]:
        hint: Json = {"linkId": f"{made['linkId']}.hint", "type": "display"}
        texts.put(hint, "text", one.get("hint") or one.get("guidance_hint"))
        return [{**hint, "extension": [control("help")]}] if "text" in hint else []


def _children(parent: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what a person sees: not the instance's own metadata."""
    return [one for one in parent.get("children") or [] if one.get("name") != "meta"]


def _appearance(one: Mapping[str, Any]) -> str:
    return str(dict(one.get("control") or {}).get("appearance", "")).strip()


def _system(workbook: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    name = str(one.get("list_name") or one.get("itemset") or one.get("name"))
    return f"{FORMS}/CodeSystem/{workbook.get('id_string') or 'form'}-{name}"


def _number(value: str, kind: str) -> int | float:
    try:
        return int(value) if kind == "integer" or "." not in value else float(value)
    except ValueError as error:
        raise NotSaidError(f"'{value}' is no number") from error


def _sections(items: list[Json], title: str) -> list[Json]:
    """Make pages of the groups at the top; what stands between them gets a page of its own."""
    made: list[Json] = []
    loose: list[Json] = []
    for item in (*items, None):
        if item is not None and (item["type"] != "group" or item.get("repeats")):
            loose.append(item)
            continue
        if loose:
            made.append({"linkId": f"page.{loose[0]['linkId']}", "type": "group", "text": title, "item": loose})
            loose = []
        if item is not None:
            made.append(item)
    for number, page in enumerate(made, 1):
        page["prefix"] = str(number)
        page["extension"] = [control("page"), *page.get("extension", ())]
        page["required"] = any(inside.get("required") for inside in page.get("item", ()))
    return made
