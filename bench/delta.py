#!/usr/bin/env python3
"""Weighs Ferry's deltas of real wheels beside those of HDiffPatch, in one run.

Usage: bench/delta.py --wheels FOLDER [--only NAME[,NAME]] [--threads 2] [--heap 1g] [--no-peer] [--streams]

Wheels that are not in the folder are fetched with pip from the package index that pip uses; HDiffPatch (the package
`hdiffpatch`) is installed into a virtual environment there. HDiffPatch compares the wheels as they are, with LZMA2 level 9,
which is what one has who does not open them; a file mover carries 100 %. Sizes are percent of the new wheel. Build Ferry
first (./check or ./ferry --version). Every delta is proved by applying it when it is made, and applied once more by itself.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEER = """
import hdiffpatch, json, sys, time
old, new = (open(name, "rb").read() for name in sys.argv[1:3])
start = time.perf_counter()
delta = hdiffpatch.diff(old, new, hdiffpatch.Lzma2Config(level=9))
print(json.dumps({"size": len(delta), "seconds": time.perf_counter() - start}))
"""
# As the launcher starts `ferry export` and `ferry import`: the second compiler is asked later than usual.
COMPILER = ["-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=3000", "-XX:Tier4CompileThreshold=60000"]
# name, old version, new version, platform, percent to reach
PAIRS = [
    ("paddlepaddle", "3.2.1", "3.2.2", "manylinux1_x86_64", 0.1),
    ("paddlepaddle", "3.3.0", "3.3.1", "manylinux1_x86_64", 3.5),
    ("scipy", "1.10.0", "1.10.1", "manylinux2014_x86_64", 1.0),
    ("scipy", "1.17.0", "1.17.1", "manylinux_2_28_x86_64", 4.5),
    ("numpy", "2.4.0", "2.4.1", "manylinux_2_28_x86_64", 1.3),
    ("torchvision", "0.29.0", "0.29.1", "manylinux_2_28_x86_64", 0.7),
    ("transformers", "5.17.0", "5.18.0", "any", 2.0),
    ("tokenizers", "0.22.1", "0.22.2", "manylinux2014_x86_64", 60),
    ("safetensors", "0.6.1", "0.6.2", "manylinux2014_x86_64", None),
    ("botocore", "1.43.106", "1.43.107", "any", 7.5),
    ("pandas", "2.2.3", "2.3.3", "manylinux_2_28_x86_64", 35),
    ("scipy", "1.17.0", "1.17.1", "manylinux_2_28_aarch64", None),
    ("torch", "2.9.0", "2.9.1", "manylinux_2_28_aarch64", None),
]


def find(folder, name, version, platform):
    wanted = "aarch64" if "aarch64" in platform else "x86_64" if "x86_64" in platform else "any"
    for wheel in sorted(folder.glob(f"{name}-{version}-*.whl")):
        if wanted in wheel.name:
            return wheel
    return None


def wheel(folder, name, version, platform):
    found = find(folder, name, version, platform)
    if not found:
        tags = [platform]
        if platform == "manylinux_2_28_x86_64":
            tags += ["manylinux2014_x86_64", "manylinux_2_24_x86_64", "manylinux_2_27_x86_64"]
        if platform == "manylinux_2_28_aarch64":
            tags += ["manylinux2014_aarch64", "manylinux_2_27_aarch64"]
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", str(folder)]
        command += ["--python-version", "3.11", "--implementation", "cp"]
        for tag in tags:
            command += ["--platform", tag]
        subprocess.run(command + [f"{name}=={version}"], check=True)
        found = find(folder, name, version, platform)
    return found or sys.exit(f"pip did not fetch {name} {version}")


def class_path(given):
    if given:
        return given
    classes = [str(ROOT / "bench/target/classes"), str(ROOT / "cli/target/ferry.jar")]
    if not (ROOT / "bench/target/classes/dev/ferry/bench/delta").is_dir():
        sys.exit("the benchmark is not compiled: run ./check first, or give --class-path")
    return os.pathsep.join(classes)


def ferry(arguments, what, old, new, delta):
    command = [arguments.java, f"-Xmx{arguments.heap if what == 'make' else arguments.apply_heap}", "-XX:+UseSerialGC", *COMPILER]
    command += ["--enable-native-access=ALL-UNNAMED", "-cp", class_path(arguments.class_path), "dev.ferry.bench.delta.DeltaBench"]
    command += [what, str(old), str(new), str(delta), str(delta.parent / "scratch"), str(arguments.threads)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    facts, streams = {}, []
    for line in done.stdout.splitlines():
        key, *rest = line.split()
        if key == "stream":
            streams.append(rest)
        else:
            facts[key] = float(rest[0])
    return facts, streams


def peer(folder, old, new):
    python = folder / "peer/bin/python3"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "peer")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "hdiffpatch==2.6.0"], check=True)
    done = subprocess.run([str(python), "-c", PEER, str(old), str(new)], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def cost(facts, opened):
    if not facts:
        return "-"
    speed = opened / facts["cpu"]
    return f"{facts['seconds']:.1f} s ({facts['cpu']:.1f} CPU s), {speed:.1f} MB/CPU s, {facts['resident'] / 1024:.0f} MiB"


def run(arguments, pair):
    name, before, after, platform, reach = pair
    folder = pathlib.Path(arguments.wheels)
    old, new = (wheel(folder, name, version, platform) for version in (before, after))
    whole = new.stat().st_size
    delta = folder / "work" / f"{name}-{after}-{platform}.delta"
    delta.parent.mkdir(exist_ok=True)
    made, streams = ferry(arguments, "make", old, new, delta)
    percent = 100 * made.get("size", whole) / whole
    applied = ferry(arguments, "apply", old, new, delta)[0] if "size" in made else {}
    goal = "-" if reach is None else f"{reach} %, {'reached' if percent <= reach else 'missed'}"
    raw = "-"
    if arguments.peer:
        found = peer(folder, old, new)
        raw = f"{100 * found['size'] / whole:.2f} % ({found['seconds']:.0f} s)"
    opened = made.get("opened", 0) / 1e6
    print(
        f"| {name} {before} to {after}, {platform} | {whole / 1e6:.1f} MB | {percent:.3f} % | {raw} | {goal} "
        f"| {cost(made, opened)} | {cost(applied, opened)} |",
        flush=True,
    )
    if arguments.streams:
        for kind, method, before, after in streams:
            print(f"    {kind:20} {method:7} {int(before):12,} {int(after):12,}")
    (folder / "work/made.whl").unlink(missing_ok=True)
    (new.parent / "made.whl").unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheels", required=True, help="folder of wheels, filled where they are missing")
    parser.add_argument("--only", default="", help="names of packages, separated by commas")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--heap", default="1g", help="heap for making")
    parser.add_argument("--apply-heap", default="256m", help="heap for applying")
    parser.add_argument("--java", default="java")
    parser.add_argument("--class-path", default="")
    parser.add_argument("--no-peer", dest="peer", action="store_false")
    parser.add_argument("--streams", action="store_true", help="what each stream costs")
    arguments = parser.parse_args()
    pathlib.Path(arguments.wheels).mkdir(parents=True, exist_ok=True)
    print(f"{arguments.threads} threads, heap {arguments.heap}, applying with {arguments.apply_heap}; MB are opened bytes of the new side; making includes the proof")
    print("| pair | new wheel | Ferry | HDiffPatch, raw | goal | making | applying |")
    print("|---|---|---|---|---|---|---|")
    for pair in PAIRS:
        if not arguments.only or pair[0] in arguments.only.split(","):
            run(arguments, pair)


if __name__ == "__main__":
    main()
