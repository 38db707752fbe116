"""All that is expected to go wrong, as a small tree.

Problem
├── WrongPassword           the password does not open the store, or the server refuses it
│   └── WrongRecoveryCode   the recovery code does not open the store
├── RecoveryCodeMistyped    a letter or digit of the recovery code was mistyped
├── KeyringClosed           the computer's key store does not give the key: enter the password
├── OldPasswordNeeded       the password was changed elsewhere; the old one or the recovery code opens the store
├── FirstSignInNeedsNetwork nobody with this address has signed in on this computer yet
├── WrongCode               the e-mailed code is wrong; `tries_left`
├── CodeExpired             ask for a new code
├── TooManyTries            wait; `wait` seconds
├── CannotReach             no answer that can be trusted from the server; nothing is lost, try again later
│   ├── BehindSignInPage    a Wi-Fi log-in page answered instead of the server
│   ├── ProxyWantsSignIn    the proxy wants a name and a password
│   ├── NotTrusted          the server's certificate cannot be trusted
│   └── NoServerSet         nobody has told this computer which council's server it belongs to
├── NeedsUpdate             the server no longer speaks with this version of the program
├── NotAccepted             the server understood and refused; `detail` says why
├── NotSignedIn             the session has ended: sign in again
├── StoreUnreadable         the store cannot be opened with this key; it is never replaced
├── StoreNewer              the store was written by a newer version of this program
├── StoreInUse              another copy of the program has it open
├── DiskFull                there is no room to save
│   └── DiskRefuses         the disk does not take the change, though it may have room
├── FileRefused             a chosen file cannot be attached; `reason` is a code, `name` the file's name
├── FormUnknown             a form definition is not on this computer
├── NotSavedThere           a document could not be written to the chosen folder; `name`, `folder`
├── NotReceivedYet          a receipt is asked for before the council has given one
└── SettingsDamaged         a settings or policy file cannot be read; defaults are used

Everything else that is raised is a bug and reaches the crash window. `str(problem)` is a plain English sentence that
says what to do; `code` is what a translation is looked up by, with `values` to fill in.
"""

from __future__ import annotations

from typing import ClassVar


class Problem(Exception):  # noqa: N818 (the person's word for it; "Error" is for bugs)
    """Something expected went wrong; the sentence is for the person."""

    code: ClassVar[str] = "problem"
    sentence: ClassVar[str] = "That did not work. Nothing was lost. Try again."

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))


class WrongPassword(Problem):
    """The password is not the right one, or there is no such account: the same words for both (security.md)."""

    code = "wrong-password"
    sentence = "The e-mail address and the password do not belong together. Check both and try again."


class WrongRecoveryCode(WrongPassword):
    """The recovery code is well written but is not the one of this store."""

    code = "wrong-recovery-code"
    sentence = (
        "That recovery code does not belong to this account on this computer. Check that it is the right print-out."
    )


class RecoveryCodeMistyped(Problem):
    """The check letters of the recovery code do not fit."""

    code = "recovery-code-mistyped"
    sentence = "That recovery code has a slip in it. Compare it with your print-out, group by group."


class KeyringClosed(Problem):
    """There is no key store, it is locked, or it no longer has our entry; the password always opens."""

    code = "keyring-closed"
    sentence = "This computer cannot keep you signed in just now. Enter your password; nothing was lost."


class OldPasswordNeeded(Problem):
    """The council knows a newer password than the one that opens the forms on this computer."""

    code = "old-password-needed"
    sentence = (
        "Your password was changed somewhere else. To open the forms on this computer, enter the password you used "
        "here before, or your recovery code."
    )


class FirstSignInNeedsNetwork(Problem):
    """There is no store for this address here, and the council cannot be asked."""

    code = "first-sign-in-needs-network"
    sentence = (
        "The first time you sign in on this computer, it has to be connected to the network. "
        "You can go on offline without signing in; what you write is kept."
    )


class WrongCode(Problem):
    """The code typed is not the one sent; `tries_left` is a number."""

    code = "wrong-code"
    sentence = (
        "That code is not the one we sent. Check the e-mail and enter the 8 digits again. Tries left: {tries_left}."
    )


class CodeExpired(Problem):
    """The code is too old, or was tried too often."""

    code = "code-expired"
    sentence = "That code can no longer be used. Ask for a new code."


