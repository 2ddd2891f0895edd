"""A GET cannot write; a POST is one transaction; other methods are refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from core.http import WriteOnRead, authorize, methods
from organizations.models import Organization

requests = RequestFactory()


@methods(read=["GET", "HEAD"], write=["POST"])
def rename_all(request):
    Organization.objects.update(name="Đổi tên")
    if "fail" in request.GET:
        raise ValueError("after the write")
    return HttpResponse("done")


@methods()
def count(request):
    return HttpResponse(str(Organization.objects.count()))


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_cannot_write(province, method):
    name = province.name
    with pytest.raises(WriteOnRead), transaction.atomic():
        rename_all(getattr(requests, method)("/"))
    province.refresh_from_db()
    assert province.name == name


def test_reading_reads(province):
    assert count(requests.get("/")).content == b"1"


def test_writing_writes(province):
    rename_all(requests.post("/"))
    province.refresh_from_db()
    assert province.name == "Đổi tên"


def test_a_write_that_fails_halfway_leaves_nothing(province):
    name = province.name
    with pytest.raises(ValueError, match="after the write"):
        rename_all(requests.post("/?fail=1"))
    province.refresh_from_db()
    assert province.name == name


def test_an_unlisted_method_is_refused_with_the_list_of_those_allowed(db):
    response = count(requests.post("/"))
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_the_guard_ends_with_the_view(province):
    count(requests.get("/"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_organization SET place = 'Sa Pa'")
    province.refresh_from_db()
    assert province.place == "Sa Pa"


def test_authorize_refuses_in_words(unit_officer):
    with pytest.raises(PermissionDenied, match="không có quyền"):
        authorize(unit_officer, "campaigns.add_directive")


def test_authorize_lets_the_holder_pass(staff):
    authorize(staff, "campaigns.add_directive")
