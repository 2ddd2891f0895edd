from django.db import migrations

from core.searching import respell


class Migration(migrations.Migration):
    dependencies = [("registrations", "0002_version_accepted_at")]

    operations = [migrations.RunPython(respell("registrations", "Round"), migrations.RunPython.noop)]
