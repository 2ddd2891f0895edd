"""What somebody who works here could try: names of others in a refusal, a member's ballot, sums no column holds."""

from decimal import Decimal

import pytest
from django.urls import reverse

from awards.enums import DossierStatus
from awards.forms.catalogue import TitleForm
from awards.models import Dossier
from awards.services.sessions import open_session, put_lines
from awards.services.sessions_ballot import open_voting
from core.errors import ActionBlocked
from organizations.enums import Role
from tests.awards.deciding import drafted
from tests.awards.dossiers import make_draft, make_line, submitted
from tests.awards.sitting import attend, opened, plan, put, vote, voters
from tests.conftest import person
from tests.factories.awards import make_council, make_dossier, make_honouree, make_title
from tests.factories.organizations import OrganizationFactory


def url(name: str, *args: object) -> str:
    return reverse(f"awards:{name}", args=args)


def test_a_refusal_does_not_name_who_is_on_a_dossier_of_another_province(client, province, other_province, staff):
    theirs = make_draft(OrganizationFactory(parent=other_province))
    hidden = make_line(theirs, make_title("X"), make_honouree("Bế Văn Ẩn", theirs.organization))
    mine = drafted(province, staff)
    client.force_login(staff)
    typed = {"dong": [hidden.pk], "base_revision": mine.revision}
    answer = client.post(url("decision_lines_add", mine.pk), typed).content.decode()
    assert "Chưa chọn dòng nào" in answer
    assert "Bế Văn Ẩn" not in answer


def seat_facts(member, user) -> dict[str, object]:
    facts = {"user": user.pk, "full_name": member.full_name, "role": member.role, "position": member.position}
    return facts | {"valid_from": "15/01/2024", "organization": member.organization_id}


def test_nobody_takes_the_seat_of_a_member_while_the_vote_is_open(client, province, staff):
    council = make_council(province, 3)
    session = plan(council, staff)
    put(session, staff, "T1")
    opened(session, staff)
    member = council.members.get(position=2)
    thief = person("thief", province, Role.STAFF)
    client.force_login(staff)
    refused = client.post(url("council_member_edit", member.pk), seat_facts(member, thief))
    assert refused.status_code == 422
    assert "đang bỏ phiếu nên không đổi tài khoản" in refused.content.decode()
    client.force_login(thief)
    assert client.get(url("ballot", session.pk)).status_code == 403
    member.refresh_from_db()
    assert member.user != thief


def test_an_account_is_given_before_the_vote_is_open(client, province, staff):
    council = make_council(province, 3)
    plan(council, staff)
    member, deputy = council.members.get(position=2), person("pho", province, Role.COUNCIL)
    client.force_login(staff)
    assert client.post(url("council_member_edit", member.pk), seat_facts(member, deputy)).status_code == 302
    member.refresh_from_db()
    assert member.user == deputy


@pytest.mark.parametrize(("amount", "status"), [("999999999", 302), ("1000000000", 422), ("1e30", 422), ("NaN", 422)])
def test_a_base_salary_whose_sums_no_column_holds_is_refused(client, admin, amount, status):
    client.force_login(admin)
    typed = {"valid_from": "01/01/2024", "amount": amount, "document": "NĐ", "is_verified": "on"}
    assert client.post(url("title_salary_create"), typed).status_code == status


def test_the_largest_salary_times_the_largest_coefficient_is_still_paid(client, admin, staff, clerk, province):
    client.force_login(admin)
    typed = {"valid_from": "01/01/2024", "amount": "999999999", "document": "NĐ", "is_verified": "on"}
    client.post(url("title_salary_create"), typed)
    draft = drafted(province, staff, "Giàng A Chứ")
    draft.lines.update(coefficient=Decimal("9999.99"))
    client.force_login(clerk)
    assert client.post(url("decision_issue", draft.pk), {"number": 5, "issued_on": "02/07/2026"}).status_code == 302
    assert client.get(url("decision_money", draft.pk)).status_code == 200
    assert draft.lines.get().money == Decimal("9999990000000")


