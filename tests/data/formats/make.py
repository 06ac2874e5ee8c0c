#!/usr/bin/python3
"""Makes the fixtures of this folder and expected.json, with public tools and never with Cairn.

What a file must be read as is what this script put into it, stated by hand beside each file. Run it in a copy of this
folder: it needs python3-gdal, python3-xlsxwriter, python3-xlwt, p7zip-full, zip and libreoffice-calc (for two files).
"""
import datetime, io, json, os, shutil, struct, subprocess, sys, tarfile, zipfile

import xlsxwriter, xlwt
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)
expected = []


def fresh(name):
    shutil.rmtree(name, ignore_errors=True)
    os.makedirs(name)


def told(file, **what):
    """One fixture: how it was made, and what it must be read as (or refused with)."""
    expected.append({"file": file, **what})


def system(code):
    srs = osr.SpatialReference()
    srs.SetFromUserInput(code)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


# Invented: three fields by a river. The first has a hole, the second two parts.
H1 = "POLYGON ((10 50,10 50.01,10.01 50.01,10.01 50,10 50),(10.002 50.002,10.004 50.002,10.004 50.004,10.002 50.004,10.002 50.002))"
H2 = "MULTIPOLYGON (((11 50,11 50.01,11.01 50.01,11 50)),((11.02 50,11.02 50.01,11.03 50.01,11.02 50)))"
H3 = "POLYGON ((12 50,12 50.01,12.01 50.01,12.01 50,12 50))"
HAZARDS = [("H-1", "Мост у реки", "2019-05-01", 120.5, H1), ("H-2", "ford", "2020-06-02", 7.25, H2), ("H-3", "", None, None, H3)]
POLYGONS = [[1, "polygon", 1, 1, 10], [2, "polygon", 2, 0, 8], [3, "polygon", 1, 0, 5]]


def write(driver, path, rows=HAZARDS, code="EPSG:4326", kind=ogr.wkbUnknown, layer=None, options=(), fields=None, data=None):
    fields = fields or [("hazard_id", ogr.OFTString), ("name", ogr.OFTString), ("found", ogr.OFTDate), ("area_m2", ogr.OFTReal)]
    owner = data or ogr.GetDriverByName(driver).CreateDataSource(path)
    to = owner.CreateLayer(layer or os.path.basename(path).split(".")[0], system(code) if code else None, kind, list(options))
    for name, type_ in fields:
        to.CreateField(ogr.FieldDefn(name, type_))
    for row in rows:
        feature = ogr.Feature(to.GetLayerDefn())
        for i, value in enumerate(row[:-1]):
            if value is None:
                continue
            if fields[i][1] == ogr.OFTDate:
                feature.SetField(i, *map(int, value.split("-")), 0, 0, 0, 0)
            else:
                feature.SetField(i, value)
        if row[-1] is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(row[-1]))
        to.CreateFeature(feature)
    return owner


def text(path, content, encoding="utf-8"):
    with open(path, "wb") as out:
        out.write(content.encode(encoding) if isinstance(content, str) else content)


CELLS = [[1, "hazard_id", "H-1"], [1, "name", "Мост у реки"], [1, "found", "2019-05-01"], [2, "name", "ford"], [3, "name", None], [3, "found", None]]


