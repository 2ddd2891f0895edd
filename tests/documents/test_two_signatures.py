"""Minutes are signed by two: side by side in the PDF and in Word; papers of one signature stay what they were."""

from __future__ import annotations

import dataclasses
import io

import pytest
from docx import Document

from documents.paper import Paper, Signature
from documents.rendering import render
from tests.documents.measure import lines_of
from tests.documents.papers import paper

SECRETARY = Signature(("THƯ KÝ",), "Vàng Seo Chúng")


def minutes() -> Paper:
    one = paper()
    chair = Signature(("CHỦ TRÌ",), "Trịnh Xuân Trường")
    return dataclasses.replace(one, recipients=(), appendices=(), signature=chair, second_signature=SECRETARY)


def test_two_signatures_survive_being_frozen():
    assert Paper.from_json(minutes().to_json()) == minutes()


def test_a_paper_of_one_signature_is_frozen_as_it_always_was():
    assert "second_signature" not in paper().to_json()
    assert Paper.from_json(paper().to_json()).second_signature is None


def test_a_second_signature_takes_the_place_of_the_recipients():
    with pytest.raises(ValueError, match="where the recipients do"):
        dataclasses.replace(paper(), second_signature=SECRETARY)


def test_the_signatures_stand_level_side_by_side_in_the_pdf():
    words = [word for line in lines_of(render(minutes(), "pdf", archival=True).content) for word in line.words]
    secretary = next(word for word in words if word.text == "KÝ")
    chair = next(word for word in words if word.text == "TRÌ")
    assert secretary.top == pytest.approx(chair.top, abs=0.1)
    assert secretary.right < 110 < chair.left
    names = [next(word for word in words if word.text == name) for name in ("Chúng", "Trường")]
    assert names[0].top == pytest.approx(names[1].top, abs=0.1)


def test_the_signatures_stand_side_by_side_in_word():
    document = Document(io.BytesIO(render(minutes(), "docx", archival=True).content))
    left, right = document.tables[-1].rows[0].cells
    assert (left.text.split("\n")[0], right.text.split("\n")[0]) == ("THƯ KÝ", "CHỦ TRÌ")
