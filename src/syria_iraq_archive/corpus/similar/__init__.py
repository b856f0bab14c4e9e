"""The same story twice: which articles have the same words, found among a million without comparing each with each."""
