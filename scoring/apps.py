from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "chấm điểm thi đua"

    def ready(self) -> None:
        from scoring import notices, papers  # noqa: PLC0415  # models are not loaded before this point
        from scoring.waiting import register_waiting  # noqa: PLC0415

        notices.register_kinds()
        papers.register_kinds()
        register_waiting()
