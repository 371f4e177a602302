"""review_page.py PAGE: well-formed, self-contained, and the finding stands with the service that it threatens."""

import html.parser
import sys

text = open(sys.argv[1], encoding="utf-8").read()


class Page(html.parser.HTMLParser):
    VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.targets, self.ids, self.words = [], [], [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            if name in ("href", "src", "xlink:href"):
                self.targets.append(value or "")
            if name == "id":
                assert value not in self.ids, f"the id {value} stands twice"
                self.ids.add(value)
            assert not name.startswith("on"), f"an inline handler: {name}"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        self.words.append(data)


page = Page()
page.feed(text)
assert not page.open, f"never closed: {page.open}"
assert "svg" in page.tags and "table" in page.tags
for target in page.targets:
    assert target.startswith("#"), f"the page reaches outside: {target}"
    assert target[1:] in page.ids, f"a link to nowhere: {target}"
assert "http://" not in text.replace("http://www.w3.org/", "") and "https://" not in text, "the page names another host"
words = " ".join(page.words)
for expected in ("echo", "unbounded-spawn", "blocking_tcp_echo_server.cpp:50", "std::thread"):
    assert expected in words, f"'{expected}' is missing"
