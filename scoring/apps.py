from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "chấm điểm thi đua"

    def ready(self) -> None:
        from scoring import notices, papers  # noqa: PLC0415  # models are not loaded before this point

        notices.register_kinds()
        papers.register_kinds()
