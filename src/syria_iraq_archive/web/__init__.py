"""The corpus in a browser: Datasette with words from the schema, and pages of this project's own (the extra `serve`).

`server` opens the corpus, `metadata` and `questions` say what Datasette shows of it, `plugin` adds the pages in `pages`
and the headers in `security`. Nothing here writes, and no page needs anything from another machine.
"""
