#!/usr/bin/env python3
"""A small server for models of paddle.jit.save. Needs Paddle and the standard library alone.

    python ferry_serve.py --model model/net [--port 8080] [--max-batch 8 --max-delay-ms 2]

POST /predict   {"inputs": {"x": {"shape": [1, 2], "data": [0.5, 1]}}}  ->  {"outputs": {...}}
GET  /healthz   200 while it serves, 503 once it stops
GET  /metrics   for Prometheus, text format 0.0.4

Logs are JSON lines on standard output. SIGTERM: what is under way is answered, what is new gets
503, exit code 0. `ferry_serve.py --help` has the limits; docs/serving.md the format.
"""

import argparse
import base64
import binascii
import collections
import concurrent.futures
import http.client
import http.server
import io
import json
import os
import queue
import re
import signal
import socket
import sys
import threading
import time
import uuid

sys.dont_write_bytecode = True

LARGEST_COUNT = 1 << 29
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
ROWS = (1, 2, 4, 8, 16, 32, 64, 128)
DTYPES = ("bool", "int8", "uint8", "int16", "int32", "int64", "float16", "float32", "float64")
PIR_TYPES = {
    "t_bool": "bool", "t_i8": "int8", "t_ui8": "uint8", "t_i16": "int16", "t_i32": "int32",
    "t_i64": "int64", "t_f16": "float16", "t_f32": "float32", "t_f64": "float64",
}

Port = collections.namedtuple("Port", "name dtype shape")  # -1 in shape: any


class Refusal(Exception):
    """An answer that is not 200. `field` says where, as `inputs.x.shape`."""

    def __init__(self, status, code, field, message):
        super().__init__(message)
        self.status, self.code, self.field, self.message = status, code, field, message

    def document(self):
        return {"error": {"code": self.code, "field": self.field, "message": self.message}}


def log(event, **fields):
    now = time.time()
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03d}Z"
    # One write a line, so that lines of two threads do not mix.
    sys.stdout.write(json.dumps({"time": stamp, "event": event, **fields}) + "\n")
    sys.stdout.flush()


# ---------------------------------------------------------------- metrics


class Histogram:
    def __init__(self, bounds):
        self.bounds, self.counts, self.total, self.sum = bounds, [0] * len(bounds), 0, 0.0

    def add(self, value):
        self.total += 1
        self.sum += value
        for i, bound in enumerate(self.bounds):
            self.counts[i] += value <= bound

    def lines(self, name):
        yield f"# TYPE {name} histogram"
        for bound, count in zip(self.bounds, self.counts):
            yield f'{name}_bucket{{le="{bound:g}"}} {count}'
        yield f'{name}_bucket{{le="+Inf"}} {self.total}'
        yield f"{name}_sum {self.sum:.9g}"
        yield f"{name}_count {self.total}"


class Metrics:
    """What /metrics shows. Every method may be called from any thread."""

    def __init__(self, labels):
        self.lock = threading.Lock()
        self.labels = ",".join(f'{key}="{label(value)}"' for key, value in labels.items())
        self.requests = collections.Counter()
        self.in_flight = 0
        self.started = time.time()
        self.seconds, self.inference = Histogram(SECONDS), Histogram(SECONDS)
        self.rows = Histogram(ROWS)

    def request(self, path, status, seconds):
        with self.lock:
            self.requests[path, status] += 1
            if path == "/predict":
                self.seconds.add(seconds)

    def batch(self, rows, seconds):
        with self.lock:
            self.rows.add(rows)
            self.inference.add(seconds)

    def flight(self, change):
        with self.lock:
            self.in_flight += change

    def text(self):
        with self.lock:
            lines = ["# TYPE ferry_serve_requests_total counter"]
            for (path, status), count in sorted(self.requests.items()):
                lines.append(f'ferry_serve_requests_total{{path="{path}",code="{status}"}} {count}')
            lines += ["# TYPE ferry_serve_in_flight gauge", f"ferry_serve_in_flight {self.in_flight}"]
            lines += ["# TYPE ferry_serve_model_info gauge", f"ferry_serve_model_info{{{self.labels}}} 1"]
            lines += ["# TYPE process_start_time_seconds gauge", f"process_start_time_seconds {self.started:.3f}"]
            lines += self.seconds.lines("ferry_serve_request_seconds")
            lines += self.inference.lines("ferry_serve_inference_seconds")
            lines += self.rows.lines("ferry_serve_batch_rows")
        return "\n".join(lines) + "\n"


