#!/usr/bin/env python3
"""Opens every layer of a GeoPackage in QGIS, counts its features, and draws all of them into one picture.

usage: qgis_store.py STORE PICTURE
"""
import os
import sqlite3
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProviderRegistry,
                       QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize


def feature_tables(store):
    """Names of the layers that the standard's own table lists, and their row counts by plain SQL."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        names = [row[0] for row in database.execute(
            "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY 1")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def open_layers(store, expected):
    layers = []
    for name, rows in expected.items():
        layer = QgsVectorLayer(f"{store}|layername={name}", name, "ogr")
        if not layer.isValid():
            sys.exit(f"QGIS cannot open layer {name}")
        # A layer of any type of geometry has none for QGIS until it holds a row.
        if not layer.crs().isValid() and rows > 0:
            sys.exit(f"QGIS knows no reference system for layer {name}")
        seen = sum(1 for _ in layer.getFeatures())
        if seen != rows or layer.featureCount() != rows:
            sys.exit(f"layer {name}: QGIS reads {seen} features, the table holds {rows}")
        # What layer_styles says, as soon as a layer has a kind of geometry that QGIS can tell.
        if rows > 0 and layer.renderer().type() != "RuleRenderer":
            sys.exit(f"layer {name}: QGIS does not find its style")
        print(f"{name}: {rows} features, {layer.crs().authid() or 'no geometry yet'}")
        layers.append(layer)
    return layers


def draw(layers, picture):
    extent = QgsRectangle()
    extent.setMinimal()
    for layer in layers:
        if layer.featureCount() > 0 and not layer.extent().isEmpty():
            extent.combineExtentWith(layer.extent())
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(800, 600))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colours = {image.pixel(x, y) for x in range(0, 800, 4) for y in range(0, 600, 4)}
    if len(colours) < 3:
        sys.exit("QGIS draws nothing")
    image.save(picture)


def main():
    store, picture = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    expected = feature_tables(store)
    if not expected:
        sys.exit("the store has no layers")
    draw(open_layers(store, expected), picture)
    sys.stdout.flush()
    # QGIS 3.22 may crash while it leaves; what was asked is answered.
    os._exit(0)


main()
