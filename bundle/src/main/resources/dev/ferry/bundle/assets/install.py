# Turns one target of a bundle into a working Python environment, with nothing but Python 3.7 or
# newer and its standard library: no pip, no ensurepip, no network.
#
#   sh install.sh DIR [--python P] [--target T] [--no-smoke] [--replace | --rollback]
#
# Order of work: read and check the bundle's documents; choose the target and the interpreter;
# compare this machine with it; check every file that will be used; plan each path and its owner;
# unpack with all cores into .DIR.ferry/<version>/; run the smoke test there; switch the symlink DIR.
# Nothing is written before all checks have passed, and DIR changes by one rename at the very end.
#
# Exit status: 0 done, 1 refused (damaged, unfit, smoke test failed), 2 wrong usage, 3 this machine
# (disk, permission, a missing library).

import base64
import csv
import errno
import fcntl
import hashlib
import io
import json
import mmap
import os
import re
import shutil
import signal
import stat
import struct
import subprocess
import sys
import threading
import zlib

# ---------------------------------------------------------------------------------------------
# Messages

REFUSED, USAGE, ENVIRONMENT = 1, 2, 3


def _chinese():
    for name in ("FERRY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.lower().startswith("zh")
    return False


CHINESE = _chinese()


class Said(str):
    """A sentence in the user's language that still knows both."""

    english = chinese = ""


def both(english, chinese):
    said = Said(chinese if CHINESE else english)
    said.english, said.chinese = english, chinese
    return said


def packages(some):
    """How many packages, in words."""
    return text("%s package" if len(some) == 1 else "%s packages", "%s 个软件包", len(some))


def text(english, chinese, *arguments):
    """The sentence in the user's language, its %s filled in."""
    if not arguments:
        return both(english, chinese)
    return both(english % tuple(getattr(a, "english", a) for a in arguments),
                chinese % tuple(getattr(a, "chinese", a) for a in arguments))


def in_both(said):
    """For a report: {en, zh}."""
    return {"en": getattr(said, "english", said), "zh": getattr(said, "chinese", said)}


class Stop(Exception):
    """Ends the run with a message and an exit status; reasons are printed below the message."""

    def __init__(self, status, message, reasons=(), hint=None, kind=None, missing=None):
        super().__init__(message)
        self.status, self.message, self.reasons, self.hint = status, message, list(reasons), hint
        self.kind = kind or {REFUSED: "damaged", USAGE: "usage"}.get(status, "environment")
        self.missing = missing


def refuse(english, chinese, *arguments):
    return Stop(REFUSED, text(english, chinese, *arguments))


def say(line):
    sys.stderr.write("ferry: %s\n" % line)
    sys.stderr.flush()


def warn(line):
    say(text("warning: %s", "警告：%s", line))


def shown_size(size):
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= scale:
            return "%.1f %s" % (size / scale, unit)
    return "%d B" % size


# ---------------------------------------------------------------------------------------------
# The bundle: documents and the files they name. Every byte of it is foreign.

LARGEST_DOCUMENT = 64 << 20
BUNDLE_PATH = re.compile(r"[A-Za-z0-9._+!/-]+\Z")
HEX = re.compile(r"[0-9a-f]{64}\Z")
BUNDLE_TYPE = "application/vnd.ferry.bundle.v1"
ENVIRONMENT_TYPE = "application/vnd.ferry.environment.v1"
TITLE = "org.opencontainers.image.title"


def inside(path):
    """Whether a relative path stays below what it is joined to."""
    if not isinstance(path, str) or not path or len(path) > 4000:
        return False
    if any(ord(c) < 32 or c in "\\\x7f" for c in path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


class Bundle:
    """Opens files of a bundle: regular files only, reached through no symbolic link."""

    def __init__(self, top):
        self.top = top
        self.sums = self._sums()
        self.root = self._root()

    def open(self, path):
        """An open descriptor of a file of the bundle; OSError where there is none."""
        if not inside(path) or not BUNDLE_PATH.match(path):
            raise refuse("The bundle names a bad path: `%s`", "包中有不合规的路径：`%s`", path)
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if stat.S_ISLNK(os.lstat(os.path.join(self.top, folder)).st_mode):
                raise refuse("`%s` in the bundle is a symbolic link", "包中的 `%s` 是符号链接", folder)
        full = os.path.join(self.top, path)
        if not stat.S_ISREG(os.lstat(full).st_mode):
            raise refuse("`%s` in the bundle is not a regular file", "包中的 `%s` 不是普通文件", path)
        return os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)

    def open_twin(self, path, sha256):
        """The file under its path or, where a copy lost it, under its digest."""
        try:
            return self.open(path)
        except FileNotFoundError:
            pass
        try:
            return self.open("blobs/sha256/" + sha256)
        except FileNotFoundError:
            raise refuse(
                "`%s` is missing from the bundle, and so is its twin `blobs/sha256/%s`",
                "包中缺少 `%s`，其副本 `blobs/sha256/%s` 也不存在", path, sha256)

    def read(self, path, largest=LARGEST_DOCUMENT):
        try:
            descriptor = self.open(path)
        except FileNotFoundError:
            raise refuse("`%s` is missing from the bundle", "包中缺少 `%s`", path)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            raise refuse("`%s` is larger than %s", "`%s` 大于 %s", path, shown_size(largest))
        return data

    def checked(self, path):
        """The bytes of a listed file, after comparing them with SHA256SUMS."""
        data = self.read(path)
        check_digest(path, hashlib.sha256(data).hexdigest(), self.listed(path), "SHA256SUMS")
        return data

    def listed(self, path):
        if path not in self.sums:
            raise refuse("`%s` is not listed in `SHA256SUMS`", "`SHA256SUMS` 没有列出 `%s`", path)
        return self.sums[path]

    def blob(self, descriptor):
        """A small JSON blob that an OCI descriptor points at."""
        digest = digest_of(descriptor)
        data = self.read("blobs/sha256/" + digest)
        check_digest("blobs/sha256/" + digest, hashlib.sha256(data).hexdigest(), digest, "index.json")
        return parse_json("blobs/sha256/" + digest, data)

    def environments(self):
        """Target name to (environment.json's digest, {title: digest} of what it consists of)."""
        found = {}
        for entry in items(self.blob({"digest": "sha256:" + self.root}), "manifests"):
            if entry.get("artifactType") != ENVIRONMENT_TYPE:
                continue
            name = (entry.get("annotations") or {}).get("dev.ferry.target")
            if not inside(name) or "/" in name:
                raise refuse("Bad value for `dev.ferry.target` in the root index: `%s`",
                             "根索引中 `dev.ferry.target` 的值有误：`%s`", name)
            manifest = self.blob(entry)
            titles = {}
            for layer in items(manifest, "layers"):
                titles[(layer.get("annotations") or {}).get(TITLE)] = digest_of(layer)
            found[name] = (digest_of(manifest.get("config") or {}), titles)
        if not found:
            raise refuse("The bundle holds no environment", "包中没有任何环境")
        return found

    def _sums(self):
        sums = {}
        data = self.read("SHA256SUMS")
        for number, line in enumerate(data.decode("ascii", "replace").splitlines(), 1):
            digest, gap, path = line[:64], line[64:66], line[66:]
            if not HEX.match(digest) or gap not in ("  ", " *") or not BUNDLE_PATH.match(path):
                raise refuse("Bad line %s in `SHA256SUMS`", "`SHA256SUMS` 第 %s 行有误", number)
            sums[path] = digest
        return sums

    def _root(self):
        index = parse_json("index.json", self.read("index.json"))
        roots = [e for e in items(index, "manifests") if e.get("artifactType") == BUNDLE_TYPE]
        if len(roots) != 1:
            raise refuse("`index.json` names %s bundle roots, want 1",
                         "`index.json` 指向 %s 个包根，应为 1 个", len(roots))
        return digest_of(roots[0])


def parse_json(where, data):
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:
        raise refuse("Cannot read `%s` as JSON: %s", "无法把 `%s` 读作 JSON：%s", where, wrong)
    if not isinstance(value, dict):
        raise refuse("`%s` is not a JSON object", "`%s` 不是 JSON 对象", where)
    return value


def items(document, field):
    value = document.get(field)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise refuse("Bad value for `%s` in the bundle: want a list of objects",
                     "包中 `%s` 的值有误：应为对象列表", field)
    return value


def digest_of(descriptor):
    digest = descriptor.get("digest")
    if not isinstance(digest, str) or not HEX.match(digest[7:]) or digest[:7] != "sha256:":
        raise refuse("Bad value for `digest` in the bundle: `%s`", "包中 `digest` 的值有误：`%s`", digest)
    return digest[7:]


def check_digest(path, got, want, source):
    if got != want:
        raise refuse("`%s` is not the file that `%s` lists: got sha256 %s, want %s",
                     "`%s` 与 `%s` 所列不符：得到 sha256 %s，应为 %s", path, source, got, want)


# ---------------------------------------------------------------------------------------------
# environment.json (docs/formats/environment.md)


class Environment:
    """One environment.json, its fields checked; nothing outside this class looks at raw JSON."""

    def __init__(self, where, document):
        self.where = where
        if document.get("format") != 1:
            raise self.bad("format", document.get("format"), "1")
        self.name = self.string(document, "name")
        self.version = self.string(document, "version")
        self.lock = self.file(self.table(document, "lock"), "lock")
        self.target = self.table(document, "target")
        self._target(self.target)
        self.packages = [self._package(p, i) for i, p in enumerate(self.list(document, "packages"))]
        if len({p["name"] for p in self.packages}) != len(self.packages):
            raise self.bad("packages", "a name twice", "each name once")
        self.files = [self._extra(f, i) for i, f in enumerate(self.list(document, "files"))]
        self.env = self._env(document.get("env"))
        self.smoke = self._smoke(document.get("smoke"))
        self.libraries = self.list(document, "systemLibraries")
        for i, library in enumerate(self.libraries):
            self.string(library, "soname", "systemLibraries[%d]." % i)
        self.glibcxx = self._need(document.get("glibcxx"))
        self.assumptions = self.list(document, "assumptions")
        self.interpreter = None
        if "interpreter" in document:
            table = self.table(document, "interpreter")
            self.interpreter = self.file(table, "interpreter")
            self.interpreter["python"] = self.path(table, "python", "interpreter.")

    def bad(self, field, got, want):
        return refuse("Bad value for `%s` in `%s`: got %.80r, want %s",
                      "字段 `%s`（文件 `%s`）的值有误：得到 %.80r，应为 %s",
                      field, self.where, got, want)

    def string(self, table, key, prefix=""):
        value = table.get(key)
        if not isinstance(value, str) or len(value) > 1 << 20:
            raise self.bad(prefix + key, value, "a string")
        return value

    def path(self, table, key, prefix=""):
        value = table.get(key)
        if not inside(value):
            raise self.bad(prefix + key, value, "a path inside")
        return value

    def table(self, table, key):
        value = table.get(key)
        if not isinstance(value, dict):
            raise self.bad(key, value, "an object")
        return value

    def list(self, table, key):
        value = table.get(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.bad(key, value, "a list of objects")
        return value

    def file(self, table, prefix):
        size, digest = table.get("size"), table.get("sha256")
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            raise self.bad(prefix + ".size", size, "a number of bytes")
        if not isinstance(digest, str) or not HEX.match(digest):
            raise self.bad(prefix + ".sha256", digest, "64 hexadecimal digits")
        path = self.path(table, "path", prefix + ".")
        return {"path": path, "sha256": digest, "size": size}

    def _package(self, table, index):
        prefix = "packages[%d]" % index
        if table.get("kind") != "wheel":
            raise self.bad(prefix + ".kind", table.get("kind"), "wheel")
        package = self.file(table, prefix)
        for key in ("name", "version", "file"):
            package[key] = self.string(table, key, prefix + ".")
        package["requested"] = table.get("requested") is True
        return package

    def _extra(self, table, index):
        prefix = "files[%d]" % index
        extra = self.file(table, prefix)
        extra["to"] = self.path(table, "to", prefix + ".")
        extra["unpack"] = table.get("unpack", "none")
        if extra["unpack"] not in ("none", "tar", "zip"):
            raise self.bad(prefix + ".unpack", extra["unpack"], "none, tar or zip")
        return extra

    def _env(self, env):
        if not isinstance(env, dict):
            raise self.bad("env", env, "an object")
        for name, value in env.items():
            if not re.match(r"[A-Z_][A-Z0-9_]*\Z", name):
                raise self.bad("env", name, "names of A-Z, 0-9 and _")
            if not isinstance(value, str) or "\0" in value or "\n" in value:
                raise self.bad("env." + name, value, "one line of text")
        return env

    def _smoke(self, smoke):
        if smoke is None:
            return None
        if not isinstance(smoke, dict):
            raise self.bad("smoke", smoke, "an object")
        for key in ("imports", "commands"):
            value = smoke.get(key, [])
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise self.bad("smoke." + key, value, "a list of strings")
        if not isinstance(smoke.get("python", ""), str):
            raise self.bad("smoke.python", smoke["python"], "a string")
        for name in smoke.get("imports", []):
            if not DOTTED.match(name):
                raise self.bad("smoke.imports", name, "module names")
        return smoke

    def _need(self, need):
        if need is None:
            return None
        if not isinstance(need, dict):
            raise self.bad("glibcxx", need, "an object")
        return numbers(self.string(need, "version", "glibcxx."))

    def _target(self, target):
        for key in ("name", "machine"):
            self.string(target, key, "target.")
        libc, python = target.get("libc"), target.get("python")
        if not isinstance(libc, dict) or not isinstance(python, dict):
            raise self.bad("target", target, "libc and python")
        self.libc_family = self.string(libc, "family", "target.libc.")
        self.libc_version = numbers(self.string(libc, "version", "target.libc."))
        self.python = numbers(self.string(python, "version", "target.python."))
        if len(self.python) < 2:
            raise self.bad("target.python.version", python.get("version"), "two or three numbers")
        self.implementation = self.string(python, "implementation", "target.python.")
        self.free_threaded = python.get("freeThreaded") is True
        self.page_size = target.get("pageSize")
        accelerator = target.get("accelerator")
        self.accelerator = accelerator if isinstance(accelerator, dict) else {"kind": "none"}

    def python_name(self):
        """The folder's name below `lib`, and the interpreter's usual name: `python3.11`."""
        stem = "pypy" if self.implementation == "pp" else "python"
        return "%s%d.%d%s" % (stem, self.python[0], self.python[1], "t" if self.free_threaded else "")


DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\Z")


def numbers(version):
    """`2.17` as (2, 17); what is not a number ends it."""
    found = []
    for part in version.split("."):
        if not part.isdigit() or len(part) > 9:
            break
        found.append(int(part))
    return tuple(found)


# ---------------------------------------------------------------------------------------------
# Facts about an interpreter, measured inside it, and about this machine

MACHINES = {3: "i686", 21: "ppc64le", 22: "s390x", 40: "armv7l", 62: "x86_64", 183: "aarch64",
            243: "riscv64", 258: "loongarch64"}


def elf_facts(path):
    """Machine, program interpreter and DT_RPATH of an ELF file; {} for anything else."""
    try:
        with open(path, "rb") as file:
            head = file.read(64)
            if head[:4] != b"\x7fELF" or len(head) < 52:
                return {}
            order = "<" if head[5] == 1 else ">"
            facts = {"machine": MACHINES.get(struct.unpack_from(order + "H", head, 18)[0], "?")}
            if head[4] == 2:
                facts.update(_elf64_segments(file, head, order))
            return facts
    except (OSError, struct.error):
        return {}


def _elf64_segments(file, head, order):
    start, = struct.unpack_from(order + "Q", head, 32)
    size, count = struct.unpack_from(order + "HH", head, 54)
    facts, loads, dynamic = {}, [], None
    for index in range(min(count, 64)):
        file.seek(start + index * size)
        kind, _, offset, address, _, length = struct.unpack(order + "IIQQQQ", file.read(40))
        if kind == 1:
            loads.append((address, offset, length))
        elif kind == 2:
            dynamic = (offset, length)
        elif kind == 3:
            file.seek(offset)
            facts["loader"] = file.read(min(length, 4096)).rstrip(b"\0").decode("utf-8", "replace")
    if dynamic:
        facts["rpath"] = _elf64_rpath(file, order, dynamic, loads)
    return facts


def _elf64_rpath(file, order, dynamic, loads):
    file.seek(dynamic[0])
    table = file.read(min(dynamic[1], 1 << 16))
    tags = dict(struct.unpack_from(order + "QQ", table, at) for at in range(0, len(table) - 15, 16))
    if 15 not in tags or 5 not in tags:
        return ""
    for address, offset, length in loads:
        if address <= tags[5] < address + length:
            file.seek(tags[5] - address + offset + tags[15])
            return file.read(4096).split(b"\0")[0].decode("utf-8", "replace")
    return ""


def interpreter_facts():
    """What the running interpreter is; printed as JSON by `--facts`."""
    import sysconfig
    executable = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    home = _venv_home(executable)
    if home:
        executable = os.path.realpath(os.path.join(home, os.path.basename(executable)))
    elf = elf_facts("/proc/self/exe") or elf_facts(executable)
    libc = _libc(elf)
    implementation = {"cpython": "cp", "pypy": "pp"}.get(sys.implementation.name)
    return {
        "executable": executable,
        "version": list(sys.version_info[:3]),
        "implementation": implementation or sys.implementation.name,
        "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "machine": elf.get("machine", "?"),
        "rpath": elf.get("rpath", "").replace("$ORIGIN", os.path.dirname(executable)),
        "libc": libc,
        "libstdcxx": _libstdcxx(),
    }


def _venv_home(executable):
    config = os.path.join(os.path.dirname(os.path.dirname(executable)), "pyvenv.cfg")
    try:
        with open(config, encoding="utf-8") as file:
            for line in file:
                key, _, value = line.partition("=")
                if key.strip().lower() == "home":
                    return value.strip()
    except OSError:
        pass
    return None


def _libc(elf):
    if "ld-musl" in elf.get("loader", ""):
        done = run_quietly([elf["loader"]], 5)
        found = re.search(r"Version (\d+\.\d+)", done)
        return ["musl", found.group(1) if found else "0"]
    try:
        name, version = os.confstr("CS_GNU_LIBC_VERSION").split()
        return [name, version]
    except (AttributeError, OSError, ValueError):
        return ["?", "0"]


def _libstdcxx():
    """The libstdc++ that this interpreter maps, and its highest GLIBCXX; None where it has none."""
    try:
        import ctypes
        ctypes.CDLL("libstdc++.so.6")
        with open("/proc/self/maps") as maps:
            path = next(l.split(None, 5)[5].strip() for l in maps if "libstdc++.so" in l)
        with open(path, "rb") as file:
            found = re.findall(rb"GLIBCXX_(\d+(?:\.\d+)+)\0", file.read(64 << 20))
        return [path, ".".join(map(str, max(numbers(v.decode()) for v in found)))]
    except (ImportError, OSError, StopIteration, ValueError):
        return None


def run_quietly(command, seconds):
    """Both outputs of a command as text; empty where it cannot run or takes too long."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=seconds)
        return done.stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return ""


def measure(python):
    """interpreter_facts() of another interpreter, or the reason why it has none."""
    own = os.path.realpath(sys.executable)
    if os.path.realpath(python) == own and not _venv_home(python):
        return interpreter_facts()
    command = [python, "-I", "-S", "-X", "utf8", os.path.abspath(__file__), "--facts"]
    output = run_quietly(command, 30)
    try:
        return json.loads(output)
    except ValueError:
        return None


def nvidia_driver():
    """Version of the NVIDIA driver as numbers, or None."""
    try:
        with open("/proc/driver/nvidia/version") as file:
            found = re.search(r"(?:Kernel Module|x86_64|aarch64)\s+(\d+(?:\.\d+)+)", file.read())
            if found:
                return numbers(found.group(1))
    except OSError:
        pass
    query = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    found = re.match(r"\s*(\d+(?:\.\d+)+)", run_quietly(query, 5))
    return numbers(found.group(1)) if found else None


def minimum_driver(cuda):
    """The oldest Linux driver that runs a CUDA version, by minor-version compatibility."""
    table = (((13, 0), (580,)), ((12, 0), (525, 60, 13)), ((11, 1), (450, 80, 2)),
             ((11, 0), (450, 36, 6)), ((10, 2), (440, 33)), ((10, 1), (418, 39)), ((10, 0), (410, 48)))
    for version, driver in table:
        if cuda >= version:
            return driver
    return None


# ---------------------------------------------------------------------------------------------
# Does this machine fit?


class Problem:
    """One reason against installing here."""

    def __init__(self, status, message):
        self.status, self.message = status, message


def dotted(parts):
    return ".".join(map(str, parts))


def python_problems(env, facts):
    """What is wrong with an interpreter for a target."""
    where = facts["executable"]
    problems = []

    def unfit(english, chinese, *arguments):
        problems.append(Problem(REFUSED, text(english, chinese, *arguments)))

    version = tuple(facts["version"])
    if version[:len(env.python)] != env.python or facts["implementation"] != env.implementation:
        unfit("`%s` is Python %s, the environment needs %s %s",
              "`%s` 是 Python %s，此环境需要 %s %s", where, dotted(version),
              {"cp": "CPython", "pp": "PyPy"}.get(env.implementation, env.implementation),
              dotted(env.python))
    if bool(facts["freeThreaded"]) != env.free_threaded:
        unfit("`%s` has another ABI (free-threaded: got %s, want %s)",
              "`%s` 的 ABI 不同（free-threaded：得到 %s，应为 %s）",
              where, bool(facts["freeThreaded"]), env.free_threaded)
    machine = env.target["machine"]
    if facts["machine"] not in ("?", machine):
        unfit("`%s` is a program for %s (this kernel: %s), the environment is for %s",
              "`%s` 是 %s 的程序（本机内核：%s），此环境适用于 %s",
              where, facts["machine"], os.uname().machine, machine)
    elif facts["machine"] == "?" and os.uname().machine != machine:
        unfit("This machine is %s, the environment is for %s", "本机是 %s，此环境适用于 %s",
              os.uname().machine, machine)
    family, libc = facts["libc"]
    if family != env.libc_family or numbers(libc) < env.libc_version:
        unfit("This machine has %s %s, the environment needs %s %s or newer",
              "本机有 %s %s，此环境需要 %s %s 或更新", family, libc, env.libc_family,
              dotted(env.libc_version))
    return problems


def python_allowed(specifier, version):
    """Whether Requires-Python (PEP 440) allows a version; clauses of another form are passed over."""
    for clause in specifier.split(","):
        found = re.match(r"\s*(~=|===?|!=|<=|>=|<|>)\s*(\d+(?:\.\d+)*)(\.\*)?\s*\Z", clause)
        if not found:
            continue
        operator, want, have = found.group(1), numbers(found.group(2)), tuple(version)
        if found.group(3):
            same = have[:len(want)] == want
            allowed = same if operator == "==" else not same
        else:
            width = max(len(want), len(have))
            have, full = have + (0,) * (width - len(have)), want + (0,) * (width - len(want))
            allowed = {"==": have == full, "===": have == full, "!=": have != full,
                       "<": have < full, "<=": have <= full, ">": have > full, ">=": have >= full,
                       "~=": have >= full and have[:len(want) - 1] == want[:-1]}[operator]
        if not allowed:
            return False
    return True


def requirement_problems(wheels, facts):
    """Packages that refuse this very Python; a target may leave the third number open."""
    problems = []
    for wheel in wheels:
        headers = wheel.document("METADATA").split("\n\n")[0]
        found = re.search(r"^Requires-Python:[ \t]*(.+?)\s*$", headers, re.M | re.I)
        if found and not python_allowed(found.group(1), facts["version"]):
            problems.append(Problem(REFUSED, text(
                "`%s` needs Python `%s`, `%s` is %s", "`%s` 需要 Python `%s`，而 `%s` 是 %s",
                wheel.name, found.group(1), facts["executable"], dotted(facts["version"]))))
    return problems


def accelerator_usable(env):
    if env.accelerator.get("kind") == "cuda":
        need = minimum_driver(numbers(str(env.accelerator.get("version", ""))))
        driver = nvidia_driver()
        return driver is not None and (need is None or driver >= need)
    if env.accelerator.get("kind") == "ascend":
        return os.path.exists("/dev/davinci_manager")
    return None


def machine_problems(env, facts, carried):
    """What else is wrong with this machine; `carried` are file names that go to DIR/lib."""
    problems = _accelerator_problems(env)
    page = os.sysconf("SC_PAGESIZE")
    if isinstance(env.page_size, int) and page > env.page_size:
        problems.append(Problem(REFUSED, text(
            "Memory pages are %s bytes here, the libraries were checked for %s",
            "本机内存页为 %s 字节，库只按 %s 字节检查过", page, env.page_size)))
    if env.glibcxx and "libstdc++.so.6" not in carried:
        problems += _glibcxx_problems(env, facts)
    search = LibrarySearch(facts)
    for library in env.libraries:
        if library["soname"] not in carried and not search.find(library["soname"]):
            problems.append(Problem(ENVIRONMENT, missing_library(library)))
    return problems


def _accelerator_problems(env):
    if env.accelerator.get("kind") != "cuda":
        return []
    need = minimum_driver(numbers(str(env.accelerator.get("version", ""))))
    driver = nvidia_driver()
    if driver is None:
        warn(text("no NVIDIA driver found: the environment is for CUDA %s and will use the CPU",
                  "没有找到 NVIDIA 驱动：此环境面向 CUDA %s，将使用 CPU",
                  env.accelerator.get("version")))
    elif need and driver < need:
        return [Problem(REFUSED, text("The NVIDIA driver is %s, CUDA %s needs %s or newer",
                                      "NVIDIA 驱动为 %s，CUDA %s 需要 %s 或更新",
                                      dotted(driver), env.accelerator.get("version"), dotted(need)))]
    return []


def _glibcxx_problems(env, facts):
    found = facts["libstdcxx"]
    if found is None:
        return [Problem(ENVIRONMENT, text(
            "`libstdc++.so.6` is missing; install: Debian `libstdc++6`, RPM `libstdc++`",
            "缺少 `libstdc++.so.6`；安装：Debian `libstdc++6`，RPM `libstdc++`"))]
    if numbers(found[1]) < env.glibcxx:
        return [Problem(REFUSED, text("`%s` has GLIBCXX_%s, the environment needs GLIBCXX_%s",
                                      "`%s` 只有 GLIBCXX_%s，此环境需要 GLIBCXX_%s",
                                      found[0], found[1], dotted(env.glibcxx)))]
    return []


def missing_library(library):
    packages = library.get("packages") or {}
    named = ", ".join("%s `%s`" % (family, packages[family]) for family in sorted(packages))
    needed = ", ".join(map(str, library.get("neededBy") or []))
    line = text("`%s` is missing (needed by %s); install: %s", "缺少 `%s`（%s 需要）；安装：%s",
                library["soname"], needed or "?", named or "?")
    way = library.get("withoutRoot")
    if isinstance(way, dict):
        line = text("%s; without root: %s", "%s；没有 root 权限：%s", line,
                    both(str(way.get("en", "")), str(way.get("zh", ""))))
    return line


class LibrarySearch:
    """Where the loader would look for a library of the interpreter's machine."""

    def __init__(self, facts):
        self.machine = facts["machine"]
        folders = os.environ.get("LD_LIBRARY_PATH", "").split(":") + facts["rpath"].split(":")
        folders += ["/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib"]
        triplet = "%s-linux-gnu" % self.machine
        folders += ["/lib/" + triplet, "/usr/lib/" + triplet]
        self.folders = [folder for folder in folders if folder]
        self.cache = None

    def find(self, soname):
        for folder in self.folders:
            if self._fits(os.path.join(folder, soname)):
                return True
        if self.cache is None:
            path = os.environ.get("PATH", "") + ":/sbin:/usr/sbin"
            ldconfig = shutil.which("ldconfig", path=path)
            self.cache = run_quietly([ldconfig, "-p"], 10) if ldconfig else ""
        pattern = r"^\s*%s \(.*\) => (.+)$" % re.escape(soname)
        return any(self._fits(path) for path in re.findall(pattern, self.cache, re.M))

    def _fits(self, path):
        machine = elf_facts(path).get("machine")
        return machine is not None and "?" in (machine, self.machine) or machine == self.machine


def place_problems(parent, size, count):
    """Space, inodes and mount options of the folder that receives the environment."""
    facts = os.statvfs(parent)
    problems = []
    free = facts.f_bavail * facts.f_frsize
    if free < size:
        problems.append(Problem(ENVIRONMENT, text("`%s` has %s free, the environment needs %s",
                                                  "`%s` 剩余 %s，此环境需要 %s",
                                                  parent, shown_size(free), shown_size(size))))
    if facts.f_files and facts.f_favail < count:
        problems.append(Problem(ENVIRONMENT, text("`%s` has %s free inodes, the environment needs %s",
                                                  "`%s` 剩余 %s 个 inode，此环境需要 %s",
                                                  parent, facts.f_favail, count)))
    if facts.f_flag & getattr(os, "ST_NOEXEC", 8):
        problems.append(Problem(ENVIRONMENT, text(
            "`%s` is mounted noexec, libraries there cannot be loaded",
            "`%s` 以 noexec 挂载，其中的库无法加载", parent)))
    return problems


# ---------------------------------------------------------------------------------------------
# Wheels. Only the central directory decides what a wheel holds.

STORED, DEFLATED = 0, 8
LARGEST_MEMBERS = 200000


class Member:
    """One file of a wheel, as the central directory describes it."""

    __slots__ = ("name", "method", "packed", "size", "crc", "offset", "mode")

    def __init__(self, name, method, packed, size, crc, offset, mode):
        self.name, self.method, self.packed, self.size = name, method, packed, size
        self.crc, self.offset, self.mode = crc, offset, mode


class Wheel:
    """An open wheel whose whole bytes were hashed; members are read from the same mapping."""

    def __init__(self, package, descriptor):
        self.package = package
        self.name = package["name"]
        self.file = package["file"]
        with os.fdopen(descriptor, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size != package["size"] or size == 0:
                raise refuse("`%s` has %s bytes, want %s", "`%s` 有 %s 字节，应为 %s",
                             self.file, size, package["size"])
            self.bytes = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)

    def check(self):
        check_digest(self.file, hashlib.sha256(self.bytes).hexdigest(), self.package["sha256"],
                     "environment.json")

    def bad(self, what_english, what_chinese, *arguments):
        return refuse("Wheel `%s`: " + what_english, "wheel `%s`：" + what_chinese,
                      self.file, *arguments)

    def open(self):
        """Reads the directory, the one dist-info and its RECORD."""
        try:
            self.members = self._directory()
        except struct.error:
            raise self.bad("the zip directory is damaged", "zip 目录已损坏")
        self.dist_info = self._dist_info()
        self.record = self._record()
        metadata = self.document("WHEEL")
        found = re.search(r"^Wheel-Version:\s*(\d+)\.", metadata, re.M)
        if not found or found.group(1) != "1":
            raise self.bad("`Wheel-Version` is not 1.x", "`Wheel-Version` 不是 1.x")

    def _directory(self):
        data, length = self.bytes, len(self.bytes)
        end = data.rfind(b"PK\5\6", max(0, length - 65557))
        if end < 0:
            raise self.bad("not a zip file", "不是 zip 文件")
        count, size, start = struct.unpack_from("<HII", data, end + 10)
        if 0xFFFF == count or 0xFFFFFFFF in (size, start):
            count, size, start = self._zip64_end(end)
        if count > LARGEST_MEMBERS or start + size > end:
            raise self.bad("the zip directory is damaged", "zip 目录已损坏")
        members, at = {}, start
        for _ in range(count):
            member, at = self._entry(at, start + size)
            if member.name.endswith("/"):
                continue
            if member.name in members:
                raise self.bad("`%s` occurs twice", "`%s` 出现两次", member.name)
            members[member.name] = member
        return members

    def _zip64_end(self, end):
        at, = struct.unpack_from("<Q", self.bytes, end - 12)
        if self.bytes[end - 20:end - 16] != b"PK\6\7" or self.bytes[at:at + 4] != b"PK\6\6":
            raise self.bad("the zip64 directory is damaged", "zip64 目录已损坏")
        return struct.unpack_from("<QQQ", self.bytes, at + 32)

    def _entry(self, at, stop):
        (signature, made, _, flags, method, _, _, crc, packed, size, name_length, extra_length,
         comment_length, _, _, attributes, offset) = struct.unpack_from("<IHHHHHHIIIHHHHHII", self.bytes, at)
        following = at + 46 + name_length + extra_length + comment_length
        if signature != 0x02014B50 or following > stop:
            raise self.bad("the zip directory is damaged", "zip 目录已损坏")
        raw = self.bytes[at + 46:at + 46 + name_length]
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise self.bad("a member's name is not UTF-8: %r", "成员名不是 UTF-8：%r", raw)
        extra = self.bytes[at + 46 + name_length:at + 46 + name_length + extra_length]
        size, packed, offset = _zip64_values(extra, size, packed, offset)
        mode = attributes >> 16 if made >> 8 == 3 else 0
        if not inside(name.rstrip("/") if name.endswith("/") else name) or stat.S_ISLNK(mode):
            raise self.bad("`%s` is not a path that may be installed", "`%s` 不是可安装的路径", name)
        if flags & 1 or method not in (STORED, DEFLATED) or packed > len(self.bytes):
            raise self.bad("`%s` is encrypted or packed in an unknown way", "`%s` 已加密或压缩方式未知", name)
        return Member(name, method, packed, size, crc, offset, mode), following

    def _dist_info(self):
        found = {name.split("/")[0] for name in self.members
                 if name.split("/")[0].endswith(".dist-info") and "/" in name}
        if len(found) != 1:
            raise self.bad("%s dist-info folders, want 1", "有 %s 个 dist-info 目录，应为 1 个", len(found))
        dist_info = found.pop()
        if normalised(dist_info[:-len(".dist-info")].rsplit("-", 1)[0]) != self.name:
            raise self.bad("it holds `%s`, want the package `%s`", "其中是 `%s`，应为软件包 `%s`",
                           dist_info, self.name)
        return dist_info

    def document(self, name, needed=True):
        """A text file of the dist-info."""
        member = self.members.get(self.dist_info + "/" + name)
        if member is None:
            if needed:
                raise self.bad("`%s` is missing", "缺少 `%s`", name)
            return ""
        if member.size > LARGEST_DOCUMENT:
            raise self.bad("`%s` is too large", "`%s` 过大", name)
        return b"".join(self.chunks(member)).decode("utf-8", "replace")

    def _record(self):
        """Member name to (algorithm, digest in hexadecimal). Rows of absent files are passed over."""
        rows = {}
        try:
            table = [row for row in csv.reader(io.StringIO(self.document("RECORD"))) if row]
        except csv.Error as wrong:
            raise self.bad("bad RECORD: %s", "RECORD 有误：%s", wrong)
        for row in table:
            if len(row) != 3 or rows.get(row[0], row[1:]) != row[1:]:
                raise self.bad("bad line in RECORD: %.120r", "RECORD 中有错误的行：%.120r", row)
            rows[row[0]] = row[1:]
        record = {}
        for name in self.members:
            if name in {self.dist_info + "/" + n for n in ("RECORD", "RECORD.jws", "RECORD.p7s")}:
                continue
            if name not in rows:
                raise self.bad("`%s` is not in its RECORD", "`%s` 不在其 RECORD 中", name)
            record[name] = self._record_hash(name, rows[name][0])
        return record

    def _record_hash(self, name, recorded):
        algorithm, _, value = recorded.partition("=")
        if algorithm not in ("sha256", "sha384", "sha512"):
            raise self.bad("the hash of `%s` in RECORD is `%s`, want sha256",
                           "RECORD 中 `%s` 的哈希为 `%s`，应为 sha256", name, algorithm)
        try:
            return algorithm, base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()
        except ValueError:
            raise self.bad("bad hash in RECORD for `%s`", "RECORD 中 `%s` 的哈希有误", name)

    def chunks(self, member):
        """The bytes of a member, piece by piece; its length and CRC are checked."""
        start = self._data_offset(member)
        if member.method == STORED:
            pieces = self._stored(member, start)
        else:
            pieces = self._inflated(member, start)
        length = crc = 0
        try:
            for piece in pieces:
                length += len(piece)
                if length > member.size:
                    break
                crc = zlib.crc32(piece, crc)
                yield piece
        except zlib.error:
            length = -1
        if length != member.size or crc != member.crc:
            raise self.bad("`%s` is damaged", "`%s` 已损坏", member.name)

    def _data_offset(self, member):
        header = self.bytes[member.offset:member.offset + 30]
        if len(header) < 30 or header[:4] != b"PK\3\4":
            raise self.bad("the local header of `%s` is damaged", "`%s` 的局部头已损坏", member.name)
        name_length, extra_length = struct.unpack_from("<HH", header, 26)
        name = self.bytes[member.offset + 30:member.offset + 30 + name_length]
        start = member.offset + 30 + name_length + extra_length
        if name != member.name.encode("utf-8") or start + member.packed > len(self.bytes):
            raise self.bad("the local header of `%s` differs", "`%s` 的局部头不一致", member.name)
        return start

    def _stored(self, member, start):
        with memoryview(self.bytes) as whole:
            for at in range(start, start + member.packed, 1 << 20):
                yield bytes(whole[at:min(at + (1 << 20), start + member.packed)])

    def _inflated(self, member, start):
        inflater = zlib.decompressobj(-15)
        stop, budget = start + member.packed, member.size + 1
        with memoryview(self.bytes) as whole:
            for at in range(start, stop, 1 << 18):
                with whole[at:min(at + (1 << 18), stop)] as piece:
                    # A stream that yields more than it declared ends here: max_length is one above.
                    out = inflater.decompress(piece, max(1, budget))
                budget -= len(out)
                yield out
                if budget <= 0:
                    return
        yield inflater.flush()
        if not inflater.eof or inflater.unused_data:
            raise self.bad("`%s` is damaged", "`%s` 已损坏", member.name)


def _zip64_values(extra, size, packed, offset):
    values, at = [size, packed, offset], 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            field = at + 4
            for index, value in enumerate(values):
                if value == 0xFFFFFFFF:
                    values[index], = struct.unpack_from("<Q", extra, field)
                    field += 8
        at += 4 + length
    return values


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


# ---------------------------------------------------------------------------------------------
# The plan: every path of the environment, what it holds and who owns it
# (docs/formats/installation.md). A pure function of environment, wheels, DIR and interpreter.

REMADE = ("RECORD", "RECORD.jws", "RECORD.p7s", "INSTALLER", "REQUESTED", "direct_url.json")
SCRIPT_NAME = re.compile(r"[A-Za-z0-9._-]+\Z")
ENTRY_POINT = re.compile(r"({0})\s*(?::\s*({0}))?\s*(?:\[[^\]]*\])?\s*\Z".format(
    r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*"))
LOADER_VARIABLES = ("LD_", "PYTHON", "MALLOC_")


class Entry:
    """One planned file: bytes made by the plan, or a member of a wheel, or a symbolic link."""

    __slots__ = ("path", "mode", "owner", "data", "wheel", "member", "link", "hash")

    def __init__(self, path, mode, owner, data=None, wheel=None, member=None, link=None):
        self.path, self.mode, self.owner, self.data = path, mode, owner, data
        self.wheel, self.member, self.link = wheel, member, link
        self.hash = _record_spelling(data) if data is not None else None

    def identity(self):
        """Hash as RECORD spells it, and size: equal for equal bytes."""
        if self.hash is not None:
            return self.hash
        return _spelled(self.wheel.record[self.member.name]), self.member.size


def _record_spelling(data):
    return _spelled(("sha256", hashlib.sha256(data).hexdigest())), len(data)


def _spelled(recorded):
    """A hash as RECORD spells it."""
    value = base64.urlsafe_b64encode(bytes.fromhex(recorded[1])).rstrip(b"=").decode()
    return recorded[0] + "=" + value


class Plan:
    """Places the files of each wheel, settles who owns a path, and makes the rest."""

    def __init__(self, env, wheels, directory, facts):
        self.env, self.directory, self.facts = env, directory, facts
        self.entries = {}
        self.records = {}
        self.site = "lib/%s/site-packages" % env.python_name()
        self.warnings = []
        self._own(wheels)
        for wheel in sorted(wheels, key=lambda w: w.name):
            self._wheel(wheel)
        self._records(wheels)
        self._no_file_is_a_folder()

    def _own(self, wheels):
        """What the installer itself writes; no package may."""
        executable = self.facts["executable"]
        names = ["python", "python3", self.env.python_name()]
        self._place(Entry("bin/python", 0o777, "ferry", link=executable))
        for name in names[1:]:
            self._place(Entry("bin/" + name, 0o777, "ferry", link="python"))
        self._place(Entry("lib64", 0o777, "ferry", link="lib"))
        self._bytes("pyvenv.cfg", pyvenv_config(self.facts))
        self._bytes("bin/activate", activate_script(self.directory, self.env.env))
        self._bytes("bin/ferry-run", run_script(self.directory, self.env.env), 0o755)
        pth = pth_file(self.env, self._preloaded())
        if pth:
            self._bytes(self.site + "/ferry_env.pth", pth)
        self.protected = set(self.entries) | {"ferry-environment.json", self.site + "/ferry_env.pth"}

    def _preloaded(self):
        """Libraries carried to DIR/lib that the set reaches and this machine may lack."""
        sonames = {library["soname"] for library in self.env.libraries} | {"libstdc++.so.6"}
        carried = {extra["to"] for extra in self.env.files if extra["unpack"] == "none"}
        return sorted(name for name in sonames if "lib/" + name in carried)

    def _place(self, entry):
        self.entries[entry.path] = entry

    def _bytes(self, path, content, mode=0o644):
        self._place(Entry(path, mode, "ferry", data=content.encode("utf-8")))

    def _wheel(self, wheel):
        mine = {}
        data_folder = wheel.dist_info[:-len(".dist-info")] + ".data/"
        remade = {wheel.dist_info + "/" + name for name in REMADE}
        for name, member in wheel.members.items():
            if name in remade:
                continue
            path = self._destination(wheel, name, data_folder)
            self._claim(wheel, mine, self._member_entry(wheel, path, member, data_folder))
        for path, content in self._scripts(wheel):
            mine.pop(path, None)
            self._claim(wheel, mine, Entry(path, 0o755, wheel.name, data=content))
        info = self.site + "/" + wheel.dist_info + "/"
        self._claim(wheel, mine, Entry(info + "INSTALLER", 0o644, wheel.name, data=b"ferry\n"))
        if wheel.package["requested"]:
            self._claim(wheel, mine, Entry(info + "REQUESTED", 0o644, wheel.name, data=b""))
        self.records[wheel.name] = mine
        for path, entry in mine.items():
            self._settle(wheel, path, entry)

    def _destination(self, wheel, name, data_folder):
        """The path of a member: its scheme's folder, joined and checked to lie under it."""
        folder, rest = self.site, name
        if name.startswith(data_folder):
            scheme, _, rest = name[len(data_folder):].partition("/")
            headers = "include/site/%s/%s" % (self.env.python_name(), wheel.name)
            folder = {"purelib": self.site, "platlib": self.site, "headers": headers,
                      "scripts": "bin", "data": ""}.get(scheme)
            if folder is None:
                raise wheel.bad("`%s` is in an unknown scheme", "`%s` 的安装方案未知", name)
        if not inside(rest):
            raise wheel.bad("`%s` is not a path that may be installed", "`%s` 不是可安装的路径", name)
        return folder + "/" + rest if folder else rest

    def _member_entry(self, wheel, path, member, data_folder):
        mode = 0o755 if member.mode & 0o111 else 0o644
        if member.name.startswith(data_folder + "scripts/"):
            mode = 0o755
            if member.size < 1 << 20:
                data = b"".join(wheel.chunks(member))
                first, newline, rest = data.partition(b"\n")
                if re.match(rb"#!pythonw?(?=\s|\Z)", first):
                    data = shebang(self.directory).encode("utf-8") + rest
                    return Entry(path, mode, wheel.name, data=data)
        return Entry(path, mode, wheel.name, wheel=wheel, member=member)

    def _claim(self, wheel, mine, entry):
        path = entry.path
        if path in self.protected:
            raise wheel.bad("it would replace `%s`", "它会覆盖 `%s`", path)
        if path.startswith(self.site + "/"):
            top = path[len(self.site) + 1:].split("/")[0]
            if top.endswith(".dist-info") and top != wheel.dist_info:
                raise wheel.bad("it writes into another dist-info, `%s`", "它写入另一个 dist-info：`%s`", top)
        if path in mine and mine[path].identity() != entry.identity():
            raise wheel.bad("two of its files go to `%s`", "它有两个文件安装到 `%s`", path)
        mine[path] = entry

    def _settle(self, wheel, path, entry):
        other = self.entries.get(path)
        if other is not None and other.identity() != entry.identity():
            self.warnings.append(text(
                "`%s` differs between `%s` and `%s`; the file of `%s` is used",
                "`%s` 在 `%s` 与 `%s` 中不同；采用 `%s` 的文件",
                path, other.owner, entry.owner, entry.owner))
            self.records[other.owner].pop(path, None)
        if other is None or other.identity() != entry.identity():
            self.entries[path] = entry

    def _scripts(self, wheel):
        sections = entry_points(wheel.document("entry_points.txt", needed=False))
        for section in ("console_scripts", "gui_scripts"):
            for name, target in sections.get(section, {}).items():
                found = ENTRY_POINT.match(target)
                if not SCRIPT_NAME.match(name) or name in (".", "..") or not found:
                    raise wheel.bad("bad entry point `%s = %s`", "入口点有误：`%s = %s`", name, target)
                yield "bin/" + name, launcher(self.directory, *found.groups())

    def _records(self, wheels):
        """The RECORD of each installed package: paths relative to site-packages, sorted."""
        for wheel in wheels:
            path = self.site + "/" + wheel.dist_info + "/RECORD"
            rows = [(_relative(p, self.site),) + e.identity()
                    for p, e in self.records[wheel.name].items()]
            rows.append((wheel.dist_info + "/RECORD", "", ""))
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows(sorted(rows))
            self._place(Entry(path, 0o644, wheel.name, data=out.getvalue().encode("utf-8")))

    def _no_file_is_a_folder(self):
        """No planned file lies where another needs a folder (nor below a planned link)."""
        for path in list(self.entries):
            parts = path.split("/")
            for depth in range(1, len(parts)):
                above = self.entries.get("/".join(parts[:depth]))
                if above is not None:
                    raise refuse("`%s` of `%s` lies below the file `%s` of `%s`",
                                 "`%s`（`%s`）位于文件 `%s`（`%s`）之下",
                                 path, self.entries[path].owner, above.path, above.owner)

    def folders(self):
        found = set()
        for path in self.entries:
            at = path.rfind("/")
            while at > 0 and path[:at] not in found:
                found.add(path[:at])
                at = path.rfind("/", 0, at)
        return sorted(found)

    def size(self):
        return sum(e.member.size if e.member else len(e.data or b"") for e in self.entries.values())


def _relative(path, site):
    if path.startswith(site + "/"):
        return path[len(site) + 1:]
    return "../" * (site.count("/") + 1) + path


def entry_points(content):
    """Sections of entry_points.txt: name to {key: value}."""
    sections, section = {}, {}
    for line in content.splitlines():
        line = line.strip()
        if not line or line[0] in "#;":
            continue
        if line[0] == "[" and line[-1] == "]":
            section = sections.setdefault(line[1:-1], {})
            continue
        key, equals, value = line.partition("=")
        if equals and key:
            section[key.strip()] = value.strip()
    return sections


def shebang(directory):
    """First lines of a script: `#!` where the kernel can read it, else through sh."""
    python = directory + "/bin/python"
    if not _plain(python):
        return "#!/bin/sh\n'''exec' \"%s\" \"$0\" \"$@\"\n' '''\n" % python
    return "#!%s\n" % python


def _plain(python):
    return len(python) + 3 <= 127 and all(33 <= ord(c) < 127 for c in python)


def launcher(directory, module, attribute):
    """A console script."""
    lines = [shebang(directory) + "# -*- coding: utf-8 -*-", "import sys"]
    if attribute:
        lines += ["from %s import %s" % (module, attribute.split(".")[0]), "",
                  'if __name__ == "__main__":', "    sys.exit(%s())" % attribute]
    else:
        lines += ["", 'if __name__ == "__main__":', "    import %s" % module]
    return ("\n".join(lines) + "\n").encode("utf-8")


def pyvenv_config(facts):
    """What makes bin/python a virtual environment (PEP 405)."""
    home = os.path.dirname(facts["executable"])
    return "home = %s\ninclude-system-site-packages = false\nversion = %s\n" % (
        home, dotted(facts["version"]))


def quoted(value):
    """A word for sh."""
    return "'" + value.replace("'", "'\\''") + "'"


def for_shell(value):
    """A value whose ${FERRY_ENV} becomes the shell's variable, everything else literal."""
    return '"$FERRY_ENV"'.join(quoted(part) if part else "" for part in value.split("${FERRY_ENV}")) or "''"


def only_for_loader(name):
    return name == "PATH" or name.startswith(LOADER_VARIABLES)


def pth_file(env, preloaded):
    """ferry_env.pth: one line per variable and per carried library; ASCII, any locale reads it."""
    lines = []
    for name in sorted(env.env):
        if only_for_loader(name):
            continue
        value = " + sys.prefix + ".join(ascii(part) for part in env.env[name].split("${FERRY_ENV}"))
        lines.append("import os, sys; os.environ.setdefault(%s, %s)" % (ascii(name), value))
    for name in preloaded:
        path = "sys.prefix + " + ascii("/lib/" + name)
        lines.append("import ctypes, sys; ctypes.CDLL(%s, ctypes.RTLD_GLOBAL)" % path)
    return "".join(line + "\n" for line in lines)


def activate_script(directory, env):
    """bin/activate for sh, bash, dash and zsh."""
    names = [name for name in sorted(env) if not only_for_loader(name)]
    lines = ["# Use it with: . bin/activate", "deactivate () {",
             '    if [ -n "${FERRY_OLD_PATH+x}" ]; then PATH=$FERRY_OLD_PATH; export PATH; fi',
             '    if [ -n "${FERRY_OLD_PS1+x}" ]; then PS1=$FERRY_OLD_PS1; fi',
             "    for ferry_name in ${FERRY_SET-}; do unset \"$ferry_name\"; done",
             "    unset FERRY_OLD_PATH FERRY_OLD_PS1 FERRY_SET FERRY_ENV VIRTUAL_ENV ferry_name",
             "    hash -r 2>/dev/null || true",
             "    [ \"${1-}\" = again ] || unset -f deactivate", "}",
             'if [ -n "${FERRY_OLD_PATH+x}" ]; then deactivate again; fi',
             "FERRY_ENV=" + quoted(directory), "VIRTUAL_ENV=$FERRY_ENV", "export FERRY_ENV VIRTUAL_ENV",
             "FERRY_OLD_PATH=$PATH", 'PATH=$FERRY_ENV/bin:$PATH', "export PATH", "FERRY_SET="]
    for name in names:
        lines.append('if [ -z "${%s+x}" ]; then %s=%s; export %s; FERRY_SET="$FERRY_SET %s"; fi'
                     % (name, name, for_shell(env[name]), name, name))
    lines += ['if [ -n "${PS1-}" ]; then', "    FERRY_OLD_PS1=$PS1",
              '    PS1="(${FERRY_ENV##*/}) $PS1"', "fi", "hash -r 2>/dev/null || true"]
    return "\n".join(lines) + "\n"


def run_script(directory, env):
    """bin/ferry-run: runs a command with every variable of the environment."""
    lines = ["#!/bin/sh", "# Runs a command with all variables of this environment: ferry-run python app.py",
             "FERRY_ENV=" + quoted(directory), "export FERRY_ENV", 'PATH=$FERRY_ENV/bin:$PATH']
    for name in sorted(env):
        if only_for_loader(name):
            lines.append("%s=%s" % (name, for_shell(env[name])))
            lines.append("export " + name)
        else:
            lines.append('if [ -z "${%s+x}" ]; then %s=%s; export %s; fi'
                         % (name, name, for_shell(env[name]), name))
    lines += ["export PATH", 'exec "$@"']
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------------------------------------
# Work on all cores. Inflating, hashing and writing release the interpreter's lock.


def in_parallel(tasks):
    """Runs functions on all cores, in order; the first failure stops the rest and is raised."""
    queue, failures, lock = iter(tasks), [], threading.Lock()

    def work():
        while not failures:
            with lock:
                task = next(queue, None)
            if task is None:
                return
            try:
                task()
            except BaseException as failure:  # carried to the main thread, whatever it is
                failures.append(failure)

    workers = [threading.Thread(target=work, daemon=True) for _ in range(cores())]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            while worker.is_alive():
                worker.join(0.5)
    except BaseException as failure:
        failures.append(failure)
        for worker in workers:
            worker.join()
    if failures:
        raise failures[0]


def cores():
    try:
        return max(1, min(64, len(os.sched_getaffinity(0))))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def batches(entries):
    """Large files alone and first, small ones in groups."""
    entries = sorted(entries, key=lambda e: -e.member.size)
    batch, weight = [], 0
    for entry in entries:
        batch.append(entry)
        weight += entry.member.size + 20000
        if weight > 4 << 20:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def create(path, mode):
    """A new file; whatever already bears the name is an error, and links are not followed."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)


def write_all(descriptor, data):
    view = memoryview(data)
    while len(view):
        view = view[os.write(descriptor, view):]


def unpack_member(stage, entry):
    """Writes one member and compares it with RECORD."""
    algorithm, digest = entry.wheel.record[entry.member.name]
    hasher = hashlib.new(algorithm)
    descriptor = create(os.path.join(stage, entry.path), entry.mode)
    try:
        for piece in entry.wheel.chunks(entry.member):
            hasher.update(piece)
            write_all(descriptor, piece)
    finally:
        os.close(descriptor)
    if hasher.hexdigest() != digest:
        raise entry.wheel.bad("`%s` is not the file that RECORD lists", "`%s` 与 RECORD 所列不符",
                              entry.member.name)


def write_plan(stage, plan):
    """Executes a plan in an empty folder."""
    for folder in plan.folders():
        os.mkdir(os.path.join(stage, folder), 0o755)
    members = []
    for entry in plan.entries.values():
        if entry.member is not None:
            members.append(entry)
        elif entry.link is not None:
            os.symlink(entry.link, os.path.join(stage, entry.path))
        else:
            descriptor = create(os.path.join(stage, entry.path), entry.mode)
            write_all(descriptor, entry.data)
            os.close(descriptor)
    _try_to_load(stage, members)

    def task(batch):
        return lambda: [unpack_member(stage, entry) for entry in batch]

    in_parallel(task(batch) for batch in batches(members))


def _try_to_load(stage, members):
    """Maps one small library as the loader would, before the rest: some systems forbid it."""
    libraries = [e for e in members if e.path.endswith(".so") and 0 < e.member.size < 8 << 20]
    if not libraries:
        return
    entry = min(libraries, key=lambda e: e.member.size)
    unpack_member(stage, entry)
    members.remove(entry)
    path = os.path.join(stage, entry.path)
    with open(path, "rb") as file:
        try:
            mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_EXEC).close()
        except OSError as wrong:
            raise Stop(ENVIRONMENT, text(
                "This machine does not let a new library be loaded: `%s`: %s",
                "本机不允许加载新的库：`%s`：%s", path, wrong.strerror),
                hint=text("a security module (SELinux, KySec, fapolicyd, IMA) or a noexec mount may forbid it",
                          "可能是安全模块（SELinux、KySec、fapolicyd、IMA）或 noexec 挂载所致"))


# ---------------------------------------------------------------------------------------------
# Extra files and archives


def place_extra(stage, bundle, extra, taken):
    """Puts an extra file in place; `taken` are the paths that exist already."""
    descriptor = bundle.open_twin(extra["path"], extra["sha256"])
    with os.fdopen(descriptor, "rb") as file:
        if extra["unpack"] == "none":
            _copy_in(stage, extra["to"], 0o755 if ".so" in extra["to"] else 0o644, file, taken)
        elif extra["unpack"] == "tar":
            extract_tar(stage, extra["to"], file, taken)
        else:
            extract_zip(stage, extra["to"], file, taken)


def _copy_in(stage, path, mode, source, taken):
    if not inside(path) or path in taken or os.path.lexists(os.path.join(stage, path)):
        raise refuse("The extra file `%s` would replace another file", "附加文件 `%s` 会覆盖其他文件", path)
    make_folders(stage, os.path.dirname(path))
    taken.add(path)
    descriptor = create(os.path.join(stage, path), mode)
    try:
        while True:
            piece = source.read(1 << 20)
            if not piece:
                break
            write_all(descriptor, piece)
    finally:
        os.close(descriptor)


def make_folders(stage, folder):
    """Makes each missing folder; a link or a file on the way is refused."""
    at = stage
    for part in folder.split("/") if folder else []:
        at = os.path.join(at, part)
        try:
            os.mkdir(at, 0o755)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(at).st_mode):
                raise refuse("`%s` is not a folder", "`%s` 不是目录", at)


class Archive:
    """Around the reading of an archive of unknown origin: what the libraries raise is a refusal."""

    def __init__(self, to):
        self.to = to

    def __enter__(self):
        return self

    def __exit__(self, kind, wrong, trace):
        # A failure of the disk has an error number and stays what it is; many libraries raise an
        # OSError without one for bytes that they cannot read.
        disk = isinstance(wrong, OSError) and wrong.errno is not None
        if isinstance(wrong, Exception) and not isinstance(wrong, (Stop, MemoryError)) and not disk:
            raise refuse("Cannot read the archive for `%s`: %s", "无法读取 `%s` 的归档：%s", self.to, wrong)


def extract_tar(stage, to, file, taken):
    """Opens a tar of unknown origin: files, folders, and links that stay inside."""
    import tarfile
    with Archive(to), tarfile.open(fileobj=file, mode="r:*") as archive:
        for member in archive:
            _tar_member(stage, to, archive, member, taken)


def _tar_member(stage, to, archive, member, taken):
    name = re.sub(r"\A(\./)+", "", member.name).rstrip("/")
    if name in ("", "."):
        return
    path = to + "/" + name
    if not inside(path):
        raise refuse("The archive for `%s` has the path `%s`", "`%s` 的归档含有路径 `%s`", to, member.name)
    if member.isdir():
        make_folders(stage, path)
    elif member.isreg():
        _copy_in(stage, path, 0o755 if member.mode & 0o111 else 0o644, archive.extractfile(member), taken)
    elif member.issym():
        if not link_stays_inside(name, member.linkname) or os.path.lexists(os.path.join(stage, path)):
            raise refuse("The archive for `%s` has a link to `%s`", "`%s` 的归档含有指向 `%s` 的链接",
                         to, member.linkname)
        make_folders(stage, os.path.dirname(path))
        os.symlink(member.linkname, os.path.join(stage, path))
        taken.add(path)
    elif member.islnk():
        source = to + "/" + re.sub(r"\A(\./)+", "", member.linkname)
        if source not in taken or os.path.islink(os.path.join(stage, source)):
            raise refuse("The archive for `%s` has a link to `%s`", "`%s` 的归档含有指向 `%s` 的链接",
                         to, member.linkname)
        with open(os.path.join(stage, source), "rb") as original:
            _copy_in(stage, path, 0o755 if member.mode & 0o111 else 0o644, original, taken)
    else:
        raise refuse("The archive for `%s` holds `%s`, which is neither file nor folder",
                     "`%s` 的归档中 `%s` 既不是文件也不是目录", to, member.name)


def link_stays_inside(name, target):
    """Whether a link is relative and stays below its archive; `..` only begins it, so that what it
    means does not depend on other links."""
    if not target or target.startswith("/") or any(ord(c) < 32 or c in "\\\x7f" for c in target):
        return False
    depth, climbing = name.count("/"), True
    for part in target.split("/"):
        if part == "..":
            depth -= 1
            if not climbing or depth < 0:
                return False
        elif part not in ("", "."):
            climbing = False
    return True


def extract_zip(stage, to, file, taken):
    import zipfile
    with Archive(to), zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            path = to + "/" + member.filename
            mode = member.external_attr >> 16
            if not inside(path.rstrip("/")) or stat.S_ISLNK(mode):
                raise refuse("The archive for `%s` has the path `%s`", "`%s` 的归档含有路径 `%s`",
                             to, member.filename)
            if member.is_dir():
                make_folders(stage, path.rstrip("/"))
            else:
                with archive.open(member) as source:
                    _copy_in(stage, path, 0o755 if mode & 0o111 else 0o644, source, taken)


# ---------------------------------------------------------------------------------------------
# DIR and its versions: DIR -> .DIR.ferry/<first 12 of the root digest>-<n>


class Place:
    """The symlink DIR and the folder beside it that holds its versions."""

    def __init__(self, directory):
        if not directory or any(ord(c) < 32 or c in "\"$`\\\x7f" for c in directory):
            raise Stop(USAGE, text(
                'Bad folder name %s: want one without `"`, `$`, backtick, backslash and control characters',
                '目录名 %s 有误：不能含 `"`、`$`、反引号、反斜杠和控制字符', ascii(directory)))
        directory = os.path.abspath(directory)
        parent, self.name = os.path.split(directory)
        if not self.name:
            raise Stop(USAGE, text("Bad folder name `%s`", "目录名 `%s` 有误", directory))
        self.parent = os.path.realpath(parent)
        self.directory = os.path.join(self.parent, self.name)
        self.store = os.path.join(self.parent, ".%s.ferry" % self.name)

    def current(self):
        """The version that DIR leads to, or None; refuses what Ferry did not make."""
        try:
            target = os.readlink(self.directory)
        except FileNotFoundError:
            return None
        except OSError:
            if self._is_empty_folder():
                return None
            raise refuse("`%s` exists and was not made by Ferry", "`%s` 已存在，且不是由 Ferry 创建",
                         self.directory)
        if os.path.dirname(target) != os.path.basename(self.store) or not version_name(target):
            raise refuse("`%s` is a link that Ferry did not make", "`%s` 是链接，但不是由 Ferry 创建",
                         self.directory)
        name = os.path.basename(target)
        return name if os.path.isdir(os.path.join(self.store, name)) else None

    def _is_empty_folder(self):
        """An empty folder under the name gives way to the link."""
        return os.path.isdir(self.directory) and not os.path.islink(self.directory) \
            and not os.listdir(self.directory)

    def previous(self):
        try:
            name = os.readlink(os.path.join(self.store, "previous"))
        except OSError:
            return None
        usable = version_name(name) and os.path.isdir(os.path.join(self.store, name))
        return name if usable and name != self.current() else None

    def prepare(self):
        """Makes the folder of versions, takes its lock and removes what a killed run left."""
        os.makedirs(self.store, mode=0o755, exist_ok=True)
        if not stat.S_ISDIR(os.lstat(self.store).st_mode):
            raise refuse("`%s` is not a folder", "`%s` 不是目录", self.store)
        self.lock = os.open(os.path.join(self.store, "lock"),
                            os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.lockf(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # as Java's FileLock
        except OSError as wrong:
            if wrong.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            raise Stop(ENVIRONMENT, text("Another run works on `%s`", "另一个进程正在处理 `%s`", self.directory))
        self.clean()

    def clean(self):
        """Removes every version that is neither the current one nor the one before it."""
        keep = {self.current(), self.previous(), "lock", "previous"}
        for name in os.listdir(self.store):
            path = os.path.join(self.store, name)
            if name in keep:
                continue
            if stat.S_ISDIR(os.lstat(path).st_mode):
                remove_tree(path)
            else:
                os.unlink(path)

    def new(self, root):
        """A fresh, empty version folder."""
        used = [int(name.rsplit("-", 1)[1]) for name in os.listdir(self.store) if version_name(name)]
        name = "%s-%d" % (root[:12], max(used, default=0) + 1)
        os.mkdir(os.path.join(self.store, name), 0o755)
        return name

    def switch(self, version):
        """Leads DIR to another version; the one it leads to now becomes the previous one."""
        before = self.current()
        if before and before != version:
            if version != self.previous():
                self._link(os.path.join(self.store, "previous"), before)
                self._link(self.directory, os.path.join(os.path.basename(self.store), version))
            else:
                self._link(self.directory, os.path.join(os.path.basename(self.store), version))
                self._link(os.path.join(self.store, "previous"), before)
        else:
            self._link(self.directory, os.path.join(os.path.basename(self.store), version))

    def _link(self, path, target):
        temporary = os.path.join(self.store, "link.new")
        try:
            os.unlink(temporary)
        except FileNotFoundError:
            pass
        os.symlink(target, temporary)
        if path == self.directory and not os.path.islink(path) and os.path.isdir(path):
            os.rmdir(path)
        os.rename(temporary, path)
        for folder in {self.store, os.path.dirname(path)}:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            os.fsync(descriptor)
            os.close(descriptor)


def version_name(target):
    return re.match(r"[0-9a-f]{12}-[0-9]{1,9}\Z", os.path.basename(target))


def remove_tree(path):
    """Removes a folder, also one whose folders were made read-only."""
    def retry(function, where, _):
        os.chmod(os.path.dirname(where), 0o700)
        function(where)
    shutil.rmtree(path, onerror=retry)


# ---------------------------------------------------------------------------------------------
# Smoke test

FRAMEWORKS = (
    (re.compile(r"paddlepaddle(-|\Z)"), """
import paddle
gpus = paddle.device.cuda.device_count() if paddle.device.is_compiled_with_cuda() else 0
print("paddle", paddle.__version__, "CUDA build:", paddle.version.cuda(), "devices:", gpus)
if not gpus and paddle.device.is_compiled_with_cuda(): paddle.set_device("cpu")
y = paddle.nn.Linear(3, 2)(paddle.ones([4, 3]))
assert list(y.shape) == [4, 2] and bool(paddle.isfinite(y).all()), y
print("paddle: forward pass done on", paddle.get_device())
"""),
    (re.compile(r"torch\Z"), """
import torch
gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
print("torch", torch.__version__, "CUDA build:", torch.version.cuda, "devices:", gpus)
device = "cuda" if gpus else "cpu"
y = torch.nn.Linear(3, 2).to(device)(torch.ones(4, 3, device=device))
assert tuple(y.shape) == (4, 2) and bool(torch.isfinite(y).all()), y
print("torch: forward pass done on", device)
"""),
    (re.compile(r"tensorflow(-(cpu|gpu|intel|rocm))?\Z"), """
import tensorflow as tf
gpus = len(tf.config.list_physical_devices("GPU"))
print("tensorflow", tf.__version__, "CUDA build:", tf.sysconfig.get_build_info().get("cuda_version"), "devices:", gpus)
y = tf.linalg.matmul(tf.ones([4, 3]), tf.ones([3, 2]))
assert tuple(y.shape) == (4, 2) and bool(tf.reduce_all(tf.math.is_finite(y))), y
print("tensorflow: forward pass done on", y.device)
"""),
)
NOT_IMPORTED = {"test", "tests", "testing", "doc", "docs", "example", "examples", "benchmark",
                "benchmarks", "scripts", "tools", "build", "dist", "setup", "conftest"}


def import_names(package, members):
    """The modules that a wheel is for: its own name where it has it, else all public ones."""
    found = {}
    for name in members:
        parts = name.split("/")
        if parts[-1] == "__init__.py" and all(part.isidentifier() for part in parts[:-1]):
            found[".".join(parts[:-1])] = True
        elif len(parts) == 1 and re.match(r"[A-Za-z]\w*(\.py|(\.[\w-]+)?\.so)\Z", name):
            found[name.split(".")[0]] = True
    tops = [n for n in found if not any(n != o and n.startswith(o + ".") for o in found)]
    public = sorted(n for n in tops if not n.startswith("_") and n.split(".")[0].lower() not in NOT_IMPORTED)
    own = [n for n in public if normalised(n.replace(".", "-")) == package]
    return own or public


class Smoke:
    """Runs a new version before it gets its name."""

    def __init__(self, env, stage, imports):
        self.env, self.stage, self.imports = env, stage, imports
        self.python = os.path.join(stage, "bin", "python")
        self.lines = []

    def run(self):
        smoke = self.env.smoke
        if smoke is None:
            frameworks = [source for pattern, source in FRAMEWORKS
                          if any(pattern.match(p["name"]) for p in self.env.packages)]
            self._imports(self.imports, "".join(frameworks))
        else:
            self._imports(smoke.get("imports", []))
            if smoke.get("python"):
                self._script(smoke["python"])
            for command in smoke.get("commands", []):
                self._run(["sh", "-c", command], command)
        if os.path.isdir(os.path.join(self.stage, ".smoke")):
            remove_tree(os.path.join(self.stage, ".smoke"))
        return {"imports": self.imports if smoke is None else smoke.get("imports", []),
                "output": self.lines, "passed": True}

    def _imports(self, names, then=""):
        if names or then:
            source = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\n"
            self._run([self.python, "-c", source + then] + names, "import " + ", ".join(names))

    def _script(self, source):
        self._run([self.python, "-c", source], text("smoke test", "冒烟测试"))

    def _environment(self):
        variables = {k: v for k, v in os.environ.items()
                     if not k.startswith("PYTHON") and k not in ("FERRY_OLD_PATH", "VIRTUAL_ENV")}
        for name, value in self.env.env.items():
            value = value.replace("${FERRY_ENV}", self.stage)
            if only_for_loader(name):
                variables[name] = value
            else:
                variables.setdefault(name, value)
        variables["PATH"] = self._wrappers() + ":" + os.path.join(self.stage, "bin") + ":" + \
            self.env.env.get("PATH", variables.get("PATH", "/usr/bin:/bin")).replace("${FERRY_ENV}", self.stage)
        variables["FERRY_ENV"] = self.stage
        return variables

    def _wrappers(self):
        """Scripts name DIR's interpreter, which is not there yet: run them with this version's."""
        folder = os.path.join(self.stage, ".smoke")
        if os.path.isdir(folder):
            return folder
        os.mkdir(folder, 0o755)
        for name in os.listdir(os.path.join(self.stage, "bin")):
            path = os.path.join(self.stage, "bin", name)
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                head = file.read(1024)
            if b"/bin/python" in head.split(b"\n")[0] or head.startswith(b"#!/bin/sh\n'''exec'"):
                descriptor = create(os.path.join(folder, name), 0o755)
                line = "#!/bin/sh\nexec %s %s \"$@\"\n" % (quoted(self.python), quoted(path))
                write_all(descriptor, line.encode("utf-8", "surrogateescape"))
                os.close(descriptor)
        return folder

    def _run(self, command, what):
        say(text("running: %s", "运行：%s", what))
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=900, cwd=self.stage,
                                  env=self._environment())
            output, status = done.stdout, done.returncode
        except subprocess.TimeoutExpired as late:
            output, status = (late.stdout or b"") + b"\nno answer within 900 s", 1
        lines = output.decode("utf-8", "replace").splitlines()
        if status != 0:
            reason, missing = _reason(lines, status)
            raise Stop(REFUSED, text("The smoke test failed (%s): %s", "冒烟测试失败（%s）：%s", what, reason),
                       lines[-20:], kind="smoke", missing=missing)
        for line in lines[-20:]:
            say("  " + line)
        self.lines += lines[-20:]


def _reason(lines, status):
    """Why a test failed, and the missing module or library where the output names one."""
    output = "\n".join(lines)
    found = re.findall(r"No module named ['\"]?([\w.]+)", output)
    if found:
        return (text("the module `%s` is missing", "缺少模块 `%s`", found[-1]),
                {"kind": "module", "name": found[-1]})
    found = re.findall(r"(?:ImportError|OSError): (\S+\.so[.\w]*): cannot open shared object file", output)
    if found:
        return (text("the library `%s` is missing", "缺少库 `%s`", found[-1]),
                {"kind": "library", "name": found[-1]})
    found = re.findall(r"(\S+): version [`']([\w.]+)' not found", output)
    if found:
        return (text("`%s` lacks the version `%s`", "`%s` 缺少版本 `%s`", *found[-1]),
                {"kind": "symbol", "name": found[-1][1]})
    if status < 0:
        return text("ended by signal %s", "被信号 %s 终止", -status), None
    last = next((line.strip() for line in reversed(lines) if line.strip()), None)
    return last or text("exit status %s", "退出码 %s", status), None


# ---------------------------------------------------------------------------------------------
# The run


class Arguments:
    """The command line."""

    def __init__(self, words):
        self.directory = self.python = self.target = None
        self.replace = self.rollback = False
        self.smoke = True
        self.report = None  # a file that receives what happened, as JSON, for another program
        # A program that writes the planned files itself takes the run in steps: "check", then
        # "interpreter" and "finish" on the folder `stage`.
        self.step = "all"
        self.stage = None
        self.bootstrap = False  # running on a temporary copy of the carried interpreter
        self.bundle = os.path.dirname(os.path.abspath(__file__))
        words = list(words)
        while words:
            self._take(words.pop(0), words)
        if self.directory is None or self.replace and self.rollback:
            raise Stop(USAGE, usage())

    def _take(self, word, rest):
        if word in ("--replace", "--rollback", "--bootstrap"):
            setattr(self, word[2:], True)
        elif word == "--no-smoke":
            self.smoke = False
        elif word in ("--python", "--target", "--bundle", "--report", "--step", "--stage"):
            if not rest:
                raise Stop(USAGE, text("`%s` needs a value", "`%s` 需要一个值", word))
            setattr(self, word[2:], rest.pop(0))
        elif word.startswith("-") and word != "--":
            raise Stop(USAGE, text("Unknown option `%s`", "未知选项 `%s`", word), hint=usage())
        elif word != "--":
            if self.directory is not None:
                raise Stop(USAGE, text("More than one folder: `%s`", "多于一个目录：`%s`", word))
            self.directory = word


def usage():
    return text("usage: sh install.sh DIR [--python P] [--target T] [--no-smoke] [--replace | --rollback]",
                "用法：sh install.sh 目录 [--python P] [--target T] [--no-smoke] [--replace | --rollback]")


def interpreters(arguments, environments):
    """Facts of the interpreters that may serve, best known first."""
    names = [] if arguments.bootstrap else [sys.executable]
    names += sorted({env.python_name() for env in environments}, reverse=True) + ["python3", "python"]
    if arguments.python:
        names = [arguments.python]
    found, seen = [], set()
    for name in names:
        path = name if "/" in name else shutil.which(name)
        if not path or not os.path.exists(path) or os.path.realpath(path) in seen:
            continue
        seen.add(os.path.realpath(path))
        facts = measure(path)
        if facts:
            found.append(facts)
    if arguments.python and not found:
        raise Stop(USAGE, text("Cannot run `%s` as Python 3.7 or newer",
                               "无法将 `%s` 作为 Python 3.7 或更新版本运行", arguments.python))
    return found


def load_environments(bundle, wanted):
    """The environments of the bundle, checked against SHA256SUMS, the root and their locks."""
    found = bundle.environments()
    if wanted is not None and wanted not in found:
        raise Stop(USAGE, text("The bundle has no target `%s`, it has: %s", "包中没有目标 `%s`，只有：%s",
                               wanted, ", ".join(sorted(found))))
    environments = []
    for name in sorted(found) if wanted is None else [wanted]:
        config, titles = found[name]
        path = "targets/%s/environment.json" % name
        data = bundle.checked(path)
        check_digest(path, hashlib.sha256(data).hexdigest(), config, "index.json")
        env = Environment(path, parse_json(path, data))
        if env.target["name"] != name:
            raise env.bad("target.name", env.target["name"], name)
        check_lock(bundle, env, titles)
        environments.append(env)
    return environments


def check_lock(bundle, env, titles):
    """The lock's bytes, the digests it pins and the root's titles against environment.json."""
    lock = bundle.checked(env.lock["path"])
    check_digest(env.lock["path"], hashlib.sha256(lock).hexdigest(), env.lock["sha256"], env.where)
    check_digest(env.lock["path"], titles.get(env.lock["path"]), env.lock["sha256"], env.where)
    pinned = set(re.findall(rb"[0-9a-f]{64}", lock))
    for package in env.packages:
        if package["sha256"].encode() not in pinned:
            raise refuse("`%s` of `%s` is not what `%s` pins", "`%s`（`%s`）与 `%s` 所锁定的不符",
                         package["file"], env.where, env.lock["path"])
        check_digest(package["path"], titles.get(package["path"]), package["sha256"], env.where)
        check_digest(package["path"], bundle.listed(package["path"]), package["sha256"], env.where)


def choose(arguments, bundle):
    """The environment and the interpreter to use: accelerator, full version, then libc."""
    environments = load_environments(bundle, arguments.target)
    candidates = interpreters(arguments, environments)
    fitting, reasons = [], []
    for env in environments:
        for facts in candidates:
            problems = python_problems(env, facts)
            if problems:
                name = env.target["name"]
                reasons += [text("%s: %s", "%s：%s", name, p.message) for p in problems]
            else:
                fitting.append((env, facts))
                break
        else:
            if env.interpreter and not arguments.python and carried_fits(env):
                fitting.append((env, None))
    if not fitting:
        raise Stop(REFUSED, text("No environment of the bundle fits this machine",
                                 "包中没有适合本机的环境"), reasons,
                   text("`--python` names another interpreter", "可用 `--python` 指定其他解释器"), "unfit")

    def rank(pair):
        env, facts = pair
        return accelerator_usable(env) or False, len(env.python), facts is not None, env.libc_version
    return max(fitting, key=rank) if len(fitting) > 1 else fitting[0]


def carried_fits(env):
    """Whether the carried interpreter can run here, judged by the kernel and this Python's libc."""
    if os.uname().machine != env.target["machine"]:
        return False
    family, version = interpreter_facts()["libc"]
    return family == env.libc_family and numbers(version) >= env.libc_version


def open_wheels(bundle, env, whole=True):
    """Hashes every wheel and reads its directory; nothing has been written yet."""
    wheels = []
    for package in sorted(env.packages, key=lambda p: -p["size"]):
        wheels.append(Wheel(package, bundle.open_twin(package["path"], package["sha256"])))
    if whole:
        in_parallel(wheel.check for wheel in wheels)
    for wheel in wheels:
        wheel.open()
    return sorted(wheels, key=lambda w: w.name)


def check_other_files(bundle, env):
    """Scripts, extra files and the interpreter against SHA256SUMS and environment.json."""
    for path in ("install.sh", "install.py"):
        bundle.checked(path)
    for extra in env.files + ([env.interpreter] if env.interpreter else []):
        check_digest(extra["path"], bundle.listed(extra["path"]), extra["sha256"], env.where)
        hasher = hashlib.sha256()
        with os.fdopen(bundle.open_twin(extra["path"], extra["sha256"]), "rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                hasher.update(piece)
        check_digest(extra["path"], hasher.hexdigest(), extra["sha256"], env.where)


def preflight(env, facts, wheels, place, size, count):
    """All reasons against this machine together."""
    carried = {e["to"][4:] for e in env.files if e["unpack"] == "none" and e["to"].startswith("lib/")}
    problems = machine_problems(env, facts, carried) + requirement_problems(wheels, facts)
    parent = place.parent
    while not os.path.isdir(parent):
        parent = os.path.dirname(parent)
    if not os.access(parent, os.W_OK | os.X_OK):
        problems.append(Problem(ENVIRONMENT, text("No permission to write in `%s`", "没有写入 `%s` 的权限", parent)))
    problems += place_problems(parent, size, count)
    if problems:
        status = REFUSED if any(p.status == REFUSED for p in problems) else ENVIRONMENT
        raise Stop(status, text("This machine lacks something that the environment needs",
                                "本机缺少此环境所需的条件"), [p.message for p in problems], kind="machine")


def report(env, bundle, facts, directory, smoke):
    """ferry-environment.json: what was installed, by digest, and that it worked."""
    packages = [{k: p[k] for k in ("name", "version", "file", "sha256")} for p in env.packages]
    document = {"format": 1, "root": "sha256:" + bundle.root, "target": env.target["name"],
                "name": env.name, "version": env.version, "directory": directory,
                "lock": env.lock["sha256"], "packages": packages,
                "files": [{"to": f["to"], "sha256": f["sha256"]} for f in env.files],
                "python": {"executable": facts["executable"], "version": dotted(facts["version"])},
                "smoke": smoke}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8") + b"\n"


def build(bundle, env, facts, wheels, place, arguments, told):
    """Builds and proves a version under its own name; removes it where anything fails."""
    version = place.new(bundle.root)
    stage = os.path.join(place.store, version)
    try:
        if facts is None:
            facts = unpack_interpreter(bundle, env, stage, set())
        plan = Plan(env, wheels, place.directory, facts)
        for line in plan.warnings:
            warn(line)
        say(text("unpacking %s, %s", "正在解包 %s，%s", packages(wheels), shown_size(plan.size())))
        write_plan(stage, plan)
        arguments.stage = stage
        told["smoke"] = finish(bundle, env, facts, wheels, place.directory, arguments)
        return version
    except BaseException:
        remove_tree(stage)
        raise


def finish(bundle, env, facts, wheels, directory, arguments):
    """After the planned files: extra files, the smoke test, the report."""
    stage = arguments.stage
    for extra in env.files:
        place_extra(stage, bundle, extra, {"ferry-environment.json"})
    smoke = Smoke(env, stage, imports_of(wheels)).run() if arguments.smoke else {"passed": None}
    descriptor = create(os.path.join(stage, "ferry-environment.json"), 0o644)
    write_all(descriptor, report(env, bundle, facts, directory, smoke))
    os.fsync(descriptor)
    os.close(descriptor)
    return smoke


def unpack_interpreter(bundle, env, stage, taken):
    """Puts the carried Python into the version and measures it."""
    say(text("unpacking the carried Python", "正在解包随附的 Python"))
    with os.fdopen(bundle.open_twin(env.interpreter["path"], env.interpreter["sha256"]), "rb") as file:
        extract_tar(stage, "interpreter", file, taken)
    facts = measure(os.path.join(stage, "interpreter", env.interpreter["python"]))
    problems = python_problems(env, facts) if facts else [
        Problem(REFUSED, text("The carried Python does not run here", "随附的 Python 无法在本机运行"))]
    if problems:
        raise Stop(REFUSED, text("The carried Python does not fit", "随附的 Python 不适用"),
                   [p.message for p in problems])
    return facts


def already(place, bundle, env):
    """Whether DIR holds exactly this environment."""
    current = place.current()
    if current is None:
        return False
    try:
        with open(os.path.join(place.store, current, "ferry-environment.json"), encoding="utf-8") as file:
            document = json.load(file)
    except (OSError, ValueError):
        return False
    return document.get("root") == "sha256:" + bundle.root and document.get("target") == env.target["name"]


def install(arguments, told):
    """The whole run; `told` receives what a program that started this one wants to know."""
    place = Place(arguments.directory)
    if arguments.rollback:
        return roll_back(place)
    top = os.path.realpath(arguments.bundle)
    if (place.directory + "/").startswith(top + "/"):
        raise Stop(USAGE, text("`%s` lies inside the bundle", "`%s` 位于包内", place.directory))
    current = place.current()
    bundle = Bundle(top)
    if arguments.step in ("interpreter", "finish"):
        return one_step(arguments, bundle, place, told)
    env, facts = choose(arguments, bundle)
    told.update(target=env.target["name"], root="sha256:" + bundle.root, python=facts, installed=False)
    if current and not arguments.replace:
        if already(place, bundle, env):
            say(text("`%s` already holds this environment", "`%s` 已是此环境", place.directory))
            told["installed"] = True
            return place.directory
        raise Stop(REFUSED, text("`%s` holds another environment", "`%s` 中已有另一个环境", place.directory),
                   hint=text("`--replace` replaces it and keeps it for `--rollback`",
                             "`--replace` 会替换它，并保留以便 `--rollback`"), kind="occupied")
    say(text("checking %s, %s, for `%s`", "正在检查 %s，%s，目标 `%s`", packages(env.packages),
             shown_size(sum(p["size"] for p in env.packages)), env.target["name"]))
    check_other_files(bundle, env)
    wheels = open_wheels(bundle, env, arguments.step != "check")
    prepare_machine(env, facts, wheels, place)
    if arguments.step == "check":
        return place.directory
    place.prepare()
    version = build(bundle, env, facts, wheels, place, arguments, told)
    place.switch(version)
    place.clean()
    say(text("installed `%s` (%s, root %s)", "已安装 `%s`（%s，根 %s）",
             place.directory, packages(wheels), bundle.root[:12]))
    return place.directory


def one_step(arguments, bundle, place, told):
    """What remains for this script where another program writes the planned files."""
    env = load_environments(bundle, arguments.target)[0]
    if arguments.step == "interpreter":
        told["python"] = unpack_interpreter(bundle, env, arguments.stage, set())
    else:
        facts = measure(os.path.realpath(os.path.join(arguments.stage, "bin", "python")))
        wheels = open_wheels(bundle, env, False)
        told["smoke"] = finish(bundle, env, facts, wheels, place.directory, arguments)
    return arguments.stage


def imports_of(wheels):
    return [name for wheel in wheels if wheel.package["requested"]
            for name in import_names(wheel.name, wheel.members)]


def prepare_machine(env, facts, wheels, place):
    """Space and fitness, before the first write."""
    size = sum(m.size for wheel in wheels for m in wheel.members.values())
    count = sum(len(wheel.members) for wheel in wheels) + 100
    size += sum(f["size"] * (1 if f["unpack"] == "none" else 4) for f in env.files)
    fixed = facts is not None
    if not fixed:
        size += env.interpreter["size"] * 4
        facts = interpreter_facts()
    # Each file may waste part of a block.
    preflight(env, facts, wheels if fixed else [], place, size + count * 2048, count)


def roll_back(place):
    if not os.path.isdir(place.store):
        raise refuse("`%s` was not made by Ferry", "`%s` 不是由 Ferry 创建", place.directory)
    place.prepare()
    previous = place.previous()
    if previous is None:
        raise refuse("`%s` has no older version", "`%s` 没有更早的版本", place.directory)
    place.switch(previous)
    say(text("`%s` is back at %s", "`%s` 已回退到 %s", place.directory, previous))
    return place.directory


def interrupted(number, _):
    raise Stop(128 + number, text("Interrupted; nothing was changed, the same command starts again",
                                  "已中断；没有任何改变，可重新运行同一命令"))


def main(words):
    if words == ["--facts"]:
        print(json.dumps(interpreter_facts()))
        return 0
    os.umask(0o022)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)
    told, report_file = {}, None
    try:
        arguments = Arguments(words)
        report_file = arguments.report
        print(install(arguments, told))
        told["status"] = 0
    except Stop as stop:
        say(stop.message)
        for reason in stop.reasons:
            say("  " + reason)
        if stop.hint:
            say(text("hint: %s", "提示：%s", stop.hint))
        told.update(status=stop.status, kind=stop.kind, message=in_both(stop.message),
                    reasons=[in_both(reason) for reason in stop.reasons], missing=stop.missing)
        if stop.hint:
            told["hint"] = in_both(stop.hint)
    except OSError as wrong:
        message = text("Cannot continue: `%s`: %s", "无法继续：`%s`：%s",
                       wrong.filename or "-", wrong.strerror or wrong)
        say(message)
        told.update(status=ENVIRONMENT, kind="environment", message=in_both(message), reasons=[], missing=None)
    if report_file:
        with open(report_file, "w", encoding="utf-8") as file:
            json.dump(told, file)
    return told["status"]


if __name__ == "__main__":
    if sys.version_info < (3, 7):
        sys.exit("ferry: install.py needs Python 3.7 or newer")
    sys.exit(main(sys.argv[1:]))
