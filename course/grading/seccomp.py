"""A filter of system calls: what no honest notebook needs answers "not permitted".

A deny list, in classic BPF, of the calls that reach other processes, the network, or rarely used
parts of the kernel (where its holes have been). Numbers: Linux `unistd_64.h` for x86_64 and the
generic table for aarch64.
"""

import ctypes
import errno
import platform
import struct

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CALLS = {  # name: (number on x86_64, number on aarch64); 1000 where there is none
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "ptrace": (101, 117),
    "personality": (135, 92),
    "modify_ldt": (154, 1000),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "mount": (165, 40),
    "umount2": (166, 39),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "vmsplice": (278, 75),
    "perf_event_open": (298, 241),
    "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442),
}
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
X32 = 0x40000000  # the other numbering of x86_64


def program(machine: str) -> bytes:
    """The filter for this machine, as `struct sock_filter[]`."""
    numbers = [pair[machine == "aarch64"] for pair in CALLS.values()]
    tests = [(AT_LEAST, X32)] + [(EQUAL, number) for number in numbers]
    lines = [
        (LOAD, 0, 0, 4),
        (EQUAL, 1, 0, MACHINES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),
    ]
    lines += [(test, len(tests) - k, 0, value) for k, (test, value) in enumerate(tests)]
    lines += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def install(libc: ctypes.CDLL) -> None:
    """For this process and all that it starts. Needs "no new privileges". Raises OSError."""
    code = program(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    pointer = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(buffer))
    set_seccomp, filter_mode = 22, 2
    if libc.prctl(set_seccomp, filter_mode, pointer, 0, 0) < 0:
        number = ctypes.get_errno()
        raise OSError(number, "the filter of system calls was refused")
