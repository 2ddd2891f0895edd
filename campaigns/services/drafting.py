"""Writing a directive: the first draft, every save, and going back to an earlier version."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns import policies
from campaigns.enums import EDITABLE
from campaigns.errors import EditConflict
from campaigns.models import TYPED_FIELDS, Campaign, Directive, DirectiveVersion
from campaigns.selectors import last_years_directive
from campaigns.services.campaigns import regular_campaign
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import searchable
from organizations.models import Organization, User

#: What may be saved beside the content: the relations of the draft.
RELATIONS = frozenset({"parent", "campaign"})
#: How often two people may start a directive of one issuer and year in the same moment.
_TRIES = 5


@transaction.atomic
def create_directive(
    *,
    issuer: Organization,
    year: int,
    by: User,
    campaign: Campaign | None = None,
    copy_from: Directive | None = None,
    parent: Directive | None = None,
) -> Directive:
    """Start a draft: empty, or with the content of another directive.

    Place and signer come from the issuer's latest directive. What is copied stays as it was, the old year in the
    text too; `policies.warnings_for` points at it. `ActionBlocked` when the issuer ended
    before the year or the parent is not issued.
    """
    latest = last_years_directive(issuer, year + 1)
    content = {"place": issuer.place}
    if latest:
        content |= {name: getattr(latest, name) for name in ("place", "signing_authority", "signer_title")}
        content |= {"signer_name": latest.signer_name, "recipients": latest.recipients}
    if copy_from:
        content = {name: getattr(copy_from, name) for name in TYPED_FIELDS}
    directive = Directive(
        issuer=issuer,
        year=year,
        campaign=campaign or regular_campaign(issuer, year, by=by),
        parent=parent,
        copied_from=copy_from,
        created_by=by,
        saved_by=by,
        **content,
    )
    if reasons := policies.blockers_to_start(issuer, year=year) + policies.parent_faults(directive, parent):
        raise ActionBlocked(*reasons)
    _insert(directive)
    record(directive, verb="tạo bản thảo", by=by, comment=f"chép từ {copy_from}" if copy_from else "")
    return directive


@transaction.atomic
def save_content(
    directive: Directive,
    content: dict[str, Any],
    *,
    base_revision: int,
    by: User,
    keep_version: bool,
    occasion: str = "Lưu",
) -> Directive:
    """Save what was typed, if nobody saved since `base_revision` and the draft is still open.

    `content`: any of TYPED_FIELDS and RELATIONS, text already cleaned. Raises `EditConflict` when somebody was
    faster and `ActionBlocked` when the directive is no longer a draft or the text is too long; nothing is written
    then. Saving what is there already is no write. `keep_version` adds a version unless it would equal the last.
    """
    unknown = content.keys() - set(TYPED_FIELDS) - RELATIONS
    if unknown:
        raise ValueError(f"not content of a directive: {sorted(unknown)}")
    current = Directive.objects.select_related("issuer", "saved_by").get(pk=directive.pk)
    _guard(current, content)
    changed = {name: value for name, value in content.items() if getattr(current, name) != value}
    if changed:
        current = _write(current, changed, base_revision=base_revision, by=by)
    if keep_version:
        _keep(current, by=by, occasion=occasion)
    return current


@transaction.atomic
def restore_version(directive: Directive, version: DirectiveVersion, *, base_revision: int, by: User) -> Directive:
    """Put an earlier version's text back as the draft; what stood there is kept as a version first.

    The list of targets stays: it belongs to the rows it was written from.
    """
    if version.directive_id != directive.pk:
        raise ValueError("a version is restored into its own directive")
    current = Directive.objects.get(pk=directive.pk)
    _keep(current, by=by, occasion="Trước khi khôi phục")
    restored = save_content(
        current,
        {name: version.content[name] for name in TYPED_FIELDS},
        base_revision=base_revision,
        by=by,
        keep_version=True,
        occasion=f"Khôi phục bản {version.number}",
    )
    record(restored, verb=f"khôi phục bản {version.number}", by=by)
    return restored


@transaction.atomic
def set_target_list(directive: Directive, target_list: dict[str, Any], *, by: User) -> Directive:
    """Keep the printed list of targets, in words, on a directive that is still a draft.

    Saving what is there already is no write. Raises `ActionBlocked` when the directive is no longer a draft.
    """
    lock(directive)
    current = Directive.objects.select_related("issuer").get(pk=directive.pk)
    if current.target_list == target_list:
        return current
    if reasons := policies.blockers_to_edit(current, on=timezone.localdate()):
        raise ActionBlocked(*reasons)
    Directive.objects.filter(pk=current.pk).update(
        target_list=target_list,
        target_revision=current.target_revision + 1,
        saved_at=timezone.now(),
        saved_by=by,
    )
    current.refresh_from_db()
    return current


@transaction.atomic
def keep_version(directive: Directive, *, by: User, occasion: str) -> DirectiveVersion:
    """The content as a version; the last version again when nothing changed since."""
    lock(directive)  # two people who save at once take their numbers one after the other
    last = directive.versions.order_by("-number").first()
    if last and last.content == directive.content:
        return last
    return DirectiveVersion.objects.create(
        directive=directive,
        number=last.number + 1 if last else 1,
        content=directive.content,
        occasion=occasion,
        saved_by=by,
    )


_keep = keep_version  # under this name where an argument is called keep_version


def lock(directive: Directive) -> None:
    """Hold the row until the transaction ends (SQLite holds the whole database already)."""
    Directive.objects.select_for_update().values_list("pk").get(pk=directive.pk)


def search_text(directive: Directive) -> str:
    """What a search without accents looks through."""
    words = [directive.subject_line, directive.theme, directive.issuer.name, directive.code]
    return searchable(" ".join([*words, directive.symbol if directive.number else "", str(directive.year)]))


def _guard(current: Directive, content: dict[str, Any]) -> None:
    reasons = policies.blockers_to_edit(current, on=timezone.localdate())
    if reasons := reasons + policies.content_faults(content) + policies.parent_faults(current, content.get("parent")):
        raise ActionBlocked(*reasons)


def _write(current: Directive, changed: dict[str, Any], *, base_revision: int, by: User) -> Directive:
    for name, value in changed.items():
        setattr(current, name, value)
    now = timezone.now()
    written = Directive.objects.filter(pk=current.pk, revision=base_revision, status__in=EDITABLE).update(
        **changed, revision=base_revision + 1, saved_at=now, saved_by=by, search_text=search_text(current)
    )
    if not written:
        fresh = Directive.objects.select_related("saved_by", "issuer").get(pk=current.pk)
        if reasons := policies.blockers_to_edit(fresh, on=timezone.localdate()):
            raise ActionBlocked(*reasons)  # it was sent for review while this person typed
        raise EditConflict(
            fresh,
            f"{fresh.saved_by} đã lưu chỉ thị này lúc {timezone.localtime(fresh.saved_at):%H:%M ngày %d/%m/%Y}, sau khi "
            "anh/chị mở trang. Phần anh/chị gõ vẫn còn trên trang; hãy xem khác biệt rồi lưu lại.",
        )
    current.refresh_from_db()
    return current


def _insert(directive: Directive) -> None:
    """Save under the first free code; when somebody takes it in the same moment, under the next."""
    for last in (*[False] * (_TRIES - 1), True):
        directive.code = _free_code(directive.issuer, directive.year)
        directive.search_text = search_text(directive)
        try:
            with transaction.atomic():
                directive.save()
        except IntegrityError:
            if last or not Directive.objects.filter(code=directive.code).exists():
                raise
        else:
            return


def _free_code(issuer: Organization, year: int) -> str:
    stem = f"{issuer.code}-{year}"
    used = set(Directive.objects.filter(code__startswith=stem).values_list("code", flat=True))
    codes = (stem if index == 1 else f"{stem}-{index}" for index in range(1, len(used) + 2))
    return next(code for code in codes if code not in used)
