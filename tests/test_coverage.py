"""Nothing that the course must hold is left out, and its table is up to date."""

from course import contents, coverage
from course.data import load
from course.topics import NOTEBOOKS, ROOT


def test_each_item_stands_in_its_lecture():
    assert coverage.missing() == []


def test_the_page_is_the_one_that_the_table_makes():
    assert (ROOT / "docs" / "coverage.md").read_text("utf-8") == coverage.page()


def test_words_that_no_lecture_holds_are_missed(monkeypatch):
    table = load("coverage").head(1).assign(words="a sentence that nobody wrote")
    monkeypatch.setattr(coverage, "load", lambda name: table)
    assert len(coverage.missing()) == 1


# The 36 items of the field's map, each with the rows of the table that teach it.
DOMAIN = {
    "lupus and lupus nephritis": ["lupus and lupus nephritis"],
    "rheumatoid arthritis": ["rheumatoid arthritis"],
    "type 1 diabetes": ["type 1 diabetes"],
    "multiple sclerosis": ["multiple sclerosis"],
    "myasthenia gravis": ["myasthenia gravis"],
    "systemic sclerosis and myositis": ["systemic sclerosis", "myositis"],
    "pemphigus, NMOSD, AIHA, ITP, SPS": [
        "pemphigus",
        "NMOSD",
        "autoimmune haemolytic anaemia (AIHA)",
        "immune thrombocytopenia (ITP)",
        "stiff person syndrome (SPS)",
    ],
    "specificity": ["specificity, harm on target away from the disease", "infection and low IgG"],
    "CRS and ICANS": ["CRS and ICANS"],
    "LICATS": ["LICATS"],
    "IEC-HS": ["IEC-HS"],
    "death and benefit-risk": ["death and benefit-risk"],
    "haematotoxicity": ["haematotoxicity"],
    "persistence and relapse": ["persistence and relapse"],
    "long-lived plasma cells": ["long-lived plasma cells"],
    "secondary malignancy": ["secondary malignancy"],
    "fertility and lymphodepletion": ["fertility and lymphodepletion toxicity"],
    "manufacturing": ["manufacturing"],
    "cost and access": ["cost and access"],
    "trial design": ["trial design: small, single-arm, overlapping, selected"],
    "regulation": ["regulation"],
    "dual target": ["dual target BCMA and CD19"],
    "CAR-Treg": ["CAR-Treg"],
    "CAAR-T": ["CAAR-T"],
    "allogeneic": ["allogeneic cells"],
    "mRNA ex vivo": ["mRNA ex vivo"],
    "in vivo": ["in vivo (LNP or LV)"],
    "safety switches": ["safety switches"],
    "reduced or no lymphodepletion": ["reduced or no lymphodepletion"],
    "rapid manufacture": ["rapid manufacture"],
    "other formats": ["other formats: CAR-NK, T-cell engagers"],
    "combination": ["combination"],
    "biomarkers": ["biomarkers"],
    "personalised medicine": ["personalised medicine"],
    "future access": ["access"],
    "regulation and registries": ["regulation and registries"],
}
# What the curriculum says must be findable, beside what the map holds.
MUST = [
    "how tolerance is broken",
    "severe side effects of immunosuppression",
    "variable efficacy of immunosuppression",
    "CARs made from the patient's own T cells",
    "return of the cells to the patient",
    "success in leukaemia and lymphoma",
    "the components of a CAR",
    "antigens on autoreactive B cells and other pathogenic cells",
    "sparing healthy tissue",
    "gene editing",
]


def test_each_of_the_36_items_has_its_rows():
    assert len(DOMAIN) == 36
    wanted = {row for rows in DOMAIN.values() for row in rows}
    assert wanted - set(load("coverage")["item"]) == set()


def test_nothing_that_must_not_be_left_out_is():
    assert set(MUST) - set(load("coverage")["item"]) == set()


def test_the_words_looked_for_are_not_found_everywhere():
    """Words such as “second” would be found in any lecture, whatever it teaches."""
    lectures = sorted(NOTEBOOKS.glob("[01]*_*.ipynb"))
    texts = [coverage.prose(path) for path in lectures]
    for row in load("coverage").itertuples():
        held = sum(row.words.casefold() in text for text in texts)
        assert held <= len(lectures) // 2, f"{row.item}: “{row.words}” stands in {held} lectures"


def test_every_lecture_has_its_badge_of_binder():
    listed = (NOTEBOOKS / "README.md").read_text("utf-8")
    assert listed == contents.readme()
    for path in NOTEBOOKS.glob("1[0-9]_*.ipynb"):
        assert f"/HEAD?urlpath=lab/tree/notebooks/{path.name})" in listed
