#!/usr/bin/env python3
"""Times `ferry import` of a full parcel beside sha256sum + cp of the same bytes, in one run, interleaved.

Usage: bench/carry.py --bundle FOLDER [--update FOLDER] [-n ROUNDS] [--work FOLDER] [--ferry PROGRAM]

The parcel is made without an inventory and without parity, so that every byte of it is wanted: one part holds the whole
bundle. The peer is what one does by hand: `sha256sum` of the parts, `cp` and `sync` of the copies. The depot is new in
every round. Whole processes are timed, from start to exit; medians of wall and CPU seconds (user + system). Both sides may
use every core; how many there are is printed.

With --update, the next version of the bundle is exported against the depot's inventory. Its peer is a file mover: the files of
the new bundle whose bytes are nowhere in the old one.
"""
import argparse
import hashlib
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def timed(*command):
    """Wall and CPU seconds of one run; a run that fails ends the benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"failed ({done.returncode}): {command}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def contents(folder):
    """Sizes of the files of a folder by digest: equal ones count once."""
    found = {}
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file():
            with open(path, "rb") as file:
                found[hashlib.file_digest(file, "sha256").digest()] = path.stat().st_size
    return found


def update(options, work):
    """Bytes that an update costs, and what a file mover would carry."""
    inventory, usb = work / "site.json", work / "update"
    timed(options.ferry, "inventory", "--depot", work / "depot", "-o", inventory)
    wall, cpu = timed(options.ferry, "export", options.update, "--site", "bench", "--against", inventory,
                      "--base", options.bundle, "--store", work / "store", "--parity", "0%", "-o", usb)
    ours = sum(part.stat().st_size for part in usb.glob("P*.FRY"))
    old = contents(options.bundle)
    moved = sum(size for digest, size in contents(options.update).items() if digest not in old)
    print(f"update: parcel {ours} bytes in {wall:.1f} s ({cpu:.1f} CPU s); a file mover {moved} bytes;"
          f" ratio {100 * ours / max(1, moved):.3f} %")


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", required=True)
    parser.add_argument("--update", help="the next version of the bundle")
    parser.add_argument("-n", type=int, default=5, dest="rounds")
    parser.add_argument("--work", help="folder for scratch files, on the disk that is to be measured")
    parser.add_argument("--ferry", default=str(ROOT / "ferry"))
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="ferry-carry-", dir=options.work))
    try:
        # A fresh clone builds itself at the first command.
        timed(options.ferry, "--version")
        parcel = work / "parcel"
        timed(options.ferry, "export", options.bundle, "--store", work / "store", "--parity", "0%", "-o", parcel)
        parts = sorted(parcel.glob("P*.FRY"))
        size = sum(part.stat().st_size for part in parts)
        quoted = " ".join(f"'{part}'" for part in parts)
        copy = f"sha256sum {quoted} && mkdir copy && cp {quoted} copy && sync copy/*"
        ours, theirs, starts = [], [], []
        for _ in range(options.rounds):
            shutil.rmtree(work / "depot", ignore_errors=True)
            ours.append(timed(options.ferry, "import", parcel, "--depot", work / "depot"))
            shutil.rmtree(work / "copy", ignore_errors=True)
            theirs.append(timed("sh", "-c", f"cd '{work}' && {copy}"))
            starts.append(timed(options.ferry, "--version"))
        mine, peer, start = medians(ours), medians(theirs), medians(starts)
        print(f"{size / 1e6:.1f} MB in {len(parts)} part(s), {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(f"ferry import     {mine[0]:.2f} s ({mine[1]:.2f} CPU s), of it {start[0]:.2f} s to start")
        print(f"sha256sum + cp   {peer[0]:.2f} s ({peer[1]:.2f} CPU s)")
        print(f"ratio            {mine[0] / peer[0]:.2f}, without the start {(mine[0] - start[0]) / peer[0]:.2f}")
        if options.update:
            update(options, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
