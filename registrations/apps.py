from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "registrations"
    verbose_name = "đăng ký thi đua"

    def ready(self) -> None:
        from awards.registered import register  # noqa: PLC0415  # models are not loaded before this point
        from registrations import notices, papers, results_paper  # noqa: PLC0415
        from registrations.search import register_sources  # noqa: PLC0415
        from registrations.selectors.facts import registered  # noqa: PLC0415
        from registrations.waiting import register_waiting  # noqa: PLC0415

        notices.register_kinds()
        register(registered)
        papers.register_kinds()
        results_paper.register_kind()
        register_sources()
        register_waiting()
