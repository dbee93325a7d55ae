# The smoke test of an environment, in an image. Part of Ferry. Beside it: smoke.json (packages, requested,
# and imports, python, commands where the spec has a smoke test) and install.py, whose rules it follows.
import importlib.metadata
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = HERE
import install  # noqa: E402  the installer, for its list of frameworks and its rule for names


def members(package):
    """The files of an installed package as its wheel named them."""
    files = importlib.metadata.distribution(package).files or []
    return [str(path) for path in files if not str(path).startswith("..")]


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(done.returncode if done.returncode > 0 else 128 - done.returncode)


def imports(names, then=""):
    if names or then:
        source = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\n"
        run([sys.executable, "-c", source + then] + names)


def main():
    with open(os.path.join(HERE, "smoke.json"), encoding="utf-8") as file:
        smoke = json.load(file)
    if "imports" not in smoke:
        names = [name for package in smoke["requested"] for name in install.import_names(package, members(package))]
        then = "".join(source for pattern, source in install.FRAMEWORKS
                       if any(pattern.match(name) for name in smoke["packages"]))
        imports(names, then)
        return
    imports(smoke["imports"])
    if smoke.get("python"):
        run([sys.executable, "-c", smoke["python"]])
    for command in smoke["commands"]:
        run(["sh", "-c", command])


main()
