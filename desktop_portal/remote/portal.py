"""The council's server, as the rest of the program sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.remote.accounts import RegistrationCalls, SessionCalls
from desktop_portal.remote.catalogue import CatalogueCalls
from desktop_portal.remote.history import HistoryCalls
from desktop_portal.remote.session import HttpSession, Timeouts
from desktop_portal.remote.submissions import SubmissionCalls

if TYPE_CHECKING:
    from collections.abc import Mapping


class Portal(RegistrationCalls, SessionCalls, CatalogueCalls, SubmissionCalls, HistoryCalls):
    """All calls to one server, and to no other host.

    `proxies`: None for the system's own. `ca_file`: a further authority that the policy trusts. Raises NotAccepted when
    the address is not https (plain http is allowed to this computer itself only). Not for two threads at once.
    """

    def __init__(
        self,
        base_url: str,
        *,
        device_id: str,
        version: str,
        proxies: Mapping[str, str] | None = None,
        ca_file: str | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        http = HttpSession(base_url, version=version, proxies=proxies, ca_file=ca_file, timeouts=timeouts)
        SessionCalls.__init__(self, http, device_id)
        self.base_url, self.leads_somewhere = http.base_url, http.leads_somewhere
        self.version = version

    def use(self, access_token: str) -> None:
        """Speak for whoever this token was given to; "" for nobody."""
        self._http.use(access_token)

    def use_proxy_login(self, name: str, password: str) -> None:
        """Give this name and password to the proxy, whichever one it is; "" for none."""
        self._http.use_proxy_login(name, password)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()
