from django.db import migrations

from core.searching import respell


class Migration(migrations.Migration):
    dependencies = [("targets", "0002_target_import")]

    operations = [migrations.RunPython(respell("targets", "Indicator", "Target"), migrations.RunPython.noop)]
