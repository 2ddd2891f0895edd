"""What a search means, and where it stands in a text."""

import pytest

from core.search_words import Piece, Way, marked, understood

SHORT = {"ubnd": ("uy ban nhan dan",), "cstdcs": ("chien si thi dua co so",), "bk": ("bang khen",)}


def ways(words):
    return [tuple(way.text for way in term) for term in understood(words, SHORT).terms]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Lào Cai", [("lao",), ("cai",)]),
        ("lao  cai ", [("lao",), ("cai",)]),
        ("chiến sỹ", [("chien",), ("si",)]),
        ("UBND tỉnh", [("ubnd", "uy ban nhan dan"), ("tinh",)]),
        ("ủy ban nhân dân tỉnh", [("ubnd", "uy ban nhan dan"), ("tinh",)]),
        ("CSTĐCS 2023", [("cstdcs", "chien si thi dua co so"), ("2023",)]),
        ("“Phát động”, (thi đua).", [("phat",), ("dong",), ("thi",), ("dua",)]),
    ],
)
def test_words_are_looked_for_folded_with_their_other_form(words, terms):
    assert ways(words) == terms


@pytest.mark.parametrize(
    ("words", "sign", "number"),
    [
        ("01/CT-UBND", "01/ct-ubnd", 1),
        ("01/ct-ubnd", "01/ct-ubnd", 1),
        ("1/CT-UBND", "01/ct-ubnd", 1),
        ("số 01 / CT - UBND", "01/ct-ubnd", 1),
        ("Số: 125/QĐ-UBND", "125/qd-ubnd", 125),
        ("01-CT/TU", "01-ct/tu", 1),
        ("so 01", "", 1),
        ("125", "", 125),
        ("2024", "", None),
        ("30/4", "", None),
        ("thi đua", "", None),
    ],
)
def test_numbers_of_papers_are_known(words, sign, number):
    query = understood(words, SHORT)
    assert (query.sign, query.number) == (sign, number)


def test_number_is_looked_for_with_its_zero_and_without():
    assert understood("số 1", {}).terms == ((Way("01", at_start=True), Way("1", at_start=True)),)


def test_sign_takes_no_word_of_its_own():
    assert ways("số 01/CT-UBND") == [("01/ct-ubnd",)]
    assert ways("chỉ thị 01/CT-UBND năm 2024") == [("01/ct-ubnd",), ("chi",), ("thi",), ("nam",), ("2024",)]


@pytest.mark.parametrize("words", ["", "  ", "a", "%", "…", "\x00", "( - )"])
def test_too_little_is_no_query(words):
    assert not understood(words, SHORT)


def test_a_long_text_is_cut():
    query = understood("thi đua " * 500, SHORT)
    assert (len(query.words), len(query.terms)) == (119, 8)


def test_two_letters_are_looked_for_at_the_start_of_words_only():
    assert [term[0].at_start for term in understood("an giang", {}).terms] == [True, False]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Ủy ban nhân dân tỉnh Lào Cai", "lao cai", "Ủy ban nhân dân tỉnh [Lào Cai]"),
        ("Chiến sỹ thi đua", "chiến sĩ", "[Chiến sỹ] thi đua"),
        ("Hoà Bình", "hòa", "[Hoà] Bình"),
        ("Đặng Thị Thủy", "dang thuy", "[Đặng] Thị [Thủy]"),
        ("01/CT-UBND về thi đua", "1/ct-ubnd", "[01/CT-UBND] về thi đua"),
        ("UBND tỉnh", "ủy ban nhân dân", "[UBND] tỉnh"),
        ("Trang trại và trạng nguyên", "an", "Trang trại và trạng nguyên"),
        ("Trang trại và an toàn", "an", "Trang trại và [an] toàn"),
        ("Giải phóng", "hong", "Giải p[hóng]"),
        ("Kỹ thuật\n  số", "ki thuat", "[Kỹ thuật] số"),
        ("<b>thi đua</b>", "thi đua", "<b>[thi đua]</b>"),
    ],
)
def test_hits_are_marked_with_their_accents(text, words, shown):
    pieces = marked(text, understood(words, SHORT))
    assert "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces) == shown


def test_marked_keeps_every_letter():
    assert marked("Thi đua", understood("không có", {})) == [Piece("Thi đua")]
    assert marked("", understood("thi", {})) == []
