"""From parsed articles to what they say: source, publication date, language, actors named."""
