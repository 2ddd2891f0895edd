from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "chỉ tiêu"

    def ready(self) -> None:
        from targets.faces import register_faces  # noqa: PLC0415  # models are not loaded before this point
        from targets.papers import register_kinds  # noqa: PLC0415

        register_faces()
        register_kinds()
