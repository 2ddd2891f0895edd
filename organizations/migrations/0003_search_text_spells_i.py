from django.db import migrations

from core.searching import respell


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_blocs")]

    operations = [migrations.RunPython(respell("organizations", "Organization", "User", "Bloc"), migrations.RunPython.noop)]
