<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://ogr.maptools.org/ old.xsd"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>50 10</gml:lowerCorner><gml:upperCorner>50.01 12.01</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                                                                    
  <ogr:featureMember>
    <ogr:old gml:id="old.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>50 10</gml:lowerCorner><gml:upperCorner>50.01 10.01</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" gml:id="old.geom.0"><gml:exterior><gml:LinearRing><gml:posList>50 10 50.01 10.0 50.01 10.01 50.0 10.01 50 10</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>50.002 10.002 50.002 10.004 50.004 10.004 50.004 10.002 50.002 10.002</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:hazard_id>H-1</ogr:hazard_id>
      <ogr:name>Мост у реки</ogr:name>
      <ogr:found>2019-05-01</ogr:found>
      <ogr:area_m2>120.5</ogr:area_m2>
    </ogr:old>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:old gml:id="old.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>50 11</gml:lowerCorner><gml:upperCorner>50.01 11.03</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4326" gml:id="old.geom.1"><gml:surfaceMember><gml:Polygon gml:id="old.geom.1.0"><gml:exterior><gml:LinearRing><gml:posList>50 11 50.01 11.0 50.01 11.01 50 11</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="old.geom.1.1"><gml:exterior><gml:LinearRing><gml:posList>50.0 11.02 50.01 11.02 50.01 11.03 50.0 11.02</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:hazard_id>H-2</ogr:hazard_id>
      <ogr:name>ford</ogr:name>
      <ogr:found>2020-06-02</ogr:found>
      <ogr:area_m2>7.25</ogr:area_m2>
    </ogr:old>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:old gml:id="old.2">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>50 12</gml:lowerCorner><gml:upperCorner>50.01 12.01</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" gml:id="old.geom.2"><gml:exterior><gml:LinearRing><gml:posList>50 12 50.01 12.0 50.01 12.01 50.0 12.01 50 12</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:hazard_id>H-3</ogr:hazard_id>
      <ogr:name></ogr:name>
    </ogr:old>
  </ogr:featureMember>
</ogr:FeatureCollection>
