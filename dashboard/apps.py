from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = "tổng quan"

    def ready(self) -> None:
        from dashboard.papers import register_kinds  # noqa: PLC0415  # models are not loaded before this point

        register_kinds()
