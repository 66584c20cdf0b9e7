"""Text out of HTML left in a cell: blocks become lines, entities characters, and what is no tag stays."""

import re
from html.parser import HTMLParser

_BLOCKS = ("p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "o:p")
_INLINE = ("b", "strong", "i", "em", "u", "span", "font", "sub", "sup", "small", "a", "td", "th", "tbody", "thead")
# `a <b dan c>` may be a comparison; only the names above, closed at once or with attributes, are taken for tags.
_NO_TAG = re.compile(rf"<(?!/?(?:{'|'.join(_BLOCKS + _INLINE)})(?:\s+[a-z:-]+\s*=|\s*/?>)|!--)", re.IGNORECASE)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- their signature
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def without_markup(text: str) -> str:
    """The text of a cell, one line a paragraph, with single blanks."""
    if "<" in text or "&" in text:
        parser = _Text()
        parser.feed(_NO_TAG.sub("&lt;", text))
        parser.close()
        text = "".join(parser.pieces)
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
