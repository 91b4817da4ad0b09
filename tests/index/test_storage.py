"""The folder that a crash leaves whole."""

import errno
import fcntl
import hashlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.errors import LibraryError
from index.storage import (
    READ_ATTEMPTS,
    Generation,
    generations,
    load_generation,
    save_generation,
)

FORK = multiprocessing.get_context("fork")
KILLS = 40
BODY_FLIPS = 500


def write_number(number: int) -> Callable[[Path], None]:
    """Writes three files that are all of one number, so that a mixture shows."""

    def write_files(draft: Path) -> None:
        for name in "abc":
            (draft / name).write_bytes(number.to_bytes(4, "big") * 5_000)

    return write_files


def save(folder: Path, number: int) -> None:
    save_generation(folder, write_number(number), {"number": number})


def read_number(saved: Generation) -> int:
    number: int = saved.facts["number"]
    assert sorted(saved.files) == ["a", "b", "c"]
    for file in saved.files.values():
        assert file.read_bytes() == number.to_bytes(4, "big") * 5_000
    return number


def load(folder: Path) -> int:
    return load_generation(folder, read_number)


def refused(folder: Path) -> str:
    with pytest.raises(LibraryError) as caught:
        load(folder)
    return str(caught.value)


def rewrite_manifest(generation: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """What somebody could do who also makes the manifest's own checksum right, and the pointer."""
    file = generation / "manifest.json"
    manifest = json.loads(file.read_text())
    change(manifest)
    body = {key: manifest[key] for key in ("format", "facts", "files")}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    file.write_text(json.dumps({**body, "sha256": digest}, indent=1))
    (generation.parent / "CURRENT").write_text(f"{generation.name} {digest}\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two generations: 1 and 2."""
    folder = tmp_path / "library"
    save(folder, 1)
    save(folder, 2)
    return folder


# What a save does


def test_the_newest_generation_is_loaded_and_the_one_before_is_kept(folder: Path) -> None:
    assert load(folder) == 2
    save(folder, 3)
    assert load(folder) == 3
    assert generations(folder) == ["gen-000003", "gen-000002"]
    assert load(folder / "gen-000002") == 2


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    save(tmp_path / "one" / "two", 1)
    assert load(tmp_path / "one" / "two") == 1


def test_generations_are_in_the_order_of_their_numbers(folder: Path) -> None:
    (folder / "gen-000002").rename(folder / "gen-999999")
    save(folder, 3)
    save(folder, 4)
    assert generations(folder) == ["gen-1000001", "gen-1000000"]
    assert load(folder) == 4


def test_each_step_is_on_the_disk_before_the_next_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    opened: dict[int, str] = {}
    real_open, real_fsync = os.open, os.fsync
    real_rename, real_replace, real_rmtree = Path.rename, Path.replace, shutil.rmtree

    def short(path: Any) -> str:
        name = os.path.relpath(path, folder)
        return "draft" + name[name.find("/") :] * ("/" in name) if name[:7] == ".draft-" else name

    def traced_open(path: Any, *flags: Any, **more: Any) -> int:
        descriptor = real_open(path, *flags, **more)
        opened[descriptor] = short(path)
        return descriptor

    def traced_fsync(descriptor: int) -> None:
        real_fsync(descriptor)
        steps.append(f"fsync {opened[descriptor]}")

    def traced_rename(path: Path, target: Path) -> Path:
        steps.append(f"rename {short(path)} {short(target)}")
        return real_rename(path, target)

    def traced_replace(path: Path, target: Path) -> Path:
        steps.append(f"replace {short(path)} {short(target)}")
        return real_replace(path, target)

    def traced_rmtree(path: Path, **more: Any) -> None:
        steps.append(f"delete {short(path)}")
        real_rmtree(path, **more)

    monkeypatch.setattr(os, "open", traced_open)
    monkeypatch.setattr(os, "fsync", traced_fsync)
    monkeypatch.setattr(Path, "rename", traced_rename)
    monkeypatch.setattr(Path, "replace", traced_replace)
    monkeypatch.setattr(shutil, "rmtree", traced_rmtree)
    save(folder, 3)
    assert sorted(steps[:4]) == [
        "fsync draft/a",
        "fsync draft/b",
        "fsync draft/c",
        "fsync draft/manifest.json",
    ]
    assert steps[4:] == [
        "fsync draft",
        "rename draft gen-000003",
        "fsync .",
        "fsync draft",
        "replace draft CURRENT",
        "fsync .",
        "delete gen-000001",
    ]


def test_new_folders_are_on_the_disk_in_their_parents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real_fsync = os.fsync

    def traced_fsync(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real_fsync(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not name open files under /proc")
    monkeypatch.setattr(os, "fsync", traced_fsync)
    save(tmp_path / "one" / "two", 1)
    assert synced[:2] == [str(tmp_path / "one"), str(tmp_path)]


# Crashes and faults


def save_forever(folder: Path, start: int, started: Any) -> None:
    started.set()
    for number in range(start, start + 10_000):
        save(folder, number)


def test_a_kill_at_any_moment_leaves_a_whole_generation(folder: Path) -> None:
    moments = random.Random(1)  # noqa: S311 - no secret
    begin = time.perf_counter()
    save(folder, 3)
    duration, newest = time.perf_counter() - begin, 3
    for _ in range(KILLS):
        started = FORK.Event()
        child = FORK.Process(target=save_forever, args=(folder, newest + 1, started))
        child.start()
        started.wait()
        time.sleep(moments.uniform(0, 4 * duration))
        assert child.pid
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        found = load(folder)
        assert found >= newest
        newest = found
    assert newest > 3  # some saves were finished
    save(folder, newest + 1)
    assert load(folder) == newest + 1
    assert len(generations(folder)) == 2
    assert not list(folder.glob(".draft-*"))


class Fault:
    """Makes the nth step of a save fail, before it is done or after."""

    def __init__(self, fail_at: int, error: BaseException, *, done: bool) -> None:
        self.steps = 0
        self.fail_at, self.error, self.done = fail_at, error, done

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **more: Any) -> Any:
            self.steps += 1
            fails = self.steps == self.fail_at
            if fails and not self.done:
                raise self.error
            result = real(*arguments, **more)
            if fails:
                if isinstance(result, int) and real is os.open:
                    os.close(result)
                raise self.error
            return result

        return step


STEPS = (
    (os, "open"),
    (os, "fsync"),
    (os, "unlink"),
    (Path, "mkdir"),
    (Path, "write_bytes"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (shutil, "rmtree"),
    (fcntl, "flock"),
)


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr
)
def test_a_fault_at_any_step_leaves_the_old_or_the_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, done: bool
) -> None:
    outcomes = set()
    fail_at, number = 0, 2
    while True:
        fail_at += 1
        fault = Fault(fail_at, error, done=done)
        (folder / ".draft-7").mkdir()  # a crash left it: sweeping it is a step too
        with monkeypatch.context() as patched:
            for owner, name in STEPS:
                patched.setattr(owner, name, fault.around(getattr(owner, name)))
            try:
                save(folder, number + 1)
                outcome = "saved"
            except LibraryError:
                outcome = "refused"
            except KeyboardInterrupt:
                outcome = "stopped"
        found = load(folder)
        assert found in ((number, number + 1) if outcome != "saved" else (number + 1,))
        shutil.rmtree(folder / ".draft-7", ignore_errors=True)
        outcomes.add((outcome, found - number))
        number = found
        if fault.steps < fail_at:
            break
    failed = "refused" if isinstance(error, OSError) else "stopped"
    assert fail_at > 15
    assert outcomes >= {(failed, 0), (failed, 1), ("saved", 1)}
    save(folder, number + 1)
    assert load(folder) == number + 1


def save_with_little_room(folder: Path, room: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        save(folder, 3)
    except LibraryError as error:
        os._exit(17 if "what it held before is unharmed" in str(error) else 1)
    os._exit(0)


@pytest.mark.parametrize("room", [0, 1, 19_999, 20_000, 1_000_000])
def test_a_full_disk_leaves_the_old_one(folder: Path, room: int) -> None:
    child = FORK.Process(target=save_with_little_room, args=(folder, room))
    child.start()
    child.join()
    assert child.exitcode == (17 if room < 20_000 else 0)
    assert load(folder) == (2 if room < 20_000 else 3)
    assert not list(folder.glob(".draft-*"))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be saved"):
        save(tmp_path / "file", 1)
    with pytest.raises(LibraryError, match="cannot be saved"):
        save(tmp_path / "file" / "below", 1)


def test_another_error_while_files_are_written_leaves_the_old_one(folder: Path) -> None:
    def write_files(draft: Path) -> None:
        (draft / "a").write_text("half")
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        save_generation(folder, write_files, {})
    assert load(folder) == 2
    assert not list(folder.glob(".draft-*"))


# Several at once


def save_often(folder: Path, first: int) -> None:
    saved = 0
    while saved < 20:
        try:
            save(folder, first + saved)
            saved += 1
        except LibraryError as error:
            if "Another program is saving" not in str(error):
                os._exit(1)
            time.sleep(0.001)
    os._exit(0)


def test_two_writers_and_a_reader_get_along(folder: Path) -> None:
    writers = [FORK.Process(target=save_often, args=(folder, first)) for first in (100, 200)]
    for writer in writers:
        writer.start()
    reads = 0
    while any(writer.is_alive() for writer in writers):
        assert load(folder) in (2, *range(100, 120), *range(200, 220))
        reads += 1
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert reads > 10
    assert load(folder) in (119, 219)
    assert generations(folder)[0] == "gen-000042"


def test_a_second_writer_is_refused(folder: Path) -> None:
    with (folder / "LOCK").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LibraryError, match=r"Another program is saving into .*library"):
            save(folder, 3)
    save(folder, 3)


def test_a_reader_goes_on_with_the_new_one_when_its_own_is_swept(folder: Path) -> None:
    def read_slowly(saved: Generation) -> int:
        if saved.facts["number"] == 2:
            save(folder, 3)
            save(folder, 4)
        return read_number(saved)

    assert load_generation(folder, read_slowly) == 4


def test_a_reader_that_never_keeps_up_says_so(folder: Path) -> None:
    reads = 0

    def read_too_slowly(saved: Generation) -> int:
        nonlocal reads
        reads += 1
        save(folder, saved.facts["number"] + 1)
        save(folder, saved.facts["number"] + 2)
        return read_number(saved)

    with pytest.raises(LibraryError, match="keeps being saved"):
        load_generation(folder, read_too_slowly)
    assert reads == READ_ATTEMPTS


# Damage


def flip(file: Path, place: int, mask: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[place] ^= mask
    file.write_bytes(raw)


def test_every_flipped_byte_is_found_and_the_file_named(folder: Path) -> None:
    chance = random.Random(2)  # noqa: S311 - no secret
    newest = folder / "gen-000002"
    places = [(newest / name, i) for name in "abc" for i in range(120)]
    places += [
        (file := newest / chance.choice("abc"), chance.randrange(20_000)) for _ in range(BODY_FLIPS)
    ]
    for small in (folder / "CURRENT", newest / "manifest.json"):
        places += [(small, i) for i in range(small.stat().st_size)]
    for file, place in places:
        mask = chance.randrange(1, 256)
        flip(file, place, mask)
        message = refused(folder)
        if file.name == "CURRENT":  # it may name a generation that is not there
            assert "CURRENT" in message or "manifest.json is missing" in message
        else:
            assert str(file) in message
        assert f"{folder / 'gen-000001'} is whole" in message or file.name == "CURRENT"
        flip(file, place, mask)
    assert load(folder) == 2


@pytest.mark.parametrize("name", ["CURRENT", "gen-000002/manifest.json", "gen-000002/b"])
@pytest.mark.parametrize("harm", ["cut", "lengthen", "empty", "remove", "link", "folder", "pipe"])
def test_a_harmed_file_is_named_and_the_older_generation_offered(
    folder: Path, name: str, harm: str
) -> None:
    file = folder / name
    whole = file.read_bytes()
    if harm == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif harm == "lengthen":
        file.write_bytes(whole + b"\n")
    elif harm == "empty":
        file.write_bytes(b"")
    else:
        file.unlink()
    if harm == "link":
        (folder.parent / "outside").write_bytes(whole)
        file.symlink_to(folder.parent / "outside")
    elif harm == "folder":
        file.mkdir()
    elif harm == "pipe":
        os.mkfifo(file)
    message = refused(folder)
    assert file.name in message
    assert "is whole: load that folder." in message
    assert load(folder / "gen-000001") == 1


def test_a_save_repairs_a_damaged_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_text("gen-000009 " + "0" * 64 + "\n")
    save(folder, 3)
    assert load(folder) == 3
    assert load(folder / "gen-000002") == 2


def test_a_flipped_pointer_never_gives_the_older_one(folder: Path) -> None:
    pointer = folder / "CURRENT"
    pointer.write_text(pointer.read_text().replace("gen-000002", "gen-000001"))
    assert "CURRENT" in refused(folder)


def test_no_older_generation_is_offered_when_it_is_damaged_too(folder: Path) -> None:
    flip(folder / "gen-000001" / "a", 5, 1)
    flip(folder / "gen-000002" / "b", 5, 1)
    message = refused(folder)
    assert str(folder / "gen-000002" / "b") in message
    assert "whole" not in message


@pytest.mark.parametrize("what", ["nothing", "a file", "an empty folder"])
def test_what_is_no_library_is_said(tmp_path: Path, what: str) -> None:
    place = tmp_path / "place"
    if what == "a file":
        place.write_text("CURRENT")
    elif what == "an empty folder":
        place.mkdir()
    assert "is not a saved library: it has no CURRENT file" in refused(place)


def test_files_that_cannot_be_read_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = Path.open

    def denied(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == hidden:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real_open(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", denied)
    hidden = "CURRENT"
    assert "no CURRENT file to read" in refused(folder)
    hidden = "manifest.json"
    assert "manifest.json is missing or cannot be read" in refused(folder)
    hidden = "b"
    assert f"{folder / 'gen-000002' / 'b'} cannot be read: Permission denied." in refused(folder)


# Strangers' folders


@pytest.mark.parametrize("name", ["..", ".", "", "../../secret", "/etc/passwd", "a\0", "a/../a"])
def test_a_manifest_leads_nowhere_else(folder: Path, name: str) -> None:
    (folder.parent / "secret").write_bytes(b"secret")
    newest = folder / "gen-000002"
    kept = {"bytes": 6, "sha256": hashlib.sha256(b"secret").hexdigest()}
    rewrite_manifest(newest, lambda manifest: manifest["files"].update({name: kept}))
    assert "is missing" in refused(folder)


@pytest.mark.parametrize(
    "pointer",
    ["..", "../elsewhere", "/etc", "gen-1", "gen-000002/..", "gen-\0", "gen-000002", "\udcff"],
)
def test_a_pointer_leads_nowhere_else(folder: Path, pointer: str) -> None:
    (folder.parent / "elsewhere").mkdir()
    raw = pointer.encode("utf-8", "surrogateescape")
    (folder / "CURRENT").write_bytes(raw + b" " + b"0" * 64 + b"\n")
    assert "CURRENT" in refused(folder)
    (folder / "CURRENT").write_bytes(raw + b"\n")
    assert f"{folder / 'CURRENT'} is damaged" in refused(folder)


def test_a_generation_that_is_a_link_is_refused(folder: Path) -> None:
    (folder / "gen-000002").rename(folder.parent / "gen-000002")
    (folder / "gen-000002").symlink_to(folder.parent / "gen-000002")
    assert "is a link" in refused(folder)
    save(folder, 3)
    save(folder, 4)
    assert load(folder) == 4
    assert load(folder.parent / "gen-000002") == 2  # what a link led to is not swept


@pytest.mark.parametrize(
    "raw",
    [b"{}", b"[]", b"1", b"null", b"[" * 100_000, b"\xff", b"9" * 5000, b'{"files": {"a": 1}}'],
    ids=lambda raw: str(raw[:8]),
)
def test_a_manifest_of_another_form_is_damaged(folder: Path, raw: bytes) -> None:
    (folder / "gen-000002" / "manifest.json").write_bytes(raw)
    assert "manifest.json is damaged" in refused(folder)


@pytest.mark.parametrize(
    "kept", [1, None, [], {}, {"bytes": "many", "sha256": 5}, {"bytes": 20_000}], ids=str
)
def test_a_manifest_with_other_values_is_damaged(folder: Path, kept: Any) -> None:
    rewrite_manifest(folder / "gen-000002", lambda manifest: manifest["files"].update(b=kept))
    assert "is damaged" in refused(folder)


def test_another_format_is_said(folder: Path) -> None:
    rewrite_manifest(folder / "gen-000002", lambda manifest: manifest.update(format=2))
    assert "has the format 2, and this program reads 1: index the articles again" in refused(folder)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(LibraryError, match=r"holds another file, notes\.txt: give"):
        save(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_hidden_files_of_a_file_manager_are_no_hindrance(folder: Path) -> None:
    (folder / ".DS_Store").write_text("")
    save(folder, 3)
    assert (folder / ".DS_Store").exists()
