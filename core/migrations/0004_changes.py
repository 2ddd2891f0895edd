"""The table of changes. Its triggers are made after all migrations, from what the rooms say (`core.audit_triggers`)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: What triggers and the log ask; on SQLite every connection brings them (`core.acting`).
FUNCTIONS = """
CREATE OR REPLACE FUNCTION core_actor() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT NULLIF(current_setting('core.actor', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION core_act() RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT COALESCE(NULLIF(current_setting('core.act', true), ''), 'tx' || txid_current()) $$;
"""


def make_functions(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTIONS)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0003_log_is_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(make_functions, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model_table', models.CharField(max_length=63, verbose_name='bảng')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='mã bản ghi')),
                ('operation', models.CharField(choices=[('insert', 'thêm'), ('update', 'sửa'), ('delete', 'xóa')], max_length=6, verbose_name='việc')),
                ('before', models.JSONField(null=True, verbose_name='trước')),
                ('after', models.JSONField(null=True, verbose_name='sau')),
                ('scope', models.CharField(max_length=60, verbose_name='phạm vi')),
                ('act', models.CharField(max_length=40, verbose_name='lần ghi')),
                ('at', models.DateTimeField(verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'thay đổi dữ liệu',
                'verbose_name_plural': 'thay đổi dữ liệu',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='logentry',
            name='act',
            field=models.CharField(default='', editable=False, max_length=40, verbose_name='lần ghi'),
        ),
        migrations.AddField(
            model_name='logentry',
            name='scope',
            field=models.CharField(default='', editable=False, max_length=60, verbose_name='phạm vi'),
        ),
        migrations.AddField(
            model_name='logentry',
            name='search_text',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['scope', '-at', '-id'], name='core_log_scope'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['-at', '-id'], name='core_log_time'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['actor', '-at'], name='core_log_actor'),
        ),
        migrations.AddField(
            model_name='change',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['model_table', 'object_id', '-id'], name='core_change_record'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['act', 'id'], name='core_change_act'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['scope', '-id'], name='core_change_scope'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['actor', '-id'], name='core_change_actor'),
        ),
    ]
