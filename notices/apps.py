from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "thông báo"

    def ready(self) -> None:
        from notices.kinds import register_kinds  # noqa: PLC0415  # models are not loaded before this point

        register_kinds()
