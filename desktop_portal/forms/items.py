"""One `item` of a Questionnaire -> Note, Group or Question."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from desktop_portal.forms import extensions as ext
from desktop_portal.forms.item_extensions import TEXTUAL, ItemExtensions
from desktop_portal.forms.reader import MAX_DEPTH, MAX_ITEMS, MAX_LINK_ID, Reader
from desktop_portal.forms.tree import Condition, Group, Item, ItemType, Note, Operator, Option, Question
from desktop_portal.forms.value_sets import OPTION_EXCLUSIVE, OPTION_HINT, RETIRED, option_label
from desktop_portal.forms.values import TYPE_KEYS, value_kind

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.reading import Node

_TYPES = frozenset(kind.value for kind in ItemType)
_OPERATORS = frozenset(operator.value for operator in Operator)
_OPTION_KINDS = ("Coding", "String", "Integer", "Date", "Time")
_WITH_OPTIONS = (
    ItemType.CHOICE,
    ItemType.OPEN_CHOICE,
    ItemType.STRING,
    ItemType.TEXT,
    ItemType.INTEGER,
    ItemType.DATE,
    ItemType.TIME,
)
_REFUSED_TYPES = {
    "quantity": "A quantity is not part of this profile; ask for a decimal and name the unit in the text.",
    "reference": "A reference is not part of this profile; ask for a text or a choice.",
    "question": 'The type "question" is abstract; say which kind of question it is.',
}


def read_items(reader: Reader, parent: Node, depth: int = 1) -> tuple[Item, ...]:
    """Read the items of a node, in order; what cannot be read is noted and left out."""
    items: list[Item] = []
    for node in parent.each("item"):
        reader.count += 1
        if reader.count > MAX_ITEMS:
            if reader.count == MAX_ITEMS + 1:
                node.refuse(f"A form may have at most {MAX_ITEMS} items.")
            break
        if depth > MAX_DEPTH:
            node.refuse(f"Items may be nested at most {MAX_DEPTH} deep.")
            break
        item = _read_item(reader, node, depth)
        if item is not None:
            items.append(item)
    return tuple(items)


def _read_item(reader: Reader, node: Node, depth: int) -> Item | None:
    link_id = node.text("linkId")
    node.call(link_id)
    if not link_id.strip() or len(link_id) > MAX_LINK_ID or link_id != link_id.strip() or not link_id.isprintable():
        node.refuse(f"Each item needs a linkId of 1 to {MAX_LINK_ID} printable characters.", "linkId")
    elif link_id in reader.places:
        node.refuse(f"Another item has the linkId '{link_id}' already.", "linkId")
    code = node.text("type")
    if code not in _TYPES:
        node.refuse(
            _REFUSED_TYPES.get(code, f'"{code}" is not a type of item that this profile knows.'), "type", "invalidType"
        )
        return None
    reader.places[link_id] = node
    item_type = ItemType(code)
    seen = ItemExtensions(reader, node, item_type)
    common = _common(reader, node, item_type, seen)
    children = read_items(reader, node, depth + 1)
    for old in seen.renamed_from:
        if reader.renames.setdefault(old, link_id) != link_id:
            node.refuse(f"'{reader.renames[old]}' says already that it was called '{old}'.", "extension")
    node.allow("id")
    item = _made(reader, node, seen, common, children)
    node.refuse_unread("item")
    reader.items[link_id] = item
    return item


def _made(reader: Reader, node: Node, seen: ItemExtensions, common: dict[str, Any], children: tuple[Item, ...]) -> Item:
    item_type = common["type"]
    seen.check_fits()
    if item_type is ItemType.DISPLAY:
        for key in ("required", "repeats", "readOnly", "answerOption", "item"):
            if node.raw.get(key):
                node.refuse(f"A display asks nothing, so it cannot have {key}.", key)
        node.allow("required", "repeats", "readOnly")
        return Note(**common, go_on_as=seen.go_on_as)
    if children:
        hints = [child for child in children if _is_hint(child)]
        common["children"] = tuple(child for child in children if not _is_hint(child)) if hints else children
        common["hint"] = "\n".join(hint.text for hint in hints)
    common["required"] = node.flag("required")
    common["repeats"] = node.flag("repeats")
    common["min_occurs"] = seen.min_occurs
    common["max_occurs"] = seen.max_occurs
    common["messages"] = seen.messages
    if item_type is ItemType.GROUP:
        for key in ("readOnly", "maxLength", "answerOption", "answerValueSet", "initial"):
            if node.raw.get(key):
                node.refuse(f"A group has no answer of its own, so it cannot have {key}.", key)
        node.allow("readOnly")
        return Group(**common)
    return _question(reader, node, seen, common)


def _is_hint(item: Item) -> bool:
    """Whether an item is a help text that is always there, which belongs to the question above it."""
    return isinstance(item, Note) and item.control == "help" and not (item.conditions or item.enable_expression)


def _common(reader: Reader, node: Node, item_type: ItemType, seen: ItemExtensions) -> dict[str, Any]:
    conditions = tuple(_conditions(reader, node)) if "enableWhen" in node.raw else ()
    behaviour = node.text("enableBehavior")
    if behaviour not in ("", "all", "any"):
        node.refuse('enableBehavior is "all" or "any".', "enableBehavior")
    if len(conditions) > 1 and not behaviour:
        node.refuse('With two or more enableWhen, say enableBehavior "all" or "any".', "enableBehavior")
    if conditions and seen.enable_expression:
        node.refuse("Use either enableWhen or enableWhenExpression, not both.", "enableWhen")
    return {
        "link_id": node.link_id,
        "type": item_type,
        "text": node.text("text"),
        "short_text": seen.short_text,
        "prefix": node.text("prefix"),
        "control": seen.control,
        "hidden": seen.hidden,
        "conditions": conditions,
        "any_condition": behaviour == "any",
        "enable_expression": seen.enable_expression,
        "rules": seen.rules,
        "variables": seen.variables,
    }


def _conditions(reader: Reader, node: Node) -> Any:
    for entry in node.each("enableWhen"):
        question, code = entry.text("question"), entry.text("operator")
        kinds = ("Boolean", "Decimal", "Integer", "Date", "DateTime", "Time", "String", "Coding")
        value = ext.read_value_x(entry, kinds, prefix="answer")
        entry.allow("id")
        entry.refuse_unread("enableWhen")
        if code not in _OPERATORS:
            entry.refuse(f'"{code}" is not an operator; use exists, =, !=, >, <, >= or <=.', "operator")
            continue
        if value is None:
            continue
        condition = Condition(question, Operator(code), value)
        reader.conditions.append((node.link_id, condition, entry))
        yield condition


def _question(reader: Reader, node: Node, seen: ItemExtensions, common: dict[str, Any]) -> Question:
    item_type = common["type"]
    options = _shared_options(reader, node, item_type)
    value_set = node.text("answerValueSet")
    if value_set and options:
        node.refuse("Use either answerOption or answerValueSet, not both.", "answerValueSet")
    elif value_set:
        if item_type not in (ItemType.CHOICE, ItemType.OPEN_CHOICE, ItemType.STRING):
            node.refuse("Only a choice may have an answerValueSet.", "answerValueSet")
        options = reader.value_sets.options(node, value_set)
    maximum = node.number("maxLength")
    if maximum is not None and item_type not in (*TEXTUAL, ItemType.CHOICE):
        node.refuse("Only a text can have maxLength.", "maxLength")
    initial = _initial(node, item_type, options) if "initial" in node.raw else ()
    if len(initial) > 1 and not common["repeats"]:
        node.refuse("A question that does not repeat has one initial answer.", "initial")
    return Question(
        **common,
        read_only=node.flag("readOnly") or bool(seen.calculated),
        min_length=seen.min_length,
        max_length=maximum,
        regex=seen.regex,
        named_format=seen.named_format,
        minimum=seen.minimum,
        maximum=seen.maximum,
        max_decimal_places=seen.decimal_places,
        options=options,
        value_set=value_set,
        entry_format=seen.entry_format,
        horizontal=seen.horizontal,
        absent=seen.absent,
        mime_types=seen.mime_types,
        max_size=seen.max_size,
        initial=initial,
        calculated_expression=seen.calculated,
    )


def _initial(node: Node, item_type: ItemType, options: tuple[Option, ...]) -> tuple[Value, ...]:
    kinds = tuple(dict.fromkeys((*TYPE_KEYS[item_type], *(value_kind(option.value) for option in options))))
    return tuple(value for entry in node.each("initial") if (value := ext.read_value_x(entry, kinds)) is not None)


def _shared_options(reader: Reader, node: Node, item_type: ItemType) -> tuple[Option, ...]:
    """Read the options once for all questions that write down the same ones ("Yes, No, Not known")."""
    raw = node.raw.get("answerOption")
    if not raw:
        return tuple(_options(reader, node, item_type))
    try:
        key = (item_type, marshal.dumps(raw))
    except ValueError:
        return tuple(_options(reader, node, item_type))
    if key in reader.options:
        node.allow("answerOption")
        return reader.options[key]
    problems = len(reader.problems.found)
    options = tuple(_options(reader, node, item_type))
    if len(reader.problems.found) == problems:
        reader.options[key] = options
    return options


def _options(reader: Reader, node: Node, item_type: ItemType) -> Any:
    kinds = _OPTION_KINDS if item_type in (ItemType.CHOICE, ItemType.OPEN_CHOICE) else TYPE_KEYS[item_type]
    seen: set[Value] = set()
    for index, entry in enumerate(node.each("answerOption")):
        if index == 0 and item_type not in _WITH_OPTIONS:
            entry.refuse(f"A question of type {item_type} cannot have options.")
        value = ext.read_value_x(entry, kinds)
        if value is None:
            continue
        if value in seen:
            entry.refuse("This option is there already.")
        seen.add(value)
        exclusive, retired, hint = False, False, ""
        for extension in entry.each("extension"):
            url = extension.text("url")
            if url == OPTION_EXCLUSIVE:
                exclusive = extension.flag("valueBoolean")
            elif url == RETIRED:
                retired = extension.flag("valueBoolean")
            elif url == OPTION_HINT:
                hint = extension.text("valueString")
            else:
                ext.refuse_extension(extension, url)
        selected = entry.flag("initialSelected")
        entry.allow("id", "valueString")
        entry.refuse_unread("answerOption")
        label = option_label(value, entry.raw, reader.problems.language)
        yield Option(value, label, hint, exclusive, selected, retired)
