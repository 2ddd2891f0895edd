"""The ballot cannot be traced: no table, log, time, order of rows or file leads from a member to a choice.

What is shown is stronger than "no column says so": whatever way the members voted and in whatever order, as long as each
item got the same totals the whole database is the same, with every row of the vote in its place; on SQLite, when the same
ballots were sent by other members, every byte of it. PostgreSQL writes a changed row where it finds room, so there each
history begins on empty pages. See docs/adr/0010-the-secret-ballot.md.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.ballot import Count
from awards.enums import Choice
from awards.models import PaperVoteEntry
from awards.selectors import sessions as selectors
from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from core.models import Change
from organizations.enums import Role
from tests.awards.sitting import PAPER, opened, plan, put, voters, whole
from tests.conftest import person
from tests.factories.awards import make_council

CHOICES = list(Choice)
VOTE = ("awards_tally", "awards_votemark")
#: Of the log and the changes: when they were written, and under which number of the closing. Of the closed session: the
#: same moment, in its row and in the change that set it. They belong to whoever closed it.
CLOSING_TIMES = {
    "awards_session": {"closed_at"},
    "core_logentry": {"at", "act"},
    "core_change": {"at", "act", "after"},
}


@pytest.fixture
def session(province, staff):
    """Nine members, three items; one member does not vote on the second."""
    council = make_council(province, 9)
    made = plan(council, staff)
    items = put(made, staff, "T1", "T2", "T3")
    services.add_conflict(items[1], council.members.get(position=4), reason="Cùng nhà", by=staff)
    return made


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing behind, so that another history can begin where this one did."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            lay_out_anew()
        yield
        transaction.set_rollback(True)


def lay_out_anew() -> None:
    """The rows of the vote on pages of their own, as they were first written: PostgreSQL forgets what was undone there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in VOTE:
            cursor.execute(f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table}")  # noqa: S608
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept ORDER BY id")  # noqa: S608
            cursor.execute("DROP TABLE kept")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every table with all its rows in the order in which the database itself gives them out, counters of keys too."""
    tables = sorted(connection.introspection.table_names())
    if connection.vendor == "sqlite":
        tables.append("sqlite_sequence")
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            order = "" if connection.vendor == "sqlite" or table in VOTE else "ORDER BY 1"
            cursor.execute(f'SELECT * FROM "{table}" {order}')  # noqa: S608  # names of our own tables
            columns = [column[0] for column in cursor.description]
            hidden = CLOSING_TIMES.get(table, set())
            if connection.vendor == "postgresql" and table in ("core_logentry", "core_change"):
                hidden = hidden | {"id"}  # its sequence goes on over what was undone
            kept = [at for at, column in enumerate(columns) if column not in hidden]
            found[table] = [tuple(row[at] for at in kept) for row in cursor.fetchall()]
    return found


def random_ballots(session, dice) -> dict[int, dict[int, str]]:
    """By member, a ballot at random."""
    return {voter.pk: {item: dice.choice(CHOICES).value for item in whole(session, voter)} for voter in voters(session)}


def swapped(all_ballots, dice) -> dict[int, dict[int, str]]:
    """The same totals per item, given by other members: every column is shuffled among those who vote on the item."""
    new = {voter: dict(one) for voter, one in all_ballots.items()}
    for item in {item for one in all_ballots.values() for item in one}:
        holders = [voter for voter, one in all_ballots.items() if item in one]
        said = [all_ballots[voter][item] for voter in holders]
        dice.shuffle(said)
        for voter, choice in zip(holders, said, strict=True):
            new[voter][item] = choice
    return new


def vote_all(session, all_ballots, order) -> None:
    for voter in order:
        ballots.cast_ballot(session, all_ballots[voter.pk], by=voter)


def after(session, all_ballots, order, staff, *, close: bool = False):
    """The database after these ballots in this order."""
    with undone():
        vote_all(session, all_ballots, order)
        if close:
            ballots.close_session(session, by=staff)
        return dump()


@pytest.mark.parametrize("close", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_equal_totals_leave_equal_databases_whoever_said_what_in_whatever_order(session, staff, seed, close):
    opened(session, staff)
    dice = random.Random(seed)  # noqa: S311  # no secret is made here
    one = random_ballots(session, dice)
    other = swapped(one, dice)
    assert one != other
    first, second = voters(session), voters(session)
    dice.shuffle(first)
    dice.shuffle(second)
    assert after(session, one, first, staff, close=close) == after(session, other, second, staff, close=close)


@pytest.mark.parametrize("seed", range(4))
def test_two_members_who_swap_their_ballots_cannot_be_told_apart_at_any_moment(session, staff, seed):
    """The same ballots come in one after the other, but two members have changed papers: once both have voted, the
    databases are equal after each ballot.
    """
    opened(session, staff)
    dice = random.Random(seed)  # noqa: S311
    one = random_ballots(session, dice)
    order = [voter for voter in voters(session) if len(one[voter.pk]) == 3]
    dice.shuffle(order)
    a, b, *rest = order
    other = one | {a.pk: one[b.pk], b.pk: one[a.pk]}
    moments: list[list[object]] = [[], []]
    for found, given, begin in ((moments[0], one, (a, b)), (moments[1], other, (b, a))):
        with undone():
            vote_all(session, given, begin)
            found.append(dump())
            for voter in rest:
                vote_all(session, given, [voter])
                found.append(dump())
    assert moments[0] == moments[1]


@pytest.mark.parametrize("seed", range(4))
def test_the_very_bytes_do_not_tell_who_sent_which_ballot(session, staff, seed):
    """SQLite: the image of the database, free space included. PostgreSQL: the transactions that wrote the rows."""
    opened(session, staff)
    dice = random.Random(seed)  # noqa: S311
    one = random_ballots(session, dice)
    order = [voter for voter in voters(session) if len(one[voter.pk]) == 3]
    others = order[:]
    dice.shuffle(others)
    papers = [one[voter.pk] for voter in order]
    images = []
    for senders in (order, others):
        with undone():
            for voter, paper in zip(senders, papers, strict=True):
                ballots.cast_ballot(session, paper, by=voter)
            images.append(image(session))
    assert images[0] == images[1]


def image(session) -> object:
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT x) FROM (SELECT xmin::text x FROM awards_votemark UNION SELECT xmin::text FROM awards_tally) rows"
        )
        assert cursor.fetchone() == (1,)
    return dump()


def test_a_ballot_changes_one_mark_and_the_counters_and_nothing_else(client, session, staff):
    """Through the page itself: session of the browser, messages, log, mails, files."""
    opened(session, staff)
    files = sorted(str(path) for path in settings.VAR_DIR.rglob("*")) if settings.VAR_DIR.exists() else []
    for voter in voters(session):
        client.force_login(voter)
        url = reverse("awards:ballot", args=[session.pk])
        client.get(url)
        before = dump()
        sent = {f"item_{item}": choice for item, choice in whole(session, voter, Choice.DISAGREE).items()}
        assert client.post(url, sent).status_code == 302
        now = dump()
        changed = {table for table in now if now[table] != before[table]}
        assert changed == {"awards_votemark", "awards_tally"}
        turned = set(now["awards_votemark"]) - set(before["awards_votemark"])
        assert len(turned) == 1
        assert all(len(now[table]) == len(before[table]) for table in now)
        assert "core_change" in now
    assert files == (sorted(str(path) for path in settings.VAR_DIR.rglob("*")) if settings.VAR_DIR.exists() else [])


def test_a_ballot_writes_the_same_rows_whatever_it_says(session, staff):
    """One statement for all marks, one for all counters: even which rows were written says nothing."""
    opened(session, staff)
    voter = voters(session)[0]
    statements = []
    for choice in CHOICES:
        with (
            undone(),
            CaptureQueriesContext(
                connection,
            ) as captured,
        ):
            ballots.cast_ballot(session, whole(session, voter, choice), by=voter)
        statements.append(
            [query["sql"] for query in captured if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
        )
    # What is added stands in a CASE; which rows are written, after its END, and that is the same to the letter.
    assert len({tuple(sql.rpartition(" END")[2] for sql in written) for written in statements}) == 1
    assert len({tuple(re.sub("'?(dis)?agree'?|'?blank'?", "?", sql) for sql in written) for written in statements}) == 1
    assert [sql.split('"')[1] for sql in statements[0]] == ["awards_votemark", "awards_tally"]


def test_what_closing_leaves_among_the_changes_says_nothing_of_a_ballot(session, staff):
    """The test of equal databases leaves out what the closing wrote into `after`, which holds its moment: here it is."""
    opened(session, staff)
    vote_all(session, random_ballots(session, random.Random(1)), voters(session))  # noqa: S311
    last = Change.objects.order_by("-pk").values_list("pk", flat=True)[0]
    ballots.close_session(session, by=staff)
    written = Change.objects.filter(pk__gt=last)
    assert {(one.model_table, one.operation, *sorted(one.after)) for one in written} == {
        ("awards_session", "update", "closed_at", "closed_by_id", "status"),
        ("awards_dossier", "update", "status"),
    }


def test_nothing_of_the_ballot_is_kept_as_a_change(session, staff):
    opened(session, staff)
    vote_all(session, random_ballots(session, random.Random(1)), voters(session))  # noqa: S311
    assert not Change.objects.filter(model_table__in=(*VOTE, "awards_papervoteentry")).exists()


def test_marks_are_made_by_seat_before_anybody_votes(session, staff):
    opened(session, staff)
    marks = sorted(dump()["awards_votemark"])
    seats = list(session.council.members.order_by("position").values_list("pk", flat=True))
    vote_all(session, random_ballots(session, random.Random(1)), voters(session)[::-1])  # noqa: S311
    assert [row[0] for row in sorted(dump()["awards_votemark"])] == [row[0] for row in marks]
    assert list(session.marks.order_by("pk").values_list("member", flat=True)) == seats


def test_no_table_has_room_for_a_choice_of_a_member(db):
    """No time, no member and no user in the counters; no choice and no time in the marks."""
    columns = {
        table: {column.name for column in _columns(table)}
        for table in ("awards_tally", "awards_votemark", "awards_papervoteentry")
    }
    assert columns == {
        "awards_tally": {"id", "item_id", "choice", "count"},
        "awards_votemark": {"id", "session_id", "member_id", "is_paper", "has_voted"},
        "awards_papervoteentry": {
            "id", "session_id", "entered_by_id", "digests", "members", "differing", "is_counted", "ballots"
        },
    }  # fmt: skip


def _columns(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)


def test_paper_votes_leave_no_trace_of_what_one_paper_said(province, staff):
    """Once both readings are in, neither is kept, not even as a digest."""
    council = make_council(province, 9)
    made = plan(council, staff)
    put(made, staff, "T1", "T2")
    opened(made, staff, seat8=PAPER, seat9=PAPER)
    second = person("staff2", province, Role.STAFF)
    members = set(made.marks.filter(is_paper=True).values_list("member", flat=True))
    read = {item.pk: Count(1, 1) for item in selectors.items_of(made)}
    for reader in (staff, second):
        ballots.enter_paper_votes(made, members=members, counts=read, by=reader)
    assert list(PaperVoteEntry.objects.values_list("digests", flat=True)) == [{}, {}]
