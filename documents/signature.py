"""The lines above a signature (Decree 30/2020, Appendix I, II.7). Pure."""

from __future__ import annotations

from documents.enums import SigningAuthority

_PREFIXES = {
    SigningAuthority.BY_ORDER: "TL.",
    SigningAuthority.DELEGATED: "TUQ.",
    SigningAuthority.DEPUTY: "KT.",
}


def signature_titles(authority: str, *, signer_title: str, head_title: str, body_name: str) -> tuple[str, ...]:
    """Authority and title lines in capitals, as they stand on paper.

    `signer_title`: the signer's own office ("Phó Chủ tịch"); `head_title`: the office of the head in whose place a
    deputy signs ("Chủ tịch"); `body_name`: the collective ("Ủy ban nhân dân").
    """
    signer, head, body = signer_title.upper(), head_title.upper(), body_name.upper()
    kind = SigningAuthority(authority)
    if kind == SigningAuthority.COLLECTIVE:
        return (f"TM. {body}", signer)
    if kind == SigningAuthority.COLLECTIVE_DEPUTY:
        return (f"TM. {body}", f"KT. {head}", signer)
    if kind == SigningAuthority.ACTING:
        return (f"Q. {head}",)
    if kind == SigningAuthority.HEAD:
        return (signer,)
    return (f"{_PREFIXES[kind]} {head}", signer)
