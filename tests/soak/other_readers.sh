#!/usr/bin/env bash
# Stores made by the release program, read by programs that are not ours: GDAL's validator of the GeoPackage standard,
# ogrinfo, QGIS. One of an invented world, and one of real data where that lies beside the checkout. The others only
# look: each store must verify afterwards.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

cairn=build/release/cairn
folder=build/soak/other_readers
python=/usr/bin/python3  # the one that Debian's packages are for
real=${CAIRN_REAL_DATA:-../shared/data}/bosnia
rm -rf "$folder"
mkdir -p "$folder"

# A reader that says something is not content, whatever its exit code.
refuse_complaints() {
    if grep -E 'ERROR|Error|Warning|WARNING' "$1"; then exit 1; fi
}

# read_by_others NAME: of the store of that name.
read_by_others() {
    local store=$folder/$1.gpkg
    $python -m osgeo_utils.samples.validate_gpkg -k "$store" 2>&1 | tee "$folder/$1-validate.txt"
    refuse_complaints "$folder/$1-validate.txt"
    ogrinfo -ro -al -so "$store" >"$folder/$1-ogrinfo.txt" 2>&1
    refuse_complaints "$folder/$1-ogrinfo.txt"
    $python tests/soak/qgis_store.py "$store" "$folder/$1.png"
    "$cairn" verify "$store"
    export_to_others "$1"
}

# export_to_others NAME: what goes out of that store, in the programs that it goes to.
export_to_others() {
    local out=$folder/$1-out
    mkdir -p "$out"
    "$cairn" export "$folder/$1.gpkg" --to "$out/out.gpkg" --results --qgis --for "the long tests" >"$out/export.txt"
    $python -m osgeo_utils.samples.validate_gpkg -k "$out/out.gpkg" 2>&1 | tee "$out/validate.txt"
    refuse_complaints "$out/validate.txt"
    $python tests/soak/qgis_project.py "$out/out.qgs" "$out/out.png"
    "$cairn" export "$folder/$1.gpkg" --qgis
    $python tests/soak/qgis_project.py "$folder/$1.qgs" "$out/store.png"
    "$cairn" verify "$folder/$1.gpkg"
}

"$cairn" simulate contradicted -o "$folder/world" >"$folder/simulate.txt"
"$cairn" run "$folder/invented.gpkg" --yes --crs EPSG:4326 --recorded "$folder/world/recorded_areas.geojson" \
    --searched "$folder/world/searches.geojson" --finds "$folder/world/finds.csv" \
    --accidents "$folder/world/accidents.csv" -o "$folder/invented" >"$folder/invented.txt"
# Every kind of layer shall hold something.
for layer in recorded_areas:hazard municipalities:area settlements:place; do
    "$cairn" import "$folder/invented.gpkg" --yes "$folder/world/${layer%:*}.geojson" --as "${layer#*:}"
done >>"$folder/invented.txt"
read_by_others invented

if [ -d "$real" ]; then
    "$cairn" run "$folder/real.gpkg" --yes --recorded "$real/suspected_areas.geojson" \
        --searched "$real/cleared_areas.geojson" --finds "$real/lifted_minefields.geojson" \
        --accidents "$real/accidents.geojson" --package-column fileId -o "$folder/real" >"$folder/real.txt"
    read_by_others real
else
    echo "skipped: real data is absent ($real)"
fi
