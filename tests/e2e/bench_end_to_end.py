#!/usr/bin/env python3
"""bench_end_to_end: the whole program on real pages, next to its parts and to what people write in Python.

nginx serves pages (the shared extraction corpus, else made-up ones; gzip) behind feeds on 250 addresses of
127.0.0.0/8; `tidings fetch` takes them in with no gaps between requests. In the same run: the bare parts
(page_parts: libcurl, inflate, extraction, commit, each alone) and a Python pipeline on some of the pages.

  ./dev bench end-to-end                        every page once
  ./dev bench end-to-end --pages 100000         the corpus again and again, its texts varied: does it stay as fast?
"""
import argparse
import concurrent.futures
import gzip
import html
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zlib

BIN = pathlib.Path(__file__).resolve().parent
HOSTS = 250
SYSTEM_PYTHON = "/usr/bin/python3"  # has what Debian packages


def made_up_pages(count):
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(20000)]
    menu = "<nav><ul>" + "<li><a href='/section'>A section of it</a></li>" * 60 + "</ul></nav>"
    script = "<script>" + "var state = {a: [1, 2, 3], b: 'text'};" * 1500 + "</script>"
    for i in range(count):
        body = "".join("<p>" + " ".join(chance.choices(words, k=60)).capitalize() + ".</p>\n" for _ in range(8))
        yield (f"<html lang=en><head><title>Story {i}</title>{script}</head><body>{menu}<article><h1>Story {i}</h1>"
               f"{body}</article></body></html>").encode()


def corpus_pages(most_bytes):
    shared = pathlib.Path(os.environ.get("TIDINGS_SHARED", BIN.parent.parent.parent / "shared"))
    pages = []
    for file in sorted((shared / "corpus/extraction").glob("*/pages/*.html.gz")):
        page = gzip.decompress(file.read_bytes())
        if len(page) <= most_bytes:
            pages.append(page)
    return pages or list(made_up_pages(1200))


TEXT = re.compile(rb">[^<>{}]{40,}<")
WORD = re.compile(rb"(?<= )[a-z]{3,}(?= )")


class Varied:
    """Makes texts of one page's markup: another half of the words between its tags is replaced in each."""
    WORDS = [b"w%x" % random.Random(i).getrandbits(24) for i in range(50_000)]

    def __init__(self, page):
        self.page, self.pieces, end = page, [], 0  # what stays, a word, what stays, ...
        for text in TEXT.finditer(page):
            for word in WORD.finditer(page, *text.span()):
                self.pieces += [page[end:word.start()], word.group()]
                end = word.end()
        self.pieces.append(page[end:])

    def text(self, number):
        if number == 0:
            return self.page
        chance, pieces = random.Random(number), self.pieces.copy()
        for i in range(1, len(pieces), 2):
            if chance.random() < 0.5:
                pieces[i] = self.WORDS[int(chance.random() * len(self.WORDS))]
        return b"".join(pieces)


