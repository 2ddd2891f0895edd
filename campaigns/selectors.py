"""Reads that build the pages of this app."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from campaigns.models import Campaign, CampaignQuerySet, Directive, DirectiveQuerySet
from core.log import history_of
from core.models import LogEntry
from documents.enums import DocumentType
from documents.numbering import next_number
from organizations.enums import Level, Role
from organizations.models import Membership, Organization, User

_HIGHER = {
    Level.UNIT: (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.CENTRAL),
    Level.COMMUNE: (Level.DISTRICT, Level.PROVINCE, Level.CENTRAL),
    Level.DISTRICT: (Level.PROVINCE, Level.CENTRAL),
    Level.PROVINCE: (Level.CENTRAL,),
}


def directives_for(user: User | AnonymousUser) -> DirectiveQuerySet:
    """The directives a person may see, with what one row of the list shows."""
    return Directive.objects.visible_to(user).select_related("issuer", "campaign", "saved_by")


def campaigns_for(user: User | AnonymousUser) -> CampaignQuerySet:
    """The campaigns a person may see, with what one row shows; drafts of others are not counted either."""
    found: CampaignQuerySet = Campaign.objects.visible_to(user).select_related("organization")
    seen = models.Q(directives__in=Directive.objects.visible_to(user))
    return found.annotate(directive_count=models.Count("directives", filter=seen))


def suggested_number(issuer: Organization, year: int) -> int:
    """The number văn thư most likely wants."""
    return next_number(issuer, DocumentType.DIRECTIVE, year)


def last_years_directive(issuer: Organization, year: int) -> Directive | None:
    """The issuer's latest directive before this year: what most new ones are copied from."""
    return Directive.objects.filter(issuer=issuer, year__lt=year).order_by("-year", "-pk").first()


def possible_parents(directive: Directive, user: User) -> DirectiveQuerySet:
    """Issued directives of a higher level that this one may answer to."""
    higher = _HIGHER.get(Level(directive.issuer.level), ())
    return (
        Directive.objects.visible_to(user)
        .filter(issuer__level__in=higher, number__isnull=False, year__lte=directive.year)
        .exclude(pk=directive.pk)
        .select_related("issuer")
        .order_by("-year", "-issued_on")
    )


def directive_history(directive: Directive) -> models.QuerySet[LogEntry]:
    """Who did what, newest first."""
    return history_of(directive)


def people_as(organization: Organization, role: Role) -> list[User]:
    """Those who hold the role in the organization today."""
    held = Membership.objects.in_force(timezone.localdate()).filter(organization=organization, role=role)
    return list(User.objects.filter(memberships__in=held, is_active=True).distinct())
