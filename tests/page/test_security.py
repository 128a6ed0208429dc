"""The page is for who opened it: each way in that a page elsewhere, or another machine, could try is tried."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

import pytest

from tests.page.conftest import Server, serve

STATE = b'{"state":"s=kort.yaml&m=spreidingswet_intrekken:2027-07-01:zeker"}'


def cookie_of(server: Server) -> str:
    status, headers, _ = server.raw("GET", f"/?token={server.token}")
    assert status == 303
    assert headers["location"] == "/"
    return headers["set-cookie"]


def test_a_token_gives_a_cookie_that_no_script_or_other_site_has(server: Server) -> None:
    cookie = cookie_of(server)
    assert cookie.startswith(f"simulate-{server.port}=")
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    status, _, body = server.raw("GET", "/", headers={"cookie": cookie.partition(";")[0]})
    assert status == 200
    assert b"page.js" in body


@pytest.mark.parametrize(
    "path", ["/", "/static/page.js", "/api/models", "/api/openapi.json", "/api/scenarios/kort.yaml"]
)
def test_without_it_nothing_is_given(server: Server, path: str) -> None:
    for headers in (
        {},
        {"cookie": f"simulate-{server.port}=wrong"},
        {"authorization": "Bearer wrong"},
        {"cookie": "a=b;;="},
    ):
        assert server.raw("GET", path, headers=headers)[0] == 401
    assert server.raw("GET", "/?token=wrong")[0] == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1:1", "", "169.254.1.1"]
)
def test_another_name_for_this_machine_is_refused(server: Server, host: str) -> None:
    """A page elsewhere may let its own name point to this machine."""
    assert server.raw("GET", "/api/models", headers=server.key | {"host": host})[0] == 421
    assert server.raw("GET", f"/?token={server.token}", headers={"host": host})[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:8765", None])
def test_what_another_page_asks_to_change_is_refused(server: Server, origin: str | None) -> None:
    headers = {"cookie": cookie_of(server).partition(";")[0]} | ({"origin": origin} if origin else {})
    for method, path in (
        ("POST", "/api/runs"),
        ("POST", "/api/keep"),
        ("POST", "/api/report"),
        ("DELETE", "/api/runs/x"),
    ):
        assert server.raw(method, path, STATE, headers)[0] == 403
    allowed = headers | {"origin": f"http://127.0.0.1:{server.port}"}
    assert server.raw("POST", "/api/check", STATE, allowed)[0] == 200


def test_the_browser_is_told_to_load_nothing_from_elsewhere(server: Server) -> None:
    status, headers, body = server.raw("GET", "/", headers=server.key)
    assert status == 200
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
    assert b"<script>" not in body
    assert b"style=" not in body
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    ["/static/../security.py", "/static/..%2fsecurity.py", "/static/%2e%2e/app.py", "/static/page.py", "/etc/passwd",
     "/api/scenarios/..%2f..%2fpyproject.toml", "/api/scenarios/%2fetc%2fpasswd", "/api/measures/..%2fx",
     "/api/jobs/..%2f..%2fetc/file"],
)  # fmt: skip
def test_no_path_leaves_the_project(server: Server, path: str) -> None:
    status, _, body = server.raw("GET", path, headers=server.key)
    assert status in (404, 422)
    assert b"root:" not in body
    assert b"import" not in body


@pytest.mark.parametrize("name", ["../weg", "a/b", "/tmp/weg", "A", "", "x" * 80, "..", "nul\0"])
def test_nothing_is_kept_outside_the_project(server: Server, name: str) -> None:
    server.post("/api/keep", {"state": "s=kort.yaml&m=grenscontroles", "name": name, "draws": 10}, 422)
    assert sorted(path.name for path in server.project.iterdir()) == ["parameters", "scenarios"]


def test_a_body_without_end_is_not_read(server: Server) -> None:
    huge = 100_000_000
    status, _, _ = server.raw("POST", "/api/check", b"{}", server.key | {"content-length": str(huge)})
    assert status == 413
    # In pieces, without a length: it is refused as soon as it is too much.
    with socket.create_connection(("127.0.0.1", server.port), 30) as sending:
        head = f"POST /api/check HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\nauthorization: Bearer {server.token}\r\n"
        sending.sendall(f"{head}transfer-encoding: chunked\r\n\r\n".encode())
        sent = 0
        try:
            for _ in range(2_000):
                sending.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
                sent += 0x10000
        except OSError:
            pass
        assert sent < huge
    assert server.get("/api/models")


def test_an_address_or_a_header_without_end_is_not_read(server: Server) -> None:
    assert server.raw("GET", "/api/measures?q=" + "a" * 9_000, headers=server.key)[0] == 414
    assert server.raw("GET", "/api/models", headers=server.key | {"x": "a" * 100_000})[0] in (400, 431)
    assert server.get("/api/models")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"state": 5}', b'{"wish": {"scenario": "../x.yaml"}}', b'{"other": 1}', b"\xff\xfe",
     b'{"state": "s=kort.yaml", "wish": {"changes": {"parameters": [{"name": "a.b.c", "value": "1\\n2"}]}}}'],
)  # fmt: skip
def test_a_body_that_is_none_is_refused_with_a_reason(server: Server, body: bytes) -> None:
    status, _, said = server.raw("POST", "/api/check", body, server.key)
    assert status == 422
    assert b"Traceback" not in said


@pytest.mark.long
def test_who_reads_slowly_or_opens_many_streams_keeps_nobody_from_the_page(server: Server) -> None:
    made = server.post("/api/runs", {"state": STATE.decode()[10:-2]}, 202)
    ask = (
        f"GET /api/runs/{made['id']}/events?against={made['base']} HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\n"
        f"authorization: Bearer {server.token}\r\n\r\n"
    ).encode()
    sockets = [socket.create_connection(("127.0.0.1", server.port), 30) for _ in range(60)]
    try:
        for one in sockets:
            one.sendall(ask)
        began = monotonic()
        assert server.get("/api/models")
        assert monotonic() - began < 20
        refused = 0
        for one in sockets[45:]:
            one.settimeout(20)
            said = one.recv(4_000)
            refused += b" 503 " in said or b"failed" in (said + one.recv(4_000))
        assert refused > 0
    finally:
        for one in sockets:
            one.close()
    assert server.get("/api/models")


def levers(count: int) -> list[dict[str, str]]:
    return [{"name": "asiel.instroom.langjarig_niveau", "value": str(number)} for number in range(count)]


@pytest.mark.parametrize(("count", "status"), [(201, 422), (1_000, 422), (10_000, 413)])
def test_a_wish_with_ten_thousand_changes_is_refused_with_its_size(server: Server, count: int, status: int) -> None:
    wish = {"scenario": "kort.yaml", "changes": {"parameters": levers(count)}}
    for path in ("/api/check", "/api/runs", "/api/report", "/api/explain"):
        got, _, said = server.raw("POST", path, json.dumps({"wish": wish}).encode(), server.key)
        assert got == status
        assert (b"at most 200" if status == 422 else b"than the page ever sends") in said


def test_an_address_with_ten_thousand_changes_is_refused_with_its_size(server: Server) -> None:
    state = "s=kort.yaml" + "".join(f"&p=asiel.instroom.langjarig_niveau@{year}-01-01=1" for year in range(1, 10_001))
    got, _, said = server.raw("POST", "/api/check", json.dumps({"state": state}).encode(), server.key)
    assert got == 413
    got, _, said = server.raw("POST", "/api/check", json.dumps({"state": state[:90_000]}).encode(), server.key)
    assert got == 422
    assert b"20000" in said
    assert server.raw("GET", f"/api/scenario.yaml?state={quote(state[:9_000])}", headers=server.key)[0] == 414
    few = "s=kort.yaml" + "".join(f"&m=m{number}" for number in range(1_000))
    dropped = server.post("/api/check", {"state": few})["dropped"]
    assert "dit is meer dan een pagina kan tonen" in {one["reason"] for one in dropped}


@pytest.mark.long
def test_ten_thousand_events_for_nobody_leave_nothing_behind(server: Server) -> None:
    began = monotonic()
    with socket.create_connection(("127.0.0.1", server.port), 60) as asking:
        heard = asking.makefile("rb")
        for number in range(100):
            for line, status in (
                (f"DELETE /api/runs/{number}", b" 200 "),
                (f"GET /api/runs/{number}/events", b" 404 "),
            ):
                head = (
                    f"{line} HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\nauthorization: Bearer {server.token}\r\n\r\n"
                )
                asking.sendall(head.encode() * 50)
                for _ in range(50):
                    assert status in heard.readline()
                    length = 0
                    while (field := heard.readline()) != b"\r\n":
                        length = int(field[15:]) if field.startswith(b"content-length:") else length
                    heard.read(length)
    print(f"10,000 requests in {monotonic() - began:.1f} s")
    assert server.get("/api/models")


@pytest.mark.long
def test_of_ten_thousand_wishes_at_once_the_last_is_answered(server: Server) -> None:
    """Nobody waits for the others: they are not read from the library, nor computed."""
    before = memory(server.process.pid)
    for number in range(10_000):
        state = f"s=kort.yaml&p=asiel.instroom.langjarig_niveau@2027-01-01={1 + number / 100_000:.5f}"
        body = json.dumps({"state": state}).encode()
        head = (
            f"POST /api/runs HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\nauthorization: Bearer {server.token}\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", server.port), 60) as one:
            one.sendall(head.encode() + body)
    began = monotonic()
    while (got := server.raw("POST", "/api/runs", STATE, server.key))[0] == 503:
        sleep(0.1)
    assert got[0] == 202
    run = json.loads(got[2])
    path = f"/api/runs/{run['id']}/outcomes/{quote(run['outcome'])}?against={run['base']}&draws=60"
    assert server.get(path)["answers"]
    took = monotonic() - began
    after = memory(server.process.pid)
    print(f"answered {took:.1f} s after the last of 10,000 wishes; memory from {before:.0f} to {after:.0f} MB")
    assert took < 60
    assert after - before < 500


def memory(pid: int) -> float:
    """Megabytes of a server."""
    return int((Path("/proc") / str(pid) / "statm").read_text().split()[1]) * 4096 / 1e6


def test_two_servers_do_not_know_each_others_cookies(server: Server, short: Path) -> None:
    other = serve(short)
    try:
        assert other.port != server.port
        mine, theirs = cookie_of(server).partition(";")[0], cookie_of(other).partition(";")[0]
        both = {"cookie": f"{mine}; {theirs}"}
        assert server.raw("GET", "/", headers=both)[0] == 200
        assert other.raw("GET", "/", headers=both)[0] == 200
        assert other.raw("GET", "/", headers={"cookie": mine})[0] == 401
        assert other.raw("GET", "/api/models", headers=server.key)[0] == 401
    finally:
        assert other.stop() == 0


def test_open_to_others_only_the_names_that_were_allowed_may_ask(short: Path) -> None:
    server = serve(short, "--host", "0.0.0.0", "--allow-host", "planbureau.example", language="en")
    try:
        for host, status in (("planbureau.example", 200), ("127.0.0.1", 200), ("0.0.0.0", 421), ("evil.example", 421)):
            headers = server.key | {"host": f"{host}:{server.port}"}
            assert server.raw("GET", "/api/models", headers=headers)[0] == status
    finally:
        server.process.kill()
        out, _ = server.process.communicate()
    assert "Ctrl-C" in out
