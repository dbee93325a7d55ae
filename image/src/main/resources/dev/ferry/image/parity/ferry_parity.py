"""Runs a model of paddle.jit.save on folders of inputs: the Python side of `ferry parity`.

    python ferry_parity.py run --model model/net --inputs DIR --outputs DIR

Reads DIR/<case>/<input>.npy, writes DIR/<case>/<output>.npy and DIR/side.json. Threads and the
oneDNN switch come from the environment.
"""

import argparse
import json
import os
import sys

import numpy as np
import paddle


def program_ports(model):
    """Names of inputs and outputs in the order of the program (PIR), or None for `.pdmodel`."""
    if not os.path.exists(model + ".json"):
        return None
    with open(model + ".json", encoding="utf-8") as file:
        block = json.load(file)["program"]["regions"][0]["blocks"][0]
    ports = {"data": [], "fetch": []}
    for operation in block["ops"]:
        kind = operation["#"].split(".")[-1]
        if kind in ports:
            names = [a["AT"]["D"] for a in operation["A"] if a["N"] == "name"]
            ports[kind] += names
    return ports["data"], ports["fetch"]


def named(names, values):
    if len(names) != len(values):
        sys.exit(f"the model gave {len(values)} outputs, its program has {len(names)}")
    return dict(zip(names, values))


def dygraph(model):
    """paddle.jit.load, what a person calls; nested and single results become a list."""
    layer = paddle.jit.load(model)
    layer.eval()
    names, outputs = program_ports(model)

    def run(inputs):
        results = layer(*[paddle.to_tensor(inputs[name]) for name in names])
        results = results if isinstance(results, (list, tuple)) else [results]
        return named(outputs, [r.numpy() for r in results])

    return run


def static(model):
    """paddle.static: with oneDNN on, paddle.jit.load of 3.2.2 fails in its result tensors."""
    paddle.enable_static()
    executor = paddle.static.Executor(paddle.CPUPlace())
    program, names, targets = paddle.static.load_inference_model(model, executor)
    ports = program_ports(model)
    outputs = ports[1] if ports else [target.name for target in targets]

    def run(inputs):
        feed = {name: inputs[name] for name in names}
        return named(outputs, executor.run(program, feed=feed, fetch_list=targets))

    return run


def onednn():
    for name in ("FLAGS_use_onednn", "FLAGS_use_mkldnn"):
        try:
            return bool(paddle.get_flags([name])[name])
        except ValueError:
            continue
    return False


def load_case(folder):
    files = sorted(name for name in os.listdir(folder) if name.endswith(".npy"))
    return {name[:-4]: np.load(os.path.join(folder, name), allow_pickle=False) for name in files}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["run"])
    for name in ("--model", "--inputs", "--outputs"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    plain = os.path.exists(options.model + ".json") and not onednn()
    run = (dygraph if plain else static)(options.model)
    for case in sorted(os.listdir(options.inputs)):
        folder = os.path.join(options.inputs, case)
        if not os.path.isdir(folder):
            continue
        target = os.path.join(options.outputs, case)
        os.makedirs(target, exist_ok=True)
        try:
            outputs = run(load_case(folder))
        except KeyError as missing:
            sys.exit(f"case {case}: input {missing} is missing")
        for name, value in outputs.items():
            np.save(os.path.join(target, name + ".npy"), np.asarray(value, order="C"))
    side = {
        "framework": "paddle",
        "version": paddle.version.full_version,
        "loader": "paddle.jit.load" if plain else "paddle.static.load_inference_model",
        "onednn": onednn(),
    }
    with open(os.path.join(options.outputs, "side.json"), "w", encoding="utf-8") as file:
        json.dump(side, file)


if __name__ == "__main__":
    main()