class TooManyTries(Problem):
    """A limit was reached; `wait` is a number of seconds."""

    code = "too-many-tries"
    sentence = "That was tried too often. Wait {wait} seconds, then try again."


class CannotReach(Problem):
    """Nothing that can be trusted answered. Nothing is lost."""

    code = "cannot-reach"
    sentence = (
        "The council's server cannot be reached. Check the connection; what you have written is kept on this computer."
    )


class BehindSignInPage(CannotReach):
    """A log-in page of the network answered in place of the server."""

    code = "behind-sign-in-page"
    sentence = "You are behind a sign-in page. Open your browser, sign in to this network, then try again."


class ProxyWantsSignIn(CannotReach):
    """407: the proxy asks for credentials."""

    code = "proxy-wants-sign-in"
    sentence = "Your organisation's proxy asks for a name and a password. Enter them in Settings."


class NotTrusted(CannotReach):
    """The certificate is not trusted; nothing is sent, and there is no way round it."""

    code = "not-trusted"
    sentence = (
        "The server's certificate cannot be trusted, so nothing was sent. Check this computer's date and time; "
        "if they are right, tell your IT support."
    )


class NoServerSet(CannotReach):
    """Neither a policy nor an enrolment names a server: nothing goes anywhere, writing and printing go on."""

    code = "no-server-set"
    sentence = (
        "This computer does not know your council's server yet, so nothing can be sent and nobody can sign in for the "
        "first time. Ask your council for its address or its enrolment link, and your IT support to set it here. "
        "Until then you can write, save and print forms without an account."
    )


class NeedsUpdate(Problem):
    """The server no longer accepts this version of the program."""

    code = "needs-update"
    sentence = (
        "This version of the program is too old for the council's server. Update it; your forms stay on this computer."
    )


class NotAccepted(Problem):
    """The server understood and refused; `detail` is its own sentence."""

    code = "not-accepted"
    sentence = "{detail}"


class NotSignedIn(Problem):
    """The session with the server has ended; nothing failed, nothing is lost."""

    code = "not-signed-in"
    sentence = "Sign in again to go on. Nothing was lost."


class StoreUnreadable(Problem):
    """The store cannot be opened; it is left as it is."""

    code = "store-unreadable"
    sentence = (
        "Your saved forms cannot be opened on this computer. They have been left as they are; ask your IT support."
    )


class UpgradeStopped(Problem):
    """The person stopped bringing a store of an older program up to date."""

    code = "upgrade-stopped"
    sentence = "Your saved forms were left as they are. Sign in again when you have the time; nothing is lost."


class StoreNewer(Problem):
    """The store was written by a newer program."""

    code = "store-newer"
    sentence = (
        "Your saved forms were written by a newer version of this program. Install the newer version to open them."
    )


class StoreInUse(Problem):
    """Another copy of the program has the store open."""

    code = "store-in-use"
    sentence = "The program is already open on this computer. Go back to its window."


class DiskFull(Problem):
    """There is no room on the disk; what was saved before is still there."""

    code = "disk-full"
    sentence = (
        "This computer's disk is full, so your last change is not saved yet. Free some space; do not close the program."
    )


class DiskRefuses(DiskFull):
    """The disk, or the folder on the network, does not take the change; what was saved before is still there."""

    code = "disk-refuses"
    sentence = (
        "This computer's disk did not take your last change, so it is not saved yet. "
        "Do not close the program; tell your IT support if it does not go away."
    )


class FileRefused(Problem):
    """A file cannot be attached. `name` is the file's own name, `why` a whole sentence."""

    code = "file-refused"
    sentence = "{name} was not added. {why}"


class FormUnknown(Problem):
    """A form definition is not on this computer."""

    code = "form-unknown"
    sentence = "This form is not on this computer yet. Connect to the network, then open it again."


class NotSavedThere(Problem):
    """A document was not written to the folder that the person chose; nothing half is left there."""

    code = "not-saved-there"
    sentence = "“{name}” was not saved in {folder}. Choose another folder, or free some space there."


class NotReceivedYet(Problem):
    """There is no receipt yet."""

    code = "not-received-yet"
    sentence = (
        "The council has not received this form yet, so there is no receipt. It is sent as soon as there is a "
        "connection; then open the receipt here."
    )


class SettingsDamaged(Problem):
    """A settings file cannot be read; `name` is the file, `place` where in it."""

    code = "settings-damaged"
    sentence = "{name} cannot be read ({place}). Safe settings are used instead; your forms are not affected."
