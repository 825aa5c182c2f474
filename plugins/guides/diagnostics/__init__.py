"""Findings of the checker: what a rule is, what a finding is, and the forms in which findings are printed."""

from guides.diagnostics.diagnostic import Diagnostic, Position, Severity, count, summary
from guides.diagnostics.rule import Problem, Rule

__all__ = ["Diagnostic", "Position", "Problem", "Rule", "Severity", "count", "summary"]
