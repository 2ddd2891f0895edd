"""The handout of the meeting: who has it made, and what stands on it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dashboard.papers import KIND, council_paper
from documents.models import Document
from documents.paper import Chart, Paper
from documents.registry import kind_of
from documents.rendering import render
from tests.dashboard.scene import make_scene
from tests.factories.campaigns import CampaignFactory
from tests.organizations.views.outcomes import outcomes


@pytest.fixture
def scene(province):
    return make_scene(province)


def test_who_opens_it(request, province):
    campaign = CampaignFactory(organization=province)
    url = reverse("dashboard:council_handout", args=[campaign.pk])
    assert outcomes(request, url) == ["login", 200, 200, 403, 403, 404, 200]


def test_who_has_it_made(request, province):
    campaign = CampaignFactory(organization=province)
    url = reverse("documents:request", args=[KIND, campaign.pk])
    assert outcomes(request, url, post={"format": "pdf"}) == ["login", 302, 302, 404, 404, 404, 302]
    assert not Document.objects.exists()


def test_what_stands_on_it(scene):
    paper = council_paper(scene.campaign)
    captions = [table.caption for table in paper.tables]
    assert captions == [
        "Kết quả theo nhóm chỉ tiêu",
        "Chỉ tiêu chậm tiến độ, không đạt (thấp nhất trước)",
        "Đơn vị có chỉ tiêu chậm tiến độ, không đạt hoặc chưa có số liệu",
        "Đợt đăng ký số 1: 2/3 khối, cụm đã nộp",
        "Danh hiệu, hình thức của năm 2024; đã quyết định năm 2023 ở cột cuối",
        "",
        "",
    ]
    groups, lagging, _, filings, titles, compared, _ = paper.tables
    assert groups.rows[-1].cells == ("Tất cả chỉ tiêu", "5", "1", "0", "0", "1", "1", "2")
    assert lagging.rows[1].cells == (
        "2", "Giá trị xuất khẩu", "60,0", "Chậm tiến độ", "30/06/2024", "Sở Công Thương",
    )  # fmt: skip
    assert filings.rows[0].cells[:4] == ("1", "Khối số 3", "Đang lập", "0/1")
    assert titles.rows[-1].cells == ("Cộng", "6", "2", "2", "1")
    assert [column.label for column in compared.columns] == ["Nội dung", "Năm 2024", "Đến 30/09/2023", "Cả năm 2023"]


def test_its_chart_shows_what_is_lowest(scene):
    (chart,) = (part for part in council_paper(scene.campaign).body if isinstance(part, Chart))
    assert chart.title == "Thấp nhất là Giá trị xuất khẩu: 60,0%"
    assert [(bar.value, bar.text, bar.tone) for bar in chart.bars] == [("60.0", "60,0%, chậm tiến độ", "fair")]


def test_an_empty_year_still_has_its_paper(province):
    paper = council_paper(CampaignFactory(organization=province))
    assert (len(paper.tables), len(paper.body)) == (0, 2)
    assert Paper.from_json(paper.to_json()) == paper


@pytest.mark.parametrize("fmt", [str(one) for one in kind_of(KIND).formats])
def test_it_is_made_in_every_format(scene, fmt):
    assert len(render(council_paper(scene.campaign), fmt, archival=False).content) > 4000


def test_the_name_of_the_file(scene):
    assert kind_of(KIND).file_stem(scene.campaign) == "tai-lieu-hop-laocai-2024"
