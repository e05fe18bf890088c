"""What Sphinx is taught: formulas as MathML, and descriptions of pages for search engines."""

import json

from docutils import nodes

from course.site.formulas import mathml
from course.site.metadata import of_page

NO_HEAD = '<th class="head"><p></p></th>'


def inline_math(translator, node) -> None:
    """A formula in a line, as MathML: no script, and a screen reader can read it."""
    translator.body.append(mathml(node.astext(), block=False))
    raise nodes.SkipNode


def display_math(translator, node) -> None:
    """A formula of its own."""
    formula = mathml(node.astext(), block=True)
    translator.body.append(f'<div class="formula" tabindex="0">{formula}</div>')
    raise nodes.SkipNode


def describe(app, page, template, context, doctree) -> None:
    """Put the Bioschemas description of a page into its head; an empty head of a table is none."""
    if "body" in context:
        context["body"] = context["body"].replace(NO_HEAD, '<td class="head"></td>')
    description = of_page(page)
    if description:
        text = json.dumps(description, ensure_ascii=False).replace("</", "<\\/")
        script = f'<script type="application/ld+json">{text}</script>'
        context["metatags"] = context.get("metatags", "") + script


def print_to_hold(app, page, template, context, doctree) -> None:
    """A page of the instructor guide prints small, on two sheets or so."""
    if page.startswith("docs/guide/"):
        link = '<link rel="stylesheet" media="print" href="../../_static/guide.css">'
        context["metatags"] = context.get("metatags", "") + link


def setup(app) -> None:
    """Register all with Sphinx."""
    app.add_html_math_renderer("mathml", (inline_math, None), (display_math, None))
    app.connect("html-page-context", describe)
    app.connect("html-page-context", print_to_hold)
