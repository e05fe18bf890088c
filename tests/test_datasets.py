"""The tables: sound by the Frictionless standard, by our own check, and by the course's habits."""

import hashlib
import json
import re
import shutil

import frictionless
import pandas as pd
import pytest

from course import data, tables

PACKAGE = data.dictionary()
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
KINDS = {"measured", "digitised", "derived", "published", "synthetic"}
each_table = pytest.mark.parametrize("name", RESOURCES)

FIELDS = {
    "fields": [
        {"name": "day", "type": "integer", "constraints": {"required": True, "unique": True}},
        {"name": "cells", "type": "number", "constraints": {"minimum": 0, "maximum": 1e12}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["B", "T"]}},
    ]
}


def read(tmp_path, text: str) -> pd.DataFrame:
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return tables.read(path, FIELDS)


@each_table
def test_frictionless_finds_no_fault(name, tmp_path):
    folder = shutil.copytree(data.folder(), tmp_path / "datasets")
    package = {**PACKAGE, "resources": [RESOURCES[name]]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@each_table
def test_seal_fits_the_file(name):
    resource = RESOURCES[name]
    content = (data.folder() / resource["path"]).read_bytes()
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert (resource["bytes"], resource["rows"]) == (len(content), len(data.load(name)))


@each_table
def test_file_is_plain_text_with_unix_line_ends(name):
    content = (data.folder() / RESOURCES[name]["path"]).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    content.decode("utf-8")


@each_table
def test_description_is_complete(name):
    resource = RESOURCES[name]
    assert resource["kind"] in KINDS
    assert re.fullmatch(r"20\d\d-\d\d", resource["as_of"])
    assert resource["title"] and len(resource["description"].split()) >= 10
    assert resource["licenses"] and resource["path"] == f"{name}.csv"


@each_table
def test_every_column_says_what_it_means_and_in_which_unit(name):
    for field in RESOURCES[name]["schema"]["fields"]:
        assert re.fullmatch("[a-z][a-z0-9_]*", field["name"])
        assert field["title"] and field["description"] and field["unit"], field["name"]


@each_table
def test_synthetic_tables_say_so(name):
    resource = RESOURCES[name]
    synthetic = resource["kind"] == "synthetic"
    assert synthetic == ("SYNTHETIC" in resource["title"]) == name.startswith("synthetic_")


@each_table
def test_sources_are_in_the_list_of_references(name):
    papers = data.load("references")
    known = {f"https://doi.org/{doi}".lower() for doi in papers["doi"].dropna()}
    known |= set(papers["url"].dropna().str.lower())
    for source in RESOURCES[name]["sources"]:
        assert source["path"].startswith("https://"), source
        if "doi.org" in source["path"]:
            assert source["path"].lower() in known, source


@each_table
def test_reference_columns_name_known_papers(name):
    table = data.load(name)
    if "reference" in table:
        assert set(table["reference"].dropna()) <= {*data.load("references")["key"], "own"}


def test_every_file_in_the_folder_is_described():
    described = {resource["path"] for resource in PACKAGE["resources"]}
    assert {path.name for path in data.folder().glob("*.csv")} == described


def test_every_reference_has_a_doi_or_an_address_but_not_two_rows():
    papers = data.load("references")
    assert (papers["doi"].notna() ^ papers["url"].notna()).all()
    assert papers["doi"].dropna().str.lower().is_unique
    assert papers["key"].str.lower().is_unique


def test_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(KeyError, match="Did you mean zuma1_kinetics"):
        data.load("zuma_kinetics")


def test_altering_a_loaded_table_leaves_the_next_one_alone():
    table = data.load("zuma1_kinetics")
    table["median"] = 0
    assert data.load("zuma1_kinetics")["median"].iloc[0] == 27.5


def test_about_shows_title_source_and_units():
    shown = data.about("zuma1_kinetics")
    assert "https://doi.org/10.1098/rspb.2021.0229" in repr(shown)
    assert "cells/µL" in repr(shown) and "cells/µL" in shown._repr_html_()


def test_about_says_loudly_that_a_table_is_synthetic():
    shown = data.About(data.about("zuma1_kinetics"), kind="synthetic")
    assert "SYNTHETIC" in repr(shown) and "SYNTHETIC" in shown._repr_html_()


def test_missing_cells_become_missing_values(tmp_path):
    table = read(tmp_path, "day,cells,kind\n0,1.5,B\n7,,\n")
    assert table["day"].dtype == "int64" and table["cells"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("0,1,C", "line 2, column kind: 'C' is not allowed; allowed are B, T"),
        ("0.5,1,B", "line 2, column day: '0.5' is not a whole number"),
        ("0,-1,B", "line 2, column cells: -1 is below the smallest allowed value, 0"),
        ("0,2e12,B", "above the largest allowed value"),
        ('0,"1,5",B', "'1,5' is not a number"),
        ("0,nan,B", "'nan' is not a number"),
        (",1,B", "line 2, column day: empty, but a value is required"),
        ("0,1,B\n0,2,B", "line 3, column day: 0 stands in line 2 too"),
        ("0,1", "line 2: 2 cells, but the header has 3"),
    ],
)
def test_a_broken_table_is_answered_with_line_column_and_rule(tmp_path, row, message):
    with pytest.raises(tables.TableError, match=re.escape(message)):
        read(tmp_path, f"day,cells,kind\n{row}\n")


def test_a_renamed_column_is_noticed(tmp_path):
    with pytest.raises(tables.TableError, match="they should be day, cells, kind"):
        read(tmp_path, "day,count,kind\n0,1,B\n")


def test_a_changed_table_breaks_its_seal(tmp_path, monkeypatch):
    folder = shutil.copytree(data.folder(), tmp_path / "datasets")
    monkeypatch.setattr(data, "folder", lambda: folder)
    assert data.seal() == []
    path = folder / "zuma1_kinetics.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("27.5", "27.6"), encoding="utf-8")
    assert data.seal() == ["zuma1_kinetics"]
    assert data.load("zuma1_kinetics")["median"].iloc[0] == 27.6
