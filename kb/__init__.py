"""What the tables of actors in ``src/verbale/codebook/actors`` are built from; not part of the installed package."""
