#!/usr/bin/env python3
"""Times and weighs Ferry's images beside buildah's, of one bundle on one base, in one run, interleaved.

Usage: bench/images.py --bundle FOLDER --base ROOT.tar [-n ROUNDS] [--work FOLDER] [--app FOLDER --golden FOLDER]

The bundle is one of `ferry pack "paddlepaddle==3.2.2" --target linux-x86_64-glibc2.31-cp311 -o out/`, the base a tar of a root
folder (docs/images.md tells how to make one). The peer is what teams do: a Containerfile that copies the wheels and runs pip,
built with `buildah bud --isolation chroot` and pushed to a compressed OCI layout. Needs root, buildah and pip's wheel (fetched
from the package index that pip uses). Archives are written unproved: the proof is timed apart, for the peer has none.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from compare import FERRY, timed, tool

LIMITS = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000"]
CONTAINERFILE = """FROM scratch
ADD base.tar /
COPY pip.whl packages /wheels/
RUN python3.11 /wheels/pip.whl/pip install --no-index --find-links /wheels --no-compile --target /opt/env {names}
"""


def megabytes(size):
    return f"{size / 1e6:.1f} MB"


class Images:
    def __init__(self, arguments, work):
        self.rounds = arguments.n
        self.bundle = pathlib.Path(arguments.bundle).resolve()
        self.base = pathlib.Path(arguments.base).resolve()
        self.work = work
        self.count = 0

    def fresh(self):
        self.count += 1
        folder = self.work / f"fresh-{self.count}"
        folder.mkdir()
        return folder

    def store(self):
        """A store with the base and nothing else."""
        folder = self.fresh() / "store"
        timed([FERRY, "base", "import", str(self.base), "--name", "bench", "--store", str(folder)])
        return folder

    def ferry(self, store, *options):
        archive = self.fresh() / "image.tar"
        command = [FERRY, "image", str(self.bundle), "--base", "bench", "--store", str(store), "--unproved",
                   "--json", "-o", str(archive), *options]
        return command, archive

    def image(self, store, *options):
        """Wall and CPU seconds, and what was made."""
        command, archive = self.ferry(store, *options)
        report = self.work / "report.json"
        with open(report, "wb") as out:
            wall, cpu = timed(command, stdout=out)
        archive.unlink()
        return wall, cpu, json.loads(report.read_text())

    def buildah(self):
        """Wall and CPU seconds of build and push, and the sum of the layers' blobs."""
        folder = self.fresh()
        context = folder / "context"
        context.mkdir()
        (context / "base.tar").hardlink_to(self.base)
        shutil.copytree(self.bundle / "packages", context / "packages")
        pip = self.work / "pip"
        if not pip.exists():
            timed([tool("python3"), "-m", "pip", "download", "-q", "--no-deps", "pip", "-d", str(pip)])
        shutil.copy(next(pip.glob("*.whl")), context / "pip.whl")
        names = " ".join(sorted(file.name.split("-")[0] for file in (self.bundle / "packages").glob("*.whl")))
        (context / "Containerfile").write_text(CONTAINERFILE.format(names=names))
        stock = ["buildah", "--root", str(folder / "root"), "--runroot", str(folder / "run"),
                 "--storage-driver", "vfs"]
        build = timed([*stock, "bud", "--isolation", "chroot", *LIMITS, "-q", "-t", "bench:v1",
                       str(context)])
        push = timed([*stock, "push", "-q", "bench:v1", f"oci:{folder / 'out'}:v1"])
        index = json.loads((folder / "out/index.json").read_text())
        manifest = json.loads((folder / "out/blobs/sha256" / index["manifests"][0]["digest"][7:]).read_text())
        size = sum(layer["size"] for layer in manifest["layers"])
        subprocess.run(["chattr", "-R", "-i", str(folder)], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder)
        return build[0] + push[0], build[1] + push[1], size

    def run(self):
        ours, known, theirs = [], [], []
        for _ in range(self.rounds):
            store = self.store()
            ours.append(self.image(store))
            known.append(self.image(store))
            shutil.rmtree(store)
            theirs.append(self.buildah())
        wall, cpu = (statistics.median(run[i] for run in ours) for i in (0, 1))
        peer, peer_cpu = (statistics.median(run[i] for run in theirs) for i in (0, 1))
        again, again_cpu = (statistics.median(run[i] for run in known) for i in (0, 1))
        digests = {run[2]["digest"] for run in ours + known}
        print(f"image, cold gzip layers     {wall:6.2f} s {cpu:6.2f} cpu   buildah bud + push {peer:6.2f} s {peer_cpu:6.2f} cpu"
              f"   {wall / peer:5.2f}x (reach 0.3x)")
        print(f"image, layers known         {again:6.2f} s {again_cpu:6.2f} cpu   (reach 2 s)")
        print(f"size, stock, gzip           {megabytes(ours[0][2]['platforms'][0]['size'])}   "
              f"buildah {megabytes(theirs[0][2])}   (reach 284 MB)")
        print(f"digests of {len(ours) + len(known)} runs: {len(digests)} ({', '.join(sorted(digests))})")

    def sizes(self, app, golden):
        store = self.store()
        variants = [("train", []), ("slim", ["--variant", "slim"])]
        if app and golden:
            given = ["--app", app, "--golden", golden]
            timed([FERRY, "image", "trace", str(self.bundle), "--base", "bench", "--store", str(store), *given,
                   "-o", str(self.work / "keep.json")])
            variants.append(("inference", ["--variant", "inference", "--app", app, "--keep", str(self.work / "keep.json")]))
        for name, options in variants:
            for compression in ("gzip", "zstd"):
                made = self.image(store, *options, "--compression", compression)
                print(f"size, {name}, {compression}: {megabytes(made[2]['platforms'][0]['size'])}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("-n", type=int, default=3)
    parser.add_argument("--work")
    parser.add_argument("--app")
    parser.add_argument("--golden")
    arguments = parser.parse_args()
    if not shutil.which("buildah"):
        sys.exit("buildah was not found: apt-get install buildah")
    with tempfile.TemporaryDirectory(dir=arguments.work) as folder:
        images = Images(arguments, pathlib.Path(folder))
        images.run()
        images.sizes(arguments.app, arguments.golden)


if __name__ == "__main__":
    main()
