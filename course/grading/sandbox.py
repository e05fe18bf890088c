"""Lock a process up, on Linux: namespaces, Landlock, seccomp, limits, no capabilities.

The warm process (`zygote`) drops root once; each process that it forks for a submission then gets
its own user, process, network, IPC and mount namespaces, a small file system in memory as its only
writable folder, read access to Python and the course package and to nothing else, a filter of
system calls, and limits on memory, time, processes and files. Everything here raises OSError if the
kernel refuses: there is no half-locked state.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.grading import seccomp

try:
    import resource
except ImportError:  # Windows, where `obstacle` says what to do
    resource = None  # type: ignore[assignment]

NOBODY = 65534
NEWNS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
NOSUID_NODEV, BIND, RECURSIVE, PRIVATE = 2 | 4, 4096, 16384, 1 << 18
PDEATHSIG, DUMPABLE, NO_NEW_PRIVS = 1, 4, 38
LANDLOCK_ALL = (1 << 15) - 1  # ABI 3: every right on files, moving and truncating included
LANDLOCK_READ = 1 << 0 | 1 << 2 | 1 << 3  # execute, read a file, list a folder
LANDLOCK_FILE = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 14  # those of them that a file can have
LANDLOCK_NETWORK = 3  # bind and connect (ABI 4)
SYSTEM = [
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share", "/usr/local/lib"),
    *("/usr/bin", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/dev/urandom"),
]
LIMITS = {
    "RLIMIT_AS": 3 << 30,
    "RLIMIT_CPU": 300,
    "RLIMIT_FSIZE": 64 << 20,
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 128,
    "RLIMIT_NPROC": 32,
}
SCRATCH = b"size=256m,nr_inodes=4096,mode=700"

libc: Any = None if sys.platform == "win32" else ctypes.CDLL(None, use_errno=True)


def python_folders() -> list[str]:
    """The folders that a Python process reads: its library and packages, never a whole prefix."""
    prefixes = {sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix)}
    prefixes |= {os.path.realpath(sys.base_prefix)}
    return sorted(f"{p}/{part}" for p in prefixes for part in ("bin", "lib", "lib64", "share"))


def check(result: int, what: str) -> int:
    """The result of a C function, or OSError with what it was meant to do."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def exposed(folder: Path, extra: Iterable[str] = ()) -> str:
    """The readable folder that a class's folder lies in, or nothing, as it should be."""
    allowed = [*SYSTEM, *python_folders(), *extra]
    return next((p for p in allowed if folder.is_relative_to(os.path.realpath(p))), "")


def die_with_parent() -> None:
    """Must follow every change of user: that clears it."""
    check(libc.prctl(PDEATHSIG, 9, 0, 0, 0), "die with the parent")


def drop_root(readable: Iterable[str]) -> None:
    """Become nobody, so that file modes and the limit on processes count.

    Folders of `readable` that live under a closed folder (a home, say) are first made reachable, in
    a mount namespace of our own: or late imports would fail in a student's cell.
    """
    if os.getuid() != 0:
        return
    check(libc.unshare(NEWNS), "mount namespace")
    check(libc.mount(None, b"/", None, PRIVATE | RECURSIVE, None), "private mounts")
    paths = [p for p in dict.fromkeys(map(os.path.realpath, readable)) if Path(p).is_dir()]
    held = {p: os.open(p, os.O_PATH) for p in paths if _closed_ancestor(p)}
    for over in sorted({_closed_ancestor(p) or "" for p in held}):
        check(libc.mount(b"tmpfs", over.encode(), b"tmpfs", 0, b"mode=755"), f"cover {over}")
    for path, handle in held.items():
        Path(path).mkdir(parents=True, exist_ok=True)
        source = f"/proc/self/fd/{handle}".encode()
        check(libc.mount(source, path.encode(), None, BIND | RECURSIVE, None), f"bind {path}")
        os.close(handle)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _closed_ancestor(path: str) -> str | None:
    """The uppermost folder on the way to `path` that other users may not enter."""
    ancestors = [*reversed(Path(path).parents), Path(path)][1:]
    return next((str(p) for p in ancestors if not p.stat().st_mode & 1), None)


