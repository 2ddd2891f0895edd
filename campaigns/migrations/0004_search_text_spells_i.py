from django.db import migrations

from core.searching import respell


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_targets_on_paper")]

    operations = [migrations.RunPython(respell("campaigns", "Campaign", "Directive"), migrations.RunPython.noop)]
