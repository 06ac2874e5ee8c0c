#!/usr/bin/python3
"""Makes the files of the first hour beside itself: an invented valley where there is only sea."""
import io, json, math, os, random, zipfile

os.chdir(os.path.dirname(os.path.abspath(__file__)))
random.seed(1)
LON, LAT = -121.30, -41.21
EAST = 1 / (111320 * math.cos(math.radians(LAT)))  # degrees in a metre
NORTH = 1 / 111320


def at(x, y):
    return LON + x * EAST, LAT + y * NORTH


def write_layer(name, features):
    with open(name + ".geojson", "w") as out:
        out.write('{"type":"FeatureCollection","name":"%s","features":[\n' % name)
        out.write(",\n".join(json.dumps(f, separators=(",", ":")) for f in features) + "\n]}\n")


# Eight fields of 120 m by 60 m in two lines. What was found lies at six of them, and at three places apart.
FIELDS = [(600 * i, 900 * j) for j in range(2) for i in range(4)]
features = []
for n, (x, y) in enumerate(FIELDS, 1):
    ring = [[round(v, 6) for v in at(*p)] for p in [(x, y), (x + 120, y), (x + 120, y + 60), (x, y + 60), (x, y)]]
    features.append({"type": "Feature", "properties": {"record_id": f"UB-{n:02}", "mine_type": "AP", "date_of_laying": "1988"},
                     "geometry": {"type": "Polygon", "coordinates": [ring]}})
write_layer("maps", features)

# Ground that was searched: six of the fields, with 100 m around them.
searched = []
for n, (x, y) in enumerate(FIELDS[:6], 1):
    corners = [(x - 100, y - 100), (x + 220, y - 100), (x + 220, y + 160), (x - 100, y + 160), (x - 100, y - 100)]
    searched.append({"type": "Feature", "properties": {"task_id": f"T-{n}", "date_completed": f"{2006 + n // 3}-10-30"},
                     "geometry": {"type": "Polygon", "coordinates": [[[round(v, 6) for v in at(*p)] for p in corners]]}})
write_layer("searched", searched)


def minutes(value, letters):
    whole = int(abs(value))
    return f"{whole}°{(abs(value) - whole) * 60:07.4f}'{letters[value < 0]}"


KINDS = ["mine antipersonnel", "mine antipersonnel", "mine antipersonnel", "mine antichar", "munition non explosée"]
places = [(FIELDS[n % 6][0] + random.uniform(-20, 140), FIELDS[n % 6][1] + random.uniform(-20, 80)) for n in range(21)]
places += [(330, 420), (1510, 500), (2100, -350)]
rows = []
for n, place in enumerate(places, 1):
    lon, lat = at(*place)
    rows.append([f"E-{n:03}", f"{random.randint(1, 28):02}/{random.randint(4, 10):02}/{2007 + n // 9}", random.choice(KINDS),
                 str(random.choice([1, 1, 1, 2])), minutes(lat, "NS"), minutes(lon, "EW"), ""])
rows[4][1] = "31/06/2007"  # a day that June does not have
rows[11][2] = "mine antipersonelle?"  # no word of the code list
rows[17][5] = rows[17][5].replace("°1", "°7")  # 7 for 1: minutes end at 60
rows[7][6] = "près du gué"
HEADER = ["Numéro", "Date de découverte", "Type d'engin", "Quantité", "Latitude", "Longitude", "Observations"]
table = [["Bureau de la Rive basse : engins trouvés, 2007 à 2009"], [], HEADER] + rows


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;")


def sheet(rows):
    text = io.StringIO()
    for r, row in enumerate(rows, 1):
        cells = "".join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{escaped(v)}</t></is></c>' if not v.isdigit()
                        else f'<c r="{chr(65 + c)}{r}"><v>{v}</v></c>' for c, v in enumerate(row) if v)
        if cells:
            text.write(f'<row r="{r}">{cells}</row>')
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + text.getvalue() + "</sheetData></worksheet>")


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREAD = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
    f'openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SPREAD}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SPREAD}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{OFFICE}"><sheets><sheet name="Engins" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": sheet(table),
}
with zipfile.ZipFile("engins.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
    for name, text in PARTS.items():
        book.writestr(zipfile.ZipInfo(name, (2009, 12, 1, 0, 0, 0)), '<?xml version="1.0" encoding="UTF-8"?>\n' + text,
                      zipfile.ZIP_DEFLATED)

with open("accidents.csv", "w") as out:
    out.write("case_number,date_of_accident,fatalities,wounded,longitude,latitude\n")
    for n, (x, y) in enumerate([(60, 70), (640, 20), (1250, 950), (320, 430), (1900, 40), (1500, -700), (900, 1500)], 1):
        lon, lat = at(x, y)
        out.write(f"A-{n:02},{1995 + n}-0{n}-14,{n % 2},1,{lon:.6f},{lat:.6f}\n")
