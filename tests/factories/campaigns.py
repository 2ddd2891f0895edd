"""Campaigns and directives, valid by default."""

import os

import factory
from factory.django import DjangoModelFactory

from campaigns.models import Campaign, Directive
from tests.factories.organizations import OrganizationFactory, UserFactory


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    organization = factory.SubFactory(OrganizationFactory)
    year = 2024
    name = factory.Sequence(lambda n: f"Phong trào thi đua yêu nước số {n}")


class DirectiveFactory(DjangoModelFactory):
    """A draft complete enough to be submitted."""

    class Meta:
        model = Directive

    code = factory.Sequence(lambda n: f"chithi-{n}-{os.getpid()}")
    issuer = factory.SubFactory(OrganizationFactory)
    campaign = factory.SubFactory(CampaignFactory, organization=factory.SelfAttribute("..issuer"))
    year = 2024
    place = "Lào Cai"
    subject_line = "Về phát động phong trào thi đua năm 2024"
    theme = "Đoàn kết - Kỷ cương"
    body = "Năm 2023, phong trào thi đua được triển khai rộng khắp.\n\n1. Căn cứ các chỉ tiêu được giao./."
    signer_title = "Chủ tịch"
    signer_name = "Trịnh Xuân Trường"
    recipients = "TT. TU, HĐND, UBND tỉnh\nLưu: VT, NC2"
    created_by = factory.SubFactory(UserFactory)
    saved_by = factory.SelfAttribute("created_by")
