#!/usr/bin/env python3
"""What people write today to collect articles: feedparser for the feeds, a thread pool for the pages, trafilatura
(where it can be imported, else readability-lxml) for the text, one file a page.

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


def fetch(url):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:
        body = response.read()
        return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body


def take(url, folder):
    try:
        text = text_of(fetch(url), url)
    except Exception:  # such pipelines go on
        return 0
    if len(text.split()) < 25:
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
        documents = sum(pool.map(lambda url: take(url, folder), links[:limit]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())
    print(json.dumps({"name": NAME, "documents": documents, "seconds": time.monotonic() - start,
                      "cpu": used.ru_utime + used.ru_stime, "rss_mb": int(peak[1]) / 1000,
                      "written": used.ru_oublock * 512}))


main()
