"""Calls one PEP 517 hook of a source distribution's build backend and writes what it returned as JSON.

Run by Ferry inside its sandbox: build_backend.py REQUEST.json. The request names the source folder, the backend (PEP 517
object path), backend-path folders (inside the source), the hook, its output folder and the file for the answer.
"""
import json
import os
import sys


def load(request):
    source = request["source"]
    os.chdir(source)
    paths = [os.path.join(source, path) for path in request["backend_path"]]
    sys.path[:0] = paths
    module_name, _, attributes = request["backend"].partition(":")
    backend = __import__(module_name, fromlist=["_"])
    for attribute in filter(None, attributes.split(".")):
        backend = getattr(backend, attribute)
    return backend


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        request = json.load(file)
    backend = load(request)
    if request["hook"] == "get_requires_for_build_wheel":
        hook = getattr(backend, "get_requires_for_build_wheel", None)
        answer = list(hook({})) if hook else []
    else:
        answer = backend.build_wheel(request["output"], {})
    with open(request["answer"], "w", encoding="utf-8") as file:
        json.dump(answer, file)


main()