def new_namespaces() -> None:
    """Before the fork whose child becomes process 1 of them."""
    check(libc.prctl(DUMPABLE, 1, 0, 0, 0), "dumpable")  # else /proc/self/uid_map belongs to root
    uid, gid = os.getuid(), os.getgid()
    check(libc.unshare(NEWUSER | NEWNET | NEWIPC | NEWPID | NEWNS), "user namespace")
    for name, text in (
        ("self/setgroups", "deny"),
        ("self/uid_map", f"1000 {uid} 1"),
        ("self/gid_map", f"1000 {gid} 1"),
        ("sys/user/max_user_namespaces", "0"),  # no namespaces inside ours
    ):
        Path("/proc", name).write_text(text)


def scratch(folder: str) -> None:
    """Put a small file system in memory over `folder`, seen by this process and its children."""
    flags = NOSUID_NODEV
    check(libc.mount(b"tmpfs", folder.encode(), b"tmpfs", flags, SCRATCH), "scratch folder")


def lock(read: Iterable[str], write: Iterable[str], limits: dict[str, int] | None = None) -> None:
    """From here on: these folders, these limits, no capability, no filtered system call."""
    for name, value in {**LIMITS, **(limits or {})}.items():
        resource.setrlimit(getattr(resource, name), (value, value))
    check(libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    _landlock([*SYSTEM, *read], ["/dev/null", *write])
    header, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
    check(libc.capset(header, none), "drop capabilities")
    seccomp.install(libc)


def landlock_version() -> int:
    """0 where the kernel has no Landlock."""
    return max(0, libc.syscall(444, None, 0, 1)) if sys.platform == "linux" else 0


def _landlock(read: list[str], write: list[str]) -> None:
    network = LANDLOCK_NETWORK if landlock_version() >= 4 else 0
    rules = struct.pack("QQ", LANDLOCK_ALL, network)
    ruleset = check(libc.syscall(444, rules, 16 if network else 8, 0), "Landlock")
    pairs = [(p, LANDLOCK_READ) for p in read] + [(p, LANDLOCK_ALL) for p in write]
    for path, rights in pairs:
        if Path(path).exists():
            at = os.open(path, os.O_PATH | os.O_CLOEXEC)
            allowed = rights if Path(path).is_dir() else rights & LANDLOCK_FILE
            rule = struct.pack("=Qi", allowed, at)
            check(libc.syscall(445, ruleset, 1, rule, 0), f"Landlock rule for {path}")
            os.close(at)
    check(libc.syscall(446, ruleset, 0), "Landlock")
    os.close(ruleset)


def obstacle() -> str:
    """Why no sandbox can be had on this machine and what to do, or nothing."""
    if sys.platform != "linux":
        system = {"darwin": "macOS", "win32": "Windows"}.get(sys.platform, sys.platform)
        return (
            f"{system} has no sandbox of this kind. Grade on Linux, in WSL 2 or a virtual machine."
        )
    if platform.machine() not in seccomp.MACHINES:
        return f"On {platform.machine()} system calls cannot be filtered. Use x86_64 or aarch64."
    if landlock_version() < 3:
        return (
            "This kernel has no Landlock (version 3 or later): it needs Linux 6.2 or later, with "
            "`landlock` among the words of /sys/kernel/security/lsm."
        )
    return _try_out()


def _try_out() -> str:
    """Lock a child up, and hear what stopped it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            drop_root([])
            new_namespaces()
            if os.fork() == 0:
                os._exit(0)
            scratch("/tmp")
            lock([], [])
        except OSError as error:
            os.write(writing, str(error).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        problem = pipe.read()
    return problem and (
        f"The kernel refuses a sandbox ({problem}). In a container: start it with "
        "`--security-opt seccomp=unconfined --cap-add SYS_ADMIN`. On Ubuntu 24.04 and later: "
        "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`."
    )
