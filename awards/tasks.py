"""Background work: thin, by id, harmless when run twice."""

from __future__ import annotations

import os

from celery import shared_task

from awards.services import certificate_batches, history_import

#: How many workers may share one batch; messages without a worker wait and find nothing left to do.
LANES = max(2, os.cpu_count() or 1)


@shared_task(name="awards.work_on_batch")
def work_on_batch(batch_id: int) -> None:
    """Make parts of the batch for one turn; then queue again behind what others asked for meanwhile."""
    if certificate_batches.work_on(batch_id):
        work_on_batch.delay(batch_id)


@shared_task(name="awards.requeue_stale_batches")
def requeue_stale_batches() -> None:
    """Give back what dead workers held and send again what lost messages forgot."""
    certificate_batches.requeue_stale_batches()


@shared_task(name="awards.import_awards")
def import_awards(pk: int) -> None:
    """Take in a confirmed list of past awards."""
    history_import.run_import(pk)


@shared_task(name="awards.requeue_stale_imports")
def requeue_stale_imports() -> None:
    """Give back imports of dead workers and send again what lost messages forgot."""
    history_import.requeue_stale_imports()
