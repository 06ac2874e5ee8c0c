#!/usr/bin/python3
"""The same 500 invented hazards in eight disguises: formats, reference systems, notations, languages, encodings.

usage: make_disguises.py FOLDER NAMES (tests/data/encodings). Writes the disguises and truth.json: id -> [longitude, latitude] on WGS 84. Positions are converted
by GDAL's binding of PROJ and by GeoConvert, never by Cairn. The places are drawn in the plains around 45 N 19 E; nobody knows of a
hazard there.
"""
import csv, json, os, random, subprocess, sys

from osgeo import gdal, ogr, osr

gdal.UseExceptions()
folder, lists = sys.argv[1:3]
names = {
    script: open(os.path.join(lists, script + ".txt"), encoding="utf-8").read().split("\n")[:200]
    for script in ("russian", "ukrainian", "south-slavic", "arabic")
}
os.makedirs(folder, exist_ok=True)
os.chdir(folder)
draw = random.Random(20261128)
hazards = [
    {
        "id": f"H-{i:03d}",
        "lon": 18.2 + 1.6 * draw.random(),
        "lat": 44.2 + 1.6 * draw.random(),
        "class": draw.choice(["sha", "cha"]),
        "day": (2015 + draw.randrange(9), 1 + draw.randrange(12), 13 + draw.randrange(15)),
    }
    for i in range(1, 501)
]
json.dump({h["id"]: [h["lon"], h["lat"]] for h in hazards}, open("truth.json", "w"))


def system(code):
    srs = osr.SpatialReference()
    srs.SetFromUserInput(code)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def to(code, h):
    x, y, _ = osr.CoordinateTransformation(system("EPSG:4326"), system(code)).TransformPoint(h["lon"], h["lat"])
    return x, y


def layer_file(driver, name, code, columns, rows, options=(), layer="hazards"):
    source = ogr.GetDriverByName(driver).CreateDataSource(name)
    out = source.CreateLayer(layer, system(code) if code else None, ogr.wkbPoint if code else ogr.wkbNone, list(options))
    for column in columns:
        out.CreateField(ogr.FieldDefn(column, ogr.OFTString))
    for row, place in rows:
        feature = ogr.Feature(out.GetLayerDefn())
        for i, text in enumerate(row):
            feature.SetField(i, text)
        if place:
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(*place)
            feature.SetGeometry(point)
        out.CreateFeature(feature)
    source = None


def text_file(name, encoding, delimiter, columns, rows):
    with open(name, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows(rows)


def dms(degrees, decimals=2):
    hundredths = round(abs(degrees) * 3600 * 10**decimals)
    seconds, rest = divmod(hundredths, 10**decimals)
    return seconds // 3600, seconds // 60 % 60, f"{seconds % 60:02d}.{rest:0{decimals}d}"


def name(script, i):
    """One of the invented place names of the tests of encodings."""
    return names[script][i % len(names[script])]


def iso(h):
    return "%04d-%02d-%02d" % h["day"]


def dotted(h):
    return "%02d.%02d.%04d" % h["day"][::-1]


# 1 English, GeoPackage, WGS 84
layer_file("GPKG", "1-english.gpkg", "EPSG:4326", ["hazard_id", "hazard_type", "date_reported"],
           [([h["id"], h["class"].upper(), iso(h)], (h["lon"], h["lat"])) for h in hazards])
# 2 Russian, Shapefile in CP1251, SK-42 Gauss-Krüger zone 4
words = {"sha": "подозрительный", "cha": "подтверждённый"}
layer_file("ESRI Shapefile", "2-russian.shp", "EPSG:28404", ["ид", "название", "класс", "дата"],
           [([h["id"], name("russian", i), words[h["class"]], dotted(h)], to("EPSG:28404", h)) for i, h in enumerate(hazards)], ["ENCODING=CP1251"])
# 3 Ukrainian, CSV in KOI8-U, degrees, minutes and seconds
text_file("3-ukrainian.csv", "koi8-u", ";", ["Номер", "Назва", "Широта", "Довгота", "Дата"],
          [[h["id"], name("ukrainian", i), "%d°%02d'%s\" пн.ш." % dms(h["lat"]), "%d°%02d'%s\" сх.д." % dms(h["lon"]), dotted(h)]
           for i, h in enumerate(hazards)])
# 4 Spanish, workbook, MGRS
lines = "".join(f"{h['lat']!r} {h['lon']!r}\n" for h in hazards)
mgrs = subprocess.run(["GeoConvert", "-m", "-p", "0"], input=lines, capture_output=True, text=True, check=True).stdout.split()
layer_file("XLSX", "4-spanish.xlsx", None, ["código", "MGRS", "fecha"],
           [([h["id"], m, iso(h)], None) for h, m in zip(hazards, mgrs)], layer="peligros")
# 5 Portuguese, ODS, decimal degrees with commas
layer_file("ODS", "5-portuguese.ods", None, ["código", "latitude", "longitude", "data"],
           [([h["id"], f"{h['lat']:.7f}".replace(".", ","), f"{h['lon']:.7f}".replace(".", ","), iso(h)], None) for h in hazards], layer="perigos")
# 6 Bosnian, CSV in CP1250, UTM
utm = subprocess.run(["GeoConvert", "-u", "-p", "2"], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
text_file("6-bosnian.csv", "cp1250", ";", ["šifra", "naziv", "UTM", "datum prijave"],
          [[h["id"], name("south-slavic", i), utm[i], dotted(h)] for i, h in enumerate(hazards)])


# 7 Arabic, CSV in CP1256, degrees and minutes
def dm(degrees):
    minutes = round(degrees * 60, 5)
    return f"{int(minutes // 60)}° {minutes % 60:08.5f}'"


text_file("7-arabic.csv", "cp1256", ",", ["الرقم", "الاسم", "خط العرض", "خط الطول", "التاريخ"],
          [[h["id"], name("arabic", i), dm(h["lat"]) + " N", dm(h["lon"]) + " E", iso(h)] for i, h in enumerate(hazards)])
# 8 French, KML
layer_file("LIBKML", "8-french.kml", "EPSG:4326", ["identifiant", "classe", "date_du_rapport"],
           [([h["id"], {"sha": "suspecte", "cha": "confirmée"}[h["class"]], iso(h)], (h["lon"], h["lat"])) for h in hazards])
