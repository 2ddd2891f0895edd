"""Import of past awards: kept to be looked at, doubts answered, then all sound rows taken in at once.

Nothing is saved before it is confirmed. The list is read anew against the database of that moment, and everything is
written in one transaction that also ends the job: sent twice, run twice or killed halfway, it is imported once.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.enums import ImportStatus, Nature, SubjectKind
from awards.import_cells import Row
from awards.importing import Listed, award_of, read
from awards.models import AwardImport, AwardRecord, AwardTitle, Honouree
from awards.names import search_text_of, sort_name_of
from awards.selectors.history_import import NEW, known_to, packed, plain_result, unpacked
from core.errors import ActionBlocked
from core.log import record
from core.text import clean
from core.transitions import move
from organizations.models import Organization, User

log = logging.getLogger(__name__)

#: A list of more rows is taken in by a worker, with progress.
AT_ONCE = 2000
#: No import takes so long: a claim that old belongs to a dead worker.
STALE_AFTER = timedelta(minutes=10)
RESEND_AFTER = timedelta(seconds=30)
_BATCH = 1000


def keep_import(province: Organization, table: Sequence[Sequence[str]], *, file_name: str, by: User) -> AwardImport:
    """Keep an uploaded list and what was found in it for its owner to look at."""
    now = timezone.now()
    _clear_old(by)
    kept = AwardImport(
        owner=by, organization=province, file_name=clean(file_name).text[-200:] or "khen-thuong.xlsx", created_at=now
    )
    kept.table.save(f"{uuid.uuid4().hex}.json.gz", packed(table), save=False)
    _keep_result(kept, read(table, known_to(province, on=timezone.localdate())))
    kept.save()
    return kept


@transaction.atomic
def answer_questions(kept: AwardImport, answers: Mapping[str, str], *, by: User) -> int:
    """Keep who the doubtful ones are; how many are still open. An answer that was not offered is passed over."""
    offered = {one["key"]: {*one["candidates"], NEW} for one in unpacked(kept.checked)["questions"]}
    locked = AwardImport.objects.select_for_update().get(pk=kept.pk, owner=by)
    if locked.status != ImportStatus.PREVIEW:
        raise ActionBlocked("Danh sách này đã được xác nhận; không đổi được câu trả lời.")
    good = {key: value for key, value in answers.items() if value in offered.get(key, ())}
    kept.answers = {**locked.answers, **good}
    AwardImport.objects.filter(pk=kept.pk).update(answers=kept.answers)
    return len(offered.keys() - kept.answers.keys())


@transaction.atomic
def confirm_import(kept: AwardImport, *, leave_out_bad: bool, by: User) -> bool:
    """Take the list in: at once, or for a long one by a worker; says whether it is done (if not, the row says why).

    Confirmed a second time it is refused in words and nothing is imported twice. Bad rows stay out only when asked.
    """
    reasons = blockers_to_confirm(kept, leave_out_bad=leave_out_bad)
    if reasons:
        raise ActionBlocked(*reasons)
    move(kept, ImportStatus.QUEUED, by=by, verb="xác nhận nhập", confirmed_at=timezone.now(), progress=0)
    if kept.row_count > AT_ONCE:
        transaction.on_commit(lambda: send(kept.pk))
        return False
    run_import(kept.pk)
    kept.refresh_from_db()
    return kept.status == ImportStatus.DONE


def blockers_to_confirm(kept: AwardImport, *, leave_out_bad: bool) -> list[str]:
    """Why the list cannot be taken in now."""
    if kept.status != ImportStatus.PREVIEW:
        return ["Danh sách này đã được xác nhận."]
    if kept.row_count == kept.bad_count:
        return ["Không có dòng nào nhập được. Hãy sửa tệp rồi tải lên lại."]
    reasons = []
    if open_ones := kept.question_count - len(kept.answers):
        reasons.append(f"Còn {open_ones} đối tượng chưa rõ là người cũ hay người mới. Hãy chọn cho từng đối tượng.")
    if kept.bad_count and not leave_out_bad:
        reasons.append(f"Còn {kept.bad_count} dòng lỗi. Đánh dấu đồng ý bỏ qua các dòng đó, hoặc sửa tệp rồi tải lại.")
    return reasons


def send(pk: int) -> None:
    """Put the job before the workers."""
    from awards.tasks import import_awards  # noqa: PLC0415  # the task imports this module

    import_awards.delay(pk)


def run_import(pk: int) -> None:
    """Do a confirmed import if nobody does it already. What fails is told on the row, nothing of it is saved."""
    claim = uuid.uuid4().hex
    claimed = AwardImport.objects.filter(pk=pk, status=ImportStatus.QUEUED).update(
        status=ImportStatus.RUNNING, claim=claim, claimed_at=timezone.now(), progress=0
    )
    if not claimed:
        return
    kept = AwardImport.objects.select_related("organization", "owner").get(pk=pk)
    try:
        _import(kept, claim)
    except ActionBlocked as refusal:
        _give_up(kept, claim, ImportStatus.PREVIEW, " ".join(refusal.reasons))
    except Exception:
        log.exception("import %s failed", pk)
        words = "Lỗi khi ghi danh sách; chưa có gì được lưu. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống."
        _give_up(kept, claim, ImportStatus.FAILED, words)


def requeue_stale_imports() -> int:
    """Give back what dead workers held and send again what lost messages forgot."""
    now = timezone.now()
    AwardImport.objects.filter(status=ImportStatus.RUNNING, claimed_at__lt=now - STALE_AFTER).update(
        status=ImportStatus.QUEUED, claim="", claimed_at=None
    )
    waiting = AwardImport.objects.filter(status=ImportStatus.QUEUED, confirmed_at__lt=now - RESEND_AFTER)
    found = list(waiting.values_list("pk", flat=True))
    for pk in found:
        # The day of the confirmation is in the log; here it is when the last message went.
        AwardImport.objects.filter(pk=pk).update(confirmed_at=now)
        send(pk)
    return len(found)


def retry_import(kept: AwardImport, *, by: User) -> None:
    """Try a failed import again."""
    with transaction.atomic():
        move(kept, ImportStatus.QUEUED, by=by, verb="thử nhập lại", error="", confirmed_at=timezone.now())
        transaction.on_commit(lambda: send(kept.pk))


def _import(kept: AwardImport, claim: str) -> None:
    listed = read(unpacked(kept.table), known_to(kept.organization, on=timezone.localdate()))
    if len(listed.bad_rows) > kept.bad_count or any(one.key not in kept.answers for one in listed.questions):
        _keep_result(kept, listed)
        kept.save(update_fields=["checked", "row_count", "bad_count", "question_count", "answers"])
        raise ActionBlocked("Dữ liệu của tỉnh vừa thay đổi nên có dòng phải xem lại. Hãy xem rồi xác nhận lần nữa.")
    sound = [row for row in listed.rows if not row.errors]
    AwardImport.objects.filter(pk=kept.pk, claim=claim).update(progress=len(sound) // 3)
    with transaction.atomic():
        made, subjects = _make_subjects(sound, kept.answers)
        AwardImport.objects.filter(pk=kept.pk, claim=claim).update(progress=2 * len(sound) // 3)
        count = _make_records(sound, subjects, kept.answers)
        done = AwardImport.objects.filter(pk=kept.pk, status=ImportStatus.RUNNING, claim=claim).update(
            status=ImportStatus.DONE,
            claim="",
            progress=len(sound),
            record_count=count,
            subject_count=made,
            bad_count=len(listed.rows) - len(sound),
            error="",
        )
        if not done:
            raise ActionBlocked("Việc nhập đã được nơi khác nhận.")
        words = f"{count} lần khen thưởng, {made} đối tượng mới, từ tệp {kept.file_name}"
        record(
            kept,
            verb="nhập lịch sử khen thưởng",
            by=kept.owner,
            comment=words,
            from_status=ImportStatus.RUNNING,
            to_status=ImportStatus.DONE,
        )


def _resolved(key: str, answers: Mapping[str, str]) -> str:
    """Who a subject of the file is in the end: somebody known, or the first line about them."""
    seen = set()
    while (answer := answers.get(key, NEW)) != NEW and key not in seen:
        seen.add(key)
        key = answer
    return key


def _make_subjects(sound: Sequence[Row], answers: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Those who are new, made of the first line that says each thing; the primary key of everybody by key."""
    rows: dict[str, list[Row]] = {}
    for row in sound:
        rows.setdefault(_resolved(row.subject, answers), []).append(row)
    new = {key: _subject(several) for key, several in rows.items() if key[0] == "r"}
    Honouree.objects.bulk_create(new.values(), batch_size=_BATCH)
    found = {key: one.pk for key, one in new.items()}
    return len(new), {key: found.get(key) or int(key[1:]) for key in rows}


