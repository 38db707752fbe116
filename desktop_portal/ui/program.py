"""The program with its face: the controllers joined, and the way from page to page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal import __version__
from desktop_portal.core.submission import DeliveryState
from desktop_portal.ui.controllers.caring import Caring
from desktop_portal.ui.controllers.entry import Entry
from desktop_portal.ui.controllers.filling import FORM, Filling
from desktop_portal.ui.controllers.ground import Ground
from desktop_portal.ui.controllers.leaving import CopiedHere, ask_to_sign_out
from desktop_portal.ui.controllers.links import Links
from desktop_portal.ui.controllers.lists import Lists
from desktop_portal.ui.controllers.locking import Locking
from desktop_portal.ui.controllers.papers import PDF, Papers
from desktop_portal.ui.controllers.personal import Personal
from desktop_portal.ui.controllers.printing_code import printer_of_codes
from desktop_portal.ui.controllers.registering import RegisteringPages
from desktop_portal.ui.controllers.safety import SafetyNet, overdue
from desktop_portal.ui.controllers.sending import PROXY_ASKS, Sending
from desktop_portal.ui.controllers.told import action_of
from desktop_portal.ui.controllers.two_answers import TwoAnswers
from desktop_portal.ui.crash import CrashWindow, report_of
from desktop_portal.ui.dialogs import ClosingDialog
from desktop_portal.ui.dressing import Dressing
from desktop_portal.ui.lane import Lane
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.network import Network
from desktop_portal.ui.proxy_dialog import ProxyDialog
from desktop_portal.ui.top_bar import TopBarState
from desktop_portal.ui.tray import Tray
from desktop_portal.ui.whys import warned_words
from desktop_portal.vault.wraps import WrapKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_portal.app import App
    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.filling import Stand

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
        self._tray = Tray(self)
        self._pending: FormEntry | None = None
        self._return_to = ""
        self._stand: Stand | None = None
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
        self._copied = CopiedHere(self)
        self.caring = Caring(ground, self.filling, self._tray)
        self._safety = SafetyNet(ground)
        self._network = Network(self)
        self._asked_proxy = False
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
        self._show_bars()
        self.go_home()
        self.window.show()
        self.caring.start()
        self._follow(None)
        kept = self._app.settings.kept_signed_in
        if kept and self._app.policy.keep_signed_in and not self._app.policy.shared_computer:
            self._entry.welcome_back(kept)

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
        self.ended.emit()

    def come_to_front(self) -> None:
        """Show the window before all others, as large as it was; a locked one stays locked."""
        self.window.come_to_front()

    def follow_link(self, link: str) -> None:
        """Lead to the form that a link names, now or once somebody has signed in or unlocked the window (J18)."""
        if not self._links.take(link) or self.locking.is_locked:
            return
        session = self._app.session
        if session is None or session.person is None:
            self._entry.ask(translate("Program", "Sign in to open the form that the council asks about."))
        elif self._leave_form():
            self._links.follow(session)

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

    def _connect(self) -> None:
        window, lists, entry = self.window, self._lists, self._entry
        window.top_bar.home.connect(self._leave_for_home)
        window.top_bar.chosen.connect(self._chosen)
        window.close_asked.connect(self._close_asked)
        lists.began.connect(self._begin)
        lists.opened.connect(self._open_draft)
        lists.acted.connect(self._act)
        self.papers.follow(lists)
        entry.entered.connect(self._enter)
        entry.register.connect(self._registering.begin)
        entry.forgotten.connect(lambda: lists.show_forgotten(entry.ask))
        self._registering.registered.connect(entry.let_in)
        self._registering.left.connect(entry.ask)
        for way_home in (lists.home, self.filling.left):
            way_home.connect(self.go_home)
        self.filling.submitted.connect(lambda _submission: self.sending.run(hurry=True))
        self.filling.sign_in.connect(self._sign_in_for)
        self._connect_lock()
        self._connect_care()
        self._connect_return()
        self._personal.dressed.connect(self._dress)
        self._personal.sign_out.connect(self._sign_out)
        self._personal.new_code.connect(self._new_code)
        self._personal.change_password.connect(lambda: lists.show_forgotten(self._password_changed))
        self._tray.opened.connect(self.come_to_front)
        self._tray.quit_asked.connect(self.end)
        self._tray.counted.connect(self._application.setBadgeNumber)

    def _connect_return(self) -> None:
        self._lists.answered.connect(self._answer)
        self._two.resolved.connect(self._open_draft)
        self._two.left.connect(self.go_home)
        self._links.answer.connect(self._answer)
        self._links.submitted.connect(lambda: self._chosen("submitted"))
        self.sending.changed.connect(lambda: self._links.tell(self._app.session))

    def _connect_care(self) -> None:
        mending = self.caring.mending
        self.caring.changed.connect(lambda: self.go_home() if self.window.page == "home" else None)
        self.filling.opened.connect(self.caring.opened)
        self._entry.unreadable.connect(mending.show_unreadable)
        self.locking.unreadable.connect(self._not_unlocked)
        mending.before_mending.connect(self._start_mending)
        mending.reopened.connect(self._mended)
        mending.later.connect(self.go_home)
        mending.left.connect(self._not_opened)

    def _not_unlocked(self, email: str, secret: str) -> None:
        self.locking.uncover()
        self._close_session()
        self.caring.mending.show_unreadable(email, secret)

    def _connect_sending(self) -> None:
        self.sending.changed.connect(self._show_bars)
        self.sending.received.connect(self.filling.tell_received)
        self._lists.taken_back.connect(self._take_back)
        self._safety.told.connect(self._tray.tell)
        self._safety.send_now.connect(lambda: self.sending.run(hurry=True))
        self._network.came_back.connect(lambda: self.sending.run(hurry=True))
        self.sending.changed.connect(self._safety.look)
        self.sending.progressed.connect(lambda: self._lists.refresh(self._app.session))
        self._lists.live = self.sending.live
        self._personal.proxy.connect(self.ask_for_proxy)

    def _connect_lock(self) -> None:
        self.sending.changed.connect(self.locking.settle)
        self.locking.noted.connect(self._note_place)
        self.locking.about_to_lock.connect(self._before_lock)
        self.locking.forget.connect(self._forget_key)
        self.locking.guest_away.connect(self._guest_away)
        self.locking.may_forget = lambda: not self.filling.is_open
        self.locking.unlocked.connect(self._unlocked)
        self.locking.sign_out.connect(self._sign_out)

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
            self._sign_out()
        elif self._leave_form():
            {
                "recover": self._lists.show_recover,
                "submitted": self._lists.show_submitted,
                "account": self._personal.show_account,
            }[what](session)

    def _enter(self, session: Session) -> None:
        self._app.enter(session)
        self.locking.watch(session)
        self._follow(session)
        self.caring.welcome(session)
        self._show_bars()
        pending, self._pending = self._pending, None
        draft_id, self._return_to = self._return_to, ""
        if pending is not None:
            self.filling.begin(session, pending)
        elif draft_id:
            self.filling.recover(session, draft_id)
        elif not self._links.follow(session):
            self.go_home()

    def _begin(self, entry: FormEntry) -> None:
        if self._app.session is None:
            self._pending = entry
            self._entry.ask(translate("Program", "Sign in or register, then go on with “{}”.").format(entry.title))
        else:
            self.filling.begin(self._app.session, entry)

    def _sign_in_for(self, draft_id: str) -> None:
        """Let a guest who wants to submit sign in, and come back to the very form (J09)."""
        self._return_to = draft_id
        self.filling.drop()
        self._entry.ask(translate("Program", "Sign in or register to send your form. It is saved on this computer."))

    def _open_draft(self, draft_id: str) -> None:
        if self._app.session is not None:
            self.filling.recover(self._app.session, draft_id)

    def _answer(self, submission_id: str) -> None:
        """Open a form that the council handed back (J19)."""
        if self._app.session is not None:
            self.filling.answer(self._app.session, submission_id)

    def _act(self, submission_id: str) -> None:
        """Do what a form that is not received waits for."""
        session = self._app.session
        forms = session.store.submissions.list() if session else []
        form = next((one for one in forms if one.id == submission_id), None)
        if session is None or form is None:
            return
        action = action_of(form)
        if action == "sign-in":
            self._sign_in_again()
        elif action == "open" and form.delivery.state is not DeliveryState.RECEIVED:
            draft = session.store.outbox.reopen(form.id, form.version)
            self.filling.recover(session, draft.id)
        elif action == "compare":
            self._two.show(form.id, form.version)
        else:
            self.sending.run(hurry=True)

    def _sign_in_again(self) -> None:
        """Let the person sign in anew when the council has ended the session; the store is closed until then."""
        if self._leave_form():
            self._close_session()
            self._entry.ask(translate("Program", "Sign in again to send what waits. Nothing is lost."))

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

    def _note_place(self) -> None:
        self._stand = self.filling.stand()

    def _before_lock(self) -> None:
        self.papers.shut()
        # What the disk does not take stays under the lock page, and the store open, until it does.
        if self.filling.save():
            self.filling.drop()
        self._lists.forget()
        self._two.forget()

    def _forget_key(self) -> None:
        """Close the store of a locked window: whoever unlocks it opens it again with the password."""
        self._app.leave()
        self._follow(None)

    def _guest_away(self) -> None:
        """Put a guest's forms away: there is no password of theirs to lock the window with."""
        if self._leave_form():
            self._stand = None
            self._close_session()
            kept = translate(
                "Program",
                "Nobody has used this window for a while, so your form was saved on this computer and closed.",
            )
            self._lists.show_home(None, kept)

    def _unlocked(self, session: Session) -> None:
        stand, self._stand = self._stand, None
        self._app.session = session
        self._follow(session)
        page = self.window.page
        if self._links.waits and self._links.follow(session):
            return
        if stand is not None and self.filling.return_to(session, stand):
            return
        show = {
            "recover": self._lists.show_recover,
            "submitted": self._lists.show_submitted,
            PDF: self._lists.show_submitted,
            "account": self._personal.follow,
        }.get(page)
        if show is not None:
            show(session)
        elif page not in {"settings", "choose"}:
            self.go_home()

    def _sign_out(self) -> None:
        if self._leave_form():
            ask_to_sign_out(self.window, self.sending.waiting, self._signed_out)

    def _signed_out(self) -> None:
        self._forget_keyring()
        if self._app.policy.shared_computer:
            self._app.purge()
        self._close_session()
        self._entry.forget()
        self._copied.empty()
        self.go_home()

    def _start_mending(self) -> None:
        """Put everything away that reads the store, before a whole one takes its place."""
        self._leave_form()
        self._follow(None)
        self._app.session = None

    def _mended(self, session: Session) -> None:
        self._app.session = session
        self.locking.watch(session)
        self._follow(session)
        self._show_bars()

    def _not_opened(self, notice: str) -> None:
        """Go back to signing in after a store that could not be read, mended or not."""
        self._close_session()
        self._entry.ask(notice)

    def _close_session(self) -> None:
        self.locking.watch(None)
        self._follow(None)
        self._lists.forget()
        self._personal.forget()
        self.caring.forget()
        self._app.leave()
        self._show_bars()

    def _forget_keyring(self) -> None:
        """Let the keyring open the account no more: who signs out means it."""
        session = self._app.session
        if session is not None and session.person is not None and session.vault.has(WrapKind.KEYRING):
            self.lane.run(session.vault.forget_keyring, lambda _none: None, self.show_bug)
            self._app.change_settings(replace(self._app.settings, kept_signed_in=""))

    def _password_changed(self, notice: str) -> None:
        """Sign in anew when the password is another one now; else back to the account."""
        if notice:
            self._sign_out()
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
        self._show_bars()
        self._personal.refresh_settings()

    def _show_bars(self) -> None:
        council, session = self._app.council(), self._app.session
        person = session.person if session else None
        waiting = self.sending.waiting if session else None
        asked = len(session.answering.waiting()) if session else 0
        name = person.name if person else ""
        self.window.show_bar(TopBarState(council.name, self.sending.connection, waiting, name, asked))
        now = self._app.clock()
        if council.telephone == council.night_telephone:
            hours = translate("Program", "day and night")
        elif council.is_open(now):
            hours = translate("Program", "in office hours")
        else:
            hours = translate("Program", "the emergency duty team, outside office hours")
        self.window.danger_bar.show_phone(council.number_at(now), hours)
        self._tray.show_counts(waiting, asked)
        self._lists.refresh(session)
        if self.sending.connection == PROXY_ASKS and not self._asked_proxy:
            self._asked_proxy = True
            self.ask_for_proxy()

    def ask_for_proxy(self) -> None:
        """Ask for the name and the password that the organisation's proxy wants (407), once in a start by itself."""
        dialog = ProxyDialog(self.window)
        dialog.entered.connect(self._app.sign_in_to_proxy)
        dialog.entered.connect(lambda *_login: self.sending.run(hurry=True))
        dialog.open()

    def _follow(self, session: Session | None) -> None:
        """Send for this session, and watch over its safeguarding forms."""
        self.sending.follow(session)
        self._safety.follow(session)

    def _take_back(self, submission_id: str) -> None:
        """Stop sending a form and open it as a draft again, while the council cannot have it yet."""
        session = self._app.session
        waiting = session.store.outbox.waiting() if session else []
        one = next((one for one in waiting if one.submission_id == submission_id), None)
        if session is None or one is None:
            return
        try:
            session.store.outbox.take_back(one.submission_id, one.version)
        except ValueError:
            self.filling.say(
                translate("Program", "It is too late to take the form back: the council may have received it already.")
            )
            return
        self.filling.recover(session, submission_id)

    def _close_asked(self) -> None:
        if not self.filling.save():
            return
        unsent = self.sending.waiting
        if not unsent:
            self.end()
            return
        council = self._app.council()
        pressing = overdue(self._app.session, self._app.clock(), 0)
        phone = council.number_at(self._app.clock()) if pressing else ""
        dialog = ClosingDialog(self.window, unsent, phone)
        dialog.keep_sending.connect(self._go_to_background)
        dialog.close_anyway.connect(self.end)
        dialog.open()

    def _go_to_background(self) -> None:
        """Hide where the system has a tray to come back from, else make the window small."""
        self.locking.lock()
        if self._tray.present:
            self.window.hide()
        else:
            self.window.showMinimized()
