"""Descriptions of the course and its lectures for search engines, after Bioschemas.

Profiles: Course 1.0-RELEASE and TrainingMaterial 1.0-RELEASE (a LearningResource), bioschemas.org.
"""

import re

import nbformat

from course.topics import Topic, topics

CONTEXT = {"@context": "https://schema.org/", "dct": "http://purl.org/dc/terms/"}
TEXT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KEYWORDS = "CAR T cells, autoimmune disease, immunology, cell therapy, Jupyter notebooks"
AUDIENCE = "students of life science and bioengineering"
NAME = "Resetting Immunity"
ABOUT = "A course in Jupyter notebooks on CAR T cell therapy for autoimmune disease."


def of_page(page: str) -> dict | None:
    """The description of a page by its name in the site; None for pages that need none."""
    if page == "index":
        return course()
    known = {f"notebooks/{topic.name}": topic for topic in topics()}
    return lecture(known[page]) if page in known else None


def course() -> dict:
    """The whole course."""
    return {
        **CONTEXT,
        "@type": "Course",
        "dct:conformsTo": {"@id": "https://bioschemas.org/profiles/Course/1.0-RELEASE"},
        "name": NAME,
        "description": ABOUT,
        "keywords": KEYWORDS,
        "inLanguage": "en",
        "license": TEXT_LICENCE,
        "isAccessibleForFree": True,
        "educationalLevel": "beginner to intermediate",
        "audience": {"@type": "Audience", "audienceType": AUDIENCE},
        "hasPart": [{"@type": "LearningResource", "name": topic.title} for topic in topics()],
        "provider": {"@type": "Organization", "name": "The Resetting Immunity developers"},
    }


def lecture(topic: Topic) -> dict:
    """One lecture."""
    return {
        **CONTEXT,
        "@type": "LearningResource",
        "dct:conformsTo": {"@id": "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"},
        "name": topic.title,
        "description": topic.question,
        "keywords": KEYWORDS,
        "learningResourceType": "lecture notebook",
        "teaches": aims(topic),
        "timeRequired": f"PT{topic.minutes}M",
        "inLanguage": "en",
        "license": TEXT_LICENCE,
        "isAccessibleForFree": True,
        "audience": {"@type": "Audience", "audienceType": AUDIENCE},
        "isPartOf": {"@type": "Course", "name": NAME, "description": ABOUT},
    }


def aims(topic: Topic) -> list[str]:
    """What a lecture's first cell says that one can do after it."""
    first = nbformat.read(topic.notebook, as_version=4).cells[0].source
    return [line.replace("*", "").rstrip(";.") for line in re.findall(r"^[*-] (.+)$", first, re.M)]
