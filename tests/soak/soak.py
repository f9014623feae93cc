#!/usr/bin/env python3
"""Soak: the real daemon on many sources of a news web that publishes all the time.

    soak.py TIDINGS FAULT_SERVER [--minutes 30] [--sources 500] [--rate 300] [--out FILE]

FAULT_SERVER is the script of the news web. At every sample the ledger of every source must add up, the metrics
must be the ledger, and from the first sixth of the time on (at most five minutes) the resident memory may not grow by
more than 5 %. In the end 99 % of all items that were published in time must have become documents, or known copies of
one, within the poll interval + 60 s of their publication, and nothing may be there twice. Exit status 1: a promise
was broken; each is named. Promises 29 to 32.
"""
import argparse
import datetime
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

OUTCOMES = ("written", "duplicate", "known", "filtered", "rejected", "failed", "waiting")
KINDS = ("feed: http://{0}/feed.xml", "feed: http://{0}/atom.xml", "feed: http://{0}/feed.json",
         "sitemap: http://{0}/news-sitemap.xml")
SAMPLE_EVERY = 10
GRACE = 60


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


def wait_for(what, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    sys.exit("soak: gave up waiting")


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class NewsWeb:
    def __init__(self, script, folder, args):
        port_file = folder / "port"
        self.process = subprocess.Popen(
            [sys.executable, script, "--port", "0", "--port-file", str(port_file), "--sites", str(args.sources),
             "--articles", "10000", "--initial", str(5 * args.sources), "--rate", str(args.rate), "--epoch", "now"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: port_file.exists() and port_file.read_text().strip())
        self.port = int(port_file.read_text())

    def truth(self):
        lines = get(f"http://127.0.0.1:{self.port}/__truth").splitlines()
        return [json.loads(line) for line in lines]

    def stats(self):
        return json.loads(get(f"http://127.0.0.1:{self.port}/__stats"))


class Daemon:
    def __init__(self, program, folder, args, port):
        self.program = program
        self.config = folder / "tidings.yaml"
        self.corpus = folder / "corpus"
        self.socket = folder / "metrics.sock"
        lines = ["corpus: corpus", "state: state.db", f"metrics: \"unix:{self.socket}\"",
                 "fetch: {" + f"every: {args.interval}s, min_every: {args.interval}s" + "}", "sources:"]
        for i in range(args.sources):
            host = f"site{i}.test"
            address = KINDS[i % len(KINDS)].format(host)
            lines.append(f"  - {{name: site{i}, {address}, allow_private: true, "
                         f"connect_to: [\"{host}:80:127.0.0.1:{port}\"]}}")
        self.config.write_text("\n".join(lines) + "\n")
        self.log = open(folder / "daemon.log", "wb")
        self.process = subprocess.Popen([program, "--config", str(self.config), "run"], stdout=self.log,
                                        stderr=self.log)
        wait_for(self.socket.exists)

    def command(self, *arguments):
        done = subprocess.run([self.program, "--config", str(self.config), *arguments], capture_output=True,
                              text=True)
        if done.returncode:
            sys.exit(f"soak: {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def status(self):
        return json.loads(self.command("status", "--json"))

    def metrics(self):
        """What each source listed, by outcome."""
        connection = http.client.HTTPConnection("metrics", timeout=60)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(str(self.socket))
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        found = re.findall(r'^tidings_items_total\{source="(.*)",outcome="(.*)"\} (\d+)$', text, re.M)
        return {(source, outcome): int(count) for source, outcome, count in found}

    def resident(self):
        """Resident memory in MB, open descriptors."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = int(re.search(r"VmRSS:\s+(\d+)", status).group(1))
        return kilobytes / 1000, len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self):
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        return code, time.monotonic() - start


class Soak:
    def __init__(self, args, out):
        self.args = args
        self.out = out
        self.broken = {}
        self.base = None
        self.most = 0

    def breaks(self, promise, what):
        """Notes the first case of a broken promise, and counts the others."""
        first, count = self.broken.get(promise, (what, 0))
        self.broken[promise] = (first, count + 1)

    def say(self, line):
        print(line, file=self.out, flush=True)

    def check_ledger(self, status):
        for source in status["sources"]:
            ledger = source["ledger"]
            total = sum(ledger[outcome] for outcome in OUTCOMES)
            if ledger["listed"] != total:
                self.breaks("ledger", f"{source['name']}: listed {ledger['listed']}, accounted for {total}")

    def check_metrics(self, before, status, after):
        """A counter that is read between two others lies between them; waiting goes up and down."""
        for source in status["sources"]:
            for outcome in OUTCOMES[:-1]:
                low, high = before.get((source["name"], outcome)), after.get((source["name"], outcome))
                if low is None or high is None or not low <= source["ledger"][outcome] <= high:
                    self.breaks("metrics", f"{source['name']}: {outcome} is {source['ledger'][outcome]} in the "
                                           f"ledger, {low} and {high} in the metrics")

    def sample(self, daemon, minutes):
        before = daemon.metrics()
        status = daemon.status()
        self.check_ledger(status)
        self.check_metrics(before, status, daemon.metrics())
        memory, descriptors = daemon.resident()
        settled = minutes >= min(5, self.args.minutes / 6)
        if settled and self.base is None:
            self.base = memory
        if settled and memory > 1.05 * self.base:
            self.breaks("memory", f"{memory:.1f} MB after {minutes:.1f} minutes, {self.base:.1f} MB at the start")
        self.most = max(self.most, memory)
        totals = {outcome: sum(s["ledger"][outcome] for s in status["sources"]) for outcome in OUTCOMES}
        self.say(f"{minutes:6.1f} min {memory:7.1f} MB {descriptors:4} fds {status['documents']:6} documents  " +
                 " ".join(f"{name} {count}" for name, count in totals.items()))

    def check_freshness(self, daemon, web, ended):
        """When each first version was there: as a document, or as a copy of one."""
        seen = {}
        for line in daemon.command("export").splitlines():
            document = json.loads(line)
            at = (daemon.corpus / document["file"]).stat().st_mtime
            seen[document["url"]] = min(at, seen.get(document["url"], at))
            for place in document.get("seen", []):
                at = instant(place["at"])
                seen[place["url"]] = min(at, seen.get(place["url"], at))
        limit = self.args.interval + GRACE
        delays, late, missing = [], [], []
        for article in web.truth():
            url = re.sub(r":\d+/", "/", article["url"], count=1)
            published = instant(article["date"])
            if article["version"] > 1 or published < self.started or published > ended - limit:
                continue
            if url not in seen:
                missing.append(url)
                continue
            delays.append(seen[url] - published)
            if delays[-1] > limit:
                late.append(url)
        delays.sort()
        count = len(delays) + len(missing)
        if not count:
            return self.breaks("freshness", "nothing was published in time")
        share = (count - len(late) - len(missing)) / count
        at = lambda p: delays[min(len(delays) - 1, int(p * len(delays)))] if delays else -1
        self.say(f"{count} items, {share:.2%} within {limit} s; delay median {at(.5):.0f} s, 99 % {at(.99):.0f} s, "
                 f"longest {at(1):.0f} s; {len(late)} late, {len(missing)} missing")
        if share < 0.99:
            self.breaks("freshness", f"{share:.2%} within {limit} s; missing: {missing[:3]}, late: {late[:3]}")

    def check_corpus(self, daemon, web):
        stats = web.stats()
        for host, each in stats.get("hosts", {}).items():
            if each.get("max_concurrency", 0) > 1:
                self.breaks("politeness", f"{host}: {each['max_concurrency']} requests at a time")
        hashes = [name.split("_")[1] for name in os.listdir(daemon.corpus) if re.match(r"\d+_", name)]
        if len(hashes) != len(set(hashes)):
            self.breaks("no text twice", f"{len(hashes) - len(set(hashes))} documents have a text that was there")

    def run(self, folder):
        web = NewsWeb(self.args.fault_server, folder, self.args)
        daemon = None
        try:
            daemon = Daemon(self.args.tidings, folder, self.args, web.port)
            self.started = time.time()
            while (now := time.time() - self.started) < 60 * self.args.minutes:
                time.sleep(min(SAMPLE_EVERY, 60 * self.args.minutes - now) + 0.01)
                if daemon.process.poll() is not None:
                    sys.exit(f"soak: the daemon ended with {daemon.process.returncode}")
                self.sample(daemon, (time.time() - self.started) / 60)
            self.check_freshness(daemon, web, time.time())
            self.check_corpus(daemon, web)
            code, took = daemon.stop()
            self.say(f"stopped with {code} in {took:.2f} s; most memory {self.most:.1f} MB")
            if code or took > 5:
                self.breaks("stop", f"status {code} after {took:.1f} s")
            daemon.command("verify")
        finally:
            web.process.kill()
            if daemon and daemon.process.poll() is None:
                daemon.process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tidings")
    parser.add_argument("fault_server")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--sources", type=int, default=500)
    parser.add_argument("--rate", type=float, default=300, help="new articles a minute, of all sources together")
    parser.add_argument("--interval", type=int, default=60, help="seconds between two polls of a source")
    parser.add_argument("--keep", action="store_true", help="keep the folder, which is named at the end")
    args = parser.parse_args()
    args.tidings = str(pathlib.Path(args.tidings).resolve())
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tidings-soak-"))
    soak = Soak(args, sys.stdout)
    try:
        soak.run(folder)
    finally:
        if args.keep:
            soak.say(f"kept {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    for promise, (what, count) in soak.broken.items():
        soak.say(f"BROKEN {promise} ({count} times): {what}")
    return 1 if soak.broken else 0


if __name__ == "__main__":
    sys.exit(main())
