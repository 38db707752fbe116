"""The extensions of one item, read by a table of URLs."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.forms import extensions as ext
from desktop_portal.forms.reader import MAX_REGEXES
from desktop_portal.forms.regexes import why_refused
from desktop_portal.forms.tree import ItemType
from desktop_portal.forms.values import TYPE_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.reader import Reader
    from desktop_portal.forms.reading import Node

TEXTUAL = (ItemType.STRING, ItemType.TEXT, ItemType.URL, ItemType.OPEN_CHOICE)
_WITH_LIMITS = (ItemType.INTEGER, ItemType.DECIMAL, ItemType.DATE, ItemType.DATE_TIME, ItemType.TIME)
# What fits some types only: by the name of the attribute here, the types and how it is called.
_FITS = {
    "mime_types": ((ItemType.ATTACHMENT,), "mimeType"),
    "max_size": ((ItemType.ATTACHMENT,), "maxSize"),
    "decimal_places": ((ItemType.DECIMAL,), "maxDecimalPlaces"),
    "named_format": ((ItemType.STRING,), "named-format"),
    "min_length": ((*TEXTUAL, ItemType.CHOICE), "minLength"),
    "regex": ((*TEXTUAL, *_WITH_LIMITS), "regex"),
    "go_on_as": ((ItemType.DISPLAY,), "go-on-as"),
}
_LIMIT_KINDS = {ItemType.DECIMAL: ("Decimal", "Integer"), ItemType.DATE_TIME: ("DateTime", "Date")}


class ItemExtensions:
    """The extensions of one item, read by a table of URLs. What none of them says stays as the class has it."""

    short_text = control = enable_expression = calculated = ""
    regex = named_format = entry_format = go_on_as = ""
    hidden = horizontal = False
    min_occurs = 0
    max_occurs: int | None = None
    min_length: int | None = None
    decimal_places: int | None = None
    max_size: int | None = None
    minimum: Any = None
    maximum: Any = None
    mime_types: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    rules: tuple[Any, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    renamed_from: tuple[str, ...] = ()
    messages: Mapping[str, str] = MappingProxyType({})

    def __init__(self, reader: Reader, node: Node, item_type: ItemType) -> None:
        self._reader = reader
        self._node = node
        self._type = item_type
        for extension in node.each("extension"):
            url = extension.text("url")
            read = _READ.get(url)
            if read is None:
                ext.refuse_extension(extension, url)
            else:
                read(self, extension)

    def read_limit(self, extension: Node) -> None:
        """Read minValue or maxValue."""
        kinds = _LIMIT_KINDS.get(self._type) or TYPE_KEYS.get(self._type, ())
        if self._type not in _WITH_LIMITS:
            extension.refuse(f"An item of type {self._type} cannot have a smallest or largest value.")
            return
        limit = ext.read_limit(extension, kinds)
        if extension.raw["url"] == ext.MIN_VALUE:
            self.minimum = limit
        else:
            self.maximum = limit

    def read_regex(self, extension: Node) -> None:
        """Read a regular expression: strips a `matches('…')` around it, and tries it for time."""
        pattern = extension.text("valueString").strip()
        if not self._reader.may_try_regex(pattern):
            extension.refuse(f"A form may have at most {MAX_REGEXES} different regular expressions.")
            return
        if pattern.startswith("matches('") and pattern.endswith("')"):
            pattern = pattern.removeprefix("matches('").removesuffix("')").replace("\\\\", "\\")
        reason = why_refused(pattern)
        if reason:
            self._reader.bad_regexes += 1
            extension.refuse(reason, "valueString")
        else:
            self.regex = pattern

    def read_named_format(self, extension: Node) -> None:
        """Read our named format."""
        name = extension.text("valueCode")
        if name not in ext.NAMED_FORMATS:
            extension.refuse(f'"{name}" is not a named format; use {", ".join(sorted(ext.NAMED_FORMATS))}.')
        self.named_format = name

    def read_size(self, extension: Node) -> None:
        """Read maxSize, in bytes."""
        size = ext.read_value_x(extension, ("Decimal", "Integer"))
        if isinstance(size, (Decimal, int)) and size > 0:
            self.max_size = int(size)
        elif size is not None:
            extension.refuse("maxSize is a number of bytes above 0.")

    def read_constraint(self, extension: Node) -> None:
        """Read a rule that stands on this item."""
        self.rules = (*self.rules, ext.read_constraint(extension, self._node.link_id))

    def read_message(self, extension: Node) -> None:
        """Read one of our error messages."""
        code, text = ext.read_message(extension)
        self.messages = {**self.messages, code: text}

    def check_fits(self) -> None:
        """Refuse what does not fit the type of question."""
        for said in vars(self).keys() & _FITS.keys():
            types, name = _FITS[said]
            if self._type not in types:
                self._node.refuse(f"A question of type {self._type} cannot have {name}.", "extension")


def _setter(name: str, key: str) -> Any:
    def read(self: ItemExtensions, extension: Node) -> None:
        text = extension.text(key)
        if not text:
            extension.refuse(f"{key} is missing.")
        setattr(self, name, text)

    return read


def _number(name: str) -> Any:
    def read(self: ItemExtensions, extension: Node) -> None:
        number = extension.number("valueInteger")
        if number is None:
            extension.refuse("valueInteger is missing.")
        else:
            setattr(self, name, number)

    return read


def _hidden(self: ItemExtensions, extension: Node) -> None:
    self.hidden = extension.flag("valueBoolean")


def _orientation(self: ItemExtensions, extension: Node) -> None:
    self.horizontal = extension.text("valueCode") == "horizontal"


def _control(self: ItemExtensions, extension: Node) -> None:
    self.control = ext.read_control(extension)


def _enable(self: ItemExtensions, extension: Node) -> None:
    self.enable_expression = ext.read_expression(extension)


def _calculated(self: ItemExtensions, extension: Node) -> None:
    self.calculated = ext.read_expression(extension)


def _variable(self: ItemExtensions, extension: Node) -> None:
    self.variables = (*self.variables, ext.read_variable(extension))


def _mime_type(self: ItemExtensions, extension: Node) -> None:
    self.mime_types = (*self.mime_types, extension.text("valueCode"))


def _absent(self: ItemExtensions, extension: Node) -> None:
    self.absent = (*self.absent, *ext.read_reasons(extension))


def _renamed(self: ItemExtensions, extension: Node) -> None:
    name = extension.text("valueString")
    if not name:
        extension.refuse("valueString is missing: the linkId that this item had in an earlier version.")
    self.renamed_from = (*self.renamed_from, name)


_READ: dict[str, Any] = {
    ext.ITEM_CONTROL: _control,
    ext.ORIENTATION: _orientation,
    ext.MIN_LENGTH: _number("min_length"),
    ext.REGEX: ItemExtensions.read_regex,
    ext.MIN_VALUE: ItemExtensions.read_limit,
    ext.MAX_VALUE: ItemExtensions.read_limit,
    ext.DECIMAL_PLACES: _number("decimal_places"),
    ext.MIN_OCCURS: _number("min_occurs"),
    ext.MAX_OCCURS: _number("max_occurs"),
    ext.MIME_TYPE: _mime_type,
    ext.MAX_SIZE: ItemExtensions.read_size,
    ext.HIDDEN: _hidden,
    ext.ENTRY_FORMAT: _setter("entry_format", "valueString"),
    ext.CONSTRAINT: ItemExtensions.read_constraint,
    ext.OLD_CONSTRAINT: ItemExtensions.read_constraint,
    ext.VARIABLE: _variable,
    ext.SHORT_TEXT: _setter("short_text", "valueString"),
    ext.ENABLE_EXPRESSION: _enable,
    ext.CALCULATED: _calculated,
    ext.ERROR_MESSAGE: ItemExtensions.read_message,
    ext.NAMED_FORMAT: ItemExtensions.read_named_format,
    ext.ABSENT_REASONS: _absent,
    ext.RENAMED_FROM: _renamed,
    ext.GO_ON_AS: _setter("go_on_as", "valueCanonical"),
}
