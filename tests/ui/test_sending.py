"""What a person is told while forms go out, and what they can do about it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QLabel

from desktop_portal.app import build_app
from desktop_portal.core import delivery as moves
from desktop_portal.core.council import read_council
from desktop_portal.core.outcome import UpdateNeeded
from desktop_portal.core.submission import DeliveryState
from desktop_portal.paths import Paths
from desktop_portal.remote.portal import Portal
from desktop_portal.services.requests import Requests
from desktop_portal.services.sent_list import SentLine, as_csv, sent_lines
from desktop_portal.ui.controllers.ground import Ground
from desktop_portal.ui.controllers.safety import OverdueDialog, SafetyNet
from desktop_portal.ui.controllers.told import action_of, home_state, sent_columns, submitted_state
from desktop_portal.ui.lane import Lane
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.messages import delivery_told
from desktop_portal.ui.network import Network
from desktop_portal.ui.proxy_dialog import ProxyDialog
from desktop_portal.ui.top_bar import connection_told
from tests.support.scripted_server import Planned, ScriptedServer
from tests.support.sync_rig import START, SyncRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

COUNCIL = {"name": "Example Council", "telephone": {"day": "01632 960100"}}
ONLINE, OFFLINE = QNetworkInformation.Reachability.Online, QNetworkInformation.Reachability.Disconnected


@pytest.fixture
def session(rig: SyncRig) -> Any:
    return SimpleNamespace(store=rig.store, requests=Requests(rig.store.state), person=None)


@pytest.fixture
def net(qtbot: QtBot, themed: QApplication, rig: SyncRig) -> Iterator[SafetyNet]:
    window = MainWindow(themed)
    qtbot.addWidget(window, before_close_func=lambda one: one.close_now())
    app: Any = SimpleNamespace(council=lambda: read_council(COUNCIL), clock=rig.clock)
    lane = Lane(window)
    net = SafetyNet(Ground(app, window, lane, lambda bug: pytest.fail(repr(bug))))
    yield net
    net.follow(None)
    lane.close()


def dialogs(net: SafetyNet) -> list[OverdueDialog]:
    return [one for one in net._ground.window.findChildren(OverdueDialog) if one.isVisible()]


def test_J15_a_form_about_a_childs_safety_that_does_not_arrive_brings_the_councils_number_to_the_front(
    net: SafetyNet, rig: SyncRig, session: Any
) -> None:
    told: list[str] = []
    net.told.connect(lambda title, text: told.append(f"{title} {text}"))
    rig.queue("id-1")
    net.follow(session)
    rig.clock.passes(minutes=14)
    net.look()
    assert dialogs(net) == []
    rig.clock.passes(minutes=2)
    net.look()
    (dialog,) = dialogs(net)
    words = " ".join(text.text() for text in dialog.texts)
    assert "01632 960100" in words
    assert "999" in words
    assert "16 minutes" in words
    assert "S.J." not in told[0]
    assert "01632 960100" in told[0]
    dialog.accept()
    net.look()
    assert dialogs(net) == [], "it is said once for each form"


def test_J15_the_council_says_itself_after_how_many_minutes_its_number_is_shown(
    net: SafetyNet, rig: SyncRig, session: Any
) -> None:
    app: Any = net._ground.app
    app.council = lambda: read_council({**COUNCIL, "not_received_minutes": 5})
    rig.queue("id-1")
    net.follow(session)
    rig.clock.passes(minutes=4)
    net.look()
    assert dialogs(net) == []
    rig.clock.passes(minutes=2)
    net.look()
    assert len(dialogs(net)) == 1


def test_a_form_that_arrived_in_time_alarms_nobody(net: SafetyNet, rig: SyncRig, session: Any) -> None:
    rig.queue("id-1")
    assert rig.run().waiting == 0
    rig.clock.passes(hours=2)
    net.follow(session)
    assert dialogs(net) == []


def test_the_proxy_is_given_the_name_and_the_password_and_nobody_else(qtbot: QtBot, themed: QApplication) -> None:
    dialog = ProxyDialog(None)
    qtbot.addWidget(dialog)
    entered: list[tuple[str, str]] = []
    dialog.entered.connect(lambda name, password: entered.append((name, password)))
    dialog._enter()
    assert entered == []
    assert dialog._fields[0].problem
    dialog._name.setText("corp\\sam")
    dialog._password.line.setText("p@ss:word/1")
    dialog._enter()
    assert entered == [("corp\\sam", "p@ss:word/1")]
    proxies = {"https": "http://proxy.example.org:3128", "http": "http://other:known@proxy.example.org:3128"}
    portal = Portal("https://portal.example.gov.uk", device_id="d", version="0.1.0", proxies=proxies)
    portal.use_proxy_login(*entered[0])
    assert portal._http._proxies_now() == {
        "https": "http://corp%5Csam:p%40ss%3Aword%2F1@proxy.example.org:3128",
        "http": "http://other:known@proxy.example.org:3128",
    }
    portal.close()


def test_a_proxy_with_NTLM_or_Kerberos_is_told_as_something_for_IT(qtbot: QtBot, themed: QApplication) -> None:
    dialog = ProxyDialog(None)
    qtbot.addWidget(dialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "NTLM or Kerberos" in told
    assert "Ask your IT support to let the council's server through" in told


@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate", "Basic"])
def test_whatever_sign_in_a_proxy_wants_it_is_told_as_that_and_the_form_waits(tmp_path: Path, scheme: str) -> None:
    proxy = ScriptedServer(Planned(407, b"", "text/html", {"Proxy-Authenticate": scheme}))
    rig = SyncRig(tmp_path / "office", proxy.url)
    try:
        rig.sign_in()
        rig.queue("id-1")
        report = rig.run()
        assert (report.connection, report.waiting) == ("proxy-sign-in", 1)
        words = connection_told(report.connection, report.waiting)[0]
        assert words == "The proxy asks for a password · 1 form waiting to be sent"
    finally:
        rig.close()
        proxy.close()


def test_the_list_of_what_was_sent_can_be_read_and_names_no_child(rig: SyncRig) -> None:
    rig.queue("id-1", files={"=Letter.pdf": b"%PDF-1.7 letter"})
    rig.run()
    (line,) = sent_lines(rig.store)
    assert (line.reference, line.version, line.files, line.state) == ("LCS-26-00001", 1, 1, "received")
    text = as_csv([line], sent_columns()).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Submitted (UTC),Form,Version")
    assert line.digest in text
    assert "S.J." not in text
    dangerous = SentLine("=cmd()", 1, START, "wait", None, "", "0", 0, 1)
    assert "'=cmd()" in as_csv([dangerous], sent_columns()).decode()


def test_a_form_that_waits_for_an_update_says_so_and_asks_for_no_new_form(rig: SyncRig) -> None:
    rig.queue("id-1")
    attempt = moves.Attempt("", rig.clock(), 0.0)
    rig.store.outbox.move(moves.after(rig.delivery(), UpdateNeeded(), attempt))
    form = rig.store.submissions.list()[0]
    told = delivery_told(form.delivery, rig.clock())
    assert told.state == "Update needed"
    assert "Update the program" in told.sentence
    assert "carry your answers" not in told.sentence
    assert action_of(form) == "send"


def test_what_is_on_its_way_is_shown_in_per_cent_and_can_be_stopped(rig: SyncRig, session: Any) -> None:
    rig.queue("id-1", files={"Letter.pdf": b"%PDF-1.7" + b"x" * 992})
    under_way = moves.begin_upload(rig.delivery(), 1000)
    rig.store.outbox.move(under_way)
    live = {("id-1", 1): moves.uploaded(under_way, 400)}
    lines = submitted_state(session, rig.clock(), kept_days=30, hide_children=False, live=live).forms
    assert lines[0].state == "Sending 40 %"
    assert lines[0].sent == "Not yet", "no day is named on which it was sent"
    (waiting,) = home_state(session, read_council(COUNCIL), rig.clock(), live=live).waiting
    assert waiting.may_take_back
    rig.store.outbox.move(moves.begin_submit(under_way))
    (waiting,) = home_state(session, read_council(COUNCIL), rig.clock(), live=live).waiting
    assert not waiting.may_take_back, "the council may have it from here on"


def test_nothing_old_is_shown_of_a_form_that_was_received(rig: SyncRig, session: Any) -> None:
    rig.queue("id-1")
    live = {("id-1", 1): replace(rig.delivery(), state=DeliveryState.UPLOADING, bytes_total=10)}
    rig.run()
    (line,) = submitted_state(session, rig.clock(), kept_days=30, hide_children=False, live=live).forms
    assert line.reference
    assert line.sent not in {"", "Not yet"}


@pytest.mark.parametrize(
    "word",
    ["connected", "sign-in-page", "not-trusted", "needs-sign-in", "needs-update", "proxy-sign-in", "server-busy"],
)
def test_only_a_computer_that_is_offline_is_called_offline(word: str) -> None:
    assert "Offline" not in connection_told(word, 1)[0]
    assert "Offline" in connection_told("offline", 1)[0]
    assert "1 form waiting" in connection_told(word, 1)[0]


def test_when_the_network_is_back_it_is_told_once(qtbot: QtBot, qapp: QApplication) -> None:
    network = Network(qapp)
    back: list[bool] = []
    network.came_back.connect(lambda: back.append(True))
    network.notice(ONLINE)
    assert back == []
    network.notice(OFFLINE)
    network.notice(ONLINE)
    network.notice(ONLINE)
    assert back == [True]
    network.close()
    network.deleteLater()


def test_J29_the_organisation_can_limit_the_line(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    file = paths.policy_files[-1]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('server_address = "http://127.0.0.1:9"\nupload_kilobytes_per_second = 64\n')
    app = build_app(paths)
    assert app.conduct.bytes_per_second == 64_000
    app.close()
