"""The corpus as tools for a language model: `tools` answers, `server` speaks the Model Context Protocol."""
