#!/usr/bin/env python3
"""Times Ferry beside its peers on the same work, in one run, interleaved: A B A B ...

Usage: bench/compare.py [-n ROUNDS] [--only NAME[,NAME]] [--work FOLDER]

Each row prints the medians of wall and CPU seconds (user + system, children included) of Ferry and of the peer, and
their ratio. Whole processes are timed, from start to exit; every "cold" run has caches of its own that are empty.
The peers come from the tools that ./check installs (target/test-tools) or from PATH. Needs the package index that pip uses.
"""
import argparse
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FERRY = str(ROOT / "ferry")
SMALL = ["paddlepaddle==3.2.2"]
LARGE = ["paddlepaddle==3.2.2", "paddleocr==3.3.2", "visualdl", "scikit-learn", "pandas"]
TARGET = "linux-x86_64-glibc2.31-cp311"


def tool(name):
    for folder in sorted(ROOT.glob("target/test-tools/**/bin")):
        if (folder / name).exists():
            return str(folder / name)
    found = shutil.which(name)
    if not found:
        sys.exit(f"{name} was not found: run ./check first, which installs it")
    return found


def timed(command, env=None, stdout=subprocess.DEVNULL):
    """Wall and CPU seconds of one run; a run that fails ends the benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, env=env, stdout=stdout, stderr=subprocess.PIPE)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"failed ({done.returncode}): {command}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Bench:
    def __init__(self, rounds, work):
        self.rounds = rounds
        self.work = work
        self.count = 0
        self.uv = tool("uv")
        self.large = self.large_target = self.large_page = None
        self.pip_python = str(pathlib.Path(tool("pip")).parent / "python3")

    def fresh(self):
        self.count += 1
        path = self.work / f"fresh-{self.count}"
        path.mkdir()
        return path

    def row(self, name, reach, ferry, peer):
        """`ferry` and `peer` are (label, prepare) pairs; prepare() returns the command to time."""
        walls = {0: [], 1: []}
        cpus = {0: [], 1: []}
        for _ in range(self.rounds):
            for side, prepare in enumerate((ferry[1], peer[1])):
                before = self.count
                wall, cpu = timed(*prepare())
                for number in range(before + 1, self.count + 1):
                    shutil.rmtree(self.work / f"fresh-{number}")
                walls[side].append(wall)
                cpus[side].append(cpu)
        ours, theirs = statistics.median(walls[0]), statistics.median(walls[1])
        our_cpu, their_cpu = statistics.median(cpus[0]), statistics.median(cpus[1])
        verdict = "reached" if ours / theirs <= reach else "MISSED"
        print(f"{name:34} {ours:7.2f} s {our_cpu:6.2f} cpu   {peer[0]:28} {theirs:7.2f} s {their_cpu:6.2f} cpu"
              f"   {ours / theirs:5.2f}x (reach {reach}x, {verdict})", flush=True)

    # --- what is timed ---------------------------------------------------------------------------------------------

    def ferry_lock(self, requirements, *options, store=None):
        def prepare():
            folder = self.fresh()
            return [[FERRY, "lock", *requirements, "--target", TARGET, "-o", str(folder / "lock"),
                     "--store", str(store or folder / "store"), "--no-corrections", *options]]
        return prepare

    def uv_compile(self, requirements, cache=None):
        def prepare():
            folder = self.fresh()
            source = folder / "in.txt"
            source.write_text("\n".join(requirements) + "\n")
            return [[self.uv, "pip", "compile", "--quiet", "--no-header", "--generate-hashes",
                     "--python-platform", "x86_64-manylinux_2_31", "--python-version", "3.11",
                     "--cache-dir", str(cache or folder / "cache"), "-o", str(folder / "out.txt"), str(source)]]
        return prepare

    def lock(self):
        for name, requirements, reach in (("86", LARGE, 1.0), ("14", SMALL, 1.3)):
            self.row(f"lock, {name} packages, cold, fit off", reach,
                     ("ferry", self.ferry_lock(requirements, "--fit", "off")),
                     ("uv pip compile", self.uv_compile(requirements)))

    def warm(self):
        for name, requirements in (("86", LARGE), ("14", SMALL)):
            store, cache = self.fresh(), self.fresh()
            timed(*self.ferry_lock(requirements, "--fit", "off", store=store)())
            timed(*self.uv_compile(requirements, cache)())
            self.row(f"lock, {name} packages, warm, fit off", 0.7,
                     ("ferry", self.ferry_lock(requirements, "--fit", "off", store=store)),
                     ("uv pip compile, warm", self.uv_compile(requirements, cache)))

    def fit(self):
        for name, requirements in (("86", LARGE), ("14", SMALL)):
            self.row(f"cheap fit on top, {name} packages", 1.4,
                     ("ferry", self.ferry_lock(requirements)),
                     ("ferry, fit off", self.ferry_lock(requirements, "--fit", "off")))

    def ferry_pack(self, *words, store=None):
        def prepare():
            folder = self.fresh()
            return [[FERRY, "pack", *words, "-o", str(folder / "out"), "--store", str(store or folder / "store"),
                     "--no-rehearse"]]
        return prepare

    def pip_download(self):
        def prepare():
            folder = self.fresh()
            return [[self.pip_python, "-m", "pip", "download", "--quiet", "--no-cache-dir", "-d", str(folder), *SMALL]]
        return prepare

    def pack(self):
        peer = ("pip download", self.pip_download())
        self.row("pack, empty store", 0.8,
                 ("ferry", self.ferry_pack(*SMALL, "--target", TARGET, "--no-corrections")), peer)
        lock, store = self.fresh(), self.fresh()
        timed([FERRY, "lock", *SMALL, "--target", TARGET, "--no-corrections", "-o", str(lock), "--store", str(store)])
        timed(*self.ferry_pack("--lock", str(lock), store=store)())
        self.row("pack, existing lock, full store", 0.3,
                 ("ferry", self.ferry_pack("--lock", str(lock), store=store)), peer)

    def bundle(self):
        folder = self.fresh()
        command = [FERRY, "pack", *SMALL, "--target", TARGET, "-o", str(folder), "--no-rehearse",
                   "--store", str(self.work / "bundle-store")]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        return pathlib.Path(done.stdout.decode().strip())

    def verify(self):
        bundle = self.bundle()
        blobs = sorted(str(path) for path in (bundle / "blobs/sha256").iterdir())
        version = subprocess.run(["sha256sum", "--version"], stdout=subprocess.PIPE, check=True)
        print("  peer's build:", version.stdout.decode().splitlines()[0])
        self.row("verify", 0.6,
                 ("ferry", lambda: [[FERRY, "verify", str(bundle)]]),
                 ("sha256sum of each blob", lambda: [["sha256sum", *blobs]]))

    def heap(self):
        """Packs one large wheel and reads from the JVM's log how much of its heap was ever full."""
        folder = self.fresh()
        log = folder / "gc.log"
        place = ["--find-links", self.large_page] if self.large_page else []
        command = [FERRY, "pack", self.large, "--target", self.large_target, *place, "--no-rehearse",
                   "-o", str(folder / "out"), "--store", str(folder / "store")]
        wall, cpu = timed(command, env={**os.environ, "FERRY_JAVA_OPTIONS": f"-Xlog:gc:file={log}"})
        collections = re.findall(r"(\d+)M->(\d+)M\((\d+)M\)", log.read_text())
        before, after, room = (max(int(each[i]) for each in collections) for i in range(3))
        largest = max(path.stat().st_size for path in (folder / "out").rglob("*.whl")) / 1e6
        verdict = "reached" if room <= 256 else "MISSED"
        print(f"heap, largest wheel {largest:.0f} MB: at most {before} MiB used, {after} MiB after a collection, "
              f"{room} MiB reserved (reach 256 MiB, {verdict}); {wall:.1f} s {cpu:.1f} cpu", flush=True)
        shutil.rmtree(folder)

    def install(self):
        bundle = self.bundle()
        target = next((bundle / "targets").iterdir())
        # The interpreter itself: a version manager's wrapper would be timed too.
        found = subprocess.run([shutil.which("python3.11") or self.pip_python, "-c",
                                "import sys; print(sys.executable)"], stdout=subprocess.PIPE, check=True)
        python = found.stdout.decode().strip()

        def script():
            return [["sh", str(bundle / "install.sh"), str(self.fresh() / "env"), "--python", python, "--no-smoke"]]

        def java():
            folder = self.fresh()
            return [[FERRY, "install", str(bundle), "--into", str(folder / "env"), "--store", str(folder / "store"),
                     "--python", python, "--no-smoke"]]

        def venv():
            folder = self.fresh()
            subprocess.run([self.uv, "venv", "--quiet", "--python", python, str(folder / "env")], check=True)
            return folder

        def uv():
            folder = venv()
            return [[self.uv, "pip", "install", "--quiet", "--offline", "--no-index", "--find-links",
                     str(bundle / "packages"), "--require-hashes", "--cache-dir", str(folder / "cache"),
                     "--python", str(folder / "env/bin/python"), "-r", str(target / "requirements.txt")]]

        def pip():
            folder = venv()
            return [[self.pip_python, "-m", "pip", "--python", str(folder / "env/bin/python"), "install", "--quiet",
                     "--no-index", "--find-links", str(bundle / "packages"), "--require-hashes", "--no-cache-dir",
                     "-r", str(target / "requirements.txt")]]

        # Ours make the environment too, check every file against the bundle's digests and RECORD, and run preflight.
        uv_peer = ("uv pip install --offline", uv)
        self.row("install.sh, no smoke test", 1.3, ("ferry", script), uv_peer)
        self.row("install.sh, no smoke test", 0.2, ("ferry", script), ("pip install", pip))
        self.row("ferry install, cold, no smoke test", 1.0, ("ferry", java), uv_peer)


def main():
    names = ["lock", "warm", "fit", "pack", "verify", "install", "heap"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=5, help="rounds, default 5")
    parser.add_argument("--only", default=",".join(names), help=f"of {', '.join(names)}")
    parser.add_argument("--work", help="scratch folder; removed afterwards")
    parser.add_argument("--large", default="paddlepaddle-gpu==2.6.2", help="what `heap` packs, default %(default)s")
    parser.add_argument("--large-target", default="linux-x86_64-glibc2.31-cp310-cuda11.8",
                        help="for which target, default %(default)s")
    parser.add_argument("--large-page", help="page of links that has it; by default pip's index")
    arguments = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="ferry-bench-", dir=arguments.work))
    try:
        bench = Bench(arguments.n, work)
        bench.large, bench.large_target = arguments.large, arguments.large_target
        bench.large_page = arguments.large_page
        subprocess.run([FERRY, "--version"], stdout=subprocess.DEVNULL, check=True)
        for name in arguments.only.split(","):
            getattr(bench, name)()
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
