"""The training material: documents with whatever labels each set has.

Which sets, under which licence, is in ``training/README.md``. Train and development parts are kept apart over all of
GUM's layers.
"""

from training.corpora.attributed import annotated, articles, inline_passages, passages, varied
from training.corpora.material import BIO, ENTITY_LABELS, SIDES, Material
from training.corpora.named import crossner, from_columns, own_names, re3d, wikigold
from training.corpora.rewritten import rewritten
from training.corpora.treebanks import ewt, gum

__all__ = [
    "BIO",
    "ENTITY_LABELS",
    "SIDES",
    "Material",
    "annotated",
    "articles",
    "crossner",
    "ewt",
    "from_columns",
    "gum",
    "inline_passages",
    "own_names",
    "passages",
    "re3d",
    "rewritten",
    "varied",
    "wikigold",
]
