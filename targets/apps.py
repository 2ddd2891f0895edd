from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "chỉ tiêu"

    def ready(self) -> None:
        from targets import notices  # noqa: PLC0415
        from targets.faces import register_faces  # noqa: PLC0415  # models are not loaded before this point
        from targets.papers import register_kinds  # noqa: PLC0415
        from targets.search import register_sources  # noqa: PLC0415
        from targets.waiting import register_waiting  # noqa: PLC0415

        notices.register_kinds()
        register_faces()
        register_kinds()
        register_sources()
        register_waiting()
