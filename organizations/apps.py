from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "cơ quan, đơn vị"

    def ready(self) -> None:
        from organizations.search import register_sources  # noqa: PLC0415  # models are not loaded before this point

        register_sources()
