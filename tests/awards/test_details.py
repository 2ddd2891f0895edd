"""What a line declares fills what the registers do not know, and never overrules them."""

from __future__ import annotations

from datetime import date

from awards.details import with_details
from awards.enums import Nature, SubjectKind
from awards.facts import (
    Achievement,
    Bloc,
    Confirmation,
    Facts,
    Grade,
    Initiative,
    Members,
    Pending,
    PendingKind,
    Rating,
    Reach,
    Subject,
    Waiver,
)

PERSON = Facts(Subject(SubjectKind.INDIVIDUAL, "Giàng A Chứ"))


def completed(facts: Facts = PERSON, **details: object) -> Facts:
    return with_details(facts, details, year=2024, nature=Nature.MERIT, said_by="Sở Nội vụ")


def test_nothing_declared_changes_nothing_but_the_achievement():
    facts = completed()
    assert facts.achievement == Achievement(key="", nature=Nature.MERIT, words="", reach=None, proof="")
    assert (facts.ratings, facts.initiatives, facts.pending, facts.disciplines) == (None, None, None, None)
    assert (facts.members, facts.bloc, facts.confirmations, facts.relies_on) == (None, None, None, None)


def test_rating_of_the_year_is_added_and_the_register_wins():
    assert completed(rating="good", rating_proof="3/TB").ratings == (Rating(2024, Grade.GOOD, "3/TB"),)
    known = Facts(PERSON.subject, ratings=(Rating(2024, Grade.COMPLETED, "1/TB"), Rating(2023, Grade.GOOD, "2/TB")))
    assert completed(known, rating="excellent").ratings == known.ratings


def test_initiative_is_added_once():
    declared = {
        "initiative": "Số hóa sổ",
        "initiative_level": "base",
        "initiative_on": "2024-10-01",
        "initiative_document": "5/QĐ",
    }
    expected = Initiative("Số hóa sổ", Reach.BASE, 2024, date(2024, 10, 1), "5/QĐ")
    assert completed(**declared).initiatives == (expected,)
    assert completed(Facts(PERSON.subject, initiatives=(expected,)), **declared).initiatives == (expected,)


def test_counts_of_members_fill_the_gaps_of_the_register():
    known = Facts(Subject(SubjectKind.COLLECTIVE, "Phòng"), members=Members(total=10))
    assert completed(known, members=12, members_completed=10).members == Members(total=10, completed=10)
    assert completed(known, members_completed=11).members == Members(total=10)


def test_a_unit_cannot_declare_away_what_the_register_holds():
    open_one = (Pending(PendingKind.COMPLAINT),)
    assert completed(is_clear=True).pending == ()
    assert completed(Facts(PERSON.subject, pending=open_one), is_clear=True).pending == open_one


def test_confirmations_say_who_confirms():
    facts = completed(confirmations={"spirit": True, "unity": False})
    assert facts.confirmations == (
        Confirmation("spirit", True, "Sở Nội vụ"),
        Confirmation("unity", False, "Sở Nội vụ"),
    )


def test_bloc_waiver_and_grounds():
    facts = completed(bloc="Khối 1", bloc_leads=True, bloc_proof="2/BB", relies_on=" 1/QĐ ; 2/QĐ;", waiver_name="A")
    assert facts.bloc == Bloc("Khối 1", True, "2/BB", 2024)
    assert facts.relies_on == ("1/QĐ", "2/QĐ")
    assert facts.registration_waiver == Waiver("A", "")
