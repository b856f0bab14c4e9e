"""A curated archive of news on the war in Syria and its spill-over into Iraq.

Raw captures of news pages become a typed SQLite corpus in which every statement points at the characters it
rests on, and no character of a capture is lost. The data flows one way::

    capture → parse → annotate → corpus → (cli, export, web)
"""
