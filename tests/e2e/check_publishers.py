#!/usr/bin/env python3
"""check_publishers.py TIDINGS SITE_RULES

Serves the pages and feeds of the five publishers in $TIDINGS_SHARED/corpus/sites over https with a CA made for
the purpose, lets `tidings fetch` take them in, and holds the documents against the truth files: one document a page,
title and date right, words F1 >= 0.98, no noise. A second fetch must write nothing and ask conditionally.
"""
import hashlib
import http.server
import json
import os
import re
import ssl
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

MINIMUM_F1 = 0.98


def make_certificates(folder, hosts):
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=test authority", "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "site.key", "-out", "site.csr", "-subj", "/CN=sites")
    (folder / "names").write_text("subjectAltName=" + ",".join("DNS:" + host for host in hosts))
    openssl("x509", "-req", "-in", "site.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "names", "-out", "site.pem")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body, kind = self.server.files.get((self.headers["Host"].split(":")[0], self.path), (None, ""))
        self.server.seen.append((self.path, self.headers.get("If-None-Match")))
        etag = body and '"' + hashlib.sha256(body).hexdigest()[:12] + '"'
        status = 404 if body is None else 304 if self.headers.get("If-None-Match") == etag else 200
        self.send_response(status)
        if body:
            self.send_header("ETag", etag)
            self.send_header("Content-Type", kind)
        content = body if status == 200 else b""
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def serve(folder, files):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem", folder / "site.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.files, server.seen = files, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def path_of(url):
    parts = urlsplit(url)
    return parts.path + ("?" + parts.query if parts.query else "")


def collect(sites, truth):
    """{(host, path): (bytes, type)} and {site: host} for everything that is to be served."""
    files, feeds = {}, {}
    pages = {json.loads(line)["id"]: json.loads(line) for line in open(sites / "list.jsonl", encoding="utf-8")}
    for page in pages.values():
        body = (sites / page["path"]).read_bytes()
        for url in {page["url"], truth[page["id"]].get("canonical", page["url"])}:
            files[urlsplit(url).hostname, path_of(url)] = body, "text/html; charset=utf-8"
    for feed in sorted(sites.glob("*/feed.xml")):
        site = feed.parent.name
        listed = re.findall(r"<link>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\]\s]+)", feed.read_text(encoding="utf-8"))
        host = Counter(urlsplit(url).hostname for url in listed).most_common(1)[0][0]
        files[host, "/feed.xml"] = feed.read_bytes(), "application/rss+xml"
        feeds[site] = host
        mine = [page for page in pages.values() if page["path"].startswith(site + "/")]
        for url in listed:  # the feed may spell an address in another way than the page list
            for page in mine:
                if urlsplit(url).path.rstrip("/") == urlsplit(page["url"]).path.rstrip("/").removesuffix("/amp"):
                    files[urlsplit(url).hostname, path_of(url)] = (sites / page["path"]).read_bytes(), "text/html"
    return files, feeds, pages


def configure(folder, rules, feeds, hosts, port, truth, pages):
    sources = []
    mapping = ", ".join(f'"{host}:443:127.0.0.1:{port}"' for host in hosts)
    common = f"connect_to: [{mapping}], ca_file: ca.pem, allow_private: true, robots: ignore"
    for site, host in feeds.items():
        sources.append(f'  - {{name: {site}, feed: "https://{host}/feed.xml", {common}}}')
    for identifier, page in pages.items():
        sources.append(f'  - {{name: {identifier}, page: "{page["url"]}", {common}}}')
    (folder / "tidings.yaml").write_text(
        f"corpus: corpus\nstate: state.db\nsite_rules: {rules}\nfetch: {{host_delay: 0s}}\nsources:\n" + "\n".join(sources) + "\n")


def words(text):
    return Counter(re.findall(r"\w+|[^\w\s]", text))


def f1(ours, true):
    a, b = words(ours), words(true)
    hit = sum((a & b).values())
    return 2 * hit / (sum(a.values()) + sum(b.values())) if hit else 0.0


def judge(documents, truth):
    problems, used = [], set()
    for identifier, want in truth.items():
        scored = [(f1(body, want["text"]), name) for name, (_, _, body) in documents.items()]
        best, name = max(scored, default=(0.0, None))
        if name is None or name in used:
            problems.append(f"{identifier}: no document of its own")
            continue
        used.add(name)
        header, title, body = documents[name]
        lines = body.split("\n")
        kept = "\n".join(line for line in lines if line not in want["optional"])
        for optional in want["optional"]:
            if len(optional) > 24:
                kept = kept.replace(optional, " ")
        score = f1(kept, want["text"])
        if score < MINIMUM_F1:
            problems.append(f"{identifier}: F1 {score:.4f}")
        if title != want["title"]:
            problems.append(f"{identifier}: title {title!r} instead of {want['title']!r}")
        if header.split()[1] not in want.get("date_ok", [want["date"]]):
            problems.append(f"{identifier}: {header!r} instead of {want['date']}")
        for noise in want["noise"]:
            if (noise in lines) if len(noise) < 25 else (noise in body):
                problems.append(f"{identifier}: noise {noise!r}")
    for name in set(documents) - used:
        problems.append(f"{name}: a document too many")
    return problems


def read_documents(corpus):
    documents = {}
    for file in sorted(corpus.glob("*.txt")):
        header, title, body = file.read_text(encoding="utf-8").split("\n", 2)
        if hashlib.sha256((body).encode()).hexdigest()[:16] not in file.name:
            sys.exit(f"{file.name}: its name is not the hash of its body")
        documents[file.name] = header, title, body.rstrip("\n")
    return documents


def main():
    tidings, rules = sys.argv[1:3]
    sites = Path(os.environ["TIDINGS_SHARED"]) / "corpus" / "sites"
    truth = {t["id"]: t for t in map(json.loads, open(sites / "truth.jsonl", encoding="utf-8"))}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, feeds, pages = collect(sites, truth)
        hosts = sorted({host for host, _ in files})
        make_certificates(folder, hosts)
        server = serve(folder, files)
        configure(folder, rules, feeds, hosts, server.server_port, truth, pages)
        fetch = [tidings, "--config", folder / "tidings.yaml", "--log-level", "warn", "fetch"]
        subprocess.run(fetch, check=False)
        documents = read_documents(folder / "corpus")
        problems = judge(documents, truth)
        server.seen.clear()
        subprocess.run(fetch, check=False)
        if read_documents(folder / "corpus") != documents:
            problems.append("the second fetch changed the corpus")
        plain = [path for path, condition in server.seen if condition is None]
        if plain:
            problems.append(f"the second fetch asked unconditionally for {plain}")
        print(f"{len(documents)} documents of {len(truth)} pages, {len(problems)} problems")
        for problem in problems:
            print("  " + problem)
        return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
