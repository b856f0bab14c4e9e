"""One file for each command; `cli.group.COMMANDS` names them."""
