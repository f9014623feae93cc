#!/usr/bin/env python3
"""check_ssrf.py TIDINGS (promise 17)

In a network namespace of its own, in which every address leads to a server of this test, tidings is lured to private,
loopback, link-local and special addresses: as sources, as names that resolve to them, and by redirects, feed links,
enclosures, sitemap entries and indexes, home pages and robots.txt of a public address. Not one connection may be opened
to them; what a source allows (allow_private) must get through, which shows that the way was open. Exit status 77:
skipped, and why.
"""
import collections
import http.server
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

PUBLIC, ROBOTS_HOP, MIXED = "93.184.216.34", "93.184.216.35", "93.184.216.36"
LITERALS = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.0.0.53 127.255.255.254 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.254 192.0.0.1 192.0.2.1 192.168.0.1 192.168.255.254 198.18.0.1 198.51.100.1
203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
2130706433 0x7f000001 0177.0.0.1 0x7f.1 127.1 017700000001 3232235521 0xc0.0xa8.0.1 10.1 0xa9fea9fe
[::] [::1] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [::ffff:a9fe:a9fe] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1]
[2002:7f00:1::] [2002:c0a8:1::1] [fc00::1] [fd12:3456::1] [fe80::1] [fec0::1] [ff02::1] [2001:db8::1] [100::1]
127.0.0.1:8080 10.0.0.1:22 ①②⑦.⓪.⓪.①
""".split()
NAMES = {"inner.test": ["10.0.0.5"], "local.test": ["127.0.0.1"], "meta.test": ["169.254.169.254"], "six.test": ["::1"],
         "mapped.test": ["::ffff:192.168.0.9"], "unique.test": ["fd00::7"]}
TARGETS = LITERALS + list(NAMES)


def rss(links, enclosures=()):
    return ("<rss version='2.0'><channel><title>t</title>"
            + "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
            + "".join(f"<item><title>e</title><link>http://{PUBLIC}/page/{i}</link><enclosure url='{url}' length='1' "
                      f"type='text/html'/></item>" for i, url in enumerate(enclosures)) + "</channel></rss>")


def sitemap(root, entry, locations):
    return (f"<{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
            + "".join(f"<{entry}><loc>{url}</loc></{entry}>" for url in locations) + f"</{root}>")


class Lure(http.server.BaseHTTPRequestHandler):
    """Answers at every address of the namespace, and notes at which it was asked."""
    protocol_version = "HTTP/1.1"
    connections = collections.Counter()
    paths = collections.Counter()

    def setup(self):
        super().setup()
        address = self.request.getsockname()[0].removeprefix("::ffff:")
        self.address = address
        Lure.connections[address] += 1

    def do_GET(self):
        path = urlsplit(self.path)
        Lure.paths[self.address, path.path] += 1
        urls = [f"http://{target}/secret/{i}" for i, target in enumerate(TARGETS)]
        if path.path == "/redirect":
            return self.reply(302, "", parse_qs(path.query)["to"][0])
        if path.path == "/robots.txt" and self.address == ROBOTS_HOP:
            return self.reply(302, "", "http://10.0.0.1/robots.txt")
        pages = {"/links": rss(urls, urls), "/sitemap": sitemap("urlset", "url", urls),
                 "/index": sitemap("sitemapindex", "sitemap", urls),
                 "/hops": rss(f"http://{PUBLIC}/redirect?to={quote(url, safe='')}" for url in urls),
                 "/robots-hop": rss([f"http://{ROBOTS_HOP}/page"]), "/robots.txt": "",
                 "/home": "".join(f"<link rel=alternate type='application/rss+xml' href='{url}'>" for url in urls)}
        self.reply(200, pages.get(path.path, "<p>nothing to see</p>"))

    def reply(self, status, body, location=None):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/xml" if body.startswith((b"<rss", b"<url", b"<sitemap")) else "text/html")
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location.encode().decode("latin-1"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def __init__(self, family, address):
        self.address_family = family
        super().__init__((address, 80), Lure, bind_and_activate=False)
        if family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.server_bind()
        self.server_activate()
        threading.Thread(target=self.serve_forever, daemon=True).start()


def opened():
    """How many TCP connections were begun in this namespace."""
    names, values = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines()
                     if line.startswith("Tcp:")]
    return int(values[names.index("ActiveOpens")])


def fetch(tidings, folder, sources):
    folder.mkdir()
    (folder / "tidings.yaml").write_text(
        f"corpus: {folder}/corpus\nstate: {folder}/state.db\nfetch: {{host_delay: 0s, timeout: 5s}}\n"
        "defaults: {first_poll: 1000}\nsources:\n" + "".join(f"  - {source}\n" for source in sources))
    Lure.connections.clear()
    before = opened()
    ended = subprocess.run([tidings, "--config", folder / "tidings.yaml", "fetch"], capture_output=True, text=True,
                           timeout=200)
    if ended.returncode not in (0, 1):
        sys.exit(f"exit status {ended.returncode}: {ended.stderr}")
    return dict(Lure.connections), opened() - before


def direct(more=""):
    return [f"{{name: s{i}, feed: 'http://{target}/links'{more}}}" for i, target in enumerate(TARGETS)]


def check(tidings):
    Server(socket.AF_INET, "0.0.0.0")
    Server(socket.AF_INET6, "::")
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lured = [f"{{name: {name}, {kind}: 'http://{PUBLIC}/{name}'}}" for name, kind in
                 (("links", "feed"), ("sitemap", "sitemap"), ("index", "sitemap"), ("hops", "feed"),
                  ("robots-hop", "feed"), ("home", "site"))]
        lured.append("{name: mixed, feed: 'http://mixed.test/links'}")
        reached, begun = fetch(tidings, folder / "closed", direct() + lured)
        strangers = {address: count for address, count in reached.items() if address not in (PUBLIC, ROBOTS_HOP, MIXED)}
        print(f"{len(TARGETS)} targets, each as source, link, enclosure, redirect, sitemap entry, sitemap and feed of a "
              f"home page: {sum(strangers.values())} connections to them; {begun} connections begun, "
              f"{sum(reached.values())} to public addresses")
        if strangers or begun != sum(reached.values()):
            failed = True
            print(f"connected to {strangers}; {begun} begun, {sum(reached.values())} seen")
        lures = ["/links", "/sitemap", "/index", "/hops", "/robots-hop", "/home", "/redirect", "/robots.txt"]
        unasked = [path for path in lures if not Lure.paths[PUBLIC, path]]
        if unasked or not Lure.paths[ROBOTS_HOP, "/robots.txt"]:
            failed = True
            print(f"not even asked for: {unasked}")
        reached, _ = fetch(tidings, folder / "open", direct(", allow_private: true, first_poll: 0"))
        print(f"with allow_private {len(reached)} addresses are reached")
        if len(reached) < 20:
            failed = True
    return 1 if failed else 0


def enter(arguments):
    """Runs this script in namespaces of its own."""
    way = ["unshare", "--net", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
    if subprocess.run([*way, "ip", "link", "set", "lo", "up"], capture_output=True).returncode != 0:
        print("skipped: no network namespace can be made here (unshare, ip)")
        return 77
    return subprocess.run([*way, sys.executable, __file__, *arguments, "inside"]).returncode


def prepare():
    for command in ("ip link set lo up", "ip route add local 0.0.0.0/0 dev lo", "ip -6 route add local ::/0 dev lo"):
        subprocess.run(command.split(), check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".hosts") as hosts:
        lines = [f"{address} {name}\n" for name, addresses in NAMES.items() for address in addresses]
        hosts.write("".join(lines) + f"10.0.0.7 mixed.test\n{MIXED} mixed.test\n")
        hosts.flush()
        subprocess.run(["mount", "--bind", hosts.name, "/etc/hosts"], check=True)


if __name__ == "__main__":
    if sys.argv[-1] != "inside":
        sys.exit(enter(sys.argv[1:]))
    prepare()
    sys.exit(check(sys.argv[1]))
