"""Components: the HTML and ARIA they promise, whatever text they are given."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from core.actions import Action, NextStep, Tab
from core.listing import PAGE_SIZE, Column, Listing
from core.models import LogEntry
from core.templatetags.ui import TONE_ICONS
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory

EVIL = "<script>alert(1)</script>\"'"


def render(source: str, **context) -> str:
    return Template(source).render(Context({"csrf_token": "the-token", **context}))


def soup(source: str, **context) -> BeautifulSoup:
    return BeautifulSoup(render(source, **context), "html.parser")


class Record:
    """Anything with a status."""

    tone = "success"

    def __init__(self, words: str = "Đã ban hành") -> None:
        self.words = words

    def get_status_display(self) -> str:
        return self.words


class Person(forms.Form):
    name = forms.CharField(label="Họ và tên")
    year = forms.IntegerField(label="Năm", required=False)

    def clean(self):
        raise forms.ValidationError("Hai ô không khớp nhau.")


def entry(**changes) -> LogEntry:
    values = {"actor_label": "Lò Thị Mai", "verb": "ban hành chỉ thị", "at": datetime(2024, 1, 19, 1, 30, tzinfo=UTC)}
    return LogEntry(**{**values, **changes})


# Every tag, with one argument it does not have.


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "x" colour="red" %}',
        '{% badge "x" colour="red" %}',
        '{% badge "x" tone="red" %}',
        "{% status_badge x y %}",
        '{% page_header title="x" level="2" %}{% endpage_header %}',
        '{% card heading="x" %}{% endcard %}',
        '{% dialog id="x" title="y" %}{% enddialog %}',
        '{% dialog name="x" %}{% enddialog %}',
        "{% action_button x y %}",
        "{% action_button %}",
        '{% link_button "x" "#" target="_blank" %}',
        '{% link_button "x" "#" tone="red" %}',
        '{% submit_button "x" onclick="y" %}',
        '{% submit_button "x" tone="red" %}',
        "{% next_step x y %}",
        '{% empty_state title="x" image="y" %}',
        "{% timeline x y %}",
        "{% listing_head x y %}",
        "{% pagination x y %}",
        "{% export_links x y %}",
        "{% tabs x %}",
        "{% form_errors form=x %}",
    ],
)
def test_a_component_refuses_an_argument_it_does_not_know(source):
    with pytest.raises(TemplateSyntaxError):
        render(source, x="x", y="y")


# Every text that can come from a person.


@pytest.mark.parametrize(
    "source",
    [
        "{% icon evil %}",
        "{% badge evil %}",
        "{% status_badge record %}",
        "{% page_header title=evil subtitle=evil badge=record back_url=evil back_label=evil %}{% endpage_header %}",
        "{% card title=evil icon=evil anchor=evil %}{{ evil }}{% endcard %}",
        "{% dialog name=evil title=evil %}{{ evil }}{% enddialog %}",
        "{% action_button closed %}",
        "{% action_button post %}",
        "{% action_button get %}",
        "{% link_button evil evil icon=evil %}",
        "{% submit_button evil name=evil value=evil icon=evil %}",
        "{% next_step step %}",
        "{% empty_state title=evil text=evil action_label=evil action_url=evil icon=evil %}",
        "{% timeline entries %}",
        "{% tabs tabs label=evil %}",
        "{% form_errors form %}",
    ],
)
def test_a_text_is_never_markup(source):
    form = Person({"name": "x"})
    form.fields["name"].label = EVIL
    form.add_error("name", EVIL)
    get = Action(EVIL, EVIL, icon=EVIL)
    page = soup(
        source,
        evil=EVIL,
        record=Record(EVIL),
        get=get,
        post=Action(EVIL, EVIL, method="post", confirm=EVIL, icon=EVIL),
        closed=Action(EVIL, EVIL, reasons=[EVIL], icon=EVIL),
        step=NextStep(EVIL, EVIL, EVIL, [get]),
        entries=[entry(actor_label=EVIL, verb=EVIL, comment=EVIL)],
        tabs=[Tab(EVIL, EVIL)],
        form=form,
    )
    assert page.find("script") is None
    assert "alert(1)" in str(page)
    # A quotation mark that got out of an attribute would leave a new attribute of rubbish behind.
    assert all("<" not in name and "(" not in name for tag in page.find_all(True) for name in tag.attrs)


# Words and pictures.


def test_an_icon_is_for_the_eye_only():
    svg = soup('{% icon "person" %}').svg
    assert (svg["aria-hidden"], svg["focusable"]) == ("true", "false")
    assert svg.use["href"].endswith("img/icons.svg#person")


@pytest.mark.parametrize(
    ("tone", "picture"),
    [
        ("neutral", "dash-circle"),
        ("info", "clock-history"),
        ("success", "check-circle"),
        ("warning", "exclamation-triangle"),
        ("danger", "x-circle"),
        ("honour", "award"),
    ],
)
def test_a_badge_tells_its_tone_by_word_colour_and_picture(tone, picture):
    badge = soup("{% badge 'Đã duyệt' tone=tone %}", tone=tone).span
    assert badge["class"] == ["badge-tone", f"tone-{tone}"]
    assert badge.get_text() == "Đã duyệt"
    assert badge.use["href"].endswith(f"#{picture}")


def test_every_icon_that_is_named_is_in_the_sheet(settings):
    sheet = (settings.BASE_DIR / "static" / "img" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol[^>]* id="([^"]+)"', sheet))
    rooms = ("templates", "core", "organizations", "documents", "campaigns", "dashboard")
    files = [
        path for room in rooms for path in (settings.BASE_DIR / room).rglob("*") if path.suffix in (".html", ".py")
    ]
    named = {name for f in files for name in re.findall(r'(?:{% icon |icon=)"([^"]+)"', f.read_text(encoding="utf-8"))}
    assert named | set(TONE_ICONS.values()) <= drawn


def test_a_status_badge_is_the_records_own_word():
    badge = soup("{% status_badge record %}", record=Record()).span
    assert badge["class"] == ["badge-tone", "tone-success"]
    assert badge.get_text() == "Đã ban hành"


# Parts of a page.


def test_a_page_header_is_the_one_heading_with_its_buttons():
    page = soup(
        '{% page_header title="Chỉ thị" subtitle="Năm 2024" badge=record back_url="/chi-thi/" back_label="Chỉ thị" %}'
        '{% link_button "Soạn" "/soan/" %}{% endpage_header %}',
        record=Record(),
    )
    assert page.h1.get_text(" ", strip=True) == "Chỉ thị Đã ban hành"
    assert page.select_one(".subtitle").get_text() == "Năm 2024"
    assert page.select_one("a.back-link")["href"] == "/chi-thi/"
    assert page.select_one(".page-actions a")["href"] == "/soan/"


def test_a_card_with_a_title_is_a_landmark_and_one_without_is_not():
    titled = soup('{% card title="Tệp" anchor="tep" %}<p>x</p>{% endcard %}').section
    assert (titled["aria-label"], titled["id"], titled.h2.get_text()) == ("Tệp", "tep", "Tệp")
    assert titled.select_one(".card-body p").get_text() == "x"
    plain = soup("{% card %}x{% endcard %}").section
    assert plain.get("aria-label") is None
    assert plain.h2 is None


def test_a_dialog_is_named_by_its_title_and_can_be_closed():
    dialog = soup('{% dialog name="hoi" title="Trả lại" %}<p>x</p>{% enddialog %}').dialog
    assert dialog["id"] == "hoi"
    assert dialog.find(id=dialog["aria-labelledby"]).get_text() == "Trả lại"
    assert dialog.select_one("button[data-dialog-close]")["aria-label"] == "Đóng"


def test_an_empty_state_says_what_to_do_first():
    page = soup('{% empty_state title="Chưa có" text="Bấm nút" action_label="Soạn" action_url="/soan/" %}')
    assert [p.get_text() for p in page.find_all("p")] == ["Chưa có", "Bấm nút"]
    assert (page.a["href"], page.a.get_text(strip=True)) == ("/soan/", "Soạn")
    assert soup('{% empty_state title="Chưa có" %}').a is None


def test_tabs_are_links_and_one_of_them_is_here():
    nav = soup(
        '{% tabs tabs label="Các mặt" %}', tabs=[Tab("Bản lưu", "/a/", active=True, count=0), Tab("So sánh", "/b/")]
    ).nav
    assert nav["aria-label"] == "Các mặt"
    assert [(a["href"], a.get("aria-current"), a.get_text(" ", strip=True)) for a in nav.find_all("a")] == [
        ("/a/", "page", "Bản lưu 0"),
        ("/b/", None, "So sánh"),
    ]


# Buttons.


def test_a_closed_action_is_described_by_its_visible_reasons():
    action = Action("Ban hành", "/ban-hanh/", reasons=["Chưa được duyệt.", "Chưa có số."], tone="primary")
    page = soup("{% action_button action %}", action=action)
    button = page.button
    assert (button["type"], button["aria-disabled"]) == ("button", "true")
    assert [li.get_text() for li in page.find(id=button["aria-describedby"]).find_all("li")] == [*action.reasons]
    # Nothing to send and nowhere to go; and it can still be reached by Tab to read why.
    assert page.form is None
    assert page.a is None
    assert "disabled" not in button.attrs


def test_two_closed_actions_of_a_page_have_reasons_of_their_own():
    actions = [Action("Duyệt", "/duyet/", reasons=["a"]), Action("Trả lại", "/tra-lai/", reasons=["b"])]
    page = soup("{% for action in actions %}{% action_button action %}{% endfor %}", actions=actions)
    assert len({button["aria-describedby"] for button in page.find_all("button")}) == 2


def test_an_action_that_writes_is_a_form_with_token_and_question():
    action = Action("Mở lại", "/mo-lai/", method="post", confirm="Mở lại đơn vị?", tone="danger")
    form = soup("{% action_button action %}", action=action).form
    assert (form["method"], form["action"], form["data-confirm"]) == ("post", "/mo-lai/", "Mở lại đơn vị?")
    assert form.select_one('input[name="csrfmiddlewaretoken"]')["value"] == "the-token"
    assert form.button["class"] == ["btn", "btn-danger"]


def test_an_action_that_writes_without_a_question_asks_none():
    form = soup("{% action_button action %}", action=Action("Tạo", "/tao/", method="post")).form
    assert "data-confirm" not in form.attrs


def test_an_action_that_opens_a_page_is_a_link():
    link = soup("{% action_button action %}", action=Action("Duyệt", "/duyet/", tone="primary", icon="check-lg")).a
    assert (link["href"], link["class"], link.get_text(strip=True)) == ("/duyet/", ["btn", "btn-primary"], "Duyệt")


def test_link_and_submit_buttons():
    link = soup('{% link_button "Xem" "/x/" tone="danger" icon="eye" %}').a
    assert (link["href"], link["class"], link.svg["aria-hidden"]) == ("/x/", ["btn", "btn-danger"], "true")
    button = soup('{% submit_button "Lưu" name="luu" value="1" %}').button
    assert (button["type"], button["name"], button["value"], button["class"]) == (
        "submit",
        "luu",
        "1",
        ["btn", "btn-primary"],
    )
    assert "name" not in soup('{% submit_button "Lưu" %}').button.attrs


def test_the_next_step_says_where_who_until_when_and_offers_the_buttons():
    step = NextStep("Chờ duyệt.", "Trịnh Xuân Trường", "hạn 20/01/2024", [Action("Duyệt", "/duyet/")])
    section = soup("{% next_step step %}", step=step).section
    assert section["aria-label"] == "Bước tiếp theo"
    assert section.select_one(".next-step-where").get_text() == "Chờ duyệt."
    assert section.select_one(".next-step-who").get_text() == "Trịnh Xuân Trường · hạn 20/01/2024"
    assert section.a["href"] == "/duyet/"


def test_a_next_step_without_anyone_and_without_buttons_leaves_no_empty_places():
    section = soup("{% next_step step %}", step=NextStep("Đã xong.")).section
    assert section.select_one(".next-step-who, .next-step-actions") is None


def test_the_button_of_a_next_step_sends_the_token_as_well():
    step = NextStep("Đang soạn.", actions=[Action("Gửi", "/gui/", method="post")])
    assert soup("{% next_step step %}", step=step).select_one('[name="csrfmiddlewaretoken"]')["value"] == "the-token"


# The log.


def test_a_timeline_is_sentences_in_local_time():
    items = soup("{% timeline entries %}", entries=[entry(comment="số 01/CT-UBND"), entry()]).ol.find_all("li")
    assert [item.get_text(" ", strip=True) for item in items] == [
        "Lò Thị Mai ban hành chỉ thị: số 01/CT-UBND 19/01/2024 08:30",
        "Lò Thị Mai ban hành chỉ thị 19/01/2024 08:30",
    ]
    assert items[0].time["datetime"] == "2024-01-19T08:30:00+07:00"


def test_an_empty_timeline_says_so():
    assert soup("{% timeline entries %}", entries=[]).li.get_text() == "Chưa có việc nào được ghi."


# Errors of forms.


def test_form_errors_link_each_error_to_its_field():
    form = Person({"name": "", "year": "x"})
    box = soup("{% form_errors form %}", form=form).div
    assert (box["role"], box["tabindex"]) == ("alert", "-1")
    assert "Có 3 chỗ cần sửa" in box.p.get_text()
    assert box.li.get_text() == "Hai ô không khớp nhau."
    links = {a["href"]: a.get_text() for a in box.find_all("a")}
    assert set(links) == {"#id_name", "#id_year"}
    assert links["#id_name"].startswith("Họ và tên: ")
    page = soup("{{ form }}", form=form)
    assert all(page.find(id=href[1:]).name == "input" for href in links)


def test_form_errors_do_not_name_a_field_twice():
    form = Person({"name": "x"})
    form.add_error("name", "Họ và tên có chữ số.")
    form.add_error("name", "Ghi cả họ.")
    assert [a.get_text() for a in soup("{% form_errors form %}", form=form).find_all("a")] == [
        "Họ và tên có chữ số.",
        "Họ và tên: Ghi cả họ.",
    ]


def test_form_errors_of_a_formset_reach_the_fields_of_each_form():
    class Appendix(forms.Form):
        title = forms.CharField(label="Tên phụ lục")

    appendices = forms.formset_factory(Appendix, min_num=3, validate_min=True)
    formset = appendices({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-title": "", "form-1-title": "x"})
    assert not formset.is_valid()
    box = soup("{% form_errors formset %}", formset=formset)
    assert len(box.find_all("li")) == 2
    assert [a["href"] for a in box.find_all("a")] == ["#id_form-0-title"]


def test_form_errors_of_a_form_without_errors_are_nothing():
    class Name(forms.Form):
        name = forms.CharField()

    assert render("{% form_errors form %}", form=Name({"name": "x"})) == ""
    assert render("{% form_errors form %}", form=Name()) == ""


# Lists.

COLUMNS = [
    Column("ten", "Tên", lambda o: o.name, ("name",)),
    Column("so", "Số", lambda o: o.pk, ("pk",), numeric=True),
    Column("ghichu", "Ghi chú", lambda o: ""),
]


def listing(query: str = "") -> Listing:
    return Listing(RequestFactory().get(f"/?{query}"), Organization.objects.all(), COLUMNS, default_sort="ten")


def heads(query: str) -> list:
    return soup("<table>{% listing_head listing %}</table>", listing=listing(query)).find_all("th")


@pytest.mark.parametrize(
    ("query", "sorts", "links"),
    [
        ("", ["ascending", None], ["?sort=-ten", "?sort=so"]),
        ("sort=-ten", ["descending", None], ["?sort=ten", "?sort=so"]),
        ("sort=so&q=b%C3%A1o&page=3&export=csv", [None, "ascending"], ["?sort=ten&q=b%C3%A1o", "?sort=-so&q=b%C3%A1o"]),
        ("q=%22%3E%3Cscript%3E", ["ascending", None], None),
    ],
)
def test_a_head_sorts_and_keeps_the_filters(query, sorts, links):
    name, number, note = heads(query)
    assert [name.get("aria-sort"), number.get("aria-sort")] == sorts
    assert {th["scope"] for th in (name, number, note)} == {"col"}
    assert number["class"] == ["num"]
    assert note.a is None
    assert note.get("aria-sort") is None
    assert name.find_parent("table").find("script") is None
    if links:
        assert [name.a["href"], number.a["href"]] == links


@pytest.mark.django_db
def test_one_page_of_a_list_needs_no_pages():
    OrganizationFactory()
    assert render("{% pagination listing %}", listing=listing()).strip() == ""


@pytest.mark.django_db
def test_pages_keep_filter_and_sort_and_name_the_page_that_is_shown():
    OrganizationFactory.create_batch(PAGE_SIZE * 2 + 1)
    nav = soup("{% pagination listing %}", listing=listing("q=x&sort=-ten&page=2")).nav
    assert nav["aria-label"] == "Các trang của danh sách"
    assert nav.select_one('[aria-current="page"]').get_text() == "2"
    assert nav.find("a", rel="prev")["href"] == "?q=x&sort=-ten&page=1"
    assert nav.find("a", rel="next")["href"] == "?q=x&sort=-ten&page=3"
    assert nav.find("a", attrs={"aria-label": "Trang 3"})["href"] == "?q=x&sort=-ten&page=3"
    first = soup("{% pagination listing %}", listing=listing()).nav
    assert first.find("a", rel="prev") is None
    last = soup("{% pagination listing %}", listing=listing("page=3")).nav
    assert last.find("a", rel="next") is None


def test_export_links_take_the_whole_list_as_filtered():
    page = soup("{% export_links listing %}", listing=listing("q=x&sort=-ten&page=2"))
    assert {a.get_text(): a["href"] for a in page.find_all("a")} == {
        "Excel": "?q=x&sort=-ten&export=xlsx",
        "CSV": "?q=x&sort=-ten&export=csv",
    }


def test_a_filter_field_looks_like_a_field():
    class Filter(forms.Form):
        q = forms.CharField()
        year = forms.ChoiceField(choices=[("2024", "2024")])

    page = soup("{{ form.q|as_filter }}{{ form.year|as_filter }}", form=Filter())
    assert (page.find("input")["class"], page.find("select")["class"]) == (["form-control"], ["form-select"])
