"""Pages into a PDF file, written as a stream: a file of any length takes the memory of one page.

The fonts come last, when it is known which letters the pages used; each is embedded once per file. Nothing in the file
depends on the clock or on chance: equal pages give equal bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from types import TracebackType
from typing import IO

from awards.certificates.drawing import Drawing
from awards.certificates.fonts import FACES, Face, face
from awards.certificates.layout import POINT

CATALOG, PAGES, INFO, RESOURCES, METADATA = 1, 2, 3, 4, 5
_FIRST_FREE = 6
_NAMES_AT_ONCE = 100  # as many letters as one part of a ToUnicode table may list


class PdfFile:
    """Used with `with`: `add` each page, the rest is written at the end."""

    def __init__(self, out: IO[bytes], *, title: str, width: float, height: float) -> None:
        self._out = out
        self._title = title
        self._box = f"[0 0 {width / POINT:.3f} {height / POINT:.3f}]"
        self._offsets: dict[int, int] = {}
        self._free = _FIRST_FREE
        self._at = 0
        self._digest = hashlib.sha256()
        self._pages: list[int] = []
        self._glyphs: dict[str, dict[int, str]] = {}

    def __enter__(self) -> PdfFile:
        # Four high bytes tell transport programs that this is no text.
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()

    def add(self, drawing: Drawing) -> None:
        """One more page."""
        for name, used in drawing.glyphs.items():
            self._glyphs.setdefault(name, {}).update(used)
        content = self._stream(drawing.content, filtered=True)
        page = self._object(
            f"<</Type/Page/Parent {PAGES} 0 R/Resources {RESOURCES} 0 R/MediaBox{self._box}/Contents {content} 0 R>>"
        )
        self._pages.append(page)

    def _finish(self) -> None:
        fonts = "".join(f"/{name} {self._font(name, self._glyphs[name])} 0 R" for name in FACES if name in self._glyphs)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._object(f"<</Font<<{fonts}>>>>", RESOURCES)
        self._object(f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>", PAGES)
        self._object(f"<</Title{_text(self._title)}>>", INFO)
        self._stream(_metadata(self._title), "/Type/Metadata/Subtype/XML", METADATA, filtered=False, packed=False)
        self._object(
            f"<</Type/Catalog/Pages {PAGES} 0 R/Lang(vi)/Metadata {METADATA} 0 R"
            "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>",
            CATALOG,
        )
        self._references()

    def _references(self) -> None:
        start, size = self._at, self._free
        rows = b"".join(b"%010d 00000 n \n" % self._offsets[number] for number in range(1, size))
        name = self._digest.hexdigest()[:32]
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % size + rows)
        self._write(
            f"trailer\n<</Size {size}/Root {CATALOG} 0 R/Info {INFO} 0 R/ID[<{name}><{name}>]>>\n"
            f"startxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _font(self, name: str, used: Mapping[int, str]) -> int:
        """The face with these glyphs: its file, widths, and which letters they are, so that text can be searched."""
        found = face(name)
        figures = found.descriptor
        tag = _tag(name, used)
        program = found.subset(used)
        file = self._stream(program, f"/Length1 {len(program)}")
        box = " ".join(map(str, figures["box"]))
        descriptor = self._object(
            f"<</Type/FontDescriptor/FontName/{tag}+{found.postscript_name}/Flags {4 | 2 | 64 * ('I' in name)}"
            f"/FontBBox[{box}]/ItalicAngle {figures['italic_angle']}/Ascent {figures['ascent']}"
            f"/Descent {figures['descent']}/CapHeight {figures['cap_height']}/StemV {140 if 'B' in name else 80}"
            f"/FontFile2 {file} 0 R>>"
        )
        child = self._object(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{tag}+{found.postscript_name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
            f"/FontDescriptor {descriptor} 0 R/DW 0/W[{_widths(found, used)}]>>"
        )
        letters = self._stream(_letters(used))
        return self._object(
            f"<</Type/Font/Subtype/Type0/BaseFont/{tag}+{found.postscript_name}/Encoding/Identity-H"
            f"/DescendantFonts[{child} 0 R]/ToUnicode {letters} 0 R>>"
        )

    def _object(self, body: str, number: int = 0) -> int:
        return self._write_object(body.encode("ascii"), number)

    def _stream(
        self, data: bytes, entries: str = "", number: int = 0, *, filtered: bool = False, packed: bool = True
    ) -> int:
        """A stream; `filtered` data is compressed already, and what shall be read by any program is not `packed`."""
        if not filtered and packed:
            data = zlib.compress(data, 6)
        coding = "/Filter/FlateDecode" if filtered or packed else ""
        head = f"<<{entries}{coding}/Length {len(data)}>>stream\n".encode("ascii")
        return self._write_object(head + data + b"\nendstream", number)

    def _write_object(self, body: bytes, number: int) -> int:
        if not number:
            number, self._free = self._free, self._free + 1
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._at += len(data)
        self._out.write(data)


def _widths(found: Face, used: Mapping[int, str]) -> str:
    return "".join(f"{glyph}[{found.thousandths(found.advances[glyph])}]" for glyph in sorted(used))


def _letters(used: Mapping[int, str]) -> bytes:
    """Which letter each glyph is (ToUnicode)."""
    pairs = [f"<{glyph:04x}><{used[glyph].encode('utf-16-be').hex()}>" for glyph in sorted(used)]
    parts = [pairs[at : at + _NAMES_AT_ONCE] for at in range(0, len(pairs), _NAMES_AT_ONCE)]
    listed = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n"
        f"{listed}\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
    ).encode("ascii")


def _tag(name: str, used: Mapping[int, str]) -> str:
    """Six letters that tell this subset from others of the same face."""
    digest = hashlib.sha256(f"{name}{sorted(used)}".encode("ascii")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _text(words: str) -> str:
    return f"<feff{words.encode('utf-16-be').hex()}>"


def _metadata(title: str) -> bytes:
    safe = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{safe}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()
