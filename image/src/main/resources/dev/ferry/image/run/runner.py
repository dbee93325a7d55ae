# Runs a command in the root folder of an image, as a container engine would: own namespaces for
# mounts, processes, network, IPC and host name, a read-only root, one user without capabilities.
# Part of Ferry; needs Python >= 3.6 and Linux, nothing else. Works as root, and as a user where
# the kernel lets users make namespaces.
#
#   python3 -I -S runner.py --check          exit status 0 where it works here, else a line that says why
#   python3 -I -S runner.py request.json     standard input stays open while the caller lives
#
# request.json: root, command[], env{}, cwd, uid, gid, mounts[{from,to,writable}], seconds, stdin, stdout,
# stderr, result, trace (a path, or absent), bytes (largest file that it may write).
# result: {"exit", "signal", "late", "memory" (KiB), "error"}.
# trace: the paths of files that the command and its children opened, executed or asked for, one a line
# between NUL bytes, sorted; links on the way to them too.
import ctypes
import errno
import fcntl
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
import warnings  # noqa: F401  os.execvpe imports it, when there is no library any more

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_NOATIME, MS_NODIRATIME, MS_BIND, MS_REC, MS_PRIVATE, MS_RELATIME = 1024, 2048, 4096, 16384, 1 << 18, 1 << 21
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_CAP_AMBIENT = 1, 24, 38, 22, 47
SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
NOT_EXECUTED = 127

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]


class Trouble(Exception):
    """This machine does not let us do it."""


def check(result, what):
    if result == -1:
        number = ctypes.get_errno()
        raise Trouble("%s: %s" % (what, os.strerror(number)))
    return result


def mount(source, target, kind, flags, options=""):
    encode = lambda text: None if text is None else os.fsencode(text)
    check(libc.mount(encode(source), encode(target), encode(kind), flags, encode(options)),
          "mount %s on %s" % (kind or source, target))


# ---------------------------------------------------------------- namespaces and the root

def unshare(uid, gid):
    """Leaves the namespaces of this machine; as a user through a user namespace.

    That of mounts is process 1's alone: a change of root would take us with it.
    """
    most = CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET
    if os.geteuid() == 0 and libc.unshare(most) == 0:
        return
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    check(libc.unshare(most | CLONE_NEWUSER), "make namespaces")
    for name, line in (("setgroups", "deny"), ("uid_map", "%d %d 1" % (uid, outer_uid)),
                       ("gid_map", "%d %d 1" % (gid, outer_gid))):
        with open("/proc/self/" + name, "w") as file:
            file.write(line)


