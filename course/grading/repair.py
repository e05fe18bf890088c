"""Put a notebook right by its cells' ids: our cells are ours again, in our order.

The text of locked and test cells comes from the instructor's version, so nothing that was done
to them counts.
"""

import re

from nbformat import NotebookNode

from course.grading.rows import Row, empty, grade_id_of, new_cell

RUNS = re.compile(r"<(?=[a-zA-Z/!])|(?:java|vb)script\s*:|data\s*:\s*text", re.IGNORECASE)


def repair(nb: NotebookNode, rows: list[Row]) -> tuple[NotebookNode, set[str], list[str]]:
    """The notebook as it was handed out, with the student's answers in it.

    Of a duplicated cell the last counts, as in nbgrader; a cell of ours that stands in another
    place goes back; a deleted one is put in again. Returns the notebook, the ids that were missing,
    notes.
    """
    by_id = {row.grade_id: row for row in rows}
    last = {grade_id_of(cell): k for k, cell in enumerate(nb.cells)}
    doubled = len([c for c in nb.cells if grade_id_of(c) in by_id]) - len(set(last) & set(by_id))
    altered = 0
    blocks: dict[str | None, list[NotebookNode]] = {None: []}  # our cell and what follows it
    at: str | None = None
    for k, cell in enumerate(nb.cells):
        row = by_id.get(grade_id_of(cell) or "")
        if row and last[row.grade_id] == k:
            at = row.grade_id
            altered += row.ours and cell.source != released(row)
            blocks[at] = [_ours(row, row.source if row.ours else _theirs(row, cell.source))]
        else:
            cell.metadata.pop("nbgrader", None)
            if cell.cell_type == "markdown":
                cell.source = harmless(cell.source)
            blocks[at].append(cell)
    missing = [row.grade_id for row in rows if row.grade_id not in blocks]
    moved = [i for i in blocks if i] != [row.grade_id for row in rows if row.grade_id in blocks]
    blocks |= {i: [_ours(by_id[i], by_id[i].source)] for i in missing}
    order = [None, *(row.grade_id for row in rows)]
    cells = [cell for grade_id in order for cell in blocks[grade_id]]
    notes = [
        f"{number} {what} put right"
        for number, what in (
            (len(missing), "deleted cells were"),
            (doubled, "duplicated cells were"),
            (altered, "altered test or locked cells were"),
            (int(moved), "wrong order of cells was"),
        )
        if number
    ]
    return empty(cells), set(missing), notes


def _theirs(row: Row, source: str) -> str:
    return harmless(source) if row.cell_type == "markdown" and source != row.source else source


def harmless(text: str) -> str:
    """A student's text without what could run where a person reads it (Formgrader, feedback)."""
    return RUNS.sub(lambda found: found[0].replace("<", "&lt;").replace(":", "&#58;"), text)


def released(row: Row) -> str:
    """What stood in the student's copy of a cell of ours: the text without the hidden tests."""
    kept, hidden = [], False
    for line in row.source.split("\n"):
        hidden = hidden or "BEGIN HIDDEN TESTS" in line
        if not hidden:
            kept.append(line)
        hidden = hidden and "END HIDDEN TESTS" not in line
    return "\n".join(kept)


def _ours(row: Row, source: str) -> NotebookNode:
    return new_cell(row.cell_type, source, {"nbgrader": row.metadata()})
