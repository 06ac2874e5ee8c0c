<?xml version="1.0" encoding="UTF-8"?>
<c:Fields xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml/3.2"><gml:featureMember><c:find gml:id="f.1"><c:label>sk42</c:label><c:place><gml:Point srsName="urn:ogc:def:crs:EPSG::28408"><gml:pos>5540000 8500000</gml:pos></gml:Point></c:place></c:find></gml:featureMember></c:Fields>
