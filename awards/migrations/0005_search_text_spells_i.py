from django.db import migrations

from core.searching import respell


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_award_import")]

    operations = [migrations.RunPython(respell("awards", "AwardTitle", "Honouree", "Dossier", "Decision"), migrations.RunPython.noop)]
