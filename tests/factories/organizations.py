"""Organizations and people, valid by default."""

import os

import factory
from factory.django import DjangoModelFactory

from core.vietnamese import searchable
from organizations.enums import Kind, Level, Role
from organizations.models import Membership, Organization, User

#: Several programs may make their records in one running application, each counting from zero.
_HERE = os.getpid()


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    code = factory.Sequence(lambda n: f"tinh{n}-{_HERE}")
    name = factory.Sequence(lambda n: f"Ủy ban nhân dân tỉnh Số {n}")
    kind = Kind.PEOPLES_COMMITTEE
    level = Level.PROVINCE
    document_symbol = "UBND"
    place = "Lào Cai"
    root_code = factory.LazyAttribute(lambda o: o.parent.root_code if o.parent else o.code)
    search_text = factory.LazyAttribute(lambda o: searchable(f"{o.name} {o.code}"))
    parent = None


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"canbo{n}.{_HERE}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")
    search_text = factory.LazyAttribute(lambda u: searchable(f"{u.full_name} {u.username}"))
    password = factory.django.Password("mat-khau-thu-nghiem")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.STAFF
    valid_from = "2020-01-01"
