from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "thông báo"

    def ready(self) -> None:
        from notices.kinds import register_kinds  # noqa: PLC0415  # models are not loaded before this point
        from notices.selectors import unread_of_person  # noqa: PLC0415
        from organizations.backends import carry  # noqa: PLC0415

        register_kinds()
        carry("unread_notices", unread_of_person)