def label(value):
    return str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


# ---------------------------------------------------------------- model


def model_prefix(path):
    """The path without ending, from itself or from a folder that holds one model."""
    if not os.path.isdir(path):
        return path
    names = sorted({os.path.splitext(name)[0] for name in os.listdir(path) if name.endswith(".pdiparams")})
    if len(names) != 1:
        sys.exit(f"ferry_serve: {path} holds {len(names)} models, name one: --model {path}/NAME")
    return os.path.join(path, names[0])


def program_ports(path):
    """Inputs and outputs of a serialized program (PIR)."""
    with open(path, encoding="utf-8") as file:
        operations = json.load(file)["program"]["regions"][0]["blocks"][0]["ops"]
    ports = {"data": [], "fetch": []}
    for operation in operations:
        kind = operation["#"].split(".")[-1]
        if kind in ports:
            name = next(a["AT"]["D"] for a in operation["A"] if a["N"] == "name")
            dtype, shape = operation["O"][0]["TT"]["D"][:2]
            ports[kind].append(Port(name, PIR_TYPES.get(dtype["#"].split(".")[-1]), tuple(shape)))
    return ports["data"], ports["fetch"]


class Model:
    """A loaded model. All of it runs in one thread, the batcher's.

    The static executor is used because it takes oneDNN on and off; paddle.jit.load of 3.2.2
    fails with it on. The answers are the same to the bit.
    """

    def __init__(self, prefix):
        import paddle

        paddle.enable_static()
        self.executor = paddle.static.Executor(paddle.CPUPlace())
        self.program, names, self.targets = paddle.static.load_inference_model(prefix, self.executor)
        self.version = paddle.version.full_version
        self.onednn = any(paddle.get_flags(["FLAGS_use_mkldnn"]).values())
        if os.path.exists(prefix + ".json"):
            self.inputs, self.outputs = program_ports(prefix + ".json")
        else:
            variables = [self.program.global_block().var(name) for name in names] + list(self.targets)
            ports = [Port(v.name, str(v.dtype).split(".")[-1].lower(), tuple(v.shape)) for v in variables]
            ports = [p._replace(dtype={"fp32": "float32", "fp64": "float64"}.get(p.dtype, p.dtype)) for p in ports]
            self.inputs, self.outputs = ports[: len(names)], ports[len(names):]
        odd = [port.name for port in self.inputs if port.dtype not in DTYPES]
        if odd:
            sys.exit(f"ferry_serve: inputs {odd} have a dtype that JSON does not carry")
        rows = [port.shape[:1] == (-1,) for port in self.inputs + self.outputs]
        self.batchable = bool(rows) and all(rows)

    def run(self, feed):
        return self.executor.run(self.program, feed=feed, fetch_list=self.targets)

    def warm_up(self):
        import numpy as np

        feed = {p.name: np.zeros([max(d, 1) for d in p.shape], p.dtype) for p in self.inputs}
        try:
            self.run(feed)
        except Exception as failed:  # whatever the model raises; a first request may still do
            log("warm-up failed", message=str(failed)[:500])


# ---------------------------------------------------------------- batches


class Job:
    def __init__(self, feed):
        self.feed = feed
        self.rows = next(iter(feed.values())).shape[0] if next(iter(feed.values())).ndim else 1
        self.key = tuple((name, array.shape[1:]) for name, array in sorted(feed.items()))
        self.even = all(a.ndim and a.shape[0] == self.rows for a in feed.values())
        self.result = concurrent.futures.Future()