def folder(root, path, is_file=False):
    """Makes a mount point below the root; never through a link."""
    at = root
    names = [name for name in path.split("/") if name]
    if ".." in names:
        raise Trouble("mount point %s" % path)
    for index, name in enumerate(names):
        at = os.path.join(at, name)
        if os.path.islink(at):
            raise Trouble("mount point %s is a link in the image" % path)
        if is_file and index == len(names) - 1:
            if not os.path.exists(at):
                os.close(os.open(at, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        elif not os.path.isdir(at):
            os.mkdir(at, 0o755)
    return at


def kept_flags(path):
    """Flags of a mount that a remount in a user namespace must repeat."""
    found = os.statvfs(path).f_flag
    flags = found & (MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME | MS_NODIRATIME)
    return flags | (MS_RELATIME if found & 4096 else 0)


def bind(source, target, writable):
    mount(source, target, None, MS_BIND)
    if not writable:
        mount(None, target, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | kept_flags(target))


def make_root(request):
    root = os.path.realpath(request["root"])
    check(libc.unshare(CLONE_NEWNS), "make a namespace for mounts")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount(root, root, None, MS_BIND)
    for name in ("proc", "sys", "dev", "tmp", "run"):
        folder(root, name)
    for given in request["mounts"]:
        folder(root, given["to"], os.path.isfile(given["from"]))
    mount("proc", root + "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    try:
        mount("sysfs", root + "/sys", "sysfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)
    except Trouble:
        pass  # A container hides parts of it; programs count processors without it.
    devices(root)
    for name in ("tmp", "run"):
        mount("tmpfs", root + "/" + name, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777")
    if os.path.isdir(root + "/var/tmp") and not os.path.islink(root + "/var") and not os.path.islink(root + "/var/tmp"):
        mount("tmpfs", root + "/var/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777")
    for given in request["mounts"]:
        bind(given["from"], root + "/" + given["to"].strip("/"), given["writable"])
    mount(None, root, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | kept_flags(root))
    os.chdir(root)
    number = SYS_PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise Trouble("no numbers of system calls for %s" % os.uname().machine)
    check(libc.syscall(number, b".", b"."), "pivot_root")
    check(libc.umount2(b".", MNT_DETACH), "leave the old root")
    os.chdir("/")


def devices(root):
    place = root + "/dev"
    mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=755,size=65536")
    for name in DEVICES:
        if os.path.exists("/dev/" + name):
            os.close(os.open(place + "/" + name, os.O_CREAT | os.O_WRONLY, 0o666))
            mount("/dev/" + name, place + "/" + name, None, MS_BIND)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        os.symlink(target, place + "/" + name)
    os.mkdir(place + "/shm", 0o1777)
    mount("tmpfs", place + "/shm", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=1777")
    mount(None, place, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NOEXEC)


def loopback():
    """Programs may talk to themselves; there is no other device."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control.fileno(), 0x8914, struct.pack("16sH14x", b"lo", 0x1 | 0x40))


# ---------------------------------------------------------------- the command

def become(request):
    """Gives everything up that a command does not need, for good."""
    for number in range(64):
        if libc.prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0:
            break
    libc.prctl(PR_CAP_AMBIENT, 4, 0, 0, 0)
    try:
        os.setgroups([])
    except PermissionError:
        pass  # A user namespace of a user has one group anyway.
    os.setresgid(request["gid"], request["gid"], request["gid"])
    os.setresuid(request["uid"], request["uid"], request["uid"])
    header = struct.pack("Ii", 0x20080522, 0)
    check(libc.capset(header, struct.pack("6I", 0, 0, 0, 0, 0, 0)), "give up capabilities")
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")


def command(request, files, go, filtered):
    """The child that becomes the command. Never returns."""
    try:
        os.setsid()
        for number, descriptor in enumerate(files):
            os.dup2(descriptor, number)
        os.read(go, 1)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["bytes"], request["bytes"]))
        become(request)
        os.chdir(request["cwd"])
        os.umask(0o022)
        for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        if filtered:
            install_filter()
        os.execvpe(request["command"][0], request["command"], request["env"])
    except BaseException as wrong:  # Whatever it is, the child must not go on as a second runner.
        os.write(2, ("cannot execute `%s`: %s\n" % (request["command"][0], wrong)).encode("utf-8", "replace"))
    finally:
        os._exit(NOT_EXECUTED)


def first_process(request, files, results):
    """Process 1 of the new namespaces: starts the command, follows or awaits it, collects orphans."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    os.close(request["alive"][1])
    if select.select([request["alive"][0]], [], [], 0)[0]:
        os._exit(1)  # Our parent ended before it could take us with it.
    answer = {}
    try:
        libc.sethostname(b"ferry", 5)
        loopback()
        make_root(request)
        tracing = request.get("trace") is not None
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(write_end)
            command(request, files, read_end, tracing)
        os.close(read_end)
        follower = Follower(child) if tracing else None
        os.write(write_end, b"g")
        os.close(write_end)
        status, usage = follower.follow() if tracing else await_only(child)
        answer["memory"] = usage.ru_maxrss
        if os.WIFSIGNALED(status):
            answer.update(exit=128 + os.WTERMSIG(status), signal=os.WTERMSIG(status))
        else:
            answer["exit"] = os.WEXITSTATUS(status)
        if tracing:
            with os.fdopen(request["traceFd"], "wb") as out:
                out.write(b"".join(os.fsencode(path) + b"\0" for path in sorted(follower.found)))
    except (Trouble, OSError) as wrong:
        answer["error"] = str(wrong)
    os.write(results, json.dumps(answer).encode())
    os._exit(0)


def await_only(child):
    while True:
        pid, status, usage = os.wait4(-1, 0)
        if pid == child:
            return status, usage


# ---------------------------------------------------------------- following what it opens

PTRACE_PEEK, PTRACE_CONT, PTRACE_GETREGSET, PTRACE_SEIZE, PTRACE_LISTEN = 2, 7, 0x4204, 0x4206, 0x4208
FOLLOW = 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x100000  # fork, vfork, clone, exec, seccomp, kill with us
EVENT_SECCOMP, EVENT_STOP = 7, 128
WALL = 0x40000000
AT_FDCWD = -100

# For each machine: number of its ABI (AUDIT_ARCH), where in the registers the call's number and its first
# arguments are (words of 8 bytes), and the calls that take a path: number -> (index of the folder, of the path).
MACHINES = {
    "x86_64": (0xC000003E, 15, (14, 13, 12, 7, 9),
               {2: (None, 0), 4: (None, 0), 6: (None, 0), 21: (None, 0), 59: (None, 0), 89: (None, 0),
                257: (0, 1), 262: (0, 1), 267: (0, 1), 269: (0, 1), 322: (0, 1), 332: (0, 1), 437: (0, 1),
                439: (0, 1)}, (59, 322)),
    "aarch64": (0xC00000B7, 8, (0, 1, 2, 3, 4),
                {56: (0, 1), 79: (0, 1), 78: (0, 1), 48: (0, 1), 221: (None, 0), 281: (0, 1), 291: (0, 1),
                 437: (0, 1), 439: (0, 1)}, (221, 281)),
}


class Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def install_filter():
    """The kernel stops this process and its children at calls that take a path, and at no others."""
    machine, _, _, calls, _ = MACHINES[os.uname().machine]
    load = lambda offset: (0x20, 0, 0, offset)
    numbers = sorted(calls)
    lines = [load(4), (0x15, 0, len(numbers) + 1, machine), load(0)]
    for index, number in enumerate(numbers):
        lines.append((0x15, len(numbers) - index, 0, number))
    lines += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x7FF00000)]
    code = b"".join(struct.pack("HBBI", *line) for line in lines)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = Filter(len(lines), ctypes.cast(buffer, ctypes.c_void_p))
    check(libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0), "watch system calls")


class Follower:
    """Follows a process and its children, and notes the files that they name and that exist.

    It runs inside the same root, so that a path means to it what it means to them.
    """

    def __init__(self, child):
        machine = os.uname().machine
        if machine not in MACHINES:
            raise Trouble("cannot trace on %s" % machine)
        _, self.number, self.arguments, self.calls, self.executes = MACHINES[machine]
        self.child, self.found, self.seen = child, set(), set()
        self.registers = ctypes.create_string_buffer(1024)
        self.text = ctypes.create_string_buffer(4096)
        libc.process_vm_readv.restype = ctypes.c_ssize_t
        check(libc.ptrace(PTRACE_SEIZE, child, None, FOLLOW), "trace")

    def follow(self):
        ended = None
        while True:
            try:
                pid, status, usage = os.wait4(-1, WALL)
            except ChildProcessError:
                return ended
            if os.WIFSTOPPED(status):
                self._stopped(pid, os.WSTOPSIG(status), status >> 16)
            elif pid == self.child:
                return status, usage

    def _stopped(self, pid, number, event):
        if event == EVENT_SECCOMP:
            try:
                self._call(pid)
            except (OSError, ValueError):
                pass  # It was killed meanwhile, or gave an address that leads nowhere.
            libc.ptrace(PTRACE_CONT, pid, None, None)
        elif event == EVENT_STOP and number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            libc.ptrace(PTRACE_LISTEN, pid, None, None)
        else:
            libc.ptrace(PTRACE_CONT, pid, None, None if event else number)

    def _call(self, pid):
        vector = Vector(ctypes.addressof(self.registers), 1024)
        if libc.ptrace(PTRACE_GETREGSET, pid, 1, ctypes.byref(vector)) == -1:
            return
        words = struct.unpack_from("%dQ" % (min(vector.length, 272) // 8), self.registers)
        number = words[self.number] & 0xFFFFFFFF
        folder_at, path_at = self.calls[number]
        path = self._string(pid, words[self.arguments[path_at]])
        if not path:
            return
        if not path.startswith(b"/"):
            at = AT_FDCWD
            if folder_at is not None:
                at = ctypes.c_int32(words[self.arguments[folder_at]] & 0xFFFFFFFF).value
            link = "/proc/%d/cwd" % pid if at == AT_FDCWD else "/proc/%d/fd/%d" % (pid, at)
            path = os.readlink(os.fsencode(link)) + b"/" + path
        if path.startswith((b"/proc/", b"/dev/", b"/sys/")):
            return
        path = os.fsdecode(path)
        if number in self.executes:
            self._executed(path, 0)
        elif path not in self.seen:
            self.seen.add(path)
            self._note(path)

    def _string(self, pid, address):
        """A string in the memory of another process. Reads may not cross into a page that is not there."""
        result = b""
        while len(result) < 4096:
            count = min(4096 - (address & 4095), 4096 - len(result))
            local = Vector(ctypes.addressof(self.text), count)
            remote = Vector(address, count)
            got = libc.process_vm_readv(pid, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)
            if got <= 0:
                raise OSError(errno.EFAULT, "memory")
            result += self.text.raw[:got]
            end = result.find(b"\0")
            if end >= 0:
                return result[:end]
            address += got
        raise ValueError("a path that never ends")

    def _note(self, path):
        """Adds what a path leads to and the links on the way; returns it, or None where nothing is there."""
        done, left, turns = [], [name for name in path.split("/") if name], 0
        links = []
        while left:
            name = left.pop(0)
            if name == ".":
                continue
            if name == "..":
                done = done[:-1]
                continue
            at = "/" + "/".join(done + [name])
            try:
                target = os.readlink(at)
            except OSError as wrong:
                if wrong.errno != errno.EINVAL:
                    return None
                done.append(name)
                continue
            turns += 1
            if turns > 40:
                return None
            links.append(at)
            if target.startswith("/"):
                done = []
            left = [part for part in target.split("/") if part] + left
        final = "/" + "/".join(done)
        try:
            is_file = not os.path.isdir(final) and os.path.lexists(final)
        except OSError:
            return None
        self.found.update(links)
        if is_file:
            self.found.add(final)
        return final if is_file else None

    def _executed(self, path, depth):
        """The kernel opens the interpreter of a script and the loader of a program by itself."""
        final = self._note(path)
        if final is None or depth > 4 or ("x", final) in self.seen:
            return
        self.seen.add(("x", final))
        try:
            with open(final, "rb") as file:
                head = file.read(4096)
        except OSError:
            return
        if head.startswith(b"#!"):
            words = head[2:].split(b"\n", 1)[0].split()
            if words:
                self._executed(os.fsdecode(words[0]), depth + 1)
        elif head.startswith(b"\x7fELF"):
            loader = loader_of(head)
            if loader:
                self._note(os.fsdecode(loader))


def loader_of(head):
    """PT_INTERP of a 64-bit little-endian ELF file, where its header holds it."""
    if len(head) < 64 or head[4] != 2 or head[5] != 1:
        return None
    table, = struct.unpack_from("<Q", head, 32)
    size, count = struct.unpack_from("<HH", head, 54)
    for index in range(count):
        at = table + index * size
        if at + 56 > len(head):
            return None
        if struct.unpack_from("<I", head, at)[0] == 3:
            start, = struct.unpack_from("<Q", head, at + 8)
            length, = struct.unpack_from("<Q", head, at + 32)
            return head[start:start + length].rstrip(b"\0") or None
    return None


# ---------------------------------------------------------------- outside

def open_files(request):
    """Before the namespaces are left: files of this machine."""
    stdin = os.open(request.get("stdin") or "/dev/null", os.O_RDONLY)
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
    return stdin, os.open(request["stdout"], flags, 0o600), os.open(request["stderr"], flags, 0o600)


def run(request):
    files = open_files(request)
    if request.get("trace") is not None:
        request["traceFd"] = os.open(request["trace"], os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    read_end, write_end = os.pipe()
    request["alive"] = os.pipe()
    unshare(request["uid"], request["gid"])
    first = os.fork()
    if first == 0:
        os.close(read_end)
        first_process(request, files, write_end)
    os.close(write_end)
    late = await_answer(read_end, first, request["seconds"])
    answer = b""
    while True:
        more = os.read(read_end, 65536)
        answer += more
        if not more:
            break
    os.waitpid(first, 0)
    told = json.loads(answer.decode()) if answer else {"exit": 128 + signal.SIGKILL, "signal": signal.SIGKILL}
    told["late"] = late
    return told


def await_answer(answers, first, seconds):
    """Until the command ends, the time is over or the caller is gone. Killing process 1 ends all of them."""
    end = time.monotonic() + seconds
    watched = [answers, 0]
    while True:
        ready, _, _ = select.select(watched, [], [], max(0, min(5, end - time.monotonic())))
        if answers in ready:
            return False
        if 0 in ready and not os.read(0, 1):
            os.kill(first, signal.SIGKILL)
            return False
        if time.monotonic() >= end:
            os.kill(first, signal.SIGKILL)
            return True


def check_machine():
    """Tries what a run needs: namespaces, mounts in them, a new /proc."""
    unshare(65532, 65532)
    child = os.fork()
    if child == 0:
        try:
            check(libc.unshare(CLONE_NEWNS), "make a namespace for mounts")
            mount("none", "/", None, MS_REC | MS_PRIVATE)
            mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
            mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777")
            if os.uname().machine not in SYS_PIVOT_ROOT:
                raise Trouble("no numbers of system calls for %s" % os.uname().machine)
        except (Trouble, OSError) as wrong:
            print(wrong)
            sys.stdout.flush()
            os._exit(1)
        os._exit(0)
    return 0 if os.waitpid(child, 0)[1] == 0 else 1


def main(words):
    try:
        if words == ["--check"]:
            return check_machine()
        with open(words[0], "rb") as file:
            request = json.loads(file.read().decode())
        told = run(request)
        with open(request["result"], "w") as out:
            json.dump(told, out)
        return 0
    except (Trouble, OSError) as wrong:
        print(wrong)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
