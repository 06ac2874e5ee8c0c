#!/usr/bin/env bash
# A store made by the release program, read by programs that are not ours: GDAL's validator of the GeoPackage
# standard, ogrinfo, QGIS. They only look: the store must verify afterwards.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

cairn=build/release/cairn
folder=build/soak/other_readers
rm -rf "$folder"
mkdir -p "$folder"
"$cairn" simulate contradicted -o "$folder/world"
"$cairn" run "$folder/store.gpkg" --yes --crs EPSG:4326 --recorded "$folder/world/recorded_areas.geojson" \
    --searched "$folder/world/searches.geojson" --finds "$folder/world/finds.csv" \
    --accidents "$folder/world/accidents.csv" -o "$folder/result" >"$folder/run.log"

cp "$folder/store.gpkg" "$folder/read.gpkg"
python3 -m osgeo_utils.samples.validate_gpkg -k "$folder/read.gpkg"
ogrinfo -ro -al -so "$folder/read.gpkg" >"$folder/ogrinfo.txt"
python3 tests/soak/qgis_store.py "$folder/read.gpkg" "$folder/store.png"
"$cairn" verify "$folder/read.gpkg"