def lay_out_copies(folder, number, page, count, of):
    """Every `of`-th page from `number` on, with texts of its own."""
    varied = Varied(page)
    for i in range(number, count, of):
        packer = zlib.compressobj(6 if count <= 5000 else 1, zlib.DEFLATED, 31)
        place = folder / f"www/127.0.0.{i % HOSTS + 1}/{i}.html.gz"
        place.write_bytes(packer.compress(varied.text(i // of)) + packer.flush())


def lay_out(folder, count, most_bytes):
    """Pages as www/ADDRESS/N.html.gz; the numbers of each address."""
    pages = corpus_pages(most_bytes)
    count = count or len(pages)
    for host in range(HOSTS):
        (folder / f"www/127.0.0.{host + 1}").mkdir(parents=True)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for made in [pool.submit(lay_out_copies, folder, number, page, count, len(pages))
                     for number, page in enumerate(pages[:count])]:
            made.result()
    return [list(range(host, count, HOSTS)) for host in range(HOSTS)]


def write_feeds(folder, links, port):
    for host, numbers in enumerate(links):
        if not numbers:
            continue
        address = f"127.0.0.{host + 1}"
        items = "".join(f"<item><title>Story {i}</title><link>http://{address}:{port}/{i}.html</link><guid>{address}/{i}"
                        "</guid></item>" for i in numbers)
        (folder / f"www/{address}/feed.xml").write_text(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{address}</title>{items}</channel></rss>')


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Nginx:
    def __init__(self, folder):
        self.port = free_port()
        listens = "".join(f"listen 127.0.0.{i + 1}:{self.port} backlog=1024;" for i in range(HOSTS))
        (folder / "nginx.conf").write_text(f"""
            daemon off; master_process off; pid {folder}/pid; error_log /dev/null crit; worker_rlimit_nofile 8192;
            events {{ worker_connections 4096; multi_accept on; }}
            http {{ access_log off; sendfile on; gzip_static on; keepalive_requests 100000000; keepalive_timeout 300;
              types {{ text/html html; application/rss+xml xml; }} client_body_temp_path {folder}/tmp;
              server {{ root {folder}/www/$server_addr; {listens} }} }}""")
        (folder / "tmp").mkdir()
        self.process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder],
                                        stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        sys.exit("nginx does not start")

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Watch(threading.Thread):
    """Samples a process: its CPU time, memory and documents, and how busy the machine is."""

    def __init__(self, pid, corpus):
        super().__init__(daemon=True)
        self.pid, self.corpus, self.samples, self.ending = pid, corpus, [], threading.Event()
        self.peak = 0  # MB; what wait4() says of a child begins with its parent's memory

    def run(self):
        tick = os.sysconf("SC_CLK_TCK")
        while not self.ending.wait(0.1):
            try:
                stat = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
                status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
                memory = re.search(r"VmRSS:\s+(\d+)", status)
                peak = re.search(r"VmHWM:\s+(\d+)", status)
                self.peak = int(peak[1]) / 1000 if peak else self.peak
                index = (self.corpus / "INDEX.md").stat().st_size if (self.corpus / "INDEX.md").exists() else 0
            except (OSError, IndexError):
                return
            cpu = list(map(int, pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]))
            self.samples.append((time.monotonic(), (int(stat[11]) + int(stat[12])) / tick,
                                 int(memory[1]) / 1000 if memory else 0, index, cpu[3] + cpu[4], sum(cpu)))

    def between(self, low, high):
        """Samples in which INDEX.md had between these parts of its final size."""
        end = self.samples[-1][3] or 1
        return [sample for sample in self.samples if low * end <= sample[3] <= high * end]


def run_tidings(folder, links, port):
    sources = "".join(f"  - {{name: h{i + 1}, feed: 'http://127.0.0.{i + 1}:{port}/feed.xml', allow_private: true, "
                      "first_poll: 2000}\n" for i, numbers in enumerate(links) if numbers)
    (folder / "tidings.yaml").write_text("corpus: corpus\nstate: state.db\nfetch: {host_delay: 0s}\nsources:\n" + sources)
    log = (folder / "log").open("w")
    start = time.monotonic()
    process = subprocess.Popen([BIN.parent / "tidings", "--config", folder / "tidings.yaml", "fetch"],
                               stdout=subprocess.PIPE, stderr=log, text=True)
    watch = Watch(process.pid, folder / "corpus")
    watch.start()
    summary = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    watch.ending.set()
    watch.join()
    documents = sum(1 for file in (folder / "corpus").iterdir() if file.suffix == ".txt")
    return {"name": "tidings fetch", "pages": sum(map(len, links)), "documents": documents, "seconds": seconds,
            "cpu": used.ru_utime + used.ru_stime,
            "rss_mb": watch.peak, "written": used.ru_oublock * 512, "summary": summary.strip(),
            "status": status, "watch": watch}


def line(result):
    pages = max(1, result["pages"])
    print(f"{result['name']:32} {pages / result['seconds']:7.1f} pages/s  {1000 * result['cpu'] / pages:7.2f} CPU-ms a page  "
          f"{result['documents']:6} documents of {pages} pages  {result['rss_mb']:5.0f} MB  "
          f"{result['written'] / pages / 1000:6.1f} kB written a page")


def bare_parts(folder, links, port, most):
    listed = [(f"http://127.0.0.{host + 1}:{port}/{i}.html", folder / f"www/127.0.0.{host + 1}/{i}.html.gz")
              for host, numbers in enumerate(links) for i in numbers][:most]
    (folder / "list").write_text("".join(f"{url}\t{file}\n" for url, file in listed))
    return json.loads(subprocess.run([BIN / "page_parts", folder / "list"], check=True, stdout=subprocess.PIPE).stdout)


def python_pipeline(folder, links, port, most):
    feeds = [f"http://127.0.0.{host + 1}:{port}/feed.xml" for host, numbers in enumerate(links) if numbers]
    (folder / "feeds").write_text("\n".join(feeds))
    found = subprocess.run([SYSTEM_PYTHON, BIN / "python_pipeline.py", folder / "feeds", folder / "python", str(most)],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(found.stdout) if found.returncode == 0 and found.stdout else None


def rate(samples, clock=0):
    """Growth of INDEX.md by the wall clock (0) or by the CPU time that was used (1)."""
    return (samples[-1][3] - samples[0][3]) / max(1e-9, samples[-1][clock] - samples[0][clock])


def show_watch(watch, nginx_cpu, seconds):
    middle = watch.between(0.1, 0.9)
    if len(middle) < 3:
        return
    wall = middle[-1][0] - middle[0][0]
    own = (middle[-1][1] - middle[0][1]) / wall / os.cpu_count()
    idle = (middle[-1][4] - middle[0][4]) / max(1, middle[-1][5] - middle[0][5])
    print(f"while pages wait: machine busy {1 - idle:.0%}, of it tidings {own:.0%}, nginx "
          f"{nginx_cpu / seconds / os.cpu_count():.0%} (at least 85 %)")


def show_growth(watch):
    first, last = watch.between(0.02, 0.12), watch.between(0.9, 1)
    if len(first) < 3 or len(last) < 3:
        return
    tenth = watch.between(0.09, 0.11) or first
    print(f"rate of the last tenth against the first: {rate(last) / rate(first):.2f} (at least 0.95), by CPU time "
          f"{rate(last, 1) / rate(first, 1):.2f}; memory after a tenth {tenth[-1][2]:.0f} MB, at the end "
          f"{last[-1][2]:.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=0, help="how many (default: each of the corpus once)")
    parser.add_argument("--most-bytes", type=int, default=8_000_000, help="leave out larger pages")
    parser.add_argument("--peer-pages", type=int, default=240, help="for the Python pipeline; 0: leave it out")
    parser.add_argument("--parts-pages", type=int, default=1500, help="for the bare parts; 0: leave them out")
    parser.add_argument("--folder", help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-end-to-end-", dir=options.folder))
    nginx = None
    try:
        links = lay_out(folder, options.pages, options.most_bytes)
        nginx = Nginx(folder)
        write_feeds(folder, links, nginx.port)
        before = nginx.cpu()
        ours = run_tidings(folder, links, nginx.port)
        nginx_cpu = nginx.cpu() - before
        print(ours["summary"])
        line(ours)
        show_watch(ours["watch"], nginx_cpu, ours["seconds"])
        show_growth(ours["watch"])
        if options.parts_pages:
            parts = bare_parts(folder, links, nginx.port, options.parts_pages)
            per_document = parts["pages"] / max(1, ours["documents"]) if not options.pages else 1
            bare = ((parts["libcurl_us"] + parts["inflate_us"] + parts["extract_us"]) * per_document
                    + parts["commit_us"]) / 1000
            print("bare parts, CPU-ms a page: " + ", ".join(f"{name[:-3]} {value / 1000:.2f}"
                                                            for name, value in parts.items() if name.endswith("_us")))
            print(f"CPU a document against libcurl + inflate + extract + commit ({bare:.2f} ms): "
                  f"{1000 * ours['cpu'] / ours['documents'] / bare:.2f} (at most 1.25)")
        if options.peer_pages:
            peer = python_pipeline(folder, links, nginx.port, options.peer_pages)
            if peer:
                line(peer)
                ratio = ours["pages"] / ours["seconds"] / (peer["pages"] / peer["seconds"])
                print(f"pages/s against it: {ratio:.1f} (at least 20)")
            else:
                print("no Python pipeline: install python3-feedparser and python3-readability, or trafilatura")
        print(f"peak memory {ours['rss_mb']:.0f} MB (at most 120)")
    finally:
        if nginx:
            nginx.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()
