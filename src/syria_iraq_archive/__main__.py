"""``python -m syria_iraq_archive`` is ``archive``."""

from syria_iraq_archive.cli import main

if __name__ == "__main__":
    main()
