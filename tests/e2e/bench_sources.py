#!/usr/bin/env python3
"""bench_sources: how punctual, how cheap and how large the daemon is with ten thousand sources.

Serves N feeds on H addresses of 127.0.0.0/8 (one port), of which 5 % of the addresses hang and 5 % answer
500, and lets the real binary poll them. The server notes when each request came and was answered; when a
poll was due stands in the daemon's state. A poll may start once it is due and once the host's gap has
passed since the last answer of that host; what it comes later than that is its lateness.

  ./dev bench sources                          10,000 sources, every 5 minutes, for 7 minutes: with bounds
  ./dev bench sources --sources 100000 --every 3000 --seconds 300 --no-bounds
  ./dev bench sources --documents 1000000 --seconds 30 --no-bounds      how soon it is ready with a large corpus
"""
import argparse
import asyncio
import collections
import hashlib
import os
import pathlib
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

GAP = 2.0  # fetch.host_delay
FEED = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>http://127.0.0.1/</link>'
        + b"".join(b"<item><title>A headline of some words, number %d</title><link>http://127.0.0.1/a/%d.html</link>"
                   b"<guid>item-%d</guid><pubDate>Tue, 10 Mar 2026 %02d:00:00 GMT</pubDate></item>" % (i, i, i, i % 24)
                   for i in range(20)) + b"</channel></rss>")
ETAG = b'"v1"'


def kind_of(host):
    return {0: "hanging", 1: "failing"}.get(host % 20, "healthy")


class Server:
    """Notes arrivals and answers, host by host."""

    def __init__(self):
        self.requests = collections.defaultdict(list)  # host: [(came, target)], wall clock
        self.starts = collections.defaultdict(list)  # host: [when it came], steady clock
        self.answered = collections.defaultdict(list)  # host: [when]

    def forget(self):
        for notes in (self.requests, self.starts, self.answered):
            notes.clear()

    def connection(self, host):
        return Connection(self, host)


class Connection(asyncio.Protocol):
    def __init__(self, server, host):
        self.server, self.host, self.buffer, self.transport = server, host, b"", None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head, self.buffer = self.buffer[:end], self.buffer[end + 4:]
            self.answer(head)

    def answer(self, head):
        self.server.starts[self.host].append(time.monotonic())
        self.server.requests[self.host].append((time.time(), head.split(b" ", 2)[1].decode()))
        kind = kind_of(self.host)
        if kind == "hanging":
            return
        if kind == "failing":
            reply = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\nno!\n"
        elif ETAG in head and self.host % 5:  # every fifth host ignores conditions
            reply = b"HTTP/1.1 304 Not Modified\r\nETag: " + ETAG + b"\r\n\r\n"
        else:
            reply = (b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: " + ETAG
                     + b"\r\nContent-Length: %d\r\n\r\n" % len(FEED) + FEED)
        now = time.time()
        self.transport.write(reply)
        self.server.answered[self.host].append(now)


def address(host):
    return f"127.{1 + host // 62500}.{host // 250 % 250}.{1 + host % 250}"


class Daemon:
    def __init__(self, binary, folder):
        self.log = folder / "log"
        self.started = time.time()
        with self.log.open("ab") as log:
            self.begin = log.tell()
            self.process = subprocess.Popen([binary, "--config", folder / "tidings.yaml", "run"], stderr=log,
                                            stdout=log)

    async def ready(self):
        while b"service.ready" not in self.log.read_bytes()[self.begin:]:
            if self.process.poll() is not None:
                sys.exit("bench_sources: the daemon ended:\n" + self.log.read_text()[-2000:])
            await asyncio.sleep(0.002)
        return time.time() - self.started

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, name):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1000  # MB

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    async def stop(self):
        start = time.time()
        self.process.send_signal(signal.SIGTERM)
        while self.process.poll() is None:
            await asyncio.sleep(0.01)
        return time.time() - start, self.process.returncode


def note_due(folder, due):
    """Adds the times at which polls are due, as the state says it now."""
    state = sqlite3.connect(f"file:{folder / 'state.db'}?mode=ro", uri=True, timeout=5)
    try:
        for name, when in state.execute("select name, next_poll from source where next_poll is not null"):
            if not due[name] or due[name][-1] != when:
                due[name].append(when)
    finally:
        state.close()


def lateness(server, due, sources_of, start):
    """(seconds late, source) of every poll of a healthy source, seconds early counted below zero."""
    late = []
    for host, requests in server.requests.items():
        if kind_of(host) != "healthy":
            continue
        answered = server.answered[host]
        for number, (came, target) in enumerate(requests):
            name = sources_of[target]
            wanted = max((when / 1000 for when in due[name] if when / 1000 <= came + 0.01), default=start)
            free = answered[number - 1] + GAP if number else 0.0
            late.append((came - max(wanted, free, start), name))
    return late


def missed(server, due, end):
    """Healthy sources that were due by then and never asked for again."""
    last = {}
    for host, requests in server.requests.items():
        for came, target in requests:
            last[target] = came
    return [name for name, times in due.items()
            if kind_of(host_of(name)) == "healthy"
            and any(when / 1000 < end and when / 1000 > last.get("/" + name, 0) + 0.01 for when in times)]


HOSTS = 1000


def host_of(name):
    return int(name[1:]) % HOSTS


def configure(folder, sources, every, port):
    lines = [f"corpus: {folder}/corpus", f"state: {folder}/state.db",
             f"fetch: {{every: {every}s, host_delay: {GAP:.0f}s}}",
             "defaults: {allow_private: true, first_poll: 0}", "sources:"]
    lines += [f"  - {{name: s{i}, feed: 'http://{address(i % HOSTS)}:{port}/s{i}'}}" for i in range(sources)]
    (folder / "tidings.yaml").write_text("\n".join(lines) + "\n")


