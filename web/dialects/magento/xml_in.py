"""XML bodies read while they arrive, so that a large picture is in memory once; without entities and DTDs."""

from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.expatreader import DefusedExpatParser

from web.dialects.requests import AnyRequest


class BadXml(Exception):
    pass


async def read_xml(request: AnyRequest) -> dict[str, object]:
    """Members by name: text, or a list where `data_item`s or other elements are inside. Raises BadXml.

    The text of `file_content` is a bytearray; what is no ASCII in it becomes `?`, which is no base64 either.
    """
    members = Members()
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(members)
    try:
        async for chunk in request.stream():
            parser.feed(chunk)
        parser.close()
    except (SAXException, ValueError, LookupError) as error:  # the last two: what is forbidden, encodings it lacks
        raise BadXml(str(error)) from error
    return members.found


class Members(ContentHandler):
    """The root's name is of no matter; its attributes are members too, an attribute `value` is an element's text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, object] = {}
        self._depth = 0
        self._name = ""
        self._text = Plain()
        self._items: list[object] = []
        self._item = Plain()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._depth += 1
        if self._depth == 1:
            self.found.update(attrs.items())
        elif self._depth == 2:
            self._name, self._items = name, []
            self._text = Content() if name == "file_content" else Plain(attrs.get("value"))
        elif self._depth == 3:
            self._item = Plain(attrs.get("value"))

    def characters(self, content: str) -> None:
        if self._depth == 2:
            self._text.add(content)
        elif self._depth == 3:
            self._item.add(content)

    def endElement(self, name: str) -> None:
        if self._depth == 3:
            self._items.append(self._item.whole())
        elif self._depth == 2:
            self._keep(name, self._items or self._text.whole())
        self._depth -= 1

    def _keep(self, name: str, value: object) -> None:
        """A name that comes again makes a list."""
        before = self.found.get(name)
        if before is None:
            self.found[name] = value
        else:
            self.found[name] = [*(before if isinstance(before, list) else [before]), value]


class Plain:
    """The text of one element."""

    def __init__(self, fixed: str | None = None) -> None:
        self._fixed = fixed
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        self._parts.append(text)

    def whole(self) -> object:
        return "".join(self._parts) if self._fixed is None else self._fixed


class Content(Plain):
    """Text that should be base64, held once and in one piece."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def add(self, text: str) -> None:
        self._bytes += text.encode("ascii", "replace")

    def whole(self) -> object:
        return self._bytes
