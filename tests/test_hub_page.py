"""docs/jupyterhub.md is run as it stands by tests/hub; here is what can be seen without a hub."""

from course.topics import ROOT
from tests.hub.conftest import PEOPLE, PLACE, blocks

COMMANDS, FILES = blocks()


def test_the_files_of_the_page_are_python_with_a_path_in_their_first_line():
    assert [path.name for path in FILES] == [
        "jupyterhub_config.py",
        "nbgrader_config.py",
        "nbgrader_config.py",
    ]
    for path, text in FILES.items():
        assert path.as_posix().startswith(("/etc/", "/home/", PLACE.as_posix()))
        compile(text, str(path), "exec")


def test_the_trial_touches_no_place_and_no_person_of_a_real_hub():
    left = "\n".join([*COMMANDS, *FILES.values(), *(path.as_posix() for path in FILES)])
    for place in ("hub", "srv"):
        left = left.replace((PLACE / place).as_posix(), "")
    assert "/opt/hub" not in left and "/srv" not in left
    for name, account in PEOPLE.items():
        left = left.replace(account, "")
        assert f"/home/{name}" not in left and f'"{name}"' not in left


def test_files_that_the_commands_copy_exist():
    assert list((ROOT / "course" / "jupyter_config" / "labconfig").glob("*.json"))
