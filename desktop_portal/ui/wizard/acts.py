"""What the wizard's views may ask for, handed in: they neither ask nor decide themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.ui.wizard.adding import at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_portal.core.copying import Offer
    from desktop_portal.core.council import Level
    from desktop_portal.core.submission import Submission
    from desktop_portal.core.wizard import RowChange
    from desktop_portal.forms.answers import Attachment, Path, Value
    from desktop_portal.forms.tree import Form
    from desktop_portal.ui.editors.file_zone import Files, NewFile
    from desktop_portal.ui.wizard.adding import Run


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways out of the wizard.

    `attach` reads and checks a file for this draft and keeps it, or raises a Problem; `beside` does that beside the
    window, as a lane does; `read_file` gives the bytes of one, none where it is not here. `open_pdf` shows the form as
    a PDF (of the draft, or of the submission once there is one); `leave` goes back to all forms; `submitted` is told
    what now waits in the outbox, so that sending can begin at once. `little_room` is what to say when the disk is
    nearly full, "" when it is not. `versions` shows the earlier versions of what is saved. `may_submit` says whether
    somebody is signed in, and asks them to sign in when not (J09). `begin_sibling` begins a form about the person in a
    row of the household.
    """

    attach: Callable[[str, NewFile], Attachment]
    open_pdf: Callable[[Submission | None], None]
    leave: Callable[[], None]
    submitted: Callable[[Submission], None]
    may_submit: Callable[[], bool] = lambda: True
    little_room: Callable[[], str] = lambda: ""
    versions: Callable[[], None] = lambda: None
    read_file: Callable[[Attachment], bytes] = lambda _file: b""
    beside: Run = at_once
    set_aside: Callable[[], None] = lambda: None
    other_form: Callable[[str], str] = lambda _url: ""
    go_on_as: Callable[[str], None] = lambda _url: None
    begin_sibling: Callable[[int], None] = lambda _row: None
    previous: Callable[[int], None] = lambda _version: None


@dataclass(frozen=True, slots=True)
class Acts:
    """What a person does inside a section: give an answer, change the rows of a group, attach, take back.

    `words_for` are the council's own words for the options of a question. `other_form` and `go_on_as` are for notes
    that offer to go on with another form.
    """

    form: Form
    edit: Callable[[Path, tuple[Value, ...]], None]
    change_rows: Callable[[RowChange, Path, int, int], None]
    add_row: Callable[[Path, Mapping[str, tuple[Value, ...]]], None]
    take_over: Callable[[Path, Offer], None]
    files: Files
    undo: Callable[[], None]
    go_to: Callable[[str, Path | None], None]
    words_for: Callable[[str], tuple[Level, ...]] = lambda _link_id: ()
    other_form: Callable[[str], str] = lambda _url: ""
    go_on_as: Callable[[str], None] = lambda _url: None
    begin_sibling: Callable[[int], None] = lambda _row: None
