"""Make the base map of the map page: countries around Syria and Iraq, small enough to be shipped.

    npm pack world-atlas; tar xzf world-atlas-*.tgz
    python scripts/base_map.py package/countries-50m.json

world-atlas is Natural Earth's data (public domain) as TopoJSON. What lies within the window is kept, with points to a
hundredth of a degree, as GeoJSON that d3 draws.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parents[1] / "src/syria_iraq_archive/web/static/vendor/world-atlas/countries.json"
WINDOW = (20.0, 10.0, 66.0, 48.0)  # west, south, east, north: from Libya's border to Afghanistan's
_DIGITS = 2

Point = tuple[float, float]


def main() -> None:
    """Write the file."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    features = [
        {"type": "Feature", "properties": {"name": shape["properties"]["name"]}, "geometry": geometry}
        for shape in topology["objects"]["countries"]["geometries"]
        if (geometry := _geometry(shape, arcs))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"), ensure_ascii=False)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(text + "\n", "utf-8")
    print(f"{len(features)} countries, {len(text):,} bytes")


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """The points of an arc, which are given each as its distance from the one before."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, above in arc:
        x, y = x + right, y + above
        points.append((x * across + west, y * up + south))
    return points


def _geometry(shape: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any] | None:
    """The polygons of a country that reach into the window."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape.get("arcs", [])]
    kept = [rings for polygon in polygons if (rings := [_ring(ring, arcs) for ring in polygon]) and _is_near(rings[0])]
    return {"type": "MultiPolygon", "coordinates": kept} if kept else None


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points = [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    rounded = [(round(x, _DIGITS), round(y, _DIGITS)) for x, y in points]
    return [rounded[0], *_changes(rounded)]


def _changes(points: list[Point]) -> Iterator[Point]:
    yield from (point for last, point in pairwise(points) if point != last)


def _is_near(ring: list[Point]) -> bool:
    west, south, east, north = WINDOW
    return any(west <= x <= east and south <= y <= north for x, y in ring)


if __name__ == "__main__":
    main()
