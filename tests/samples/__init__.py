"""Samples: invented news in real layouts, captures whose every block is known because it was written as one."""
