"""Findings of the checker: what one is, the catalog of the rules, and the forms in which findings are printed."""

from guides.diagnostics.diagnostic import Diagnostic, Severity, count, summary

__all__ = ["Diagnostic", "Severity", "count", "summary"]
