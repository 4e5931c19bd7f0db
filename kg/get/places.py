"""Which machine an address leads to, and whether it may be asked: a page on the internet must not lead into the network
that this program runs in (server-side request forgery)."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadAddress(ValueError):
    """An address that is not asked, with the reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads. `ips` are the machines that were found, one of which will be spoken to (none behind a
    proxy, which looks them up itself), `target` what is asked of it, `proxy` the "host:port" to go through, or ""."""

    scheme: str
    host: str
    port: int
    target: str
    ips: tuple[str, ...]
    public: bool
    proxy: str = ""

    @property
    def site(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}:{self.port}"


def place_of(address: str) -> Place:
    """Look up where an address leads. Raises BadAddress where it is none of the web or holds a password, OSError where
    its host is not known."""
    scheme, host, port, target = parts_of(address)
    proxy = _proxy_for(scheme, host)
    if proxy:
        return Place(scheme, host, port, target, (), _literal_is_public(host), proxy)
    try:
        found = tuple(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except UnicodeError as error:
        raise BadAddress(f"{host!r} is no name of a host") from error
    return Place(scheme, host, port, target, found, all(is_public(ip) for ip in found))


def parts_of(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and target of an address, ready to be sent. Raises BadAddress."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddress(f"it is no address ({error})") from error
    if parts.scheme not in PORTS or not host:
        raise BadAddress("only addresses that begin with http:// or https:// are asked")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("it holds a user name or password; none is sent")
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise BadAddress(f"{host!r} is no name of a host") from error
    if not all(c.isalnum() or c in "-._:%" for c in name):
        raise BadAddress(f"{host!r} is no name of a host")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    return parts.scheme, name, port or PORTS[parts.scheme], path + query


def is_public(ip: str) -> bool:
    """Whether an address of a machine is one of the open internet, also where it is written inside another one."""
    machine: IP = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(machine, ipaddress.IPv6Address):
        inner = machine.ipv4_mapped or machine.sixtofour or (machine.teredo[1] if machine.teredo else None)
        if machine in _NAT64:
            inner = ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF)
        machine = inner or machine
    return machine.is_global and not machine.is_multicast


def _literal_is_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:
        return host != "localhost" and not host.endswith((".localhost", ".local", ".internal"))


def _proxy_for(scheme: str, host: str) -> str:
    """ "host:port" of the proxy that the environment names for this host; none for this machine itself."""
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return ""
    proxy = getproxies().get(scheme, "")
    if not proxy or proxy_bypass(host):
        return ""
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return f"{parts.hostname}:{parts.port or 80}" if parts.hostname else ""