def _subject(rows: Sequence[Row]) -> Honouree:
    latest = max(rows, key=lambda row: row.values["year"])
    kind, name = latest.values["kind"], rows[0].values["name"]
    personal = kind == SubjectKind.INDIVIDUAL
    return Honouree(
        kind=kind,
        name=name,
        organization_id=latest.values["unit"],
        citizen_id=_first(rows, "citizen_id") or "",
        birth_year=_first(rows, "birth_year"),
        is_woman=_first(rows, "is_woman") if personal else None,
        is_ethnic_minority=_first(rows, "is_ethnic_minority") if personal else None,
        # The last post that is known; who holds a leading one is not guessed from words.
        post=latest.values["post"] if personal else "",
        sort_name=sort_name_of(name, kind),
        search_text=search_text_of(name),
    )


def _first(rows: Sequence[Row], key: str) -> Any:
    return next((value for row in rows if (value := row.values[key]) not in (None, "")), None)


def _make_records(sound: Sequence[Row], subjects: Mapping[str, int], answers: Mapping[str, str]) -> int:
    """Every award that the subject does not have yet; how many."""
    there = set(
        AwardRecord.objects.filter(honouree__in=set(subjects.values())).values_list(
            "honouree", "title_code", "year", "decision_number"
        )
        if len(subjects) < _BATCH
        else AwardRecord.objects.values_list("honouree", "title_code", "year", "decision_number")
    )
    fresh = list(_fresh(sound, subjects, answers, there))
    AwardRecord.objects.bulk_create(fresh, batch_size=_BATCH)
    return len(fresh)


