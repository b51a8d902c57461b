"""How people join, for the papers that tell them: the page's address and the Wi-Fi, as far as they are known."""

from __future__ import annotations

from urllib.parse import urlsplit

from facilitator import network
from facilitator.documents.contract import Order
from facilitator.looks.qr import typed_address, wifi_text
from facilitator.model.addresses import Address


def page(order: Order) -> str:
    """The address of the room page: as it is served, or as it will be on this computer in this network; empty where no
    phone could reach it.
    """
    served = order.workshop.serving
    found = served.url if served else f"http://{network.best()}:{network.DEFAULT_PORT}/{order.workshop.code}"
    host = urlsplit(found).hostname or ""
    return "" if not host or _only_here(host) else found


def typed(order: Order) -> str:
    """What people type for it: host and port alone; empty where it is not known."""
    return typed_address(page(order))


def wifi(order: Order) -> str:
    """What the code for the Wi-Fi says; empty where there is none."""
    info = order.workshop.info
    return wifi_text(info.wifi, info.wifi_password) if info.wifi else ""


def _only_here(host: str) -> bool:
    try:
        return Address(host, "").loopback
    except ValueError:
        return host == "localhost"
