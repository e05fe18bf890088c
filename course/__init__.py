"""Resetting Immunity: a course on CAR T cell therapy for autoimmune disease."""
