"""From the corpus to the formats of other programs. `formats` lists them; each is written by a module of its own."""
