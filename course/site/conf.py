"""Sphinx settings of the web site; `course.site.build` copies this file beside the pages."""

from course.site import extension

project = "Resetting Immunity"
author = "The Resetting Immunity developers"
copyright = "CC BY 4.0"
extensions = ["myst_nb"]
exclude_patterns = ["_static", "_templates"]
html_theme = "sphinx_book_theme"
html_title = "Resetting Immunity"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_sidebars = {
    "**": ["home.html", "search-button-field.html", "sbt-sidebar-nav.html"]  # home in a landmark
}
html_css_files = ["explorer.css", "quiz.css", "room.css", "site.css"]
html_js_files = [("site.js", {"type": "module"})]
html_copy_source = True
html_sourcelink_suffix = ""
html_favicon = "_static/favicon.svg"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "extra_footer": "<p>Education, not medical advice. Facts as of October 2026 unless a sentence"
    " says otherwise. Text CC BY 4.0, code BSD-3-Clause.</p>",
}
html_math_renderer = "mathml"
language = "en"
nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3


def setup(app):
    extension.setup(app)
