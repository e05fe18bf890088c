"""A certificate of completion to print: what was done, when, and that it is no examination."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from course.standing import Standing, count

NAME = "{the learner's name}"  # in the page, where the name is put in
HEADS = ("Lecture", "Ticked as read", "Questions answered right", "Exercises solved", "Last done")
STYLE = """
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #ffffff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-weight: normal; font-size: 2rem; margin: 0 0 .3rem; }
.name { font-size: 1.5rem; border-bottom: 1px solid #767676; padding: .6rem 0 .2rem; }
table { border-collapse: collapse; width: 100%; font: 14px/1.4 system-ui, sans-serif; }
caption { text-align: left; padding: .8rem 0; font: 16px/1.5 Georgia, serif; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid #c9c9c9; }
th[scope="row"] { font-weight: normal; }
td { white-space: nowrap; }
tr { break-inside: avoid; }
.note { font-size: 15px; margin-top: 1.2rem; }
button { font: inherit; padding: .3rem 1.2rem; }
@media print { button { display: none; } body { margin: 0; max-width: none; padding: 0; } }
"""


def page(states: Sequence[Standing], name: str = NAME) -> str:
    """The certificate as a page of HTML that needs nothing else; before the end, a record so far.

    With the default name, a front end puts the (escaped) name in its place.
    """
    done = sum(s.done for s in states)
    whole = bool(states) and done == len(states)
    title = "Certificate of completion" if whole else "Record of work so far"
    dates = sorted(time[:10] for s in states for time in s.times)
    span = f", from {dates[0]} to {dates[-1]}" if dates else ""
    said = f"has worked through {'all' if whole else f'{done} of the'} {len(states)} lectures of"
    hours = sum(s.topic.minutes for s in states) / 60
    rows = "\n".join(map(row, states))
    head = "".join(f'<th scope="col">{words}</th>' for words in HEADS)
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: Resetting Immunity</title>
<style>{STYLE}</style>
<main>
<h1>{title}</h1>
<p class="name">{name if name == NAME else escape(name)}</p>
<p>{said} <strong>Resetting Immunity</strong>, a course on CAR T cell therapy for autoimmune
disease that takes about {hours:.0f} hours{span}.</p>
<table><caption>What was done</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody></table>
<p class="note">This is not an examination. The page was made from a record that the course kept on
the learner's own machine and that the learner could alter: ticks are the learner's own word,
questions could be tried more than once, and exercises had hints and solutions beside them. No one
has watched or marked the work. The course is education, not medical advice, and gives no licence
to treat.</p>
<p><button onclick="print()">Print</button></p>
</main></html>
"""


def row(state: Standing) -> str:
    """One lecture as a row of the table."""
    cells = (
        state.read[:10] or "–",
        count(state.quiz) if state.quiz else "–",
        count(state.exercises) if state.exercises else "–",
        state.last[:10] or "–",
    )
    title = f"{state.topic.number}. {escape(state.topic.title)}"
    return f'<tr><th scope="row">{title}</th>' + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def save(name: str, path: str | Path = "certificate.html") -> Path:
    """Write the certificate in that name, to be opened and printed; for where buttons are missing.

    Raises OSError if the file cannot be written.
    """
    from course.contents import contents

    path = Path(path)
    path.write_text(page(contents().standings(), name), encoding="utf-8")
    return path
