"""How the stages are driven."""

from verbale.run.analysis import analyze_document

__all__ = ["analyze_document"]
