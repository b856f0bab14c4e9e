"""What a curator does to a project, whether at the command line or at the desk in the browser: the same functions.

`preparing` makes a correction of what was typed and replays it; `keeping` writes it and lets the corpus follow;
`undoing` takes one back; `queue` lists what deserves a look; `names` adds to the project's registry.
"""