class Batcher(threading.Thread):
    """Runs jobs one batch at a time; jobs of equal shapes that wait together are one batch."""

    def __init__(self, options):
        super().__init__(name="model", daemon=True)
        self.options = options
        self.jobs = queue.Queue(options.queue)
        self.model = concurrent.futures.Future()
        self.metrics = None
        self.held = None

    def run(self):
        try:
            model = Model(self.options.model)
            if not self.options.no_warmup:
                model.warm_up()
        except BaseException as failed:
            self.model.set_exception(failed)
            return
        self.model.set_result(model)
        while True:
            first = self.held or self.jobs.get()
            self.held = None
            if first is None:
                return
            batch = self.gather(model, first)
            batch = [job for job in batch if job.result.set_running_or_notify_cancel()]
            if batch:
                self.execute(model, batch)

    def gather(self, model, first):
        batch, rows = [first], first.rows
        until = time.monotonic() + self.options.max_delay_ms / 1000
        while model.batchable and first.even and rows < self.options.max_batch:
            try:
                job = self.jobs.get(timeout=max(0, until - time.monotonic()))
            except queue.Empty:
                break
            if job is None:
                self.jobs.put(None)
                break
            if job.key != first.key or not job.even or rows + job.rows > self.options.max_batch:
                self.held = job
                break
            batch.append(job)
            rows += job.rows
        return batch

    def execute(self, model, batch):
        import numpy as np

        rows = sum(job.rows for job in batch)
        feed = batch[0].feed
        if len(batch) > 1:
            feed = {name: np.concatenate([job.feed[name] for job in batch]) for name in feed}
        start = time.monotonic()
        try:
            outputs = [np.asarray(output) for output in model.run(feed)]
        except Exception as failed:  # of the model, whatever it is
            if len(batch) > 1:  # one of them may be at fault; alone, the others are answered
                for job in batch:
                    self.execute(model, [job])
                return
            log("error", message=str(failed)[-2000:])
            batch[0].result.set_exception(Refusal(500, "model", "", "the model could not run this input"))
            return
        if len(batch) > 1 and any(o.shape[:1] != (rows,) for o in outputs):
            log("no batches", message="an output does not have one row for each row of the inputs")
            model.batchable = False
            for job in batch:
                self.execute(model, [job])
            return
        self.metrics.batch(rows, time.monotonic() - start)
        at = 0
        for job in batch:
            part = outputs if len(batch) == 1 else [o[at:at + job.rows] for o in outputs]
            job.result.set_result(part)
            at += job.rows


# ---------------------------------------------------------------- JSON and tensors


def unique(pairs):
    names = dict(pairs)
    if len(names) != len(pairs):
        raise ValueError("a name stands twice")
    return names


def not_json(word):
    raise ValueError(f"{word} is not JSON")


def read_inputs(body, ports):
    try:
        document = json.loads(body, parse_constant=not_json, object_pairs_hook=unique)
    except RecursionError:
        raise Refusal(400, "bad_json", "body", "is nested too deeply") from None
    except ValueError as wrong:
        raise Refusal(400, "bad_json", "body", str(wrong)[:200]) from None
    if not isinstance(document, dict) or not isinstance(document.get("inputs"), dict):
        raise Refusal(400, "bad_input", "inputs", "want an object: input name to tensor")
    for name in document:
        if name != "inputs":
            raise Refusal(400, "unknown_field", name[:80], "no such field")
    known = {port.name: port for port in ports}
    for name in document["inputs"]:
        if name not in known:
            raise Refusal(400, "unknown_input", f"inputs.{name[:80]}", "the model has no such input")
    for name in known:
        if name not in document["inputs"]:
            raise Refusal(400, "missing_input", f"inputs.{name}", "is missing")
    return {name: read_tensor(known[name], value) for name, value in document["inputs"].items()}


def read_tensor(port, value):
    import numpy as np

    field = f"inputs.{port.name}"
    if not isinstance(value, dict):
        raise Refusal(400, "bad_input", field, "want an object with `data` or `base64`")
    for name in value:
        if name not in ("shape", "dtype", "data", "base64"):
            raise Refusal(400, "unknown_field", f"{field}.{name[:80]}", "no such field")
    dtype = value.get("dtype", port.dtype)
    if dtype != port.dtype:
        raise Refusal(400, "bad_dtype", f"{field}.dtype", f"got `{str(dtype)[:40]}`, want {port.dtype}")
    if ("data" in value) == ("base64" in value):
        raise Refusal(400, "bad_input", field, "want either `data` or `base64`")
    shape = read_shape(value["shape"], f"{field}.shape") if "shape" in value else None
    if "data" in value:
        array = read_data(value["data"], np.dtype(port.dtype), f"{field}.data")
    else:
        array = read_base64(value["base64"], np.dtype(port.dtype), f"{field}.base64")
        if shape is None:
            raise Refusal(400, "bad_shape", f"{field}.shape", "is missing")
    if shape is not None and array.ndim > 1 and array.shape != shape:
        raise Refusal(400, "bad_shape", f"{field}.data",
                      f"is nested as {list(array.shape)}, `shape` says {list(shape)}")
    if shape is not None:
        try:
            array = array.reshape(shape)
        except ValueError:
            raise Refusal(400, "bad_shape", f"{field}.shape",
                          f"{list(shape)} does not fit {array.size} elements") from None
    if len(array.shape) != len(port.shape) or any(w >= 0 and w != g for g, w in zip(array.shape, port.shape)):
        raise Refusal(400, "bad_shape", f"{field}.shape",
                      f"got {list(array.shape)}, want {list(port.shape)} (-1: any)")
    if not array.size:
        raise Refusal(400, "bad_shape", f"{field}.shape", "holds no element")
    return array


