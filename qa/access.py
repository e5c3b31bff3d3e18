"""Who may open the page: a file of names with scrypt-hashed passwords, and where it may listen."""

import hashlib
import hmac
import ipaddress
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from qa.errors import InputError

__all__ = ["add_account", "check_host", "password_check", "read_accounts"]

# About 60 ms and 32 MiB a guess.
_COST, _BLOCK, _PARALLEL, _MEMORY = 2**15, 8, 1, 128 * 2**20
_SHORTEST_PASSWORD = 8
_FIELDS = 3


def _digest(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32
    )


def check_host(host: str, *, protected: bool) -> None:
    """Refuse to listen beyond this machine without passwords.

    Raises:
        InputError: *host* can be reached from other machines and nothing protects the page.
    """
    if protected or host == "localhost":
        return
    try:
        local = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not local:
        raise InputError(
            f"--host {host} can be reached from other machines and no accounts were given. Make "
            "an accounts file with `python -m qa.access FILE NAME` and pass --auth FILE, or "
            "leave out --host to serve this machine alone."
        )


def read_accounts(path: Path) -> dict[str, str]:
    """Name to ``salt:digest`` from lines of ``name:salt:digest``; ``#`` starts a comment.

    Raises:
        InputError: The file cannot be read, is empty, or a line is not such a line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The accounts file {path} cannot be read ({error}). Make it with "
            f"`python -m qa.access {path} NAME`."
        ) from None
    accounts = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.strip().split(":")
        if len(fields) != _FIELDS or not all(fields):
            raise InputError(
                f"Line {number} of {path} is not NAME:SALT:DIGEST. Write accounts with "
                f"`python -m qa.access {path} NAME`; passwords are never stored as typed."
            )
        accounts[fields[0]] = f"{fields[1]}:{fields[2]}"
    if not accounts:
        raise InputError(f"{path} holds no account. Add one: `python -m qa.access {path} NAME`.")
    return accounts


def add_account(path: Path, name: str, password: str) -> None:
    """Add *name* to the file at *path*, or change its password; only the owner can read the file.

    Raises:
        InputError: The name or the password cannot be used.
    """
    if not name or ":" in name or name.startswith("#") or not name.isprintable():
        raise InputError(f"The name {name!r} cannot be used; leave out colons and a leading #.")
    if len(password) < _SHORTEST_PASSWORD:
        raise InputError(
            f"The password is too short; give at least {_SHORTEST_PASSWORD} characters."
        )
    accounts = read_accounts(path) if path.exists() and path.stat().st_size else {}
    salt = secrets.token_bytes(16)
    accounts[name] = f"{salt.hex()}:{_digest(password, salt).hex()}"
    draft = path.with_name(f".{path.name}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{each}:{stored}\n" for each, stored in accounts.items())
    draft.replace(path)


def password_check(accounts: Mapping[str, str]) -> Callable[[str, str], bool]:
    """A function (name, password) that says whether they match one of *accounts*."""
    # An unknown name costs as much as a known one, so that names cannot be told by the time.
    nobody = f"{'00' * 16}:{'00' * 32}"

    def matches(name: str, password: str) -> bool:
        salt, digest = accounts.get(name, nobody).split(":")
        try:
            expected = bytes.fromhex(digest)
            given = _digest(password, bytes.fromhex(salt))
        except ValueError:
            return False
        return hmac.compare_digest(given, expected) and name in accounts

    return matches


def _main() -> None:
    import argparse
    import getpass

    parser = argparse.ArgumentParser(prog="python -m qa.access", description=add_account.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("name")
    given = parser.parse_args()
    try:
        add_account(given.file, given.name, getpass.getpass(f"Password for {given.name}: "))
    except InputError as error:
        parser.exit(2, f"{error}\n")


if __name__ == "__main__":
    _main()
