<?xml version="1.0" encoding="UTF-8"?>
<c:Fields xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><c:find gml:id="f.1"><c:label>short</c:label><c:place><gml:Point srsName="EPSG:4326"><gml:pos>10.25 50.5</gml:pos></gml:Point></c:place></c:find></gml:featureMember></c:Fields>
