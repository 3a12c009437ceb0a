"""What a child process does for itself at its start: no network, little memory; and how it answers its parent."""

from __future__ import annotations

import ctypes
import json
import sys
from contextlib import suppress
from typing import Any

_NEW_USER_NAMESPACE = 0x10000000  # CLONE_NEWUSER of Linux
_NEW_NETWORK_NAMESPACE = 0x40000000  # CLONE_NEWNET


def limit_process(memory: int) -> None:
    """Leave the network, where the system lets a process do so (Linux), and cap memory, in bytes (not on Windows).

    Must run before the process has a second thread. Where the network stays, the unroutable proxy that the parent
    sets (`child_process`) is what keeps library code from it.
    """
    leave_network()
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_network() -> bool:
    """Move this process into a network namespace without interfaces; false where that is not possible."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        libc: Any = ctypes.CDLL(None, use_errno=True)
        # root may leave at once; anybody else needs a user namespace first
        wanted = (_NEW_NETWORK_NAMESPACE, _NEW_USER_NAMESPACE | _NEW_NETWORK_NAMESPACE)
        return any(libc.unshare(flags) == 0 for flags in wanted)
    except (OSError, AttributeError):
        return False


def answer_parent(answer: dict[str, Any]) -> None:
    """Write one line of JSON for the parent."""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def proxies_to_nowhere() -> dict[str, str]:
    """Environment variables that send every web request of a library to a port where nobody answers."""
    names = ("http_proxy", "https_proxy", "all_proxy")
    nowhere = dict.fromkeys((*names, *map(str.upper, names)), "http://127.0.0.1:9")
    return nowhere | {"no_proxy": "", "NO_PROXY": ""}
