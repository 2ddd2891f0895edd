from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "khen thưởng"

    def ready(self) -> None:
        from awards import notices, papers_decision, papers_session  # noqa: PLC0415  # models are not loaded before this point
        from awards.search import register_sources  # noqa: PLC0415
        from awards.waiting import register_waiting  # noqa: PLC0415

        notices.register_kinds()
        papers_session.register_kinds()
        papers_decision.register_kinds()
        register_sources()
        register_waiting()
