"""Text out of HTML left in a cell: blocks become lines, entities characters, and what is no tag stays."""

from html.parser import HTMLParser

_BLOCKS = {"p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"b", "strong", "i", "em", "u", "span", "font", "sub", "sup", "small", "a", "td", "th", "tbody", "thead"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- their signature
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag not in _INLINE:  # `a <b dan c>` is text that only looks like a tag
            self.pieces += ["<", _text((self.get_starttag_text() or "<")[1:])]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _text(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.pieces)


def without_markup(text: str) -> str:
    """The text of a cell, one line a paragraph; text without markup comes back unchanged but for its blanks."""
    if "<" in text or "&" in text:
        text = _text(text)
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
