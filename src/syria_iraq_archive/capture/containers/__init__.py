"""Files that hold captures: archives, web archives, JSON Lines, and what is compressed. Each is read as a stream.

A capture in a file that holds several is recorded by the path of that file, ``!/``, and its own name or number there:
``saved.zip!/2024/page.html``, ``crawl.warc.gz!/17`` (the record, counted from 1), ``pages.jsonl!/3`` (the line), and so
on inwards. Compression alone adds nothing to a path.
"""