def read_shape(value, field):
    if not isinstance(value, list) or len(value) > 16:
        raise Refusal(400, "bad_shape", field, "want a list of at most 16 dimensions")
    count = 1
    for dim in value:
        if type(dim) is not int or dim < 0 or dim > LARGEST_COUNT:
            raise Refusal(400, "bad_shape", field, "want whole numbers from 0")
        count *= dim
    if count > LARGEST_COUNT:
        raise Refusal(400, "bad_shape", field, "too many elements")
    return tuple(value)


def read_data(value, dtype, field):
    import numpy as np

    if not isinstance(value, list):
        raise Refusal(400, "bad_value", field, "want a list")
    try:
        given = np.asarray(value) if value else np.zeros([0], dtype)
    except (ValueError, OverflowError):
        raise Refusal(400, "bad_shape", field, "the nested lists are of unequal length") from None
    wanted = {"b": "b", "i": "iu", "u": "iu", "f": "iuf"}[dtype.kind]
    if given.size and given.dtype.kind not in wanted:
        words = {"b": "true or false", "f": "numbers"}.get(dtype.kind, "integers")
        raise Refusal(400, "bad_value", field, f"want {words}")
    with np.errstate(over="ignore"):
        array = given.astype(dtype)
    wrong = ~np.isfinite(array) if dtype.kind == "f" else array != given
    if wrong.any():
        place = "".join(f"[{i}]" for i in np.argwhere(wrong)[0])
        raise Refusal(400, "bad_value", field + place, f"is out of the range of {dtype}")
    return array


def read_base64(value, dtype, field):
    import numpy as np

    try:
        raw = base64.b64decode(value, validate=True)
        return np.frombuffer(raw, dtype.newbyteorder("<")).astype(dtype)
    except (binascii.Error, ValueError, TypeError):
        raise Refusal(400, "bad_base64", field, f"want base64 of little endian {dtype}") from None


def number_texts(array):
    """Nine digits tell a float32 from any other; JSON has no infinity, so it is a string."""
    form = {"float16": "%.5g", "float32": "%.9g", "float64": "%.17g"}[array.dtype.name]
    for value in array.ravel().tolist():
        if value - value == 0:
            yield form % value
        else:
            yield '"NaN"' if value != value else '"Infinity"' if value > 0 else '"-Infinity"'


def write_outputs(ports, outputs):
    parts = []
    for port, array in zip(ports, outputs):
        if array.dtype.kind == "f":
            data = "[" + ", ".join(number_texts(array)) + "]"
        else:
            data = json.dumps(array.ravel().tolist())
        parts.append(f'{json.dumps(port.name)}: {{"shape": {list(array.shape)}, '
                     f'"dtype": "{array.dtype.name}", "data": {data}}}')
    return '{"outputs": {' + ", ".join(parts) + "}}\n"


# ---------------------------------------------------------------- HTTP


