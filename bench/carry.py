#!/usr/bin/env python3
"""Times `ferry import` of a full parcel beside sha256sum + cp of the same bytes, in one run, interleaved.

Usage: bench/carry.py --bundle FOLDER [-n ROUNDS] [--work FOLDER] [--ferry PROGRAM]

The parcel is made without an inventory and without parity, so that every byte of it is wanted: one part holds the whole
bundle. The peer is what one does by hand: `sha256sum` of the parts, `cp` and `sync` of the copies. The depot is new in
every round. Whole processes are timed, from start to exit; medians of wall and CPU seconds (user + system).
"""
import argparse
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


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", required=True)
    parser.add_argument("-n", type=int, default=5, dest="rounds")
    parser.add_argument("--work", help="folder for scratch files, on the disk that is to be measured")
    parser.add_argument("--ferry", default=str(ROOT / "ferry"))
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="ferry-carry-", dir=options.work))
    try:
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
        print(f"{size / 1e6:.1f} MB in {len(parts)} part(s), load {os.getloadavg()[0]:.1f}")
        print(f"ferry import     {mine[0]:.2f} s ({mine[1]:.2f} CPU s), of it {start[0]:.2f} s to start")
        print(f"sha256sum + cp   {peer[0]:.2f} s ({peer[1]:.2f} CPU s)")
        print(f"ratio            {mine[0] / peer[0]:.2f}, without the start {(mine[0] - start[0]) / peer[0]:.2f}")
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