def _fresh(
    sound: Sequence[Row], subjects: Mapping[str, int], answers: Mapping[str, str], there: set[Any]
) -> Iterator[AwardRecord]:
    natures = dict(AwardTitle.objects.order_by("-legal_version").values_list("code", "nature"))
    offices = dict(Organization.objects.values_list("pk", "name"))
    for row in sound:
        values, honouree = row.values, subjects[_resolved(row.subject, answers)]
        award = (honouree, *award_of(row, "")[1:])
        if award in there:
            continue
        there.add(award)
        yield AwardRecord(
            honouree_id=honouree,
            title_code=values["title_code"],
            title_name=values["title_name"],
            year=values["year"],
            nature=natures.get(values["title_code"], Nature.MERIT),
            achievement=values["achievement"],
            decision_number=values["number"],
            decided_on=values["decided_on"],
            decided_by=values["decided_by"],
            post_then=values["post"],
            office_then=offices[values["unit"]],
            is_imported=True,
        )


def _keep_result(kept: AwardImport, listed: Listed) -> None:
    kept.checked.save(f"{uuid.uuid4().hex}.json.gz", packed(plain_result(listed)), save=False)
    kept.row_count, kept.bad_count = len(listed.rows), len(listed.bad_rows)
    kept.question_count = len(listed.questions)
    keys = {one.key for one in listed.questions}
    kept.answers = {key: value for key, value in kept.answers.items() if key in keys}


def _give_up(kept: AwardImport, claim: str, status: str, words: str) -> None:
    AwardImport.objects.filter(pk=kept.pk, claim=claim).update(status=status, claim="", error=words)


def _clear_old(by: User) -> None:
    """The files hold numbers of citizens: they go when they are too old, and the lists that were never confirmed too."""
    old = AwardImport.objects.filter(owner=by, created_at__lte=timezone.now() - AwardImport.KEPT_FOR)
    for one in old.exclude(status__in=(ImportStatus.QUEUED, ImportStatus.RUNNING)):
        for file in (one.table, one.checked):
            if file:
                file.delete(save=False)
        if one.status == ImportStatus.PREVIEW:
            one.delete()
        else:
            AwardImport.objects.filter(pk=one.pk).update(table="", checked="")
