"""The manuals of `docs/huong-dan/` as pages of the application: the same files, the same pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

FOLDER = Path(settings.BASE_DIR) / "docs" / "huong-dan"
#: Chapter → its title, in the order of the list.
CHAPTERS = {
    "bat-dau": "Bắt đầu: việc ai cũng làm",
    "can-bo-thi-dua": "Cán bộ thi đua",
    "can-bo-don-vi": "Cán bộ đơn vị",
    "truong-khoi": "Trưởng khối, cụm thi đua",
    "lanh-dao": "Lãnh đạo",
    "van-thu": "Văn thư",
    "hoi-dong": "Hội đồng Thi đua - Khen thưởng",
    "quan-tri": "Quản trị",
}


@dataclass(frozen=True)
class Chapter:
    """One manual: its title, its body as HTML, and its parts as (anchor, title)."""

    name: str
    title: str
    html: str
    parts: tuple[tuple[str, str], ...]


@lru_cache(maxsize=len(CHAPTERS))
def chapter(name: str) -> Chapter:
    """The chapter of this name; the files change only with the program, so each is read once."""
    converter = markdown.Markdown(
        extensions=["tables", "sane_lists", TocExtension(slugify=slugify_unicode, toc_depth="2-3")]
    )
    converter.treeprocessors.register(_Addresses(converter), "addresses", 5)
    html = converter.convert((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    # A heading of the first rank is the title of the page; the page writes it itself.
    html = html[html.index("</h1>") + len("</h1>") :]
    tokens = getattr(converter, "toc_tokens", [])
    parts = tuple((one["id"], one["name"]) for one in tokens if one["level"] == 2)
    return Chapter(name, CHAPTERS[name], html, parts)


class _Addresses(Treeprocessor):
    """Links between the files become links between the pages; pictures come from the static files."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target, mark, anchor = link.get("href", "").partition("#")
            if target.endswith(".md"):
                name = target.removesuffix(".md")
                url = (
                    reverse("dashboard:help_index")
                    if name == "README"
                    else reverse("dashboard:help_chapter", args=[name])
                )
                link.set("href", url + mark + anchor)
        for picture in root.iter("img"):
            picture.set("src", static(f"huong-dan/{picture.get('src', '').removeprefix('hinh/')}"))
            picture.set("loading", "lazy")
