"""The rules that hold a lecture, each a small function from a lecture to what breaks it."""

from pathlib import Path

from course.rules import cells, outputs, prose, structure
from course.rules.reading import Lecture, Rule

LIGHT: tuple[Rule, ...] = (
    structure.headings_do_not_jump,
    cells.nothing_is_hidden,
    cells.code_is_plain_python,
    prose.facts_agree_with_the_ledger,
    prose.pictures_have_alt_text,
    prose.local_links_lead_somewhere,
    prose.language_is_sober,
    prose.says_it_is_education,
    outputs.is_executed_in_order,
    outputs.has_no_errors_or_warnings,
    outputs.is_small,
    outputs.holds_no_trace_of_the_machine,
    outputs.figures_are_said_in_words,
    outputs.figures_are_stored,
    outputs.is_stored_normalised,
)
LECTURE: tuple[Rule, ...] = (
    *LIGHT,
    structure.describes_itself,
    structure.title_cell_is_complete,
    structure.sections_follow_the_template,
    structure.times_add_up,
    structure.length_is_right,
    cells.code_cells_are_short,
    cells.prose_outweighs_code,
    cells.code_cells_stand_between_sentences,
    cells.defines_functions_only_in_try_it,
    structure.predicts_before_it_moves,
    structure.asks_and_checks,
    structure.ends_with_terms_and_next,
    prose.opens_with_something_that_happened,
    prose.references_are_those_cited,
    prose.key_terms_are_used,
    prose.summary_has_five_lines,
)


def rules_for(name: str) -> tuple[Rule, ...]:
    """The rules for the notebook of that name: `00_start_here` has the lighter ones."""
    return LIGHT if name.startswith("00_") else LECTURE


def problems(path: Path) -> list[str]:
    """Everything that breaks a rule in the lecture at `path`, one line each."""
    lecture = Lecture.read(path)
    return [
        f"{rule.__name__.replace('_', ' ')}: {wrong}"
        for rule in rules_for(lecture.name)
        for wrong in rule(lecture)
    ]
