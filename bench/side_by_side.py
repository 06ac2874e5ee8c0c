#!/usr/bin/env python3
"""The two daily jobs, beside the peers that are installed: same inputs, answers compared, runs in turn.

usage: side_by_side.py BUILD WORK [--runs 5] [--divisor 1]

BUILD holds `cairn` and bench/bench_jobs; WORK is a folder for files (700 MB). CPU seconds are user + system of the
whole process, memory is its greatest resident set; medians of the runs.
"""
import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys


def run(command):
    """CPU seconds, greatest memory in MB, standard output."""
    reader, writer = os.pipe()
    pid = os.posix_spawnp(command[0], command, os.environ,
                          file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    os.close(writer)
    with os.fdopen(reader) as out:
        text = out.read()
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text.strip()


def in_turn(ways, runs):
    """ways: name → function that gives what run gives. Prints a line for each; returns the answers."""
    taken = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            taken[name].append(way())
    ours = None
    answers = {}
    for name, results in taken.items():
        cpu = statistics.median(r[0] for r in results)
        ours = ours or cpu
        answers[name] = results[-1][2]
        spread = f"{min(r[0] for r in results):.2f} to {max(r[0] for r in results):.2f}"
        print(f"  {name:<34} {cpu:8.2f} CPU s ({spread})  {max(r[1] for r in results):6.0f} MB  {cpu / ours:6.2f} ×")
    return answers


def nearest_job(build, data, runs):
    print("Distance of each position to the nearest of the footprints, from files to sums:")
    jobs = os.path.join(build, "bench", "bench_jobs")
    answers = in_turn({"Cairn": lambda: run([jobs, "cairn", data]),
                       "GEOS STRtree, C interface": lambda: run([jobs, "geos", data])}, runs)
    ours, peer = [a.split() for a in answers.values()]
    print(f"  inside, 100 m, 500 m, 1 km, sum, greatest: {' '.join(ours)}")
    wrong = [i for i in range(4) if ours[i] != peer[i]]
    off = max(abs(float(a) - float(b)) for a, b in zip(ours[4:], peer[4:]))
    print(f"  counts {'differ' if wrong else 'agree'}; sum and greatest differ by {off:.4f} m at most")
    return not wrong and off < 0.01


def probability_job(build, data, runs):
    print("The same, and for each position the probability of lying inside, and within 100 m, under its own σ (no peer answers it):")
    jobs = os.path.join(build, "bench", "bench_jobs")
    answer = in_turn({"Cairn": lambda: run([jobs, "probability", data])}, runs)["Cairn"]
    inside, within, error = answer.splitlines()[-1].split()
    print(f"  sums: inside {inside}, within 100 m {within}; the greatest error that stands with one: {error}")
    ratio, greatest = run([jobs, "check-probability", data])[2].split()
    print(f"  against 10 000 draws for each of 500 positions, inside and within 100 m: differences are {ratio} times what chance makes of draws, {greatest} at most")
    return float(error) <= 1e-3 and float(ratio) < 1.2


def count(file, table):
    with sqlite3.connect(file) as store:
        return store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def import_job(build, data, work, runs, title, source, kind, options, peer_options):
    print(title)
    store, copy = os.path.join(work, "store.gpkg"), os.path.join(work, "copy.gpkg")
    cairn = os.path.join(build, "cairn")

    def ours():
        if os.path.exists(store):
            os.remove(store)
        run([cairn, "init", store])
        return run([cairn, "import", store, os.path.join(data, source), "--as", kind, "-y", *options])

    def peer():
        if os.path.exists(copy):
            os.remove(copy)
        return run(["ogr2ogr", "-f", "GPKG", copy, os.path.join(data, source), "-nln", "copy", "-gt", "65536", *peer_options])

    if shutil.which("ogr2ogr") is None:
        print("  ogr2ogr is not installed (package gdal-bin): Cairn alone")
        in_turn({"Cairn, checked, with history": ours}, runs)
        return True
    in_turn({"Cairn, checked, with history": ours, "ogr2ogr, a copy": peer}, runs)
    got, expected = count(store, kind.replace("-", "_")), count(copy, "copy")
    print(f"  rows: {got} and {expected}")
    return got == expected


def country_job(build, work, runs):
    """From the files of a whole country to the finished report, in a store of its own."""
    files = os.environ.get("CAIRN_REAL_DATA", os.path.join(os.path.dirname(__file__), "..", "..", "shared", "data"))
    files = os.path.join(files, "bosnia")
    print("From a country's files (12 000 areas, 1 500 points) to the finished report:")
    if not os.path.isdir(files):
        print("  left out: the real data are not there (CAIRN_REAL_DATA)")
        return
    store, report = os.path.join(work, "country.gpkg"), os.path.join(work, "country")

    def ours():
        shutil.rmtree(report, ignore_errors=True)
        for file in (store, store + "-wal", store + "-shm"):
            if os.path.exists(file):
                os.remove(file)
        at = lambda name: os.path.join(files, name + ".geojson")
        return run([os.path.join(build, "cairn"), "run", store, "-y", "-q", "--crs", "EPSG:4326", "--boundary", at("entities"),
                    "--areas", at("municipalities"), "--recorded", at("suspected_areas"), "--searched", at("cleared_areas"),
                    "--finds", at("lifted_minefields"), "--accidents", at("accidents"), "-o", report])

    in_turn({"Cairn": ours}, runs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("work")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--divisor", type=int, default=1)
    given = parser.parse_args()
    data = os.path.join(given.work, f"data-{given.divisor}")
    os.makedirs(given.work, exist_ok=True)
    if not os.path.exists(os.path.join(data, "positions.csv")):
        subprocess.run([os.path.join(given.build, "bench", "bench_jobs"), "make", data, str(given.divisor)], check=True)
    fits = nearest_job(given.build, data, given.runs)
    fits &= probability_job(given.build, data, given.runs)
    fits &= import_job(given.build, data, given.work, given.runs, "Import of polygons from GeoJSON:", "footprints.geojson",
                       "recorded-area", ["--crs", "EPSG:4326"], [])
    mapping = os.path.join(given.work, "positions.mapping.json")
    with open(mapping, "w") as file:
        file.write('{"kind": "accident", "crs": "EPSG:32637", "place": {"x": "x", "y": "y"}, "package_column": "package", '
                   '"fields": {"admin_unit": "admin", "sigma_m": "sigma"}}')
    fits &= import_job(given.build, data, given.work, given.runs, "Import of points from CSV:", "positions.csv", "accident",
                       ["--mapping", mapping],
                       ["-oo", "X_POSSIBLE_NAMES=x", "-oo", "Y_POSSIBLE_NAMES=y", "-oo", "AUTODETECT_TYPE=YES", "-a_srs",
                        "EPSG:32637"])
    country_job(given.build, given.work, given.runs)
    sys.exit(0 if fits else 1)


main()
