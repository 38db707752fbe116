"""Lines of a long list, each made when somebody first looks at it: of ten thousand a window shows thirty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


class Lines(Sequence[T]):
    """What `make` makes of each row, once; `ids` are the rows' ids in the same order, known without making any."""

    def __init__(self, rows: Sequence[Any], make: Callable[[Any], T], ids: Sequence[str]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[int, T] = {}
        self.ids = ids

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Return one line, made now if nobody has looked at it, or a few."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = self._make(self._rows[at])
        return made

    def __iter__(self) -> Iterator[T]:
        """Go through all lines, which makes them."""
        for at in range(len(self._rows)):
            yield self[at]

    def told_as(self, tell: Callable[[T], Any]) -> Lines[Any]:
        """Return the same lines in other words, made as late."""
        return Lines(self, tell, self.ids)
