"""Exports of press databases, Factiva and Nexis Uni: where each document begins, and what each of its fields is."""
