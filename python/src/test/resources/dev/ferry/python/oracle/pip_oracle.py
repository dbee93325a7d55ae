"""Answers with pip's own reading of requirements files: a JSON array per line in and out."""

import json
import os
import sys

from pip._internal.models.format_control import FormatControl
from pip._internal.req import req_file

# What one line's options are called here; the order of values is kept.
NAMES = {
    "index_url": "INDEX_URL",
    "extra_index_urls": "EXTRA_INDEX_URL",
    "no_index": "NO_INDEX",
    "find_links": "FIND_LINKS",
    "requirements": "REQUIREMENT",
    "constraints": "CONSTRAINT",
    "editables": "EDITABLE",
    "prefer_binary": "PREFER_BINARY",
    "require_hashes": "REQUIRE_HASHES",
    "pre": "PRE",
    "trusted_hosts": "TRUSTED_HOST",
    "hashes": "HASH",
}


def shown(options):
    values = {}
    for attribute, name in NAMES.items():
        value = getattr(options, attribute, None)
        if not value:
            continue
        if value is True:
            value = [""]
        elif isinstance(value, dict):
            value = [f"{kind}:{each}" for kind, all_of in value.items() for each in all_of]
        elif isinstance(value, str):
            value = [value]
        values[name] = value
    control = options.format_control
    if control.no_binary:
        values["NO_BINARY"] = sorted(control.no_binary)
    if control.only_binary:
        values["ONLY_BINARY"] = sorted(control.only_binary)
    return "{" + ", ".join(f"{k}=[{', '.join(values[k])}]" for k in sorted(values)) + "}"


def parsed(line):
    """Requirement, options and what pip overlooks behind them; None if pip refuses the line."""
    parser = req_file.build_parser()
    parser.print_usage = lambda file=None: None
    defaults = parser.get_default_values()
    defaults.index_url = None
    defaults.format_control = FormatControl(set(), set())
    arguments, options = req_file.break_args_options(line)
    try:
        words = req_file.shlex.split(options)
        values, overlooked = parser.parse_args(words, defaults)
    except (ValueError, req_file.OptionParsingError):
        return None
    return [arguments, shown(values), overlooked]


def lines(content, environment):
    os.environ.update(environment)
    return [[number, line, parsed(line)] for number, line in req_file.preprocess(content)]


for question in sys.stdin:
    _, *given = json.loads(question)
    print(json.dumps(lines(*given)))
