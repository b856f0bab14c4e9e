"""The model that tells the lines of an HTML page's story by the page's tree, its features and its weights."""
