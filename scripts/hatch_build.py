"""The build of a wheel compiles the packaged registry: who installs it never waits for its YAML."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRegistryHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is the builder's own
    """Puts a compiled registry beside the YAML. An editable install has none: there an edit counts at once."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the file to be packed."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from syria_iraq_archive.corpus.compiling import derive_all
        from syria_iraq_archive.registry.cache import PACKAGED, origin_of
        from syria_iraq_archive.registry.compiled import pack
        from syria_iraq_archive.registry.load import load_registry

        registry, origin = load_registry(root / "data"), origin_of(root / "data")
        assert origin
        derive_all(registry, self.metadata.version)
        self._folder = TemporaryDirectory()
        file = Path(self._folder.name) / PACKAGED
        file.write_bytes(pack(registry, origin))
        build_data["force_include"][str(file)] = f"syria_iraq_archive/_data/{PACKAGED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - theirs
        """Remove what was made for the build."""
        if version != "editable":
            self._folder.cleanup()
