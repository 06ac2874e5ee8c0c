<?xml version="1.0" encoding="UTF-8"?>
<c:Fields xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml/3.2"><gml:featureMember><c:find gml:id="f.1"><c:label>urn</c:label><c:place><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>50.5 10.25</gml:pos></gml:Point></c:place></c:find></gml:featureMember></c:Fields>
