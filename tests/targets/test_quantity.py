"""The words of a quantity: read, printed again, refused with the piece that could not be read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.enums import Comparator, Direction
from targets.lexicon import all_leads, read_lead
from targets.quantity import Form, Quantity, Unreadable, Wording, compose, parse, read_number, to_words, write_number

EQ, GE, GT, LE, LT, ABOUT, RANGE = "eq", "ge", "gt", "le", "lt", "approx", "range"
LEVEL, UP, DOWN = "level", "increase", "decrease"

#: words · comparator · low · high · unit · direction
READ = [
    ("Trên 10%", GT, "10", None, "%", LEVEL),
    ("7 - 7,5%", RANGE, "7", "7.5", "%", LEVEL),
    ("Dưới 24,9%", LT, "24.9", None, "%", LEVEL),
    ("Đạt từ 86% trở lên", GE, "86", None, "%", LEVEL),
    ("khoảng 38 - 39 nghìn tỷ đồng", RANGE, "38", "39", "nghìn tỷ đồng", LEVEL),
    ("14.040,807 tỷ đồng", EQ, "14040.807", None, "tỷ đồng", LEVEL),
    ("0,4‰", EQ, "0.4", None, "‰", LEVEL),
    ("45,7 giường bệnh/1 vạn dân", EQ, "45.7", None, "giường bệnh/1 vạn dân", LEVEL),
    ("tăng 8 - 9%", RANGE, "8", "9", "%", UP),
    ("thêm 10 xã", EQ, "10", None, "xã", UP),
    ("tăng thêm 7 xã trở lên", GE, "7", None, "xã", UP),
    ("giảm còn 67%", EQ, "67", None, "%", LEVEL),
    ("giảm từ 7% trở lên", GE, "7", None, "%", DOWN),
    ("từ 2% - 3%", RANGE, "2", "3", "%", LEVEL),
    ("giảm ít nhất 3-4%/năm", RANGE, "3", "4", "%/năm", DOWN),
    ("06 xã", EQ, "6", None, "xã", LEVEL),
    ("4.000ha", EQ, "4000", None, "ha", LEVEL),
    ("4000 ha", EQ, "4000", None, "ha", LEVEL),
    ("không quá 1,2%", LE, "1.2", None, "%", LEVEL),
    ("tối đa 5 vụ", LE, "5", None, "vụ", LEVEL),
    ("12 tỷ đồng trở xuống", LE, "12", None, "tỷ đồng", LEVEL),
    ("gần 32 triệu đồng/năm", ABOUT, "32", None, "triệu đồng/năm", LEVEL),
    ("≥ 95%", GE, "95", None, "%", LEVEL),
    ("10 %", EQ, "10", None, "%", LEVEL),
    ("từ 5 đến 6%", RANGE, "5", "6", "%", LEVEL),
    ("3 điểm phần trăm", EQ, "3", None, "điểm phần trăm", LEVEL),
    ("14,5 bác sỹ", EQ, "14.5", None, "bác sỹ", LEVEL),
    ("8,50 triệu lượt", EQ, "8.50", None, "triệu lượt", LEVEL),
]


@pytest.mark.parametrize(("words", "comparator", "low", "high", "unit", "direction"), READ, ids=[r[0] for r in READ])
def test_words_of_directives_are_read_and_printed_again(words, comparator, low, high, unit, direction):
    quantity = parse(words)
    assert (quantity.comparator, str(quantity.low), quantity.unit) == (comparator, low, unit)
    assert quantity.high == (Decimal(high) if high else None)
    assert quantity.direction == direction
    assert to_words(quantity) == words


def test_a_fraction_keeps_its_whole_and_its_percentage():
    quantity = parse("47/83 trường, đạt 56,6%")
    assert (quantity.low, quantity.out_of, quantity.share, quantity.unit) == (47, 83, Decimal("56.6"), "trường")
    assert quantity.words == "47/83 trường, đạt 56,6%"
    assert parse("47/83 trường (56,6%)").words == "47/83 trường (56,6%)"
    assert parse("05/09 xã").words == "05/09 xã"


def test_the_year_a_change_is_measured_from_is_kept():
    quantity = parse("tăng trên 10% so với năm 2023")
    assert (quantity.comparator, quantity.low, quantity.unit, quantity.baseline_year) == (GT, 10, "%", 2023)
    assert quantity.words == "tăng trên 10% so với năm 2023"
    assert parse("tăng 5% so với cùng kỳ").baseline_year is None


def test_a_unit_of_the_province_is_accepted():
    with pytest.raises(Unreadable, match="ghế đá"):
        parse("50 ghế đá")
    assert parse("50 ghế đá", more_units={"ghế đá"}).unit == "ghế đá"


#: words · the piece that could not be read · the sentence
REFUSED = [
    ("", "", "Chưa ghi mức cần đạt."),
    ("rất nhiều", "rất nhiều", "Không thấy con số nào trong “rất nhiều”."),
    ("quyết tâm 5%", "quyết tâm", "Không hiểu “quyết tâm” đứng trước con số."),
    ("1O0%", "1O0", "“1O0” có chữ “O” lẫn trong số."),
    ("trên 1O%", "1O", "“1O” có chữ “O” lẫn trong số."),
    (
        "12,800 tỷ đồng",
        "12,800",
        "“12,800” đọc được hai cách. Nếu là hàng nghìn, ghi 12.800; nếu là số lẻ, ghi 12,8.",
    ),
    (
        "12.80%",
        "12.80",
        "“12.80” ghi chưa đúng. Dấu chấm tách từng ba chữ số, dấu phẩy đứng trước số lẻ: 12.800,5.",
    ),
    (
        "1.2345,6%",
        "1.2345,6",
        "“1.2345,6” ghi chưa đúng. Dấu chấm tách từng ba chữ số, dấu phẩy đứng trước số lẻ: 12.800,5.",
    ),
    ("-5%", "-5", "“-5” là số âm. Mức giảm ghi bằng chữ, ví dụ “giảm 5”."),
    ("85", "85", "Sau số 85 chưa có đơn vị tính, ví dụ %, tỷ đồng, xã."),
    (
        "50 quả",
        "quả",
        "Đơn vị tính “quả” chưa có trong danh mục. Hãy kiểm tra chính tả, hoặc thêm vào danh mục.",
    ),
    ("9 - 7%", "9 - 7", "“9 - 7”: số đầu phải nhỏ hơn số sau."),
    ("7 - 7%", "7 - 7", "“7 - 7”: số đầu phải nhỏ hơn số sau."),
    ("dưới 5% trở lên", "trở lên", "“dưới” và “trở lên” trái nhau."),
    ("2% - 3 xã", "%", "Hai đầu của khoảng ghi hai đơn vị: “%” và “xã”."),
    ("90/83 trường", "83", "Phần 90 lớn hơn toàn bộ 83."),
]


@pytest.mark.parametrize(("words", "piece", "reason"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_cannot_be_read_is_refused_with_its_piece(words, piece, reason):
    with pytest.raises(Unreadable) as refusal:
        parse(words)
    assert (refusal.value.piece, refusal.value.reason) == (piece, reason)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (compose(Comparator.GT, Decimal(10), "%"), "trên 10%"),
        (compose(Comparator.GE, Decimal(86), "%"), "từ 86% trở lên"),
        (compose(Comparator.RANGE, Decimal(8), "%", high=Decimal(9), direction=Direction.INCREASE), "tăng 8 - 9%"),
        (compose(Comparator.EQ, Decimal("12800"), "tỷ đồng"), "12.800 tỷ đồng"),
        (compose(Comparator.GE, Decimal(5), "%", direction=Direction.DECREASE), "giảm từ 5% trở lên"),
        (compose(Comparator.LT, Decimal("24.9"), "%"), "dưới 24,9%"),
    ],
)
def test_fields_compose_the_usual_words(made, words):
    assert made.words == words
    assert parse(words) == made


VALUES = (
    st.decimals(min_value=0, max_value=10**9, places=3)
    .map(lambda d: d.normalize())
    .map(lambda d: d.quantize(Decimal(1)) if d.as_tuple().exponent > 0 else d)
)
FORMS = st.builds(Form, grouped=st.booleans(), digits=st.just(0))
UNITS = st.sampled_from(
    ["%", "‰", "tỷ đồng", "nghìn tỷ đồng", "triệu đồng/năm", "xã", "giường bệnh/1 vạn dân", "bác sỹ", "ha", "triệu USD"]
)
LEADS = st.lists(st.sampled_from(all_leads()), max_size=2).map(lambda words: "".join(f"{word} " for word in words))
TAILS = st.sampled_from(["", " trở lên", " trở xuống"])
BASELINES = st.sampled_from(["", " so với năm 2023", " so với cùng kỳ"])


def ambiguous(words: str) -> bool:
    try:
        read_number(words)
    except Unreadable:
        return True
    return False


@st.composite
def phrases(draw) -> str:
    low, high, unit, form = draw(VALUES), draw(VALUES), draw(UNITS), draw(FORMS)
    numbers = write_number(low, form)
    if draw(st.booleans()) and low < high:
        dash = draw(st.sampled_from([" - ", "-", " – ", " đến "]))
        inner = draw(st.sampled_from(["", unit if unit == "%" else ""]))
        numbers = f"{numbers}{inner}{dash}{write_number(high, form)}"
    gap = "" if unit in "%‰" else " "
    return f"{draw(LEADS)}{numbers}{gap}{unit}{draw(TAILS)}{draw(BASELINES)}"


def refusal_of(words: str) -> str:
    """Why the words are refused; nothing when they read."""
    try:
        parse(words)
    except Unreadable as refusal:
        return refusal.reason
    return ""


@given(phrases())
def test_every_phrase_that_reads_prints_the_same_words(words):
    if reason := refusal_of(words):
        assert "trái nhau" in reason or "đọc được hai cách" in reason, read_lead(words)
        return
    assert to_words(parse(words)) == words
    assert parse(to_words(parse(words))) == parse(words)


@given(
    st.sampled_from([c for c in Comparator if c != Comparator.RANGE]),
    VALUES,
    UNITS,
    st.sampled_from(list(Direction)),
)
def test_every_composed_quantity_reads_back_equal(comparator, low, unit, direction):
    if ambiguous(write_number(low, Form())):
        return
    made = compose(comparator, low, unit, direction=direction)
    assert parse(made.words) == made


@given(VALUES, FORMS, st.integers(min_value=0, max_value=4))
def test_every_number_reads_back_as_written(value, form, digits):
    words = write_number(value, Form(form.grouped, digits if value < 10 else 0))
    if ambiguous(words):
        return
    again, how = read_number(words)
    assert again == value
    assert write_number(again, how) == words


@given(st.text(alphabet="0123456789.,%- trênđạtxã/", max_size=30))
def test_any_text_is_read_or_refused_in_words(text):
    if reason := refusal_of(text):
        assert reason.endswith(".")
        return
    quantity = parse(text)
    assert isinstance(quantity, Quantity)
    assert isinstance(quantity.wording, Wording)
    assert quantity.words == " ".join(text.split())
