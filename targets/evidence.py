"""Files that prove a figure: what they are by their content, never by their name. Pure."""

from __future__ import annotations

import zipfile
from typing import IO

LARGEST = 10 * 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SIGNATURES = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_SAME = {"jpeg": "jpg"}
#: A name is kept as typed up to this length; the column holds more.
_LONGEST_NAME = 150


class UnfitFile(ValueError):
    """The file cannot be kept; the text says why and what to send instead."""


def kind_of(file: IO[bytes], size: int, *, largest: int = LARGEST) -> str:
    """ "pdf", "docx", "xlsx", "jpg" or "png", by the first bytes or the parts of the package. Raises `UnfitFile`."""
    if size > largest:
        raise UnfitFile(f"Tệp {_megabytes(size)} MB lớn quá; mỗi tệp tối đa {largest // (1024 * 1024)} MB.")
    if not size:
        raise UnfitFile("Tệp trống, không có nội dung.")
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    kind = _package(file) if start.startswith(b"PK") else ""
    file.seek(0)
    if not kind:
        raise UnfitFile("Chỉ nhận tệp PDF, Word (docx), Excel (xlsx), ảnh JPG hoặc PNG. Hãy lưu lại theo một loại đó.")
    return kind


def safe_name(name: str, kind: str) -> str:
    """The name for the download, ended as its content is: "so-lieu.exe" that is a PDF becomes "so-lieu.exe.pdf"."""
    bare = " ".join(name.replace("\\", "/").rpartition("/")[2].split()) or "minh-chung"
    stem, dot, ending = bare.rpartition(".")
    if dot and _SAME.get(ending.lower(), ending.lower()) == kind:
        return f"{stem[:_LONGEST_NAME]}.{ending}"
    return f"{bare[:_LONGEST_NAME]}.{kind}"


def content_type_of(name: str) -> str:
    """What a kept file is sent as."""
    ending = name.rpartition(".")[2].lower()
    return CONTENT_TYPES[_SAME.get(ending, ending)]


def _package(file: IO[bytes]) -> str:
    """What a zip package holds; "" for any other zip. Only the list of its parts is read."""
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnfitFile("Tệp có macro. Hãy lưu lại thành tệp không có macro (docx, xlsx) hoặc PDF.")
    if "[Content_Types].xml" not in names:
        return ""
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",")
