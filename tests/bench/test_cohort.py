"""The peers of the cohort benchmark solve the same patients to the same cells."""

import numpy as np
import pytest

from course.bench import cohort
from course.models.kinetics_cohort import sample_patients, simulate_cohort

PATIENTS = sample_patients(3, seed=2)


def cells() -> np.ndarray:
    """Cells of the patients by patient, kind and day."""
    result = simulate_cohort(PATIENTS)
    return np.stack([result.xs(n, axis=1, level=1).to_numpy().T for n in PATIENTS.index])


def test_the_loop_over_patients_gives_the_cohort():
    np.testing.assert_allclose(cohort.loop(PATIENTS), cells(), rtol=5e-3)


def test_libroadrunner_gives_the_cohort():
    pytest.importorskip("roadrunner")
    runs = cohort.roadrunner(PATIENTS)()
    np.testing.assert_allclose(runs[:, :, 1:].transpose(0, 2, 1), cells(), rtol=5e-3)


def test_the_table_names_each_way_and_its_ratio(monkeypatch):
    monkeypatch.setattr(cohort, "SAMPLE", 2)
    table = cohort.compare(sample_patients(20, seed=1))
    assert list(table.index) == ["stacked", "loop", "libRoadRunner"]
    assert table.loc["stacked", "ratio"] == 1 and (table["seconds"] > 0).all()
