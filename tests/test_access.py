"""Accounts with hashed passwords, and where the page may listen."""

import stat
from pathlib import Path

import pytest

from qa.access import add_account, check_host, password_check, read_accounts
from qa.errors import InputError


def test_passwords_are_stored_hashed_and_checked(tmp_path: Path) -> None:
    """The file holds no password, only its owner reads it, and only the right one opens."""
    path = tmp_path / "accounts"
    add_account(path, "ana", "correct horse")
    add_account(path, "bo", "battery staple")
    add_account(path, "ana", "new password")
    assert "horse" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    matches = password_check(read_accounts(path))
    assert matches("ana", "new password")
    assert matches("bo", "battery staple")
    for name, password in [
        ("ana", "correct horse"),
        ("bo", "new password"),
        ("eve", "x"),
        ("", ""),
    ]:
        assert not matches(name, password)


def test_the_same_password_is_stored_differently_twice(tmp_path: Path) -> None:
    """Each account has its own salt."""
    path = tmp_path / "accounts"
    for name in ("ana", "bo"):
        add_account(path, name, "correct horse")
    assert len(set(read_accounts(path).values())) == 2


@pytest.mark.parametrize(
    "lines", ["", "# nothing\n", "ana\n", "ana:secret\n", "ana:a:b:c\n", ":a:b\n"]
)
def test_a_file_that_is_no_accounts_file_is_refused(tmp_path: Path, lines: str) -> None:
    """A page meant to be protected never starts open; the error says how to make the file."""
    path = tmp_path / "accounts"
    path.write_text(lines)
    with pytest.raises(InputError, match=r"qa\.access"):
        read_accounts(path)
    with pytest.raises(InputError, match=r"qa\.access"):
        read_accounts(tmp_path / "missing")


def test_a_digest_that_is_none_opens_for_nobody() -> None:
    """A damaged line is no open door."""
    assert not password_check({"ana": "zz:zz"})("ana", "zz")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", "long enough"),
        ("a:b", "long enough"),
        ("#a", "long enough"),
        ("a\n", "long enough"),
        ("ana", "short"),
    ],
)
def test_a_name_or_password_that_cannot_be_used_is_refused(
    tmp_path: Path, name: str, password: str
) -> None:
    """Nothing is written."""
    with pytest.raises(InputError):
        add_account(tmp_path / "accounts", name, password)
    assert not (tmp_path / "accounts").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"])
def test_this_machine_alone_needs_no_accounts(host: str) -> None:
    """Loopback addresses are fine."""
    check_host(host, protected=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "", "10.0.0.1", "localhost.evil.example"])  # fmt: skip
def test_listening_beyond_this_machine_needs_accounts(host: str) -> None:
    """Without accounts it is refused, with the way out; with accounts it is allowed."""
    with pytest.raises(InputError, match="--auth"):
        check_host(host, protected=False)
    check_host(host, protected=True)
