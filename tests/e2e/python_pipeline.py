#!/usr/bin/env python3
"""What people write today to collect articles: feedparser for the feeds, a thread pool for the pages, trafilatura
(where it can be imported, else readability-lxml) for the text, MinHash (datasketch, where it can be imported) or else a
hash against repeats, one file a text. It fetches while it extracts, which is kinder to it than one page after the other.

  python_pipeline.py FEEDS.txt OUTDIR LIMIT      prints a JSON object
"""
import concurrent.futures
import gzip
import hashlib
import json
import pathlib
import re
import resource
import sys
import time
import urllib.request

import feedparser

try:
    import trafilatura
    NAME = "feedparser + trafilatura"

    def text_of(page, url):
        return trafilatura.extract(page, url=url, with_metadata=True) or ""
except ImportError:
    import lxml.html
    import readability
    NAME = "feedparser + readability-lxml"

    def text_of(page, url):
        document = readability.Document(page, url=url)
        body = lxml.html.fromstring(document.summary(html_partial=True))
        return document.title() + "\n" + body.text_content()


try:
    import datasketch
    NAME += " + datasketch"
    index = datasketch.MinHashLSH(threshold=0.5, num_perm=128)

    def is_new(text):
        words = text.lower().split()
        minhash = datasketch.MinHash(num_perm=128)
        minhash.update_batch([" ".join(words[i:i + 5]).encode() for i in range(max(1, len(words) - 4))])
        repeated = bool(index.query(minhash))
        if not repeated:
            index.insert(hash(text), minhash)
        return not repeated
except ImportError:
    seen = set()

    def is_new(text):
        before = len(seen)
        seen.add(hashlib.sha256(text.encode()).digest())
        return len(seen) > before


def fetch(url):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:
        body = response.read()
        return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body


def read(url):
    try:
        return text_of(fetch(url), url)
    except Exception:  # such pipelines go on
        return ""


def write(text, folder):
    if len(text.split()) < 25 or not is_new(text):
        return 0
    (folder / (hashlib.sha256(text.encode()).hexdigest()[:16] + ".txt")).write_text(text, errors="replace")
    return 1


def main():
    feeds, folder, limit = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    folder.mkdir()
    start = time.monotonic()
    links = []
    for feed in feeds.read_text().split():
        if len(links) >= limit:
            break
        links += [entry.link for entry in feedparser.parse(feed).entries]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        documents = sum(write(text, folder) for text in pool.map(read, links[:limit]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())
    print(json.dumps({"name": NAME, "pages": len(links[:limit]), "documents": documents, "seconds": time.monotonic() - start,
                      "cpu": used.ru_utime + used.ru_stime, "rss_mb": int(peak[1]) / 1000,
                      "written": used.ru_oublock * 512}))


main()
