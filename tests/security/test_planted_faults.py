"""Each attack must find its hole when the hole is there: else an empty list proves nothing."""

from collections.abc import Iterator

import pytest

from assistant.access import LOCAL
from assistant.web.doorkeeper import Doorkeeper
from assistant.web.gate import Gate
from assistant.web.session_owners import SessionOwners
from assistant.web.uploads import Uploads
from tests.security import attacks
from tests.security.house import House, Objects, furnish, housed


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def objects(house: House) -> Objects:
    return furnish(house)


def test_sessions_that_belong_to_nobody(
    house: House, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SessionOwners, "_claim", lambda *_: True)
    # Their state would still be of no use: each event asks again whose work it touches.
    assert "a foreign heartbeat" in attacks.foreign_work(house, objects, 5)


def test_files_that_belong_to_nobody(
    house: House, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Uploads, "_mine", lambda *_: True)
    assert "a foreign file" in attacks.foreign_work(house, objects, 5)


def test_a_gate_that_lets_other_sites_in(
    house: House, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gate, "_from_here", lambda *_: True)
    assert attacks.foreign_origins(house, objects, 40) != []


def test_a_door_without_a_keeper(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Doorkeeper, "_caller", lambda *_: LOCAL)
    assert attacks.tricked_paths(house, 200) != []


def test_sessions_that_signing_out_does_not_end(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.records.accounts.Accounts.end", lambda *_: None)
    assert attacks.kept_sessions(house, 1) == ["a session after signing out"]
