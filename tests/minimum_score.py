#!/usr/bin/env python3
"""minimum_score.py FIGURE>=VALUE|FIGURE<=VALUE ... -- SCORER ARGUMENTS...

Runs a scorer that prints one JSON object (with --json) and holds its figures against bounds; a dot leads into an
object or list ("recall_by_kind.teaser.0"). Exit status 1 names each figure that falls short.
"""
import json
import operator
import re
import subprocess
import sys


def figure(scores, path):
    for key in path.split("."):
        scores = scores[int(key)] if isinstance(scores, list) else scores[key]
    return scores


def main(arguments):
    split = arguments.index("--")
    run = subprocess.run(arguments[split + 1:], stdout=subprocess.PIPE, text=True, check=False)
    lines = [line for line in run.stdout.splitlines() if line.startswith("{")]
    if not lines:
        sys.exit(f"the scorer printed no figures (exit status {run.returncode})")
    scores = json.loads(lines[-1])
    short = 0
    for bound in arguments[:split]:
        path, relation, value = re.fullmatch(r"([\w.]+)(>=|<=)([\d.]+)", bound).groups()
        reached = figure(scores, path)
        holds = reached is not None and {">=": operator.ge, "<=": operator.le}[relation](reached, float(value))
        print(f"{'ok   ' if holds else 'SHORT'} {path} = {reached} ({relation} {value})")
        short += not holds
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
