"""The desk: pages on which a curator corrects what the parser found. They exist only under ``archive serve --edit``.

`door` says who may come in, `asked` reads what a form says, and each page has a file of its own. What is written, and
how, `curating` says: the desk calls what the command line calls.
"""
