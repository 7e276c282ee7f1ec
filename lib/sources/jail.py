"""Jail: what a reader's process gives up before it opens what a stranger made.

Owns the three walls the system offers without root, and what each holds back:

    limits      memory, CPU, size of a file, open files, processes, no core dump
    Landlock    files: the one it reads, its own folder, and the libraries; TCP; signals to others
    seccomp     sockets, other programs, other processes, looking into them

Limits hold on every Unix, Landlock from Linux 5.13, seccomp on x86-64 and ARM. Where one is not
to be had the others stand: a reader is run all the same. Must not import anything large.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
import sysconfig
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lib.settings import ROOT

MEMORY_BYTES = 1_000_000_000
# What one copy may take on disk: the size fields of a file prove nothing, this does.
COPY_BYTES = 2_000_000_000
OPEN_FILES = 128

_NO_NEW_PRIVILEGES, _DIE_WITH_PARENT, _SECCOMP, _FILTER = 38, 1, 22, 2

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# How many kinds of access to files each version of Landlock knows, from the first on.
_KINDS = (13, 14, 15, 15, 16)
_NO_TCP, _NO_ABSTRACT_SOCKETS_OR_SIGNALS = 0b11, 0b11
_LIBRARIES = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
    "/sys/fs/cgroup",
)
_SYSTEM_FILES = (
    *("/dev/null", "/dev/urandom", "/etc/localtime", "/etc/ld.so.cache"),
    # How large the machine is: DuckDB 2.0 aborts where it may not ask.
    *("/proc/self/cgroup", "/proc/stat", "/sys/devices/system/cpu/online"),
)

# Machine -> its mark, and what may not be called: socket, execve, execveat, fork, vfork, kill,
# ptrace, process_vm_readv and _writev, pidfd_open, pidfd_send_signal, io_uring_setup, bpf, unshare,
# mount, keyctl; then clone, which makes threads (that may be) and processes (that may not).
_MACHINES = {
    "x86_64": (
        0xC000003E,
        (41, 59, 322, 57, 58, 62, 101, 310, 311, 434, 424, 425, 321, 272, 165, 250),
        56,
    ),
    "aarch64": (
        0xC00000B7,
        (198, 221, 281, 129, 117, 270, 271, 434, 424, 425, 280, 97, 40, 219),
        220,
    ),
}  # fmt: skip
_CLONE3, _CLONE_THREAD = 435, 0x00010000
_EPERM, _ENOSYS = 1, 38
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06


def enter(source: Path, out: Path, cpu_seconds: int, *, has_threads: bool = False) -> None:
    """Give up what a reader of `source` that writes to `out` has no need of; for good.

    Args:
        has_threads: whether the reader starts threads of its own.
    """
    limit(cpu_seconds, has_threads=has_threads)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            _wall_off(source, out)


def limit(cpu_seconds: int, *, has_threads: bool = True) -> None:
    """Ends this process where it takes more memory, time or disk than a reader may."""
    with suppress(ImportError):  # elsewhere there is only the clock
        import resource

        limits = {
            resource.RLIMIT_AS: MEMORY_BYTES,
            resource.RLIMIT_CPU: cpu_seconds,
            resource.RLIMIT_FSIZE: COPY_BYTES,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_NOFILE: OPEN_FILES,
        }
        if not has_threads:  # a thread counts as a process
            limits[resource.RLIMIT_NPROC] = 0
        for kind, most in limits.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def bound(cpu_seconds: int, seconds: int) -> None:
    """Ends this process where it takes more of the processor, or longer, than a trial may."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(seconds)


def _wall_off(source: Path, out: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return
    _landlock(libc, source, out)
    _seccomp(libc)


def _landlock(libc: ctypes.CDLL, source: Path, out: Path) -> None:
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    every = (1 << _KINDS[min(version, len(_KINDS)) - 1]) - 1
    rules = struct.pack("<QQQ", every, _NO_TCP, _NO_ABSTRACT_SOCKETS_OR_SIGNALS)
    rules = rules[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = libc.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return
    _allow(libc, ruleset, [out], every)
    _allow(libc, ruleset, [source, *map(Path, _SYSTEM_FILES)], _READ_FILE)
    _allow(libc, ruleset, _libraries(), _READ_FILE | _READ_DIR)
    libc.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _libraries() -> Iterable[Path]:
    """Where Python, its packages and our own code lie; nothing that holds a setting or a secret."""
    python = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    return [ROOT / "lib", *map(Path, {*_LIBRARIES, *filter(None, python)})]


def _allow(libc: ctypes.CDLL, ruleset: int, paths: Iterable[Path], access: int) -> None:
    for path in paths:
        with suppress(OSError):
            beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
            rule = struct.pack("<Qi", access, beneath)
            libc.syscall(_ADD, ruleset, 1, rule, 0)
            os.close(beneath)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _seccomp(libc: ctypes.CDLL) -> None:
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return
    mark, refused, clone = machine
    # Another machine's calls have other numbers; so have the 32-bit ones of x86-64.
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, mark),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 0, 1, 0x40000000),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _ERRNO | _ENOSYS),  # then the C library uses clone, whose flags show
    ]
    for number in refused:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    steps += [
        (_EQUAL, 0, 3, clone),
        (_LOAD, 0, 0, 16),
        (_ANY_BIT, 1, 0, _CLONE_THREAD),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
    packed = b"".join(struct.pack("<HBBI", *step) for step in steps)
    program = _Program(len(steps), packed)
    libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