def test_every_kind_of_paper_can_be_told_from_the_others(client, admin):
    title = make_title("Z")
    client.force_login(admin)
    typed = {
        key: value for key, value in TitleForm(title=title).initial.items() if value is not None and value is not False
    }
    typed["required_papers"] = "###\n***\nBáo cáo!\nBáo cáo?\nOther"
    assert client.post(url("title_edit", title.legal_version, title.code), typed).status_code == 302
    title.refresh_from_db()
    assert [paper["code"] for paper in title.required_papers] == [
        "giay_to",
        "giay_to_2",
        "bao_cao",
        "bao_cao_2",
        "other_2",
    ]


HUGE = "9" * 20


def test_a_box_whose_number_no_column_holds_is_no_choice(client, province, staff, unit_officer):
    dossier = make_draft(unit_officer.current_memberships[0].organization)
    client.force_login(staff)
    typed = {"honourees": [HUGE], "title": make_title("X").pk, "base_revision": 0}
    answer = client.post(url("dossier_lines", dossier.pk), typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["honourees"])
    session = plan(make_council(province, 3), staff)
    assert client.post(url("session_agenda_add", session.pk), {"lines": [HUGE]}).status_code == 422
    sent = submitted(dossier)
    asked = {"organizations": [HUGE], "due_on": "31/12/2026"}
    assert client.post(url("dossier_opinions", sent.pk), asked).status_code == 422


def test_what_all_provinces_share_is_not_changed_from_a_unit(client, province):
    title = make_title("Z")
    client.force_login(person("quan-tri-so", OrganizationFactory(parent=province), Role.ADMIN))
    assert client.get(url("title_edit", title.legal_version, title.code)).status_code == 403
    assert client.get(url("title_salary_create")).status_code == 403


def test_a_line_that_changed_since_the_page_was_read_is_put_as_it_is_now(province, staff):
    session = plan(make_council(province, 3), staff)
    read = make_dossier(province, titles=(make_title("T1"),)).lines.select_related("dossier").get()
    Dossier.objects.filter(pk=read.dossier_id).update(status=DossierStatus.SUPPLEMENT)
    with pytest.raises(ActionBlocked, match="chỉ đưa hồ sơ đã thẩm định ra Hội đồng"):
        put_lines(session, [read], by=staff)
    assert not session.items.exists()


def test_a_member_whose_unit_nobody_wrote_down_does_not_vote_on_himself(province, staff):
    council = make_council(province, 3)
    member = council.members.get(position=2)
    council.members.filter(pk=member.pk).update(organization=None)
    own = make_honouree(member.full_name.upper(), OrganizationFactory(parent=province))
    dossier = make_dossier(province, own.organization, titles=(make_title("T1"),), honourees=(own,))
    item = put_lines(plan(council, staff), dossier.lines.all(), by=staff)[0]
    assert [conflict.member for conflict in item.conflicts.all()] == [member]


def test_a_unit_written_down_during_the_meeting_still_keeps_its_member_from_voting(province, staff):
    council = make_council(province, 3)
    session = plan(council, staff)
    item = put(session, staff, "T1")[0]
    attend(session, staff)
    open_session(session, by=staff)
    member = council.members.get(position=2)
    council.members.filter(pk=member.pk).update(organization=item.line.honouree.organization)
    open_voting(session, by=staff)
    assert [conflict.member for conflict in item.conflicts.all()] == [member]


def test_nobody_reads_the_first_ballot_by_closing_upon_it(client, province, staff):
    session = plan(make_council(province, 3), staff)
    put(session, staff, "T1")
    session = opened(session, staff)
    first, second, _ = voters(session)
    vote(session, first, "disagree")
    curious = person("to-mo", province, Role.STAFF)
    client.force_login(curious)
    assert "một phiếu" not in client.get(url("session_close", session.pk)).content.decode()
    refused = client.post(url("session_close", session.pk), {"ended_at": ""})
    assert (refused.status_code, "Mới có một phiếu" in refused.content.decode()) == (422, True)
    session.refresh_from_db()
    assert (session.status, session.result) == ("voting", None)
    vote(session, second)
    assert client.post(url("session_close", session.pk), {"ended_at": ""}).status_code == 302