def fill(binary, folder, count):
    """A corpus and a state of so many documents."""
    chance, corpus = random.Random(1), folder / "corpus"
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(20000)]
    corpus.mkdir()
    for i in range(count):
        body = "\n".join(" ".join(chance.choices(words, k=40)).capitalize() + "." for _ in range(3)) + "\n"
        name = f"{i:03d}_{hashlib.sha256(body.encode()).hexdigest()[:16]}.txt"
        (corpus / name).write_text(f" date 2026-03-{1 + i % 28:02d} https://site{i % 97}.example/2026/03/a-story-{i}\n"
                                   f"The council meets for the {i}th time\n{body}")
    subprocess.run([binary, "--config", folder / "tidings.yaml", "import", corpus], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def listen(server):
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: server.connection(0), address(0), 0, backlog=512)
    port = first.sockets[0].getsockname()[1]
    listeners = [first]
    for host in range(1, HOSTS):
        listeners.append(await loop.create_server(lambda host=host: server.connection(host), address(host), port,
                                                  backlog=512))
    return port, listeners


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


async def watch(daemon, folder, due, seconds, every):
    """Samples until the time is over; CPU is counted per window of 30 seconds."""
    end = time.time() + seconds
    cpu, when, shares = daemon.cpu(), time.time(), []
    while time.time() < end:
        await asyncio.sleep(min(15.0, max(0.1, end - time.time())))
        await asyncio.to_thread(note_due, folder, due)
        if time.time() - when >= 29:
            shares.append((daemon.cpu() - cpu) / (time.time() - when))
            cpu, when = daemon.cpu(), time.time()
            print(f"  {seconds - (end - when):4.0f} s: CPU {100 * shares[-1]:5.1f} % of a core, "
                  f"RSS {daemon.memory('VmRSS'):.1f} MB, {daemon.descriptors()} descriptors", flush=True)
    return shares


async def measure(arguments, folder):
    server, due = Server(), collections.defaultdict(list)
    port, listeners = await listen(server)
    configure(folder, arguments.sources, arguments.every, port)
    sources_of = {f"/s{i}": f"s{i}" for i in range(arguments.sources)}
    if arguments.documents:
        await asyncio.to_thread(fill, arguments.binary, folder, arguments.documents)
        first = Daemon(arguments.binary, folder)
        print(f"{arguments.documents} imported documents; first ready, with their signatures, after "
              f"{await first.ready():.2f} s")
        await first.stop()
        server.forget()
    daemon = Daemon(arguments.binary, folder)
    cold = await daemon.ready()
    start = time.time()
    print(f"{arguments.sources} sources on {HOSTS} addresses, every {arguments.every} s; ready after {cold:.2f} s, "
          f"RSS {daemon.memory('VmRSS'):.1f} MB")
    shares = await watch(daemon, folder, due, arguments.seconds, arguments.every)
    end = time.time()
    peak, descriptors, cpu = daemon.memory("VmHWM"), daemon.descriptors(), daemon.cpu()
    stopped, status = await daemon.stop()
    note_due(folder, due)
    late = lateness(server, due, sources_of, start)
    values = [seconds for seconds, _ in late]
    total = sum(len(requests) for requests in server.requests.values())
    steady = sum(shares[-4:]) / max(1, len(shares[-4:]))
    never = missed(server, due, end - 10)
    gaps = [later - earlier for starts in server.starts.values() for earlier, later in zip(starts, starts[1:])]
    early = [name for seconds, name in late if seconds < -0.05]
    print(f"{total} requests, {len(late)} polls of healthy sources; late: p50 {percentile(values, .5):.3f} s, "
          f"p99 {percentile(values, .99):.3f} s, most {max(values):.3f} s; early {len(early)}; missed {len(never)}")
    print(f"CPU {100 * steady:.1f} % of a core in the last two minutes, {cpu:.1f} s in all; RSS at most {peak:.1f} MB; "
          f"{descriptors} descriptors; shortest gap {min(gaps):.3f} s; stopped in {stopped:.2f} s with status {status}")
    again = Daemon(arguments.binary, folder)
    warm = await again.ready()
    print(f"ready again, from the state, after {warm:.2f} s, RSS {again.memory('VmRSS'):.1f} MB")
    await again.stop()
    for listener in listeners:
        listener.close()
    bounds = {"ready within 0.5 s": max(cold, warm) <= 0.5, "late by 5 s at most": max(values) <= 5.0,
              "none early": not early, "none missed": not never, "CPU at most 30 %": steady <= 0.30,
              "RSS at most 120 MB": peak <= 120, "gap kept": min(gaps) >= GAP, "clean stop": status == 0}
    broken = [name for name, kept in bounds.items() if not kept]
    for name in broken:
        print(("not kept: " if arguments.bounds else "(not kept: ") + name + ("" if arguments.bounds else ")"))
    return 1 if broken and arguments.bounds else 0


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=here.parent / "tidings")
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=300, help="seconds between two polls of a source")
    parser.add_argument("--seconds", type=int, default=420)
    parser.add_argument("--documents", type=int, default=0, help="so many are there before")
    parser.add_argument("--no-bounds", dest="bounds", action="store_false", help="only report")
    parser.add_argument("--keep", help="a folder for configuration, state and log")
    arguments = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(arguments.keep or temporary)
        folder.mkdir(exist_ok=True)
        sys.exit(asyncio.run(measure(arguments, folder)))


if __name__ == "__main__":
    main()
