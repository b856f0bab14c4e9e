"""Stories: which articles report the same event, in whatever words, and what each such link rests on."""
