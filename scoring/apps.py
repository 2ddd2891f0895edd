from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "chấm điểm thi đua"

    def ready(self) -> None:
        from scoring.notices import register_kinds  # noqa: PLC0415  # models are not loaded before this point

        register_kinds()
