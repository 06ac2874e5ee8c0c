"""How far ground lies from where a map drew it, on paper.

python3 place_on_map.py map.pdf outlines.geojson: GDAL says where on the page each corner of the outlines lies, by the
georeference alone; poppler says where the page has corners of drawn lines. Prints the number of corners and the largest
distance from a corner to the nearest drawn one, millimetres. Exit code 77: GDAL or its PDF reader is missing.
"""

import json
import math
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

try:
    from osgeo import gdal, osr
except ImportError:
    sys.exit(77)

gdal.UseExceptions()
pdf, outlines = sys.argv[1:]
driver = gdal.GetDriverByName("PDF")
if driver is None or not any(driver.GetMetadataItem(f"HAVE_{name}") for name in ("POPPLER", "PDFIUM", "PODOFO")):
    sys.exit(77)

drawn = []
identity = (1, 0, 0, 1, 0, 0)


def inner(outer, own):
    """The matrix of SVG that does `own`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, l = own
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f)


def collect(element, matrix):
    own = re.fullmatch(r"matrix\(([^)]*)\)", element.get("transform", ""))
    if own:
        matrix = inner(matrix, tuple(float(part) for part in re.split(r"[ ,]+", own[1].strip())))
    if element.tag.endswith("}path"):
        numbers = [float(part) for part in re.findall(r"-?[0-9.]+", element.get("d", ""))]
        for x, y in zip(numbers[::2], numbers[1::2]):
            a, b, c, d, e, f = matrix
            drawn.append((a * x + c * y + e, b * x + d * y + f))
    if not element.tag.endswith("}defs"):
        for child in element:
            collect(child, matrix)


page = xml.fromstring(subprocess.run(["pdftocairo", "-svg", pdf, "-"], check=True, capture_output=True).stdout)
width_pt, height_pt = (float(part) for part in page.get("viewBox").split()[2:])
collect(page, identity)

data = gdal.Open(pdf)
back = gdal.InvGeoTransform(data.GetGeoTransform())
wgs84 = osr.SpatialReference()
wgs84.ImportFromEPSG(4326)
system = data.GetSpatialRef()
for reference in (wgs84, system):
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
conversion = osr.CoordinateTransformation(wgs84, system)

worst_pt, corners = 0, 0
with open(outlines, encoding="utf-8") as file:
    features = json.load(file)["features"]
for feature in features:
    for lon, lat in feature["geometry"]["coordinates"][0]:
        column, row = gdal.ApplyGeoTransform(back, *conversion.TransformPoint(lon, lat)[:2])
        x, y = column * width_pt / data.RasterXSize, row * height_pt / data.RasterYSize
        worst_pt = max(worst_pt, min(math.hypot(x - u, y - v) for u, v in drawn))
        corners += 1
print(f"{corners} corners, largest distance {worst_pt * 25.4 / 72:.4f} mm")
