"""Every page with states as they come up: the pictures of `dev.py shots` and the tests of all pages are made of it.

`GALLERY` maps a name to a function that builds the page in its window, or a dialog, for the application given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_portal.core.council import Council
from desktop_portal.core.draft import FormKey
from desktop_portal.core.family_copy import LeftOut
from desktop_portal.core.form_changed import FormChanged
from desktop_portal.core.problems import NoServerSet
from desktop_portal.forms.answers import Path
from desktop_portal.forms.migrate import FormChange
from desktop_portal.forms.parked import Parked
from desktop_portal.ui.crash import CrashWindow, Report
from desktop_portal.ui.dialogs import ClosingDialog, Dialog, IdleDialog
from desktop_portal.ui.family_dialog import FamilyDialog
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.making_dialog import MakingDialog, UpgradingDialog
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.account import AccountPage, AccountState, PasswordPage, PasswordState
from desktop_portal.ui.pages.choose import ChoosePage, ChooseState, FormChoice
from desktop_portal.ui.pages.form_changed import FormChangedPage, FormChangedState
from desktop_portal.ui.pages.home import DraftLine, HomePage, HomeState, InformationRequest, WaitingForm
from desktop_portal.ui.pages.lock import LockPage, LockState
from desktop_portal.ui.pages.notice import NoticePage, NoticeState
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState
from desktop_portal.ui.pages.recovery_code import RecoveryCodePage, RecoveryCodeState
from desktop_portal.ui.pages.registration import (
    CodePage,
    CodeState,
    CredentialsPage,
    CredentialsState,
    PersonalDetails,
    PersonalPage,
    PersonalState,
)
from desktop_portal.ui.pages.returned_cards import ReturnedForm
from desktop_portal.ui.pages.set_aside import SetAsidePage, SetAsideState
from desktop_portal.ui.pages.settings import SettingsPage, SettingsState
from desktop_portal.ui.pages.sign_in import SignInPage, SignInState
from desktop_portal.ui.pages.submitted import SubmittedLine, SubmittedPage, SubmittedState
from desktop_portal.ui.pages.terms import RegisteredPage, RegisteredState, TermsPage, TermsState
from desktop_portal.ui.several_dialog import OneOfSeveral, SeveralDialog
from desktop_portal.ui.top_bar import TopBarState
from desktop_portal.ui.wizard.submitting import ConfirmSubmit

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QApplication, QWidget

    from desktop_portal.ui.pages.page import Page

COUNCIL, PHONE = "Example Council", "01632 960 001"
CONNECTED = TopBarState(COUNCIL, "connected", 0, "Sam Patel")
ASKED = TopBarState(COUNCIL, "offline", 1, "Sam Patel", 1)
THREE_WAIT = TopBarState(COUNCIL, "offline", 3, "Sam Patel", 1)
NO_SERVER = TopBarState(COUNCIL, "no-server", None)
NOBODY = TopBarState(COUNCIL, "connected", None)
CSC, EHR, EHC = "Child safeguarding concern", "Early help request", "EHC needs assessment"
LONG = "Llanfairpwllgwyngyll & Sons <b>Family</b> Centre for the Support of Children and Young People"
WAITING = WaitingForm(
    "w1",
    CSC,
    "R.K., 2021",
    "Waiting for 12 minutes: this computer is offline. It is sent as soon as there is a connection. Nothing is lost.",
    "Send now",
    urgent=True,
)
REQUEST = InformationRequest(
    "r1", CSC, "M.S., 2012", "Insufficient detail", "Who was at home on the evening of the 3rd?", "27 November"
)
DRAFTS = (
    DraftLine("d1", CSC, "A.B., 2019", "Today 10:42", "30 days", "text", 3, 30),
    DraftLine("d2", EHR, "L.T., 2014", "2 November", "9 days left", "pill-warn", 2, 9),
    DraftLine("d3", EHC, "J.O., 2016", "25 October", "1 day left", "pill-bad", 1, 1),
)
FORMS = (
    FormChoice("csc", CSC, "You are worried that a child is being harmed, or may be.", safeguarding=True),
    FormChoice("ehr", EHR, "A family would like some help before things get harder."),
    FormChoice("ehc", EHC, "A child may need more help with learning than the school can give."),
)
SAM = PersonalDetails("Sam", "Patel", "Class teacher", "Example Primary School", "01632 960 123")
LEFT_OUT = tuple(
    LeftOut(Path("household.person", (row,)), "Family and household", f"Person {row + 1}", f"{LONG}, brother, 7")
    for row in range(2)
)
SEVERAL = tuple(OneOfSeveral(f"s{row}", 1, f"{CSC}, {LONG}, LCS-26-0041{row}") for row in range(12))
RETURNED = ReturnedForm(
    "r1",
    CSC,
    "M.S., b. 2012",
    "Sam Patel",
    "13 November 2026",
    "Insufficient detail",
    "Who was at home on the evening of the 3rd? Add the grandmother's address if you know it.",
    "27 November",
    "2 questions marked in section 5",
)
SUBMITTED = (
    SubmittedLine("s1", CSC, "R.K., 2021", "23 Nov 10:51", "LCS-26-00417", "Received", "ok", 1, "", 4),
    SubmittedLine("s2", CSC, "M.S., 2012", "13 Nov 16:20", "LCS-26-00388", "More information needed", "warn", 2, "", 3),
    SubmittedLine("s3", EHR, "D.W., 2017", "Not yet", "", "Waiting to be sent", "warn", 1, "Send now", 2),
    SubmittedLine("s4", EHC, "P.N., 2015", "2 Nov 14:40", "EHM-26-00091", "Closed", "ok", 1, "", 1),
)
TERMS = "\n\n".join(f"{n}. What you write here is about a child. Write what you saw and heard." for n in range(1, 31))


def window(app: QApplication, bar: TopBarState, page: Page, state: Any) -> MainWindow:
    """Return the main window with one page shown in one state."""
    shown = MainWindow(app)
    shown.show_bar(bar)
    shown.danger_bar.show_phone(PHONE, "day and night")
    shown.add_page("page", page)
    page.show_state(state)
    shown.show_page("page")
    return shown


def shown_in(bar: TopBarState, page: Callable[[], Page], state: Any) -> Callable[[QApplication], QWidget]:
    """Return the entry that builds `page` in `state` under `bar`."""
    return lambda app: window(app, bar, page(), state)


def locked(app: QApplication, state: LockState) -> MainWindow:
    """Return the main window, locked."""
    shown = window(app, CONNECTED, HomePage(), HomeState(PHONE))
    page = LockPage()
    page.show_state(state)
    shown.cover(page)
    return shown


def without_server(app: QApplication) -> MainWindow:
    """Return the page to sign in of a computer that knows no server; the sentence is said in the language of now."""
    return window(app, NO_SERVER, SignInPage(), SignInState(notice=sentence(NoServerSet())))


def making(kind: type[MakingDialog | UpgradingDialog]) -> QWidget:
    """Return how far a long document is, or how far saved forms are brought up to date."""
    dialog = kind(None)
    dialog.show_progress(37, 100)
    return dialog


def asked(app: QApplication) -> Dialog:
    """Return the question before submitting."""
    del app
    return ConfirmSubmit(Council(COUNCIL, PHONE, PHONE, {}), CSC, None)


LATER = tuple(
    SubmittedLine(
        f"m{n:05}", (CSC, EHR, EHC)[n % 3], f"A.{n % 26:02}", f"{n % 28 + 1} Nov", f"LCS-26-{n:05}", "Received", "ok"
    )
    for n in range(10_000)
)
CHANGED = FormChanged(
    "d1",
    CSC,
    FormKey("https://forms.example.gov.uk/Questionnaire/safeguarding-concern", "2026.11.1"),
    FormKey("https://forms.example.gov.uk/Questionnaire/safeguarding-concern", "2027.1.1"),
    (
        FormChange("added", "a", "", "Is the child missing from home or care now?"),
        FormChange("required", "b", "When did it happen?", "When did it happen?"),
        FormChange("removed", "c", "Your job role", ""),
        FormChange("reworded", "d", "Organisation", LONG),
    ),
)
PARKED = (
    Parked("c", (), "Your job role", "Head of year & designated <b>lead</b>", "removed"),
    Parked("e", (0,), "What did the child say?", f"{LONG} " * 12, "type"),
)
GALLERY: dict[str, Callable[[QApplication], QWidget]] = {
    "form-changed": shown_in(CONNECTED, FormChangedPage, FormChangedState(CHANGED, "31 January 2027")),
    "form-changed-must": shown_in(
        CONNECTED, FormChangedPage, FormChangedState(replace(CHANGED, may_keep=False, changes=()))
    ),
    "set-aside": shown_in(CONNECTED, SetAsidePage, SetAsideState(PARKED)),
    "home": shown_in(ASKED, HomePage, HomeState(PHONE, (WAITING,), (REQUEST,), DRAFTS)),
    "home-empty": shown_in(NOBODY, HomePage, HomeState(PHONE)),
    "home-long": shown_in(
        THREE_WAIT,
        HomePage,
        HomeState(
            PHONE,
            tuple(WaitingForm(f"w{n}", LONG, "A.B., born 14 May 2019", WAITING.sentence, "Send now") for n in range(3)),
            (InformationRequest("r", LONG, "M.S.", "Insufficient detail", LONG * 4, "27 November"),),
            tuple(DraftLine(f"d{n}", LONG, "A.B., 2019", "Today 10:42", "30 days") for n in range(9)),
            notice="Your saved forms were moved into your account.",
        ),
    ),
    "choose": shown_in(CONNECTED, ChoosePage, ChooseState("professional", FORMS)),
    "choose-empty": shown_in(NOBODY, ChoosePage, ChooseState("public", ())),
    "sign-in": shown_in(NOBODY, SignInPage, SignInState()),
    "sign-in-error": shown_in(
        NOBODY,
        SignInPage,
        SignInState(
            "sam.patel@example.gov.uk",
            errors=(FieldError("password", "The e-mail address and the password do not belong together. Check both."),),
        ),
    ),
    "sign-in-no-server": without_server,
    "sign-in-offline": shown_in(
        TopBarState(COUNCIL, "offline", None),
        SignInPage,
        SignInState("sam.patel@example.gov.uk", offline=True, offline_unlock=True),
    ),
    "register-1": shown_in(NOBODY, PersonalPage, PersonalState(SAM)),
    "register-1-error": shown_in(
        NOBODY,
        PersonalPage,
        PersonalState(
            PersonalDetails("Sam"),
            errors=(
                FieldError("last_name", "Enter your last name"),
                FieldError("job_role", "Enter your job role"),
                FieldError("organisation", "Enter the name of your organisation"),
                FieldError("phone", "Enter a telephone number, such as 01632 960 001"),
            ),
        ),
    ),
    "register-2": shown_in(NOBODY, CredentialsPage, CredentialsState("sam.patel@example.gov.uk")),
    "register-3": shown_in(
        NOBODY,
        CodePage,
        CodeState(
            "sam.patel@example.gov.uk",
            (FieldError("code", "That code is not the one we sent. Check the e-mail. Tries left: 4."),),
            "A new code is on its way.",
        ),
    ),
    "terms": shown_in(NOBODY, TermsPage, TermsState("2026-01", TERMS)),
    "terms-error": shown_in(
        NOBODY,
        TermsPage,
        TermsState(
            "2026-01", TERMS, errors=(FieldError("agree", "Tick the box to agree, or leave without an account"),)
        ),
    ),
    "registered": shown_in(CONNECTED, RegisteredPage, RegisteredState("Sam", "sam.patel@example.gov.uk", CSC)),
    "recovery-code": shown_in(CONNECTED, RecoveryCodePage, RecoveryCodeState("7K4M-Q2XP-9RDT-VB3H-6WNC-ZJ8F-AE5G")),
    "recover": shown_in(CONNECTED, RecoverPage, RecoverState(DRAFTS)),
    "recover-trash": shown_in(CONNECTED, RecoverPage, RecoverState(DRAFTS, deleted=DRAFTS[:1], has_trash=True)),
    "recover-empty": shown_in(CONNECTED, RecoverPage, RecoverState(())),
    "submitted": shown_in(ASKED, SubmittedPage, SubmittedState((RETURNED,), SUBMITTED)),
    "submitted-empty": shown_in(CONNECTED, SubmittedPage, SubmittedState()),
    "submitted-many": shown_in(CONNECTED, SubmittedPage, SubmittedState((), LATER, hide_children=True)),
    "account": shown_in(CONNECTED, AccountPage, AccountState("sam.patel@example.gov.uk", SAM, notice="Saved.")),
    "password-change": shown_in(CONNECTED, PasswordPage, PasswordState("change")),
    "password-forgotten": shown_in(
        TopBarState(COUNCIL, "offline", None), PasswordPage, PasswordState("forgotten", offline=True)
    ),
    "password-reset": shown_in(NOBODY, PasswordPage, PasswordState("reset", "sam.patel@example.gov.uk")),
    "settings": shown_in(
        CONNECTED,
        SettingsPage,
        SettingsState(
            fixed=frozenset({"idle_minutes"}), facts=("Version 0.1.0", "The council's server: portal.example.gov.uk")
        ),
    ),
    "locked": lambda app: locked(
        app, LockState("Sam Patel", "sam.patel@example.gov.uk", "Nobody used it for 10 minutes.", 1)
    ),
    "locked-error": lambda app: locked(
        app,
        LockState(
            "Sam Patel", "sam.patel@example.gov.uk", errors=(FieldError("password", "That is not the password."),)
        ),
    ),
    "notice": shown_in(
        NOBODY,
        NoticePage,
        NoticeState(
            "Your saved forms cannot be opened",
            ("They have been left as they are. Ask your IT support.",),
            (("retry", "Try again"), ("report", "Make a report for IT support")),
        ),
    ),
    "dialog-submit": asked,
    "dialog-making": lambda _app: making(MakingDialog),
    "dialog-upgrading": lambda _app: making(UpgradingDialog),
    "dialog-closing": lambda _app: ClosingDialog(None, 2),
    "dialog-idle": lambda _app: IdleDialog(None, 60),
    "dialog-family": lambda _app: FamilyDialog(None, LEFT_OUT),
    "dialog-several": lambda _app: SeveralDialog(None, SEVERAL),
    "crash": lambda _app: CrashWindow(Report("0.1.0", "ValueError: ...", "wizard.py, line 12, in next")),
}
