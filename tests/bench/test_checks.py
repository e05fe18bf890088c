"""The benchmark of the checks meets every exercise."""

from course.bench import checks


def test_every_exercise_is_measured(monkeypatch):
    monkeypatch.setattr(checks, "ROUNDS", 1)
    table = checks.measure()
    assert {"kinetics.growth", "kinetics.decline"} <= set(table.index)
    assert (table["median_ms"] > 0).all()