def shapefiles():
    fresh("shapefile")
    S = "ESRI Shapefile"
    write(S, "shapefile/hazards.shp", kind=ogr.wkbPolygon, options=["ENCODING=UTF-8"])
    told("shapefile/hazards.shp", made="GDAL", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS + [[2, "area_m2", "7.250000000000000"]], geometries=POLYGONS)
    told("shapefile/hazards.dbf", made="the same set, named by another of its files", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS, geometries=POLYGONS)
    write(S, "shapefile/no_prj.shp", code=None, kind=ogr.wkbPolygon, options=["ENCODING=UTF-8"])
    told("shapefile/no_prj.shp", made="GDAL, without .prj", format="Shapefile", crs=None, rows=3, cells=CELLS, geometries=POLYGONS)
    write(S, "shapefile/cp1251.shp", kind=ogr.wkbPolygon, options=["ENCODING=CP1251"])
    told("shapefile/cp1251.shp", made="GDAL, texts in Windows-1251, .cpg says so", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS)
    write(S, "shapefile/wrong_cpg.shp", kind=ogr.wkbPolygon, options=["ENCODING=CP1251"])
    text("shapefile/wrong_cpg.cpg", "UTF-8")
    told("shapefile/wrong_cpg.shp", made="the same, but .cpg says UTF-8", format="Shapefile", crs="EPSG:4326", rows=3, findings=[[1, "not_utf8"]], cells=[[2, "name", "ford"]])
    write(S, "shapefile/language_byte.shp", kind=ogr.wkbPolygon, options=["ENCODING=CP1251"])
    os.remove("shapefile/language_byte.cpg")
    with open("shapefile/language_byte.dbf", "r+b") as dbf:
        dbf.seek(29)
        dbf.write(b"\xC9")
    told("shapefile/language_byte.shp", made="GDAL, without .cpg; the .dbf's language byte set to 0xC9 (Windows-1251)", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS)
    names = ["Мост у реки", "Старая мельница", "Школа в посёлке", "Дорога на север", "Колодец за деревней", "Поле у леса"]
    write(S, "shapefile/unstated.shp", rows=[("T-%d" % i, name, "POINT (%d 50)" % i) for i, name in enumerate(names)], kind=ogr.wkbPoint, fields=[("id", ogr.OFTString), ("name", ogr.OFTString)], options=["ENCODING=CP1251"])
    os.remove("shapefile/unstated.cpg")
    with open("shapefile/unstated.dbf", "r+b") as dbf:
        dbf.seek(29)
        dbf.write(b"\0")
    told("shapefile/unstated.shp", made="GDAL, texts in Windows-1251, and nothing says so", format="Shapefile", crs="EPSG:4326", rows=6, cells=[[1, "name", names[0]], [5, "name", names[4]]])
    write(S, "shapefile/nulls.shp", rows=[("P-1", "POINT (10.5 50.5)"), ("P-2", None), ("P-3", "POINT (10.7 50.5)")], kind=ogr.wkbPoint, fields=[("id", ogr.OFTString)])
    told("shapefile/nulls.shp", made="GDAL, the second shape is null", format="Shapefile", crs="EPSG:4326", rows=3, geometries=[[1, "point", 1, 0, 1], [2, None], [3, "point", 1, 0, 1]], positions=[[3, 10.7, 50.5]])
    write(S, "shapefile/heights.shp", rows=[("P-1", "POINT Z (10.5 50.5 120)")], kind=ogr.wkbPoint25D, fields=[("id", ogr.OFTString)])
    told("shapefile/heights.shp", made="GDAL, points with heights", format="Shapefile", crs="EPSG:4326", rows=1, positions=[[1, 10.5, 50.5]])
    write(S, "shapefile/alone.shp", kind=ogr.wkbPolygon)
    for ending in ("shx", "dbf", "prj", "cpg"):
        if os.path.exists("shapefile/alone." + ending):
            os.remove("shapefile/alone." + ending)
    told("shapefile/alone.shp", made="GDAL, only its .shp kept", format="Shapefile", crs=None, rows=3, geometries=POLYGONS, source_notes=["shapefile_part_missing"])
    write(S, "shapefile/long_names.shp", rows=[("2019", "12", "POINT (10 50)")], kind=ogr.wkbPoint, fields=[("date_of_accident", ogr.OFTString), ("date_of_acquisition", ogr.OFTString)])
    told("shapefile/long_names.shp", made="GDAL, names cut to 10 bytes", format="Shapefile", crs="EPSG:4326", rows=1, columns=["date_of_ac", "date_of__1"], cells=[[1, "date_of_ac", "2019"], [1, "date_of__1", "12"]])
    write(S, "shapefile/capitals.shp", kind=ogr.wkbPolygon, options=["ENCODING=UTF-8"])
    for ending in ("shp", "shx", "dbf", "prj", "cpg"):
        os.rename("shapefile/capitals." + ending, "shapefile/CAPITALS." + ending.upper())
    told("shapefile/CAPITALS.SHP", made="GDAL, names in capitals", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS, geometries=POLYGONS)
    write(S, "shapefile/sk42.shp", rows=[("P-1", "POINT (8500000 5540000)")], code="EPSG:28408", kind=ogr.wkbPoint, fields=[("id", ogr.OFTString)])
    told("shapefile/sk42.shp", made="GDAL, SK-42 zone 8: the .prj is Esri's text", format="Shapefile", crs="EPSG:28408", rows=1, positions=[[1, 8500000, 5540000]])
    ring = [(10, 50), (10.01, 50), (10.01, 50.01), (10, 50.01), (10, 50)]  # counter-clockwise: a hole, by the description of 1998
    record = struct.pack("<i4dii", 5, 10, 50, 10.01, 50.01, 1, len(ring)) + struct.pack("<i", 0) + b"".join(struct.pack("<2d", *p) for p in ring)
    header = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + 8 + len(record)) // 2) + struct.pack("<ii8d", 1000, 5, 10, 50, 10.01, 50.01, 0, 0, 0, 0)
    text("shapefile/wrong_way_round.shp", header + struct.pack(">ii", 1, len(record) // 2) + record)
    told("shapefile/wrong_way_round.shp", made="by hand: a shell that turns like a hole", format="Shapefile", crs=None, rows=1, geometries=[[1, "polygon", 1, 0, 5]], source_notes=["shapefile_part_missing"])
    write(S, "shapefile/table.dbf", rows=[("A-1", 3, None), ("A-2", 4, None)], code=None, kind=ogr.wkbNone, fields=[("id", ogr.OFTString), ("victims", ogr.OFTInteger)])
    told("shapefile/table.dbf", made="GDAL, a .dbf without shapes", format="Shapefile", crs=None, rows=2, cells=[[2, "id", "A-2"], [2, "victims", "4"]])
    text("shapefile/cut.shp", open("shapefile/hazards.shp", "rb").read()[:150])
    told("shapefile/cut.shp", made="the first 150 bytes of hazards.shp", refused="broken_file")


def add_to_zip(path, names, folder="shapefile"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for inside, outside in names:
            info = zipfile.ZipInfo(inside, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, open(os.path.join(folder, outside), "rb").read() if isinstance(outside, str) else outside)


def parts(stem, under=""):
    return [(under + stem + e, stem + e) for e in (".shp", ".shx", ".dbf", ".prj", ".cpg") if os.path.exists("shapefile/" + stem + e)]


def zipped():
    fresh("zipped")
    add_to_zip("zipped/one.zip", parts("hazards"))
    told("zipped/one.zip", made="zipfile of Python", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS, geometries=POLYGONS, tables=["hazards.shp"])
    add_to_zip("zipped/readme.zip", parts("hazards", "data/2024/") + [("readme.txt", "Made in spring.\nAsk the office.\n".encode()), ("__MACOSX/._x", b"x")])
    told("zipped/readme.zip", made="with a note beside, in folders", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS, tables=["data/2024/hazards.shp"], source_notes=["not_a_table"])
    add_to_zip("zipped/two.zip", parts("hazards", "a/") + parts("nulls", "b/"))
    told("zipped/two.zip", made="two sets", refused="several_tables", tables=["a/hazards.shp", "b/nulls.shp"])
    told("zipped/two.zip", made="two sets, one named", layer="nulls", format="Shapefile", crs="EPSG:4326", rows=3)
    add_to_zip("zipped/backslashes.zip", [(i.replace("/", "\\"), o) for i, o in parts("hazards", "data/")])
    told("zipped/backslashes.zip", made="names with backslashes, as some Windows programs write them", format="Shapefile", crs="EPSG:4326", rows=3, cells=CELLS)


KML = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>%s</Document></kml>\n'


def kml():
    fresh("kml")
    point = "<Placemark><name>%s</name><ExtendedData>%s</ExtendedData><Point><coordinates>%s</coordinates></Point></Placemark>"
    data = '<Data name="найдено"><value>2019-05-01</value></Data><Data name="kind"><value>мина</value></Data>'
    typed = '<SchemaData schemaUrl="#s"><SimpleData name="depth">0.15</SimpleData></SchemaData>'
    schema = '<Schema id="s"><SimpleField name="depth" type="float"/></Schema>'
    text("kml/extended.kml", KML % (point % ("F-1", data, "10.5,50.5,120")))
    told("kml/extended.kml", made="by hand: ExtendedData without types", format="KML", crs="EPSG:4326", rows=1, cells=[[1, "name", "F-1"], [1, "найдено", "2019-05-01"], [1, "kind", "мина"]], positions=[[1, 10.5, 50.5]])
    text("kml/typed.kml", KML % (schema + point % ("F-2", typed, "10.6,50.6")))
    told("kml/typed.kml", made="by hand: ExtendedData by a Schema", format="KML", crs="EPSG:4326", rows=1, cells=[[1, "name", "F-2"], [1, "depth", "0.15"]], positions=[[1, 10.6, 50.6]])
    text("kml/beside_the_schema.kml", KML % (schema + point % ("F-1", data, "10.5,50.5") + point % ("F-2", typed, "10.6,50.6")))
    told("kml/beside_the_schema.kml", made="by hand: both, and only one in the Schema", format="KML", crs="EPSG:4326", rows=2, cells=[[1, "найдено", "2019-05-01"], [1, "kind", "мина"], [2, "depth", "0.15"], [2, "kind", None]])
    place = '<Placemark><name>%s</name><Point><coordinates>%s,50</coordinates></Point></Placemark>'
    text("kml/nested.kml", KML % ("<Folder><name>north</name>" + place % ("A", 1) + "<Folder><name>hills</name>" + place % ("B", 2) + "</Folder></Folder><Folder><name>south</name>" + place % ("C", 3) + "</Folder>"))
    told("kml/nested.kml", made="by hand: folders in folders", format="KML", crs="EPSG:4326", rows=3, names=["A", "B", "C"], cells=[[1, "_layer", "north"], [2, "_layer", "north/hills"], [3, "_layer", "south"]])
    ring = "<LinearRing><coordinates>%s</coordinates></LinearRing>"
    outer, inner = "10,50 10.01,50 10.01,50.01 10,50.01 10,50", "10.002,50.002 10.004,50.002 10.004,50.004 10.002,50.002"
    polygon = "<Polygon><outerBoundaryIs>" + ring % outer + "</outerBoundaryIs><innerBoundaryIs>" + ring % inner + "</innerBoundaryIs></Polygon>"
    text("kml/polygons.kml", KML % ("<Placemark><name>one</name>" + polygon + "</Placemark><Placemark><name>two</name><MultiGeometry>" + polygon + polygon.replace("10", "12") + "</MultiGeometry></Placemark>"))
    told("kml/polygons.kml", made="by hand: a hole, and a MultiGeometry", format="KML", crs="EPSG:4326", rows=2, geometries=[[1, "polygon", 1, 1, 9], [2, "polygon", 2, 2, 18]])
    text("kml/mixed.kml", KML % ("<Placemark><name>both</name><MultiGeometry><Point><coordinates>10,50</coordinates></Point>" + polygon + "</MultiGeometry></Placemark>"))
    told("kml/mixed.kml", made="by hand: a point and a polygon in one placemark", format="KML", crs="EPSG:4326", rows=1, findings=[[1, "geometry_unreadable"]])
    text("kml/entities.kml", '<?xml version="1.0"?>\n<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&b;</name></Document></kml>')
    told("kml/entities.kml", made="by hand: entities", refused="xml_entities")
    text("kml/page.kml", "<!DOCTYPE html>\n<html><body>Log in first</body></html>")
    told("kml/page.kml", made="by hand: the page of a portal, saved under the file's name", refused="wrong_format")
    text("kml/cut.kml", open("kml/nested.kml", "rb").read()[:300])
    told("kml/cut.kml", made="the first 300 bytes of nested.kml", refused="broken_file")
    fresh("kmz")
    add_to_zip("kmz/doc.kmz", [("doc.kml", "extended.kml"), ("files/sign.png", b"\x89PNG\r\n\x1a\n")], "kml")
    told("kmz/doc.kmz", made="zipfile of Python: doc.kml and a picture", format="KML", crs="EPSG:4326", rows=1, tables=["doc.kml"], source_notes=["not_a_table"])
    add_to_zip("kmz/two.kmz", [("doc.kml", "extended.kml"), ("more/other.kml", "nested.kml")], "kml")
    told("kmz/two.kmz", made="two KML files in it", refused="several_tables", tables=["doc.kml", "more/other.kml"])
    add_to_zip("kmz/empty.kmz", [("files/sign.png", b"\x89PNG\r\n\x1a\n")], "kml")
    told("kmz/empty.kmz", made="no KML in it", refused="no_table")


def gml():
    fresh("gml")
    owner = write("GML", "gml/old.gml", rows=[r for r in HAZARDS])
    del owner
    os.remove("gml/old.xsd")
    told("gml/old.gml", made="GDAL, GML 3 with its default names", format="GML", crs="EPSG:4326", rows=3, cells=[[1, "hazard_id", "H-1"], [1, "name", "Мост у реки"]], geometries=[[1, "polygon", 1, 1, 10]], positions=[[1, 10, 50]])
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<c:Fields xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml%s">%s</c:Fields>\n'
    member = '<gml:featureMember><c:find gml:id="f.%s"><c:label>%s</c:label><c:place><gml:Point srsName="%s"><gml:pos>%s</gml:pos></gml:Point></c:place></c:find></gml:featureMember>'
    text("gml/urn.gml", head % ("/3.2", member % (1, "urn", "urn:ogc:def:crs:EPSG::4326", "50.5 10.25")))
    told("gml/urn.gml", made="by hand: urn, so latitude stands first", format="GML", crs="EPSG:4326", rows=1, cells=[[1, "label", "urn"], [1, "gml_id", "f.1"]], positions=[[1, 10.25, 50.5]])
    text("gml/short.gml", head % ("", member % (1, "short", "EPSG:4326", "10.25 50.5")))
    told("gml/short.gml", made="by hand: the short name, so longitude stands first", format="GML", crs="EPSG:4326", rows=1, positions=[[1, 10.25, 50.5]])
    text("gml/sk42.gml", head % ("/3.2", member % (1, "sk42", "urn:ogc:def:crs:EPSG::28408", "5540000 8500000")))
    told("gml/sk42.gml", made="by hand: EPSG:28408 has northing first", format="GML", crs="EPSG:28408", rows=1, positions=[[1, 8500000, 5540000]])
    text("gml/entities.gml", '<!DOCTYPE x [<!ENTITY a "b">]>' + head % ("", ""))
    told("gml/entities.gml", made="by hand: entities", refused="xml_entities")
    three = head % ("/3.2", "".join(member % (i, "cut", "urn:ogc:def:crs:EPSG::4326", "50.5 10.25") for i in (1, 2, 3)))
    text("gml/cut.gml", three[: three.index("</c:Fields>")])
    told("gml/cut.gml", made="by hand: its last line is missing", refused="broken_file")
    text("gml/cut_early.gml", three[: three.index('gml:id="f.3"')])
    told("gml/cut_early.gml", made="by hand: cut off in the third of three", refused="broken_file")


def gpx():
    fresh("gpx")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="by hand" xmlns="http://www.topografix.com/GPX/1/1">%s</gpx>\n'
    points = '<wpt lat="50.5" lon="10.5"><ele>120</ele><time>2019-05-01T10:00:00Z</time><name>F-1</name></wpt><wpt lat="50.6" lon="10.6"><name>Ф-2</name></wpt>'
    track = '<trk><name>fence</name><trkseg><trkpt lat="50" lon="10"/><trkpt lat="50" lon="10.01"/><trkpt lat="50.01" lon="10.01"/><trkpt lat="50" lon="10"/></trkseg></trk>'
    text("gpx/waypoints.gpx", head % points)
    told("gpx/waypoints.gpx", made="by hand", format="GPX", crs="EPSG:4326", rows=2, cells=[[1, "name", "F-1"], [1, "time", "2019-05-01T10:00:00Z"], [2, "name", "Ф-2"]], positions=[[1, 10.5, 50.5]])
    text("gpx/track.gpx", head % track)
    told("gpx/track.gpx", made="by hand: a walk round a field", format="GPX", crs="EPSG:4326", rows=1, cells=[[1, "name", "fence"]], geometries=[[1, "line", 1, 0, 4]])
    told("gpx/track.gpx", made="the same, its points", layer="track_points", format="GPX", crs="EPSG:4326", rows=4)
    text("gpx/both.gpx", head % (points + track))
    told("gpx/both.gpx", made="by hand: waypoints and a track", refused="several_tables")
    told("gpx/both.gpx", made="the same, one named", layer="waypoints", format="GPX", crs="EPSG:4326", rows=2)
    text("gpx/route.gpx", head % '<rte><name>way in</name><rtept lat="50" lon="10"/><rtept lat="50" lon="10.01"/></rte>')
    told("gpx/route.gpx", made="by hand: a route", format="GPX", crs="EPSG:4326", rows=1, geometries=[[1, "line", 1, 0, 2]])


def flatgeobuf():
    fresh("flatgeobuf")
    write("FlatGeobuf", "flatgeobuf/plain.fgb", kind=ogr.wkbUnknown, options=["SPATIAL_INDEX=NO"])
    told("flatgeobuf/plain.fgb", made="GDAL, without index; it writes dates as midnight", format="FlatGeobuf", crs="EPSG:4326", rows=3, cells=[c if c[2] != "2019-05-01" else [1, "found", "2019-05-01T00:00:00"] for c in CELLS], geometries=POLYGONS)
    write("FlatGeobuf", "flatgeobuf/utm.fgb", rows=[("P-1", "POINT (500000 5540000)")], code="EPSG:32632", kind=ogr.wkbPoint, fields=[("id", ogr.OFTString)])
    told("flatgeobuf/utm.fgb", made="GDAL, with index", format="FlatGeobuf", crs="EPSG:32632", rows=1, positions=[[1, 500000, 5540000]])
    write("FlatGeobuf", "flatgeobuf/no_crs.fgb", rows=[("P-1", "POINT (10 50)")], code=None, kind=ogr.wkbPoint, fields=[("id", ogr.OFTString)])
    told("flatgeobuf/no_crs.fgb", made="GDAL, no reference system", format="FlatGeobuf", crs=None, rows=1)
    text("flatgeobuf/cut.fgb", open("flatgeobuf/plain.fgb", "rb").read()[:100])
    told("flatgeobuf/cut.fgb", made="the first 100 bytes of plain.fgb", refused="broken_file")


def mapinfo():
    fresh("mapinfo")
    rows = [(a, "bridge" if a == "H-1" else b, c, d, g) for a, b, c, d, g in HAZARDS]
    write("MapInfo File", "mapinfo/hazards.tab", rows=rows)
    cells = [[1, "hazard_id", "H-1"], [1, "name", "bridge"], [1, "found", "2019-05-01"], [2, "name", "ford"]]
    told("mapinfo/hazards.tab", made="GDAL", format="MapInfo", crs_has="WGS 84", rows=3, cells=cells, geometries=[[1, "polygon", 1, 1, 10], [2, "polygon", 2, 0, 8]])
    told("mapinfo/hazards.dat", made="the same set, named by another of its files", format="MapInfo", crs_has="WGS 84", rows=3, cells=cells)
    write("MapInfo File", "mapinfo/exchange.mif", rows=rows)
    told("mapinfo/exchange.mif", made="GDAL", format="MapInfo", crs_has="WGS 84", rows=3, cells=cells)
    whole = open("mapinfo/exchange.mif").read()
    text("mapinfo/cut.mif", whole[: whole.rindex("Region")])
    shutil.copy("mapinfo/exchange.mid", "mapinfo/cut.mid")
    told("mapinfo/cut.mif", made="exchange.mif without its last region, beside the whole exchange.mid", refused="broken_file")
    text("mapinfo/cyrillic.mif", 'Version 300\nCharset "WindowsCyrillic"\nDelimiter ","\nCoordSys Earth Projection 1, 104\nColumns 1\n  name Char(40)\nData\n\nPoint 10.5 50.5\n')
    text("mapinfo/cyrillic.mid", '"Мост"\n', "cp1251")
    told("mapinfo/cyrillic.mif", made="by hand: WindowsCyrillic", format="MapInfo", crs_has="WGS 84", rows=1, cells=[[1, "name", "Мост"]], positions=[[1, 10.5, 50.5]])


def geodatabases():
    fresh("geodatabase")
    write("OpenFileGDB", "geodatabase/one.gdb", kind=ogr.wkbMultiPolygon, layer="hazards", rows=[(a, b, d, g) for a, b, c, d, g in HAZARDS], fields=[("hazard_id", ogr.OFTString), ("name", ogr.OFTString), ("area_m2", ogr.OFTReal)])
    cells = [[1, "hazard_id", "H-1"], [1, "name", "Мост у реки"], [2, "area_m2", "7.25"], [1, "OBJECTID", "1"]]
    told("geodatabase/one.gdb", made="GDAL", format="File geodatabase", crs="EPSG:4326", rows=3, cells=cells, geometries=POLYGONS)
    with zipfile.ZipFile("geodatabase/one.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(os.listdir("geodatabase/one.gdb")):
            out.writestr(zipfile.ZipInfo("export/one.gdb/" + name, (2024, 1, 1, 0, 0, 0)), open("geodatabase/one.gdb/" + name, "rb").read(), zipfile.ZIP_DEFLATED)
    told("geodatabase/one.zip", made="the same, zipped", format="File geodatabase", crs="EPSG:4326", rows=3, cells=cells, tables=["export/one.gdb"])
    data = write("OpenFileGDB", "geodatabase/two.gdb", kind=ogr.wkbPoint, layer="finds", rows=[("F-1", "POINT (10 50)")], fields=[("id", ogr.OFTString)])
    write("OpenFileGDB", "", kind=ogr.wkbNone, layer="people", code=None, rows=[("V-1", None), ("V-2", None)], fields=[("id", ogr.OFTString)], data=data)
    del data
    with zipfile.ZipFile("geodatabase/two.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(os.listdir("geodatabase/two.gdb")):
            out.writestr(zipfile.ZipInfo("two.gdb/" + name, (2024, 1, 1, 0, 0, 0)), open("geodatabase/two.gdb/" + name, "rb").read(), zipfile.ZIP_DEFLATED)
    shutil.rmtree("geodatabase/two.gdb")
    told("geodatabase/two.zip", made="GDAL: two classes", refused="several_tables", tables=["two.gdb/finds", "two.gdb/people"])
    told("geodatabase/two.zip", made="the same, one named", layer="people", format="File geodatabase", crs=None, rows=2)


def esri_json():
    fresh("esri_json")

    def feature_set(system_, features, kind="esriGeometryPolygon"):
        body = {"objectIdFieldName": "OBJECTID", "geometryType": kind, "spatialReference": system_,
                "fields": [{"name": "OBJECTID", "type": "esriFieldTypeOID", "alias": "OBJECTID"}, {"name": "hazard_id", "type": "esriFieldTypeString", "alias": "Id", "length": 40}, {"name": "found", "type": "esriFieldTypeDate", "alias": "Found", "length": 8}],
                "features": features}
        if system_ is None:
            del body["spatialReference"]
        return json.dumps(body, ensure_ascii=False)

    ring = [[10, 50], [10, 50.01], [10.01, 50.01], [10.01, 50], [10, 50]]
    hole = [[10.002, 50.002], [10.004, 50.002], [10.004, 50.004], [10.002, 50.002]]
    one = {"attributes": {"OBJECTID": 7, "hazard_id": "Г-1", "found": 1556668800000}, "geometry": {"rings": [ring, hole]}}
    text("esri_json/polygons.json", feature_set({"wkid": 4326, "latestWkid": 4326}, [one]))
    told("esri_json/polygons.json", made="by hand, as a feature service answers", format="Esri JSON", crs="EPSG:4326", rows=1, cells=[[1, "hazard_id", "Г-1"], [1, "OBJECTID", "7"]], geometries=[[1, "polygon", 1, 1, 9]])
    point = {"attributes": {"OBJECTID": 1, "hazard_id": "P", "found": None}, "geometry": {"x": 1168830.5, "y": 6530500.25}}
    text("esri_json/web_mercator.json", feature_set({"wkid": 102100, "latestWkid": 3857}, [point], "esriGeometryPoint"))
    told("esri_json/web_mercator.json", made="by hand: Esri's number 102100", format="Esri JSON", crs="EPSG:3857", rows=1, positions=[[1, 1168830.5, 6530500.25]])
    text("esri_json/no_system.json", feature_set(None, [point], "esriGeometryPoint"))
    told("esri_json/no_system.json", made="by hand: without spatialReference", format="Esri JSON", crs=None, rows=1)
    text("esri_json/no_fields.json", '{"features":[{"attributes":{"a":1},"geometry":{"x":1,"y":2}}]}')
    told("esri_json/no_fields.json", made="by hand: it does not say what it is", refused="broken_file")


def xlsx():
    fresh("xlsx")

    def book(name, **options):
        return xlsxwriter.Workbook("xlsx/" + name, {"default_date_format": "dd/mm/yyyy", **options})

    day = datetime.datetime(2019, 5, 1)
    with book("simple.xlsx") as b:
        s = b.add_worksheet("Finds")
        s.write_row(0, 0, ["find_id", "found", "lon", "lat", "remarks"])
        s.write_row(1, 0, ["F-1", day, 10.1, 50.1, "у моста"])
        s.write_row(2, 0, ["F-2", datetime.datetime(2020, 6, 2, 13, 30), 0.1 + 0.2, -50, "  "])
        s.write_row(3, 0, ["F-3", None, None, None, "أرض"])
    told("xlsx/simple.xlsx", made="XlsxWriter", format="XLSX", crs=None, rows=3, header=1, numbers=[2, 3, 4], columns=["find_id", "found", "lon", "lat", "remarks"],
         cells=[[1, "found", "2019-05-01"], [1, "lon", "10.1"], [1, "remarks", "у моста"], [2, "found", "2020-06-02T13:30:00"], [2, "lon", "0.3"], [2, "lat", "-50"], [2, "remarks", None], [3, "remarks", "أرض"]])
    with book("below_a_title.xlsx") as b:
        s = b.add_worksheet("List")
        s.write(1, 2, "Regional office, list of finds")
        s.write(2, 2, "as of May")
        s.write_row(4, 2, ["id", "lon", "lat"])
        s.write_row(5, 2, ["F-1", 10, 50])
        s.write_row(8, 2, ["F-2", 11, 51])
    told("xlsx/below_a_title.xlsx", made="XlsxWriter: blank rows and columns, a title", format="XLSX", rows=2, header=5, numbers=[6, 9], columns=["id", "lon", "lat"], cells=[[2, "id", "F-2"], [2, "lat", "51"]])
    with book("formulas.xlsx") as b:
        s = b.add_worksheet()
        s.write_row(0, 0, ["id", "sum", "text", "none", "error"])
        s.write_row(1, 0, ["F-1"])
        s.write_formula(1, 1, "=1+1", None, 2)
        s.write_formula(1, 2, '="a"&"b"', None, "ab")
        s.write_formula(1, 3, "=NOW()", None, "")
        s.write_formula(1, 4, "=#REF!+1", None, "#REF!")
    raw = zipfile.ZipFile("xlsx/formulas.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<v></v>" in raw
    with zipfile.ZipFile("xlsx/formulas.xlsx") as old:
        members = [(n, old.read(n)) for n in old.namelist()]
    add_to_zip("xlsx/formulas.xlsx", [(n, c.replace(b"<v></v>", b"").replace(b't="str"><f>NOW()', b"><f>NOW()")) for n, c in members])
    told("xlsx/formulas.xlsx", made="XlsxWriter; one formula's value taken out", format="XLSX", rows=1, cells=[[1, "sum", "2"], [1, "text", "ab"], [1, "none", None], [1, "error", "#REF!"]], findings=[[1, "formula_without_value"], [1, "cell_error"]])
    with book("since_1904.xlsx", date_1904=True) as b:
        s = b.add_worksheet()
        s.write_row(0, 0, ["id", "found"])
        s.write_row(1, 0, ["F-1", day])
    told("xlsx/since_1904.xlsx", made="XlsxWriter: days counted from 1904", format="XLSX", rows=1, cells=[[1, "found", "2019-05-01"]])
    with book("sheets.xlsx") as b:
        for name, rows in (("Finds", 2), ("Accidents", 1), ("codes", 3), ("Sheet4", 0)):
            s = b.add_worksheet(name)
            if rows:
                s.write_row(0, 0, ["id", "lon", "lat"])
            for i in range(rows):
                s.write_row(i + 1, 0, [name[0] + str(i), 10, 50])
            if name == "codes":
                s.hide()
    told("xlsx/sheets.xlsx", made="XlsxWriter: two sheets, a hidden one, an empty one", refused="several_tables", tables=["Finds", "Accidents", "codes", "Sheet4"])
    told("xlsx/sheets.xlsx", made="the same, one named", layer="accidents", format="XLSX", rows=1, cells=[[1, "id", "A0"]])
    told("xlsx/sheets.xlsx", made="the same, the hidden one named", layer="codes", format="XLSX", rows=3)
    told("xlsx/sheets.xlsx", made="the same, the empty one named", layer="Sheet4", refused="empty_file")
    with book("merged.xlsx") as b:
        s = b.add_worksheet()
        s.merge_range(0, 0, 0, 2, "Finds by district")
        s.write_row(1, 0, ["district", "id", "lon"])
        s.merge_range(2, 0, 4, 0, "North")
        for i in range(3):
            s.write_row(2 + i, 1, ["F-%d" % i, 10 + i])
        s.write_row(5, 0, ["South", "F-3", 13])
        s.set_row(3, options={"hidden": True})
    told("xlsx/merged.xlsx", made="XlsxWriter: cells merged over rows, a hidden row", format="XLSX", rows=4, header=2, cells=[[1, "district", "North"], [2, "district", "North"], [3, "district", "North"], [4, "district", "South"]], notes=["merged_cells", "hidden_rows"])
    with book("zeros.xlsx") as b:
        s = b.add_worksheet()
        s.write_row(0, 0, ["id", "id", "share"])
        s.write(1, 0, 123, b.add_format({"num_format": "00000"}))
        s.write(1, 1, 1234567890123, None)
        s.write(1, 2, 0.25, b.add_format({"num_format": "0%"}))
        s.write(1, 4, True)
    told("xlsx/zeros.xlsx", made="XlsxWriter: leading zeros by format, a name twice, a cell without header", format="XLSX", rows=1, columns=["id", "id (column B)", "share", "column E"], cells=[[1, "id", "00123"], [1, "id (column B)", "1234567890123"], [1, "share", "0.25"], [1, "column E", "true"]], notes=["duplicate_column"])


def xls():
    fresh("xls")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    b = xlwt.Workbook()
    s = b.add_sheet("Finds")
    for i, h in enumerate(["find_id", "found", "lon", "remarks"]):
        s.write(0, i, h)
    for i, row in enumerate([["F-1", datetime.date(2019, 5, 1), 10.1, "Мост"], ["F-2", datetime.date(2020, 6, 2), 0.1 + 0.2, ""]]):
        for j, value in enumerate(row):
            s.write(i + 1, j, value, day if j == 1 else xlwt.Style.default_style)
    b.save("xls/simple.xls")
    told("xls/simple.xls", made="xlwt", format="XLS", rows=2, header=1, cells=[[1, "found", "2019-05-01"], [1, "lon", "10.1"], [1, "remarks", "Мост"], [2, "lon", "0.3"], [2, "remarks", None]], notes=["formulas_not_read"])
    b = xlwt.Workbook()
    s = b.add_sheet("List")
    s.write(0, 0, "A list")
    for i, h in enumerate(["id", "lon", "lat"]):
        s.write(3, i, h)
        s.write(4, i, ["F-1", 10, 50][i])
    b.add_sheet("empty")
    b.save("xls/below_a_title.xls")
    told("xls/below_a_title.xls", made="xlwt: a title, and an empty sheet", format="XLS", rows=1, header=4, numbers=[5], cells=[[1, "lat", "50"]])
    b = xlwt.Workbook()
    for name in ("one", "two"):
        s = b.add_sheet(name)
        for i, h in enumerate(["id", "lon"]):
            s.write(0, i, h)
            s.write(1, i, [name, 10][i])
    b.save("xls/sheets.xls")
    told("xls/sheets.xls", made="xlwt: two sheets", refused="several_tables", tables=["one", "two"])
    told("xls/sheets.xls", made="the same, one named", layer="two", format="XLS", rows=1, cells=[[1, "id", "two"]])
    text("xls/cut.xls", open("xls/simple.xls", "rb").read()[:700])
    told("xls/cut.xls", made="the first 700 bytes of simple.xls", refused="broken_file")


ODS = ('<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>')


def ods_file(path, content):
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(zipfile.ZipInfo("mimetype", (2024, 1, 1, 0, 0, 0)), "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        out.writestr(zipfile.ZipInfo("content.xml", (2024, 1, 1, 0, 0, 0)), ODS % content, zipfile.ZIP_DEFLATED)


def ods():
    fresh("ods")
    shutil.copy("xlsx/simple.xlsx", "ods/simple.xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", "ods", "--outdir", "ods", "ods/simple.xlsx"], check=True, stdout=subprocess.DEVNULL)
    os.remove("ods/simple.xlsx")
    told("ods/simple.ods", made="LibreOffice, from xlsx/simple.xlsx", format="ODS", crs=None, rows=3, header=1, numbers=[2, 3, 4], columns=["find_id", "found", "lon", "lat", "remarks"],
         cells=[[1, "found", "2019-05-01"], [1, "lon", "10.1"], [1, "remarks", "у моста"], [2, "found", "2020-06-02T13:30:00"], [2, "lon", "0.3"], [2, "lat", "-50"], [3, "remarks", "أرض"]])
    def t(value):
        return '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % value

    def n(value):
        return '<table:table-cell office:value-type="float" office:value="%s"><text:p>shown</text:p></table:table-cell>' % value
    row = "<table:table-row%s>%s</table:table-row>"
    ods_file("ods/repeated.ods", '<table:table table:name="Data">' + row % ("", t("id") + t("lon") + '<table:table-cell table:number-columns-repeated="16382"/>') + row % (' table:number-rows-repeated="2"', t("same") + n("10.5"))
             + row % (' table:number-rows-repeated="1000000"', '<table:table-cell table:number-columns-repeated="16384"/>') + "</table:table>")
    told("ods/repeated.ods", made="by hand: repeated rows, a million blank ones", format="ODS", rows=2, numbers=[2, 3], cells=[[1, "id", "same"], [2, "lon", "10.5"]])
    ods_file("ods/errors.ods", '<table:table table:name="hidden" table:style-name="ta2">' + row % ("", t("x")) + '</table:table><table:table table:name="Data">' + row % ("", t("id") + t("calc"))
             + row % ("", t("one<text:s text:c=\"2\"/>two</text:p><text:p>three") + '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>')
             + row % ("", t("F-2") + '<table:table-cell table:formula="of:=1+1"/>') + "</table:table>")
    told("ods/errors.ods", made="by hand: an error, a formula without value, a hidden sheet, two paragraphs", format="ODS", rows=2, cells=[[1, "id", "one  two\nthree"], [1, "calc", "#DIV/0!"], [2, "calc", None]], findings=[[1, "cell_error"], [2, "formula_without_value"]])
    ods_file("ods/bomb.ods", '<table:table table:name="Data">' + row % (' table:number-rows-repeated="1000000000"', t("x") + t("y")) + "</table:table>")
    told("ods/bomb.ods", made="by hand: a filled row repeated a billion times", refused="broken_file")


def texts():
    fresh("text")
    text("text/tabs.tsv", "id\tlon\tlat\nF-1\t10\t50\nF-2\t11\t51\n")
    told("text/tabs.tsv", made="by hand", format="CSV", rows=2, cells=[[2, "lat", "51"]])
    text("text/tabs_and_commas.tsv", "id\tplace\tlon\nF-1\tford, mill\t10\n")
    told("text/tabs_and_commas.tsv", made="by hand: commas in the cells", format="CSV", rows=1, cells=[[1, "place", "ford, mill"]])
    text("text/quoted_tabs.tab", 'id\tremarks\n1\t"a\tb"\n')
    told("text/quoted_tabs.tab", made="by hand: a tab in quotes", format="CSV", rows=1, cells=[[1, "remarks", "a\tb"]])
    text("text/semicolons.csv", "id;lon;lat\r\nF-1;10,5;50,5\r\n")
    told("text/semicolons.csv", made="by hand: semicolons, decimal commas", format="CSV", rows=1, cells=[[1, "lon", "10,5"]])
    text("text/marked.csv", "\ufeffid,name\n1,Мост\n")
    told("text/marked.csv", made="by hand: a byte order mark", format="CSV", rows=1, columns=["id", "name"], cells=[[1, "name", "Мост"]])
    text("text/short_row.csv", "id,lon,lat\nF-1,10\n")
    told("text/short_row.csv", made="by hand: a row that is cut", format="CSV", rows=1, findings=[[1, "row_too_short"]])
    fresh("geojson")
    text("geojson/plain.geojson", json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a", "properties": {"n": 1}, "geometry": {"type": "Point", "coordinates": [10, 50, 7]}}]}))
    told("geojson/plain.geojson", made="by hand", format="GeoJSON", crs="OGC:CRS84", rows=1, positions=[[1, 10, 50]])
    text("geojson/old_crs.geojson", json.dumps({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}, "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [500000, 5540000]}}]}))
    told("geojson/old_crs.geojson", made="by hand: the crs member of 2008", format="GeoJSON", crs="EPSG:32632", rows=1, positions=[[1, 500000, 5540000]])
    text("geojson/topology.json", json.dumps({"type": "Topology", "objects": {}, "arcs": []}))
    told("geojson/topology.json", made="by hand: TopoJSON", refused="wrong_format")
    fresh("geopackage")
    data = write("GPKG", "geopackage/two.gpkg", layer="hazards")
    write("GPKG", "", layer="finds", rows=[("F-1", "POINT (10 50)")], fields=[("id", ogr.OFTString)], kind=ogr.wkbPoint, data=data)
    del data
    told("geopackage/two.gpkg", made="GDAL: two layers", layer="hazards", format="GeoPackage", crs="EPSG:4326", rows=3, numbers=[1, 2, 3], cells=CELLS, geometries=POLYGONS)
    told("geopackage/two.gpkg", made="the same, the other: rows are numbered over all layers", layer="finds", format="GeoPackage", crs="EPSG:4326", rows=1, numbers=[4])
    told("geopackage/two.gpkg", made="the same, none named", refused="several_tables", tables=["hazards", "finds"])


def archives():
    fresh("archive")
    csv = b"id,lon,lat\nF-1,10,50\n"

    def entry(name, content=b"", kind=tarfile.REGTYPE, link=""):
        info = tarfile.TarInfo(name)
        info.size, info.type, info.linkname, info.mtime = len(content), kind, link, 1704067200
        return info, io.BytesIO(content)

    def tar(path, entries, mode="w:gz"):
        with tarfile.open(path, mode) as out:
            for each in entries:
                out.addfile(*each)

    tar("archive/one.tar.gz", [entry("data", kind=tarfile.DIRTYPE), entry("data/finds.csv", csv)])
    told("archive/one.tar.gz", made="tarfile of Python", format="CSV", rows=1, tables=["data/finds.csv"], cells=[[1, "lat", "50"]])
    tar("archive/climbs.tar", [entry("../../finds.csv", csv)], "w")
    told("archive/climbs.tar", made="tarfile of Python: a name that climbs", refused="archive_unsafe")
    tar("archive/absolute.tar", [entry("/finds.csv", csv)], "w")
    told("archive/absolute.tar", made="tarfile of Python: an absolute name", refused="archive_unsafe")
    tar("archive/link.tar", [entry("finds.csv", kind=tarfile.SYMTYPE, link="/etc/passwd")], "w")
    told("archive/link.tar", made="tarfile of Python: a link", refused="archive_unsafe")
    tar("archive/twice.tar", [entry("finds.csv", csv), entry("finds.csv", csv)], "w")
    told("archive/twice.tar", made="tarfile of Python: a name twice", refused="archive_unsafe")
    text("archive/finds.csv", csv)
    subprocess.run(["gzip", "-kn9", "archive/finds.csv"], check=True)
    told("archive/finds.csv.gz", made="gzip", format="CSV", rows=1, tables=["finds.csv"])
    subprocess.run(["7z", "a", "-bso0", "archive/finds.7z", "archive/finds.csv"], check=True)
    told("archive/finds.7z", made="7z", format="CSV", rows=1, tables=["archive/finds.csv"])
    subprocess.run(["zip", "-q", "-P", "secret", "archive/locked.zip", "archive/finds.csv"], check=True)
    told("archive/locked.zip", made="zip, with a password", refused="archive_encrypted")
    add_to_zip("archive/inner.zip", [("finds.csv", csv)])
    add_to_zip("archive/nested.zip", [("a/inner.zip", open("archive/inner.zip", "rb").read())])
    told("archive/nested.zip", made="a zip in a zip", format="CSV", rows=1, tables=["a/inner.zip/finds.csv"])
    add_to_zip("archive/deep.zip", [("nested.zip", open("archive/nested.zip", "rb").read())])
    told("archive/deep.zip", made="a zip in a zip in a zip", refused="no_table")
    os.remove("archive/inner.zip")
    os.remove("archive/finds.csv")
    with zipfile.ZipFile("archive/bomb.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("finds.csv", (2024, 1, 1, 0, 0, 0)), b"0" * (80 << 20), zipfile.ZIP_DEFLATED, 9)
    told("archive/bomb.zip", made="80 MiB of one digit", refused="archive_too_large")
    text("archive/cut.zip", open("zipped/one.zip", "rb").read()[:900])
    told("archive/cut.zip", made="the first 900 bytes of zipped/one.zip", refused="broken_file")
    fresh("folder/more")
    text("folder/a.csv", csv)
    text("folder/b.txt", "Notes of the office.\nNothing else.\n")
    text("folder/more/c.geojson", json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "C"}, "geometry": {"type": "Point", "coordinates": [10, 50]}}]}))
    shutil.copy("shapefile/nulls.shp", "folder/more/d.shp")
    shutil.copy("shapefile/nulls.dbf", "folder/more/d.dbf")
    shutil.copy("shapefile/nulls.shx", "folder/more/d.shx")


MAXML = '<?xml version="1.0" encoding="UTF-8"?>\n<MineActionFieldReport>%s</MineActionFieldReport>\n'


def maxml():
    """No sample of maXML is public: elements as docs/formats/maxml.md says what is known and what is assumed."""
    fresh("maxml")
    head = "<DocumentHeader><SchemaVersion>3.0</SchemaVersion><DocumentCoordinateReferenceSystem><CoordinateSystem>Geographic</CoordinateSystem><Datum>%s</Datum></DocumentCoordinateReferenceSystem></DocumentHeader>"
    report = "<FieldReport><FieldReportInfo><FieldReportName>Form 4</FieldReportName><ReportingOrg>Office B</ReportingOrg><ReportingDate>2019-05-01</ReportingDate></FieldReportInfo>%s</FieldReport>\n"
    hazard = "<Hazard><HazardIdentification><HazardGUID>g-%s</HazardGUID><OriginalID>%s</OriginalID></HazardIdentification><HazardName>%s</HazardName><HazardType>Suspected hazardous area</HazardType><Status>Active</Status>%s</Hazard>"
    point = "<GeoPoint><Number>%s</Number><Type>%s</Type><Latitude>%s</Latitude><Longitude>%s</Longitude></GeoPoint>"
    leg = "<GeoPoint><Number>%s</Number><Type>%s</Type><LocalId>%s</LocalId><FromPoint>%s</FromPoint><Bearing>%s</Bearing><Distance>%s</Distance></GeoPoint>"
    shape = "<Geospatialinfo><Geo><Shape>Polygon</Shape>%s</Geo></Geospatialinfo>"
    # The landmark is no corner, and the corners do not stand in their order.
    first = point % (0, "Landmark", 50.2, 10) + point % (2, "Turning Point 1", 50.01, 10) + point % (1, "Start Point", 50, 10) + point % (4, "End Point", 50, 10.01) + point % (3, "Turning Point 2", 50.01, 10.01)
    second = point % (1, "", 51, 11) + point % (2, "", 51.01, 11) + point % (3, "", 51.01, 11.01)
    # A square with sides of 1000 m north, east and south of a point that is known, which lies 500 m east of a landmark.
    legs = (point % (0, "Landmark", 50, 10)).replace("</GeoPoint>", "<LocalId>LM</LocalId></GeoPoint>")
    legs += leg % (1, "Start Point", "SP", "LM", 90, 500) + leg % (2, "Turning Point", "TP1", "SP", 0, 1000) + leg % (3, "Turning Point", "TP2", "TP1", 90, 1000) + leg % (4, "End Point", "EP", "TP2", 180, 1000)
    hazards = report % (hazard % (1, "H-1", "Мост у реки", shape % first)) + report % (hazard % (2, "H-2", "ford", "<Geospatialinfo><Geo><Shape>Polygon</Shape>" + second + "</Geo><Geo><Shape>Polygon</Shape>" + second.replace("11", "12") + "</Geo></Geospatialinfo>"))
    text("maxml/hazards.xml", MAXML % (head % "WGS 84" + "\n" + hazards + report % (hazard % (3, "H-3", "ridge", shape % legs))))
    what = dict(format="maXML", crs="EPSG:4326")
    told("maxml/hazards.xml", made="by hand: two hazards by coordinates, one by bearings and distances", **what, rows=3, tables=["Hazard", "Hazard/points"], cells=[[1, "HazardName", "Мост у реки"], [1, "HazardIdentification/OriginalID", "H-1"], [1, "FieldReportInfo/ReportingDate", "2019-05-01"], [2, "Status", "Active"], [1, "_parent_index", None]], geometries=[[1, "polygon", 1, 0, 5], [2, "polygon", 2, 0, 8], [3, None]], positions=[[1, 10.01, 50.01], [2, 12, 51]], findings=[[3, "geometry_unreadable"]])
    told("maxml/hazards.xml", made="the points of the same", layer="Hazard/points", **what, rows=16, cells=[[1, "point/Type", "Landmark"], [1, "_polygon", "1.1"], [2, "HazardName", "Мост у реки"], [1, "HazardName", None], [1, "_id", "H-1"], [9, "_polygon", "2.2"], [12, "point/LocalId", "LM"], [13, "_polygon", "3.1"], [13, "point/Bearing", "90"], [13, "point/Latitude", None], [13, "HazardName", "ridge"], [13, "_bearing", "90"], [13, "_shape", "polygon"]])
    ordnance = "<Ordnance><Model>%s</Model><Qty>%s</Qty></Ordnance>"
    items = "<HazardReduction><HazardReductionIdentification><GUID>r1</GUID></HazardReductionIdentification><StartDate>2020-03-01</StartDate>%s</HazardReduction>"
    kinds = report % (items % (ordnance % ("PMN", 3) + ordnance % ("OZM", 1))) + report % (items.replace("r1", "r2") % (ordnance % ("M75", 2)))
    kinds += report % "<Accident><AccidentID><OriginalID>A-1</OriginalID></AccidentID><DateOfAccident>2001-07-04</DateOfAccident><Cause>walking</Cause><Cause>herding</Cause><GeoPoint><Lat>50.5</Lat><Long>10.5</Long></GeoPoint></Accident><Victim><VictimIdentification><GUID>v1</GUID></VictimIdentification><Age>31</Age></Victim>"
    kinds += report % '<Location><LocationName>Dol</LocationName><Size unit="km">2</Size></Location><Attachment><Name>map.jpg</Name></Attachment>'
    text("maxml/kinds.maxml", MAXML % kinds)
    names = ["HazardReduction", "HazardReduction/Ordnance", "Accident", "Accident/points", "Victim", "Location", "Attachment"]
    told("maxml/kinds.maxml", made="by hand: reports of several kinds", refused="several_tables")
    told("maxml/kinds.maxml", made="its accidents", layer="Accident", tables=names, **what, rows=1, cells=[[1, "DateOfAccident", "2001-07-04"], [1, "Cause", "walking; herding"], [1, "FieldReportInfo/ReportingOrg", "Office B"]], geometries=[[1, "point", 1, 0, 1]], positions=[[1, 10.5, 50.5]])
    told("maxml/kinds.maxml", made="what stands more than once in a report", layer="HazardReduction/Ordnance", **what, rows=3, cells=[[1, "Model", "PMN"], [1, "_parent_index", "1"], [2, "Qty", "1"], [3, "Model", "M75"], [3, "_parent_index", "2"]])
    told("maxml/kinds.maxml", made="an attribute, and no place", layer="Location", **what, rows=1, cells=[[1, "Size", "2"], [1, "Size/@unit", "km"]], geometries=[[1, None]])
    prefixed = MAXML.replace("<Mine", '<x:Mine').replace("</Mine", "</x:Mine").replace("Report>%s", 'Report xmlns:x="urn:example:reports">%s')
    text("maxml/prefixed.xml", prefixed % (head % "ED50" + report % (hazard % (4, "H-4", "hill", shape % second))))
    told("maxml/prefixed.xml", made="by hand: a prefix, and another datum", format="maXML", crs="ED50", rows=1, geometries=[[1, "polygon", 1, 0, 4]])
    unclear = [(point % (1, "", 50, 10)) * 2 + point % (2, "", 50.1, 10), point % (1, "Stone", 50, 10), second + point % ("", "", 51.02, 11), (second + point % (4, "", 51, 11.02)).replace("<Latitude>51.01</Latitude><Longitude>11.01</Longitude>", ""), second.replace("<Latitude>51<", "<Latitude>51°00'<"), second.replace("</GeoPoint>", "<CoordRefSys>Pulkovo 1942</CoordRefSys></GeoPoint>"), point % ("", "", 50, 10) + point % ("", "", 50.1, 10)]
    text("maxml/unclear.xml", MAXML % "".join(report % (hazard % (n, n, n, (shape % points).replace("<Shape>Polygon</Shape>", "" if n == 6 else "<Shape>Polygon</Shape>"))) for n, points in enumerate(unclear)))
    told("maxml/unclear.xml", made="by hand: numbers twice, an unknown type, a point without number, one without coordinates, degrees and minutes, another datum, two points of nothing", **what, rows=7, findings=[[n, "geometry_unreadable"] for n in range(1, 8)])
    mixed = shape % second + "<Geospatialinfo><Geo><Shape>Point</Shape>" + point % (1, "", 51, 11) + "</Geo></Geospatialinfo>"
    text("maxml/mixed.xml", MAXML % (report % (hazard % (5, "H-5", "mill", mixed)) + report % ""))
    told("maxml/mixed.xml", made="by hand: a polygon and a point, and a report without an item", **what, rows=1, tables=["Hazard", "Hazard/points", "FieldReport"], layer="Hazard", geometries=[[1, "polygon", 1, 0, 4]], findings=[[1, "several_geometries"]])
    text("maxml/by_namespace.xml", '<!-- by its namespace --><reports xmlns="http://example.org/maXML/3"><FieldReport><Victim><Age>31</Age></Victim></FieldReport></reports>')
    told("maxml/by_namespace.xml", made="by hand: only the namespace tells", **what, rows=1, cells=[[1, "Age", "31"]])
    text("maxml/organisations.xml", '<?xml version="1.0"?>\n<MineActionOrganisation><Organisation><GUID>o1</GUID><Name>Office B</Name></Organisation><Organisation><GUID>o2</GUID><Name>Office C</Name></Organisation></MineActionOrganisation>\n')
    told("maxml/organisations.xml", made="by hand: auxiliary data", **what, rows=2, cells=[[2, "Name", "Office C"]])
    text("maxml/no_report.xml", MAXML % (head % "WGS 84"))
    told("maxml/no_report.xml", made="by hand: a header alone", refused="empty_file")
    text("maxml/entities.xml", '<?xml version="1.0"?>\n<!DOCTYPE MineActionFieldReport [<!ENTITY a "ha">]>\n' + (MAXML % (report % "<Hazard><Name>&a;</Name></Hazard>")).split("\n", 1)[1])
    told("maxml/entities.xml", made="by hand: entities", refused="xml_entities")
    whole = open("maxml/hazards.xml", "rb").read()
    text("maxml/cut.xml", whole[:whole.index(b"H-2")])
    told("maxml/cut.xml", made="hazards.xml up to its second hazard", refused="broken_file")
    text("maxml/cut_late.xml", whole[:whole.index(b"</MineActionFieldReport>")])
    told("maxml/cut_late.xml", made="hazards.xml without its last line", refused="broken_file")


for make in (shapefiles, zipped, kml, gml, gpx, flatgeobuf, mapinfo, geodatabases, esri_json, xlsx, xls, ods, texts, archives, maxml):
    make()
json.dump(expected, open("expected.json", "w"), ensure_ascii=False, indent=1)
made = {}
for each in expected:
    made.setdefault(each["file"], each["made"])
with open("README.md", "w") as out:
    out.write("# Fixtures of formats\n\nInvented content, made by `make.py` with public tools and never with Cairn (GDAL 3.6.2, XlsxWriter, xlwt, LibreOffice 7.4, 7-Zip,\n"
              "Info-ZIP, Python). `expected.json` says what each must be read as: what the script put into it. `tests/formats/test_fixtures.cpp` reads both.\n\n"
              "| file | made by, or how |\n| --- | --- |\n")
    for file, how in made.items():
        out.write("| `%s` | %s |\n" % (file, how))
    out.write("| `folder/` | files of the others, and a note, in two folders |\n")
print(len(expected), "expectations,", len({e["file"] for e in expected}), "files")
