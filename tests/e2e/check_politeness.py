#!/usr/bin/env python3
"""check_politeness.py TIDINGS

Lets `tidings fetch` take in 10,000 pages of 40 sites of the shared fault server, and judges by the server's own
statistics: the gap between two requests to a host and their number at a time, no request while a Retry-After runs (in
seconds and as a date, with 429 and 503), no request for what robots.txt forbids or for a host whose robots.txt cannot be
read. A second, smaller run allows three requests at a time.
"""
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SITES, ARTICLES = 40, 250
CLOSED = ["disallow", "agent", "500", "503", "stall", "reset"]  # variants of robots.txt that forbid all
PARTLY = ["path", "typo", "crlf-bom"]  # that forbid /private/
RULES = [{"host": host, "path": "/a/*", "faults": [fault], "mode": "random", "p": 0.02}
         for host, fault in (("site5.test", "/status/503?retry-after=2"), ("site6.test", "/status/503?retry-date=2"),
                             ("site7.test", "/status/429?retry-after=2"), ("site8.test", "/status/429?retry-date=3"))]
RULES.append({"host": "site9.test", "path": "/a/*", "faults": ["/slow/first?s=0.3"], "mode": "random", "p": 0.25})


def forbidden_pages():
    return ([f"http://robots-{variant}.test/a/{i}" for variant in CLOSED for i in range(5)]
            + [f"http://robots-{variant}.test/private/{i}" for variant in PARTLY for i in range(5)])


@contextlib.contextmanager
def fault_server(folder):
    root = folder / "root" / "listing.test"
    root.mkdir(parents=True)
    items = "".join(f"<item><title>t</title><link>{url}</link></item>" for url in forbidden_pages())
    (root / "forbidden.xml").write_text(f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>")
    (folder / "rules.json").write_text(json.dumps(RULES))
    port_file = folder / "port"
    server = subprocess.Popen(
        [sys.executable, Path(os.environ["TIDINGS_SHARED"]) / "tools" / "fault_server.py", "--port", "0", "--port-file",
         port_file, "--sites", str(SITES), "--articles", str(ARTICLES), "--initial", str(SITES * ARTICLES), "--feed-items",
         str(ARTICLES), "--page-bytes", "5000", "--root", folder / "root", "--schedule", folder / "rules.json"])
    try:
        while not port_file.exists():
            time.sleep(0.02)
        yield int(port_file.read_text())
    finally:
        server.terminate()
        server.wait()


def fetch(tidings, folder, port, sites, gap_ms, per_host):
    """The server's statistics of a fetch of so many sites."""
    folder.mkdir()
    (folder / "tidings.yaml").write_text(
        f"corpus: {folder}/corpus\nstate: {folder}/state.db\n"
        f"fetch: {{host_delay: {gap_ms}ms, per_host: {per_host}, timeout: 30s}}\n"
        f'defaults: {{allow_private: true, first_poll: 1000, connect_to: ["::127.0.0.1:{port}"]}}\nsources:\n'
        + "".join(f"  - {{name: site{i}, feed: 'http://site{i}.test/feed.xml'}}\n" for i in range(sites))
        + "  - {name: forbidden, feed: 'http://listing.test/forbidden.xml'}\n")
    stats = f"http://127.0.0.1:{port}/__stats?reset=1"
    urllib.request.urlopen(stats).read()
    ended = subprocess.run([tidings, "--config", folder / "tidings.yaml", "fetch"], capture_output=True, text=True)
    if ended.returncode not in (0, 1):  # 1: the faults are named
        sys.exit(ended.stderr)
    return json.load(urllib.request.urlopen(stats))


def judge(stats, gap_ms, per_host):
    """What was impolite, a line each."""
    broken = []
    for name, host in stats["hosts"].items():
        gap = host["gap_ms"]["min"]
        if per_host == 1 and gap is not None and gap < gap_ms:
            broken.append(f"{name}: {gap} ms between two requests")
        if host["max_concurrency"] > per_host:
            broken.append(f"{name}: {host['max_concurrency']} requests at a time")
        # With several at a time one may be on its way while another is told to come back later.
        told = ("retry_after_violations_host", "retry_after_violations_url") if per_host == 1 else ()
        for what in ("robots_violations", *told):
            if host[what]:
                broken.append(f"{name}: {host[what]} {what}")
        if host["robots_before_others"] is False and name.startswith("robots-"):
            broken.append(f"{name}: asked for pages before robots.txt")
    return broken


def summary(stats):
    hosts = stats["hosts"].values()
    paused = sum(host["status"].get(status, 0) for host in hosts for status in ("429", "503"))
    gaps = [host["gap_ms"]["min"] for host in hosts if host["gap_ms"]["min"] is not None]
    return (f"{stats['requests']} requests to {len(hosts)} hosts in {stats['seconds']:.0f} s; shortest gap "
            f"{min(gaps):.1f} ms; at most {max(host['max_concurrency'] for host in hosts)} at a time to a host, "
            f"{stats['max_concurrency']} in all; {paused} answers with Retry-After; "
            f"{sum(host['robots_violations'] for host in hosts)} forbidden pages, "
            f"{sum(host['retry_after_violations_host'] for host in hosts)} requests within a Retry-After")


def main():
    tidings = sys.argv[1]
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with fault_server(folder) as port:
            for sites, gap_ms, per_host, least in ((SITES, 150, 1, 10_000), (10, 30, 3, 2_500)):
                stats = fetch(tidings, folder / f"per_host_{per_host}", port, sites, gap_ms, per_host)
                print(f"host_delay {gap_ms} ms, per_host {per_host}: {summary(stats)}")
                broken = judge(stats, gap_ms, per_host)
                if stats["requests"] < least:
                    broken.append(f"only {stats['requests']} requests")
                if max(host["max_concurrency"] for host in stats["hosts"].values()) < min(2, per_host):
                    broken.append("never two requests at a time, though they are allowed")
                if not any(status in host["status"] for host in stats["hosts"].values() for status in ("429", "503")):
                    broken.append("no Retry-After was sent")
                failed = failed or bool(broken)
                print("\n".join(broken))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
