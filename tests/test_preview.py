"""The preview's server and its zips: to this machine only, from memory only, and no package can do harm."""

import asyncio
import json
import socket
import zipfile
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from builder.preview import zips
from builder.preview.playable import DamagedError, Playable, Stand
from builder.preview.server import Bell, application, page_files
from tests.browser.desk import previewing
from tests.desk import copy_base, run

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
PACKAGE = "bakery-A1000001"

Answer = tuple[int, dict[str, str], bytes]


def manifest(items: str = "", resources: str = "", head: str = "") -> str:
    items = items or '<item identifier="I1" identifierref="R1"><title>Bread and money</title></item>'
    resources = resources or '<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="start.html"/>'
    return (
        f'<?xml version="1.0"?>{head}<manifest xmlns="{CP}" xmlns:adlcp="{ADLCP}" identifier="M"><organizations default="O">'
        f'<organization identifier="O"><title>Course</title>{items}</organization></organizations><resources>{resources}</resources></manifest>'
    )


def package(folder: Path, files: dict[str, bytes | str], name: str = "some.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            archive.writestr(file, data)
    return path


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    copy_base(folder)
    with previewing("--course", "course", "-q", "bakery", cwd=folder) as served:
        yield served


def ask(address: str, target: bytes, *headers: str, host: str = "", method: str = "GET") -> Answer:
    """A request as bytes: nothing on the way tidies the path up."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as door:
        lines = [method.encode() + b" " + target + b" HTTP/1.1", f"Host: {host or place.netloc}".encode(), b"Connection: close"]
        door.sendall(b"\r\n".join([*lines, *(each.encode() for each in headers), b"", b""]))
        with door.makefile("rb") as said:
            head, _, body = said.read().partition(b"\r\n\r\n")
    status, *rest = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), {name.lower(): value for name, _, value in (line.partition(": ") for line in rest)}, body


def test_the_page_allows_nothing_inline_or_from_elsewhere(address: str) -> None:
    status, headers, body = ask(address, b"/")
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html", "no-store")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert not [name for name in headers if name.startswith("access-control")]
    assert b"<script type=" in body
    assert b" style=" not in body


def test_the_package_is_served_with_its_types(address: str) -> None:
    types = {"index.html": "text/html", "script.js": "text/javascript", "style.css": "text/css", "imsmanifest.xml": "text/xml"}
    for name, kind in types.items():
        status, headers, body = ask(address, f"/package/{PACKAGE}/1/{name}".encode())
        assert (status, headers["content-type"], headers["x-content-type-options"]) == (200, kind, "nosniff"), name
        assert len(body) == int(headers["content-length"])


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [("0-3", 206, slice(0, 4)), ("5-", 206, slice(5, None)), ("-7", 206, slice(-7, None)), ("9999999-", 416, slice(0, 0)), ("-", 200, slice(None))],
)
def test_parts_of_files(address: str, asked: str, status: int, part: slice) -> None:
    _, _, whole = ask(address, f"/package/{PACKAGE}/1/script.js".encode())
    got, headers, body = ask(address, f"/package/{PACKAGE}/1/script.js".encode(), f"Range: bytes={asked}")
    assert (got, body) == (status, whole[part])
    if got == 206:
        assert headers["content-range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "evil.example:80", "[::1]:80", "127.0.0.1.evil.example"])
def test_another_name_is_refused(address: str, host: str) -> None:
    assert ask(address, b"/", host=host)[0] == 421
    assert ask(address, f"/package/{PACKAGE}/1/index.html".encode(), host=host)[0] == 421
    assert ask(address, b"/events", host=host)[0] == 421


def test_the_name_localhost_will_do(address: str) -> None:
    assert ask(address, b"/", host=f"localhost:{urlsplit(address).port}")[0] == 200


def test_two_names_are_refused(address: str) -> None:
    assert ask(address, b"/", "Host: evil.example")[0] in (400, 421)


def test_another_site_may_not_ask(address: str) -> None:
    assert ask(address, b"/ready/" + PACKAGE.encode(), "Origin: https://evil.example")[0] == 403
    assert ask(address, b"/ready/" + PACKAGE.encode(), "Origin: null")[0] == 403
    assert ask(address, b"/ready/" + PACKAGE.encode(), f"Origin: {address.rstrip('/')}")[0] == 200


@pytest.mark.parametrize(
    "target",
    [
        *(b"/../pyproject.toml", b"/page/../../cli/__init__.py", b"/page/..%2f..%2fcompiler.py", b"/page/%2e%2e/%2e%2e/compiler.py"),
        *(b"/page/..\\..\\compiler.py", b"//etc/passwd", b"/etc/passwd", b"/page//etc/passwd", b"/page/preview.css%00.js", b"/page/%00"),
        *(b"/package/bakery-A1000001/1/../../../course.yaml", b"/package/bakery-A1000001/1/%2e%2e/course.yaml", b"/package/bakery-A1000001/1//etc/passwd"),
        *(b"/package/bakery-A1000001/x/index.html", b"/package/../1/index.html", b"/package/other/1/index.html", b"/course.yaml", b"/lms/", b"/page/"),
        *(b"/page/%252e%252e/%252e%252e/compiler.py", b"/page/..%5c..%5ccompiler.py", b"/package/bakery-A1000001/1/%252e%252e%252fcourse.yaml"),
        *(b"/ready/other", b"/ready/..%2f..", b"/page/%ff%fe", b"/package/bakery-A1000001/1/%ff"),
    ],
)
def test_no_path_leads_out(address: str, target: bytes) -> None:
    assert ask(address, target)[0] in (400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(address: str, method: str) -> None:
    assert ask(address, b"/", method=method)[0] == 405


def test_no_service_worker_is_left_behind(address: str) -> None:
    assert ask(address, f"/package/{PACKAGE}/1/script.js".encode(), "Service-Worker: script")[0] == 403


@pytest.mark.parametrize("target", [b"/", b"/events", f"/package/{PACKAGE}/1/index.html".encode()])
def test_the_head_alone_has_no_body(address: str, target: bytes) -> None:
    status, headers, body = ask(address, target, method="HEAD")
    assert (status, body, headers["cache-control"]) == (200, b"", "no-store")


def test_news_that_comes_while_a_page_is_told_is_not_missed() -> None:
    """The desk builds again while the stream is sending: the page hears of it at once, not at the next beat."""
    desk, bell = _Desk(), Bell()
    told: list[int] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        said = bytes(message.get("body", b"")).decode()
        if not said.startswith("data: "):
            return
        told.append(json.loads(said[6:])["serial"])
        if len(told) == 1:
            desk.stand = Stand(2, ())
            bell.ring()
        else:
            bell.close()

    async def receive() -> MutableMapping[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/events", "raw_path": b"/events", "query_string": b"", "headers": [(b"host", b"localhost:1")]}
    asyncio.run(asyncio.wait_for(application(desk, bell, 1)(scope, receive, send), 5))
    assert told == [1, 2]


class _Desk:
    def __init__(self) -> None:
        self.stand = Stand(1, ())

    def build(self, changed: Sequence[str] = ()) -> None:
        """Nothing to build."""

    def package(self, name: str) -> Playable | None:
        """No package."""
        return None


def test_only_this_machine_is_listened_to(address: str) -> None:
    assert urlsplit(address).hostname == "127.0.0.1"
    other = socket.socket()
    with other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", urlsplit(address).port or 0)) != 0


def test_the_page_is_small() -> None:
    sizes = {name: len(data) for name, data in page_files().items() if name == "" or name.startswith("page/")}
    assert sum(sizes.values()) < 50_000, sizes


def test_a_unit_or_port_that_there_is_not_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    copy_base(tmp_path)
    wrong = run("preview", "A/100/0002", "--course", "course", "--no-open")
    assert (wrong.exit_code, "Did you mean" in wrong.output) == (2, True)
    assert run("preview", "--port", "99999").exit_code == 2
    assert run("preview", "--course", "nowhere").exit_code == 2
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = run("preview", "--course", "course", "--no-open", "--port", str(taken.getsockname()[1]))
        assert refused.exit_code == 1
        assert "cannot be used" in refused.output


def test_a_zip_says_what_to_launch(tmp_path: Path) -> None:
    items = (
        '<item identifier="I0"><title>A chapter</title><item identifier="I1" identifierref="R1" parameters="?mode=a&amp;b=2"><title>One</title></item></item>'
        '<item identifier="I2" identifierref="R2"><title>Two</title></item><item identifier="I3" identifierref="R3"><title>A picture</title></item>'
    )
    resources = (
        '<resource identifier="R1" xml:base="first/" type="webcontent" adlcp:scormtype="sco" href="a page.html?x=1"/>'
        '<resource identifier="R2" type="webcontent" adlcp:scormtype="SCO" href="second.html"/>'
        '<resource identifier="R3" type="webcontent" adlcp:scormtype="asset" href="third.html"/>'
    )
    files: dict[str, bytes | str] = {"imsmanifest.xml": manifest(items, resources), "first/a page.html": "1", "second.html": "2", "third.html": "3"}
    found = zips.read_zip(package(tmp_path, files))
    assert [(each.label, each.launch) for each in found] == [("One", "first/a%20page.html?x=1&mode=a&b=2"), ("Two", "second.html")]
    assert found[0].files["first/a page.html"] == b"1"


SCORM_2004 = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" identifier="M">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata></manifest>"
)


def resource(href: str, more: str = "") -> str:
    return f'<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" {more}href="{href}"/>'


ENTITIES = '<!DOCTYPE manifest [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no imsmanifest.xml"),
        ({"course/imsmanifest.xml": manifest()}, "zip the folder's contents"),
        ({"imsmanifest.xml": manifest()}, "start.html is not in it"),
        ({"imsmanifest.xml": "<manifest"}, "cannot be read"),
        ({"imsmanifest.xml": "<manifest/>"}, "not of SCORM 1.2: its root is manifest in no namespace"),
        ({"imsmanifest.xml": SCORM_2004, "start.html": ""}, "is a SCORM 2004 package. Only SCORM 1.2 is played"),
        ({"tincan.xml": "<tincan/>"}, "a package of xAPI"),
        ({"IMSManifest.XML": manifest()}, "There is IMSManifest.XML, whose letters are written in another way"),
        ({"imsmanifest.xml": manifest(), "Start.html": ""}, "There is Start.html, whose letters"),
        ({"imsmanifest.xml": manifest(resources=resource("cafe%CC%81.html")), "caf\u00e9.html": ""}, "is not in it. There is caf\u00e9.html"),
        ({"imsmanifest.xml": manifest(resources=resource("start.html", 'xml:base="http://[" ')), "start.html": ""}, "has an address that cannot be read"),
        ({"imsmanifest.xml": manifest(head=ENTITIES), "start.html": ""}, "document type"),
        ({"imsmanifest.xml": manifest(), "start.html": "", "../out.html": ""}, "leads out"),
        ({"imsmanifest.xml": manifest(), "start.html": "", "/etc/out": ""}, "leads out"),
        ({"imsmanifest.xml": manifest(), "start.html": "", "a\\..\\..\\out": ""}, "leads out"),
        ({"imsmanifest.xml": manifest(), "start.html": "", "C:\\out": ""}, "leads out"),
        ({"imsmanifest.xml": manifest(), "start.html": "", "bomb": b"\0" * 30_000_000}, "would unpack to"),
        ({"imsmanifest.xml": manifest(resources='<resource identifier="R1" type="webcontent" href="../../etc/passwd"/>')}, "is not in it"),
        ({"imsmanifest.xml": manifest(resources='<resource identifier="R1" type="webcontent" href="http://evil.example/"/>')}, "is not in it"),
    ],
)
def test_a_zip_that_is_no_package_or_a_danger_is_refused(tmp_path: Path, files: dict[str, bytes | str], said: str) -> None:
    result = run("preview", str(package(tmp_path, files)), "--no-open")
    assert result.exit_code == 1
    assert said in " ".join(result.output.split())


def test_what_is_not_a_zip_or_is_locked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.zip"
    path.write_bytes(b"PK\x03\x04 nothing more")
    assert "not a whole zip" in run("preview", str(path), "--no-open").output
    whole = package(tmp_path, {"imsmanifest.xml": manifest(), "start.html": "x"}).read_bytes()
    flags = b"PK\x01\x02\x14\x03\x14\x00"
    locked = whole.replace(flags + b"\x00", flags + b"\x01")
    path.write_bytes(locked)
    assert "is encrypted" in run("preview", str(path), "--no-open").output
    assert run("preview", "missing.zip").exit_code == 2


def test_a_name_in_utf8_is_read_though_the_zip_does_not_say_so(tmp_path: Path) -> None:
    path = package(tmp_path, {"imsmanifest.xml": manifest(resources=resource("caf%C3%A9%201.html")), "caf\u00e9 1.html": "x"})
    data = path.read_bytes()
    for mark, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = data.rindex(mark) + place
        data = data[:at] + bytes([data[at] & ~0x08]) + data[at + 1 :]
    path.write_bytes(data)
    (found,) = zips.read_zip(path)
    assert (found.launch, found.files["caf\u00e9 1.html"]) == ("caf%C3%A9%201.html", b"x")


def test_any_damage_to_a_zip_is_said_and_never_raised(tmp_path: Path) -> None:
    whole = package(tmp_path, {"imsmanifest.xml": manifest(), "start.html": "x" * 50, "caf\u00e9.html": "x"}).read_bytes()
    path = tmp_path / "torn.zip"
    for place in range(whole.index(b"PK\x01\x02"), len(whole)):
        for byte in (0, 255, whole[place] ^ 1, whole[place] ^ 8):
            path.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
            with suppress(zips.RefusedError, DamagedError):
                assert [each.files[name] for each in zips.read_zip(path) for name in each.files]


def test_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_FILES", 3)
    path = package(tmp_path, {"imsmanifest.xml": manifest(), "start.html": "", "a": "", "b": ""})
    with pytest.raises(zips.RefusedError, match="3 is the most"):
        zips.read_zip(path)


def test_a_damaged_file_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {"imsmanifest.xml": manifest(), "start.html": "whole", "torn.html": "to be torn"}.items():
            archive.writestr(name, data)
    path.write_bytes(path.read_bytes().replace(b"to be torn", b"it is torn"))
    with previewing(str(path)) as address:
        status, _, body = ask(address, b"/package/sco-1/1/torn.html")
        assert (status, b"cannot be unpacked" in body) == (500, True)
        assert ask(address, b"/package/sco-1/1/start.html")[0] == 200


def test_a_zip_is_served_from_memory_and_read_again_when_it_is_replaced(tmp_path: Path) -> None:
    data = BytesIO(package(tmp_path, {"imsmanifest.xml": manifest(), "start.html": "<p>old", "media/film.mp4": b"123456"}).read_bytes())
    path = tmp_path / "some.zip"
    with previewing(str(path)) as address:
        assert ask(address, b"/package/sco-1/1/start.html")[2] == b"<p>old"
        status, headers, body = ask(address, b"/package/sco-1/1/media/film.mp4", "Range: bytes=1-2")
        assert (status, headers["content-type"], body) == (206, "video/mp4", b"23")
        ready = json.loads(ask(address, b"/ready/sco-1")[2])
        assert (ready["label"], ready["launch"]) == ("Bread and money", "start.html")
        path.unlink()
        assert ask(address, b"/package/sco-1/1/start.html")[2] == b"<p>old"
        path.write_bytes(data.getvalue())
