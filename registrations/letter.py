"""What a bloc's letter usually says, for a new registration. All of it is typed over where the bloc says otherwise."""

from __future__ import annotations

from organizations.enums import BlocRole
from organizations.models import Bloc
from registrations.models import Round

RECIPIENTS = "Như trên;\nCác cơ quan, đơn vị trong khối;\nLưu: VT."


def usual_letter(round_: Round, bloc: Bloc) -> dict[str, str]:
    """The fields of the letter by name, as far as the round and the bloc tell."""
    body = round_.campaign.organization
    return {
        "sender_superior": " ".join(body.letterhead_lines),
        "sender_name": bloc.name.upper(),
        "place": body.place,
        "subject_line": f"V/v đăng ký thi đua năm {round_.year}",
        "addressee": "Thường trực Hội đồng Thi đua - Khen thưởng tỉnh",
        "introduction": f"Thực hiện phong trào “{round_.campaign.name}”, {bloc.name} đăng ký thi đua năm "
        f"{round_.year} với những nội dung sau:",
        "closing": f"Trên đây là đăng ký thi đua năm {round_.year} của {bloc.name}, đề nghị Thường trực Hội đồng "
        "Thi đua - Khen thưởng tỉnh tổng hợp, theo dõi.",
        "on_behalf_of": f"TM. {bloc.name.upper()}",
        "signer_title": bloc.role_label(BlocRole.HEAD).upper(),
        "recipients": RECIPIENTS,
    }
