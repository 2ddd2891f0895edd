from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "phong trào và chỉ thị"

    def ready(self) -> None:
        from campaigns.notices import register_kinds as register_notices  # noqa: PLC0415
        from campaigns.papers import register_kinds  # noqa: PLC0415  # models are not loaded before this point
        from campaigns.search import register_sources  # noqa: PLC0415
        from campaigns.waiting import register_waiting  # noqa: PLC0415

        register_kinds()
        register_notices()
        register_sources()
        register_waiting()
