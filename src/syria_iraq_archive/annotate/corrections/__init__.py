"""Curators' corrections replayed on a capture: each where the text it quotes stands, or reported as stale."""

from syria_iraq_archive.annotate.corrections.replay import Replay, by_capture, curated_days

__all__ = ["Replay", "by_capture", "curated_days"]
