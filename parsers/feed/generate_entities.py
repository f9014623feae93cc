#!/usr/bin/env python3
"""Writes entities.inc: the named character references of HTML (WHATWG HTML 13.5), sorted by name.

Each row is {name without '&' and ';', text in UTF-8, whether it counts without the ';' too}.
Run: generate_entities.py > entities.inc
"""
from html.entities import html5


def literal(text):
    return '"' + "".join("\\x%02x" % byte for byte in text.encode("utf-8")) + '"'


names = sorted({name.rstrip(";") for name in html5}, key=lambda name: name.encode())
for name in names:
    print('{"%s", %s, %s},' % (name, literal(html5[name + ";"]), "true" if name in html5 else "false"))
