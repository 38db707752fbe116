"""Pages for the day on which a store cannot be read: what is lost, what is not, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal.core.problems import Problem, StoreUnreadable
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.notice import NoticePage, NoticeState

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.services.mending import Salvage
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

PAGE = "mending"
translate = QCoreApplication.translate


class MendingPages(QObject):
    """`left` carries a sentence when the person goes back to sign in; `reopened` the session of a store mended open."""

    left = Signal(str)
    reopened = Signal(object)
    later = Signal()
    before_mending = Signal()

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._email, self._secret = "", ""
        self._session: Session | None = None
        self._page = NoticePage()
        self._page.act.connect(self._act)
        ground.window.add_page(PAGE, self._page)

    def show_unreadable(self, email: str, secret: str) -> None:
        """Say that the store does not open, and offer what can be done with this password or code."""
        self._email, self._secret, self._session = email, secret, None
        if not self._ground.app.mending.keys_are_whole(email):
            self._show_keys_gone()
            return
        self._show(
            translate("Mending", "Your saved forms cannot be opened"),
            translate(
                "Mending", "The file that holds them on this computer is damaged. It has been left exactly as it is."
            ),
            translate(
                "Mending",
                "The program can read what is still whole in it and in its copies, and put that together. The damaged "
                " file is kept beside it.",
            ),
            actions=(
                ("mend", translate("Mending", "Get back what can be read")),
                ("aside", translate("Mending", "Put it aside and begin anew")),
                ("back", translate("Mending", "Go back")),
            ),
        )

    def show_damaged(self, session: Session) -> None:
        """Say that the check at the start has found damage in the store that is open."""
        self._session = session
        self._show(
            translate("Mending", "Some of what is saved on this computer is damaged"),
            translate(
                "Mending",
                "The check at the start found it. What you open may be missing parts until the program has put "
                "together what is whole in the file and in its copies. That takes a moment; nothing whole is lost.",
            ),
            actions=(
                ("mend-open", translate("Mending", "Mend it now")),
                ("later", translate("Mending", "Later")),
            ),
        )

    def _show_keys_gone(self) -> None:
        self._show(
            translate("Mending", "Your saved forms can no longer be opened on this computer"),
            translate(
                "Mending",
                "Both copies of the file with their keys are damaged. Without it nobody can read them, not with the "
                "password and not with the recovery code.",
            ),
            translate(
                "Mending",
                "If your IT support has a backup of this computer, it can put back the two files named header.json. "
                "What the council has received is safe with the council. What was only here is lost otherwise.",
            ),
            actions=(
                ("aside", translate("Mending", "Put them aside and begin anew")),
                ("back", translate("Mending", "Go back")),
            ),
        )

    def _show_nothing_left(self) -> None:
        self._show(
            translate("Mending", "Nothing in it can be read"),
            translate(
                "Mending",
                "Neither the file nor its copies gave back a single form. They have been left as they are.",
            ),
            translate(
                "Mending",
                "What the council has received is safe with the council. Forms that were only on this computer are "
                "lost, unless your IT support has a backup of it.",
            ),
            actions=(
                ("aside", translate("Mending", "Put it aside and begin anew")),
                ("back", translate("Mending", "Go back")),
            ),
        )

    def _show(self, title: str, *paragraphs: str, actions: tuple[tuple[str, str], ...]) -> None:
        self._page.show_state(NoticeState(title, paragraphs, actions))
        self._ground.window.show_page(PAGE)

    def _act(self, what: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "mend": self._mend,
            "mend-open": self._mend_open,
            "aside": self._put_aside,
            "back": lambda: self.left.emit(""),
            "later": self.later.emit,
            "go-on": lambda: self.left.emit(translate("Mending", "Sign in to go on.")),
            "go-on-open": self.later.emit,
        }
        acts[what]()

    def _mend(self) -> None:
        mending, email, secret = self._ground.app.mending, self._email, self._secret
        self._busy()
        self._ground.lane.run(
            lambda: mending.mend(email, secret), lambda done: self._mended(done, "go-on"), self._failed
        )

    def _mend_open(self) -> None:
        session = self._session
        if session is None:
            return
        self.before_mending.emit()
        self._busy()
        mending = self._ground.app.mending

        def done(outcome: tuple[Session, Salvage]) -> None:
            self.reopened.emit(outcome[0])
            self._mended(outcome[1], "go-on-open")

        self._ground.lane.run(lambda: mending.mend_open(session), done, self._failed)

    def _mended(self, done: Salvage, then: str) -> None:
        self._secret = ""
        found = translate(
            "Mending", "Drafts: {drafts}. Submitted forms: {submissions}. Attached files: {files}."
        ).format(drafts=done.drafts, submissions=done.submissions, files=done.files)
        lost = (
            translate(
                "Mending", "Parts that could not be read in the damaged file: {lost}. The copies made good: {made}."
            )
            if done.rows_lost
            else translate("Mending", "Everything in it could be read.")
        ).format(lost=done.rows_lost, made=done.from_copies)
        self._show(
            translate("Mending", "Your saved forms are here again"),
            found,
            lost,
            translate("Mending", "The damaged file is kept as {name}.").format(name=done.kept_as),
            actions=((then, translate("Mending", "Go on")),),
        )

    def _put_aside(self) -> None:
        mending, email = self._ground.app.mending, self._email

        def done(name: str) -> None:
            self._secret = ""
            kept = translate("Mending", "What cannot be read was put aside as {name}. Sign in to begin anew.")
            self.left.emit(kept.format(name=name))

        self._ground.lane.run(lambda: mending.put_aside(email), done, self._failed)

    def _busy(self) -> None:
        self._show(
            translate("Mending", "Reading what is there"),
            translate("Mending", "This takes a moment. Leave the program open."),
            actions=(),
        )

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, StoreUnreadable):
            self._show_nothing_left()
        elif isinstance(trouble, Problem):
            self.left.emit(sentence(trouble))
        else:
            self.left.emit("")
            self._ground.bug(trouble)