class DeadlineReader(io.RawIOBase):
    """Reads a socket until a moment, however slowly the client sends."""

    def __init__(self, connection):
        self.connection = connection
        self.until = 0.0

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the request did not arrive in time")
        self.connection.settimeout(left)
        return self.connection.recv_into(buffer)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "ferry-serve", ""
    routes = {"/predict": "POST", "/healthz": "GET", "/metrics": "GET"}

    def setup(self):
        super().setup()
        self.reader = DeadlineReader(self.connection)
        self.rfile = io.BufferedReader(self.reader)
        self.refused = False

    def handle_one_request(self):
        self.reader.until = time.monotonic() + self.server.options.timeout
        super().handle_one_request()

    def finish(self):
        """A refused client may still send; closing at once would take the answer from it."""
        if self.refused:
            try:
                self.connection.shutdown(socket.SHUT_WR)
                self.reader.until = time.monotonic() + 2
                while self.rfile.read1(65536):
                    pass
            except OSError:
                pass
        try:
            super().finish()
        except OSError:
            pass

    def do_GET(self):
        self.route("GET")

    def do_POST(self):
        self.route("POST")

    def route(self, method):
        start = time.monotonic()
        path = self.path.split("?", 1)[0]
        state = self.server.state
        if path == "/predict":
            state.metrics.flight(1)
        try:
            status = self.answer(method, path)
        except Refusal as refusal:
            status = refusal.status
            self.refuse(refusal)
        except TimeoutError:
            status = 408
            self.refuse(Refusal(408, "timeout", "request", "did not arrive in time"))
        except OSError:  # the client is gone
            status, self.close_connection = 499, True
        finally:
            if path == "/predict":
                state.metrics.flight(-1)
        seconds = time.monotonic() - start
        state.metrics.request(path if path in self.routes else "other", status, seconds)
        if path == "/predict":
            log("request", path=path, status=status, ms=round(seconds * 1000, 3), request=self.request_id())

    def answer(self, method, path):
        if path not in self.routes:
            raise Refusal(404, "not_found", "path", "try /predict, /healthz or /metrics")
        if method != self.routes[path]:
            raise Refusal(405, "bad_method", "method", f"want {self.routes[path]}")
        state = self.server.state
        if path == "/metrics":
            return self.send(200, "text/plain; version=0.0.4; charset=utf-8", state.metrics.text())
        if state.stopping.is_set():
            raise Refusal(503, "stopping", "", "the server is stopping")
        if path == "/healthz":
            return self.send(200, "application/json", '{"status": "ok"}\n')
        return self.send(200, "application/json", self.predict(state))

    def predict(self, state):
        length = self.length()
        self.reader.until = time.monotonic() + self.server.options.timeout
        body = self.rfile.read(length)
        if len(body) != length:
            raise OSError("cut off")
        job = Job(read_inputs(body, state.model.inputs))
        try:
            state.batcher.jobs.put_nowait(job)
        except queue.Full:
            raise Refusal(503, "busy", "", "too many requests wait") from None
        try:
            outputs = job.result.result(self.server.options.timeout)
        except concurrent.futures.TimeoutError:
            job.result.cancel()
            raise Refusal(504, "timeout", "", "the model did not answer in time") from None
        return write_outputs(state.model.outputs, outputs)

    def length(self):
        lengths = self.headers.get_all("Content-Length") or []
        if self.headers.get("Transfer-Encoding") or not lengths:
            raise Refusal(411, "no_length", "Content-Length", "is missing")
        if len(lengths) > 1 or not re.fullmatch("[0-9]{1,15}", lengths[0].strip()):
            raise Refusal(400, "bad_length", "Content-Length", "want one number")
        most = self.server.options.max_bytes
        if int(lengths[0]) > most:
            raise Refusal(413, "too_large", "body", f"got {lengths[0]} bytes, at most {most}")
        return int(lengths[0])

    def handle_expect_100(self):
        try:
            self.length()
        except Refusal:
            return True  # refused before the body is sent, by `predict`
        return super().handle_expect_100()

    def request_id(self):
        given = self.headers.get("X-Request-Id", "")
        if not re.fullmatch("[A-Za-z0-9._-]{1,64}", given):
            given = self.headers["X-Request-Id"] = uuid.uuid4().hex
        return given

    def refuse(self, refusal):
        self.refused = self.close_connection = True
        try:
            self.send(refusal.status, "application/json", json.dumps(refusal.document()) + "\n")
        except OSError:
            pass

    def send(self, status, kind, text):
        body = text.encode()
        self.connection.settimeout(self.server.options.timeout)
        if self.server.state.stopping.is_set():
            self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Request-Id", self.request_id())
        if status == 503:
            self.send_header("Retry-After", "1")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        return status

    def send_error(self, code, message=None, explain=None):
        """What the standard library refuses by itself: broken request lines, unknown methods."""
        if not hasattr(self, "headers"):
            self.headers = http.client.HTTPMessage()
        self.server.state.metrics.request("other", code, 0)
        self.refuse(Refusal(code, "bad_request", "request", message or "bad request"))

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = True

    def __init__(self, options, state):
        self.options, self.state = options, state
        self.room = threading.BoundedSemaphore(options.connections)
        super().__init__((options.host, options.port), Handler)

    def server_bind(self):
        """Without the name look-up of http.server, which has nobody to ask in a closed network."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]

    def process_request(self, request, address):
        if self.room.acquire(blocking=False):
            super().process_request(request, address)
            return
        body = json.dumps(Refusal(503, "busy", "", "too many connections").document()).encode()
        head = f"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        try:
            request.settimeout(1)
            request.sendall((head + "\r\nRetry-After: 1\r\nConnection: close\r\n\r\n").encode() + body)
        except OSError:
            pass
        self.shutdown_request(request)

    def process_request_thread(self, request, address):
        try:
            super().process_request_thread(request, address)
        finally:
            self.room.release()

    def handle_error(self, request, address):
        log("error", message=repr(sys.exc_info()[1])[:500])


class State:
    def __init__(self):
        self.stopping = threading.Event()
        self.batcher = self.model = self.metrics = None


def drain(state, seconds):
    """Waits until nothing is under way; whether it came to that."""
    until = time.monotonic() + seconds
    while state.metrics.in_flight and time.monotonic() < until:
        time.sleep(0.02)
    return not state.metrics.in_flight


def stop_on_signal(state):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: state.stopping.set())


def serve(options):
    state = State()
    stop_on_signal(state)
    state.batcher = Batcher(options)
    state.batcher.start()
    state.model = state.batcher.model.result()
    stop_on_signal(state)  # again: the import of Paddle put a handler of its own that ends the process
    name = os.path.basename(options.model)
    facts = {"model": name, "framework": "paddle", "version": state.model.version,
             "onednn": "on" if state.model.onednn else "off"}
    state.metrics = state.batcher.metrics = Metrics(facts)
    server = Server(options, state)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    log("ready", host=server.server_address[0], port=server.server_address[1], batches=state.model.batchable,
        inputs=[port._asdict() for port in state.model.inputs],
        outputs=[port._asdict() for port in state.model.outputs], **facts)
    while not state.stopping.wait(1):
        pass
    log("stopping", in_flight=state.metrics.in_flight)
    clean = drain(state, options.stop_timeout)
    server.shutdown()
    state.batcher.jobs.put(None) if clean else None
    state.batcher.join(5) if clean else None
    log("stopped", clean=clean)
    if not clean:
        os._exit(1)  # a thread still runs the model
    return 0


def positive(text):
    number = float(text)
    if not 0 < number < 1e9:
        raise argparse.ArgumentTypeError("want a number above 0")
    return number


def whole(text):
    number = int(text)
    if not 0 <= number < 1 << 40:
        raise argparse.ArgumentTypeError("want a whole number from 0")
    return number


def parse(arguments):
    parser = argparse.ArgumentParser(prog="ferry_serve", description=__doc__.split("\n", 1)[0])
    add = parser.add_argument
    add("--model", required=True, help="path as paddle.jit.save got it, or a folder with one model")
    add("--host", default="0.0.0.0", help="address to listen on (default: every one)")
    add("--port", type=whole, default=8080, help="0: any free one, which the log tells")
    add("--threads", type=whole, help="of one operator (default: OMP_NUM_THREADS, else 1)")
    add("--onednn", choices=["on", "off"], help="compute with oneDNN (default: FLAGS_use_mkldnn, else off)")
    add("--max-batch", type=whole, default=1, help="rows computed together; 1: each request alone")
    add("--max-delay-ms", type=float, default=2, help="how long a batch waits for more")
    add("--queue", type=whole, default=128, help="requests that may wait; one more gets 503")
    add("--connections", type=whole, default=64, help="open connections; one more gets 503")
    add("--max-bytes", type=whole, default=16 << 20, help="of a request's body (default: 16 MiB)")
    add("--timeout", type=positive, default=30, help="seconds for a request to arrive, and for its answer")
    add("--stop-timeout", type=positive, default=25, help="seconds for what is under way after SIGTERM")
    add("--no-warmup", action="store_true", help="do not run the model once before it is ready")
    return parser.parse_args(arguments)


def main():
    options = parse(sys.argv[1:])
    options.model = model_prefix(options.model)
    threads = str(options.threads or os.environ.get("OMP_NUM_THREADS") or 1)
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "FLAGS_paddle_num_threads"):
        if options.threads or name not in os.environ:
            os.environ[name] = threads
    if options.onednn:
        os.environ["FLAGS_use_mkldnn"] = os.environ["FLAGS_use_onednn"] = "01"[options.onednn == "on"]
    if not os.path.exists(options.model + ".json"):
        if not os.path.exists(options.model + ".pdmodel"):
            sys.exit(f"ferry_serve: no model at {options.model}: there is no {options.model}.json")
        os.environ.setdefault("FLAGS_enable_pir_api", "0")  # a program of before Paddle 3
    return serve(options)


if __name__ == "__main__":
    sys.exit(main())
