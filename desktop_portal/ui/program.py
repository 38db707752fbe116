"""The program with its face: the controllers joined, and the way from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal import __version__
from desktop_portal.ui.controllers.bars import Bars
from desktop_portal.ui.controllers.behind_lock import BehindLock
from desktop_portal.ui.controllers.caring import Caring
from desktop_portal.ui.controllers.closing import Closing
from desktop_portal.ui.controllers.coming_in import ComingIn
from desktop_portal.ui.controllers.entry import Entry
from desktop_portal.ui.controllers.filling import FORM, Filling
from desktop_portal.ui.controllers.ground import Ground, Steps
from desktop_portal.ui.controllers.leaving import SigningOut
from desktop_portal.ui.controllers.links import Links
from desktop_portal.ui.controllers.lists import Lists
from desktop_portal.ui.controllers.locking import Locking
from desktop_portal.ui.controllers.papers import Papers
from desktop_portal.ui.controllers.personal import Personal
from desktop_portal.ui.controllers.printing_code import printer_of_codes
from desktop_portal.ui.controllers.registering import RegisteringPages
from desktop_portal.ui.controllers.repairing import Repairing
from desktop_portal.ui.controllers.returned import Returned
from desktop_portal.ui.controllers.safety import SafetyNet
from desktop_portal.ui.controllers.sending import Sending
from desktop_portal.ui.controllers.two_answers import TwoAnswers
from desktop_portal.ui.controllers.unsent import Unsent
from desktop_portal.ui.crash import CrashWindow, report_of
from desktop_portal.ui.dressing import Dressing
from desktop_portal.ui.lane import Lane
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.network import Network
from desktop_portal.ui.rings import Rings
from desktop_portal.ui.tray import Tray, number_on_task_bar
from desktop_portal.ui.whys import warned_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_portal.app import App
    from desktop_portal.services.session import Session

translate = QCoreApplication.translate
LONGEST_END = 5.0


class Program(QObject):
    """Owns the window. `start` shows it; `end` closes everything, says `ended`, and is safe to call twice."""

    ended = Signal()

    def __init__(self, application: QApplication, app: App) -> None:
        super().__init__(application)
        self._application, self._app = application, app
        self._dressing = Dressing(application, app)
        self._dressing.wear()
        self.window = MainWindow(application)
        self.lane = Lane(self)
        self._rings = Rings(application)
        self._tray = Tray(self)
        self._ended = False
        ground = Ground(app, self.window, self.lane, self.show_bug)
        self._entry = Entry(ground, printer_of_codes(self.window))
        self._registering = RegisteringPages(ground)
        self.sending = Sending(ground)
        self.papers = Papers(ground)
        self.filling = Filling(ground, self.papers)
        self._lists = Lists(ground)
        self._two = TwoAnswers(ground)
        self._links = Links(self, self._tray)
        self._personal = Personal(ground)
        self.locking = Locking(ground, application)
        self.caring = Caring(ground, self.filling, self._tray)
        self._safety = SafetyNet(ground)
        self._network = Network(self)
        self._bars = Bars(ground, self.sending, self._tray, self._lists)
        self._join(ground, Steps(self.go_home, self._leave_form, self._follow, self._close_session))
        self._connect()
        self._connect_sending()

    @property
    def app(self) -> App:
        """The program without its face."""
        return self._app

    @property
    def session(self) -> Session | None:
        """Whoever is at work."""
        return self._app.session

    def start(self) -> None:
        """Show the first page; what the person sees needs neither network nor account."""
        self.window.set_hide_key(self._app.hide_key)
        self.window.set_neutral(on=self._app.policy.shared_computer)
        self._bars.show()
        self.go_home()
        self.window.show()
        self.caring.start()
        self._follow(None)
        kept = self._app.settings.kept_signed_in
        if kept and self._app.policy.keep_signed_in and not self._app.policy.shared_computer:
            self._entry.welcome_back(kept)
        self._rings.start()

    def end(self) -> None:
        """Save, stop sending, close the store and the window."""
        if self._ended:
            return
        self._ended = True
        self.filling.save()
        self.filling.drop()
        self.sending.stop()
        self._safety.follow(None)
        self._network.close()
        self._app.conduct.stop.set()
        self.lane.close(LONGEST_END)
        self.locking.stop()
        self.caring.stop()
        self._tray.close()
        self._app.close()
        self.window.close_now()
        self._rings.stop()
        self.ended.emit()

    def come_to_front(self) -> None:
        """Show the window before all others, as large as it was; a locked one stays locked."""
        self.window.come_to_front()

    def follow_link(self, link: str) -> None:
        """Lead to the form that a link names, now or once somebody has signed in or unlocked the window (J18)."""
        if self._links.take(link) and not self.locking.is_locked:
            self._returned.follow_link()

    def go_home(self) -> None:
        """Show the first page as things stand."""
        notice = "\n".join(warned_words(one) for one in self._app.warned)
        if self._app.session is None:
            hint = translate("Program", "Sign in to see the forms that you have saved.")
            notice = f"{notice}\n{hint}".strip()
        told = "\n".join(line for line in (notice, self.caring.notices()) if line)
        self._lists.show_home(self._app.session, told, self.caring.recovered)

    def show_bug(self, bug: BaseException) -> None:
        """Show the crash window for what nobody expected; the log gets its kind and place, never its words."""
        report = report_of(__version__, type(bug), bug.__traceback__)
        self._app.log.error("bug", exception_type=report.kind, where=report.places.strip().rsplit("\n", 1)[-1].strip())
        CrashWindow(report, self.window).open()

    def _join(self, ground: Ground, steps: Steps) -> None:
        """Make what joins the others; each has its own part of the program's life."""
        self._coming_in = ComingIn(ground, self.filling, self._links, steps)
        self._coming_in.listen(self.locking, self.caring, self._bars)
        self._unsent = Unsent(ground, self.sending, self.filling, self._two)
        self._returned = Returned(ground, self.filling, self._links, steps)
        self._returned.listen(self._lists, self._two)
        self._behind = BehindLock(ground, self.filling, self.papers, steps)
        self._behind.listen(self.locking, self._lists, self._two, self._links, self._personal)
        self._repairing = Repairing(ground, self.caring.mending, self.locking, steps)
        self._leaving = SigningOut(ground, self.sending, steps)
        self._closing = Closing(ground, self.filling, self.sending, self.locking, self._tray)

    def _connect(self) -> None:
        window, lists, entry, ask = self.window, self._lists, self._entry, self._entry.ask
        window.top_bar.home.connect(self._leave_for_home)
        window.top_bar.chosen.connect(self._chosen)
        self._closing.end.connect(self.end)
        lists.began.connect(self._coming_in.begin)
        lists.opened.connect(self._returned.open_draft)
        lists.acted.connect(self._unsent.act)
        lists.taken_back.connect(self._unsent.take_back)
        self.papers.follow(lists)
        entry.entered.connect(self._coming_in.enter)
        entry.register.connect(self._registering.begin)
        entry.forgotten.connect(lambda: lists.show_forgotten(ask))
        entry.unreadable.connect(self.caring.mending.show_unreadable)
        self._registering.registered.connect(entry.let_in)
        self._registering.left.connect(ask)
        for way_home in (lists.home, self.filling.left):
            way_home.connect(self.go_home)
        for wants_sign_in in (self._returned.sign_in, self._repairing.sign_in, self._coming_in.ask):
            wants_sign_in.connect(ask)
        self._unsent.sign_in.connect(self._coming_in.sign_in_again)
        self.filling.opened.connect(self.caring.opened)
        self.caring.changed.connect(lambda: self.go_home() if window.page == "home" else None)
        self._repairing.mended.connect(self._bars.show)
        self._links.submitted.connect(lambda: self._chosen("submitted"))
        self._connect_leaving()

    def _connect_leaving(self) -> None:
        personal = self._personal
        self._leaving.done.connect(self._entry.forget)
        self.locking.sign_out.connect(self._leaving.ask)
        personal.sign_out.connect(self._leaving.ask)
        personal.dressed.connect(self._dress)
        personal.new_code.connect(self._new_code)
        personal.change_password.connect(lambda: self._lists.show_forgotten(self._password_changed))
        self._tray.opened.connect(self.come_to_front)
        self._tray.quit_asked.connect(self.end)
        self._tray.counted.connect(lambda number: number_on_task_bar(self._application, number))

    def _connect_sending(self) -> None:
        self._bars.asked.connect(self._links.tell)
        for follows in (self.locking.settle, self._bars.show, self._dressing.follow_council, self._safety.look):
            self.sending.changed.connect(follows)
        self.sending.received.connect(self.filling.tell_received)
        self.sending.progressed.connect(lambda: self._lists.refresh(self._app.session))
        self.filling.submitted.connect(lambda _submission: self.sending.run(hurry=True))
        self._safety.told.connect(self._tray.tell)
        for wants_sending in (self._safety.send_now, self._network.came_back):
            wants_sending.connect(lambda: self.sending.run(hurry=True))
        self._lists.live = self.sending.live
        self._personal.proxy.connect(self._bars.ask_for_proxy)

    def _chosen(self, what: str) -> None:
        session = self._app.session
        if what == "settings":
            self._leave_form()
            self._personal.show_settings()
        elif session is None or (what == "account" and session.person is None):
            self._entry.ask()
        elif what == "lock":
            self.locking.lock()
        elif what == "sign-out":
            self._leaving.ask()
        elif self._leave_form():
            {
                "recover": self._lists.show_recover,
                "submitted": self._lists.show_submitted,
                "account": self._personal.show_account,
            }[what](session)

    def _leave_form(self) -> bool:
        """Save and close an open form; False when it cannot be saved, which it tells itself."""
        if not self.filling.save():
            self.window.show_page(FORM)
            return False
        self.filling.drop()
        return True

    def _leave_for_home(self) -> None:
        if self._leave_form():
            self.go_home()

    def _close_session(self) -> None:
        self.locking.watch(None)
        self._follow(None)
        self._lists.forget()
        self._personal.forget()
        self.caring.forget()
        self._app.leave()
        self._bars.show()

    def _password_changed(self, notice: str) -> None:
        """Sign in anew when the password is another one now; else back to the account."""
        if notice:
            self._leaving.ask()
            self._entry.ask(notice)
        elif self._app.session is not None:
            self._personal.show_account(self._app.session)

    def _new_code(self) -> None:
        session = self._app.session
        if session is not None and session.person is not None:
            self._entry.make_new_code(session)

    def _dress(self) -> None:
        self._dressing.wear()
        self._tray.speak()
        self.papers.renew()
        self.locking.watch(self._app.session)
        self._bars.show()
        self._personal.refresh_settings()

    def _follow(self, session: Session | None) -> None:
        """Send for this session, and watch over its safeguarding forms."""
        self.sending.follow(session)
        self._safety.follow(session)
