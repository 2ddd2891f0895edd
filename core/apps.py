from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "lõi"

    def ready(self) -> None:
        from core.acting import register_functions  # noqa: PLC0415  # models are not loaded before this point
        from core.audit_triggers import install, uninstall  # noqa: PLC0415

        connection_created.connect(register_functions, dispatch_uid="core.acting")
        pre_migrate.connect(uninstall, sender=self, dispatch_uid="core.audit_triggers")
        post_migrate.connect(install, sender=self, dispatch_uid="core.audit_triggers")
