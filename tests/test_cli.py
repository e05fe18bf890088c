"""The command line: help everywhere, forgiving names, one sentence for a mistake."""

import json

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import course.__main__ as cli
from course import doctor, lab, testing, topics

COMMANDS = sorted(get_command(cli.app).commands)
run = CliRunner()


@pytest.fixture
def two_topics(tmp_path, monkeypatch):
    """A course of two lectures, kinetics and reset, in a folder of its own."""
    for name, needs in (("08_kinetics", []), ("09_reset", ["08_kinetics"])):
        about = {"title": name[3:], "question": "Why?", "minutes": 50, "needs": needs, "part": "II"}
        notebook = {"cells": [], "metadata": {"course": about}, "nbformat": 4, "nbformat_minor": 5}
        (tmp_path / f"{name}.ipynb").write_text(json.dumps(notebook))
    monkeypatch.setattr(topics, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(topics, "ASSIGNMENTS", tmp_path / "none")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    shown = run.invoke(cli.app, [command, "--help"])
    assert shown.exit_code == 0
    assert "xample" in shown.output


@pytest.mark.parametrize(
    "name", ["8", "08", "kinetics", "Kinetics", "kin", "08_kinetics", "notebooks/08_kinetics.ipynb"]
)
def test_a_topic_goes_by_number_word_or_path(two_topics, name):
    assert topics.find(name).name == "08_kinetics"


@pytest.mark.parametrize("name", ["99", "genetics", "", "  "])
def test_an_unknown_topic_is_answered_with_those_that_exist(two_topics, name):
    with pytest.raises(LookupError, match="08_kinetics, 09_reset"):
        topics.find(name)


def test_a_topic_knows_what_it_needs(two_topics):
    assert topics.find("reset").needs == ("08_kinetics",)
    assert topics.find("reset").minutes == 50


def test_a_damaged_lecture_is_named_with_the_way_to_mend_it(two_topics):
    (two_topics / "08_kinetics.ipynb").write_text("{not json")
    with pytest.raises(ValueError, match=r"08_kinetics\.ipynb is damaged.*git checkout"):
        topics.topics()


def test_list_shows_each_topic_with_its_question(two_topics):
    shown = run.invoke(cli.app, ["list"])
    assert shown.exit_code == 0
    assert "08_kinetics" in shown.output
    assert "Why?" in shown.output


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["execute", "genetics"], "not a topic"),
        (["test", "everything"], "not a part"),
        (["bench", "speed"], "cohort"),
        (["facts", "--on", "tomorrow", "--due"], "not a date"),
        (["lab", "--port", "many"], "--port"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_use_is_exit_code_2_and_one_sentence(two_topics, words, hint):
    shown = run.invoke(cli.app, words)
    assert shown.exit_code == 2
    assert hint in shown.output
    assert "Traceback" not in shown.output


def test_an_error_is_one_sentence_and_exit_code_1(monkeypatch, capsys):
    monkeypatch.setattr(cli, "app", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(cli.sys, "argv", ["course", "list"])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().err


def test_debug_shows_the_traceback(monkeypatch):
    monkeypatch.setattr(cli, "app", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(cli.sys, "argv", ["course", "list", "--debug"])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_facts_of_one_topic_are_listed_and_counted():
    shown = run.invoke(cli.app, ["facts", "--topic", "kinetics"])
    assert shown.exit_code == 0
    assert "kinetics.fold_expansion" in shown.output


def test_a_port_in_use_is_said_before_jupyterlab_starts(monkeypatch):
    monkeypatch.setattr(lab, "is_free", lambda port: False)
    with pytest.raises(OSError, match="Port 8888 is in use by another program"):
        lab.open_lab(port=8888)


def test_jupyterlab_shows_no_news_no_cell_toolbar_and_no_merge_shortcut():
    settings = lab.CONFIG / "labconfig"
    disabled = json.loads((settings / "page_config.json").read_text())["disabledExtensions"]
    assert disabled["@jupyterlab/apputils-extension:announcements"]
    assert disabled["@jupyterlab/cell-toolbar-extension"]
    overrides = json.loads((settings / "default_setting_overrides.json").read_text())
    shortcuts = overrides["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    assert {s["command"].rpartition(":")[2] for s in shortcuts if s["disabled"]} == {
        "merge-cells",
        "merge-cell-above",
        "merge-cell-below",
    }


def test_the_doctor_finds_nothing_that_would_stop_this_machine():
    found = doctor.checks()
    assert [check for check in found if check.state == "stop"] == []
    assert all(check.mend for check in found if check.state != "ok")


def test_the_doctor_names_packages_that_differ_from_the_lock(tmp_path, monkeypatch):
    (tmp_path / "requirements.lock").write_text("typer==0.0.1 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    assert "typer" in doctor.packages().found


def test_missing_browser_fails_in_ci_and_is_loudly_left_out_elsewhere(monkeypatch, capsys):
    monkeypatch.setattr(testing, "find_browser", lambda: None)
    monkeypatch.setenv("CI", "true")
    assert not testing.run_part("browser", keyword="").good
    monkeypatch.delenv("CI")
    outcome = testing.run_part("browser", keyword="")
    assert (outcome.good, outcome.skipped, outcome.remark) == (True, 1, "NOT RUN: no Chromium")
    assert "apt install chromium" in capsys.readouterr().out


def test_the_last_line_of_a_test_run_is_the_sum_of_all_parts(capsys):
    parts = [
        testing.Outcome("style", True, passed=2),
        testing.Outcome("tests", False, passed=5, failed=1, skipped=3),
    ]
    testing.summary(parts)
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 1 failed, 3 skipped"


def test_a_report_that_was_never_written_counts_as_a_failure(tmp_path, monkeypatch):
    crash = [testing.sys.executable, "-m", "pytest", "--no-such-option"]
    outcome = testing.Outcome("tests", True)
    testing.run_command(crash, outcome, "")
    assert (outcome.good, outcome.failed) == (False, 1)
