<!DOCTYPE x [<!ENTITY a "b">]><?xml version="1.0" encoding="UTF-8"?>
<c:Fields xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml"></c:Fields>
