"""Mutations of the manifest's structure: which elements and attributes there are, where, and how often."""

from .edits import (
    Change,
    add_after,
    all_of,
    append,
    attribute,
    drop,
    drop_attribute,
    duplicate,
    move_first,
    move_last,
    prepend,
    rename,
    replace,
)

ORGANIZATION = "cp:organizations/cp:organization"
ITEM = "cp:organizations/cp:organization/cp:item[2]"
RESOURCE = "cp:resources/cp:resource"
METADATA = (
    "<cp:metadata><cp:schema>ADL SCORM</cp:schema><cp:schemaversion>1.2</cp:schemaversion>"
    "<adlcp:location>more.xml</adlcp:location></cp:metadata>"
)
SECOND_ORGANIZATION = (
    '<cp:organization identifier="ORG2"><cp:title>By topic</cp:title>'
    '<cp:item identifier="ITEM2"><cp:title>Topic</cp:title></cp:item></cp:organization>'
)
NESTED_MANIFEST = (
    '<cp:manifest identifier="INNER"><cp:metadata><cp:schema>ADL SCORM</cp:schema>'
    "<cp:schemaversion>1.2</cp:schemaversion></cp:metadata><cp:organizations/><cp:resources/></cp:manifest>"
)

HARMLESS: dict[str, Change] = {
    "comment in an item": append(ITEM, "<!-- a remark -->"),
    "processing instruction in resources": append("cp:resources", "<?checked yes?>"),
    "byte order mark": lambda document: b"\xef\xbb\xbf" + document,
    "Windows line ends": replace("\n", "\r\n"),
    "other prefix for the description": all_of(
        replace("<imsmd:", "<lom:"), replace("</imsmd:", "</lom:"), replace("xmlns:imsmd=", "xmlns:lom=")
    ),
    "no schema location": drop_attribute(".", "xsi:schemaLocation"),
    "no manifest version": drop_attribute(".", "version"),
    "no default organization": drop_attribute("cp:organizations", "default"),
    "no structure": drop_attribute(ORGANIZATION, "structure"),
    "second organization": append("cp:organizations", SECOND_ORGANIZATION),
    "second organization as default": all_of(
        append("cp:organizations", SECOND_ORGANIZATION), attribute("cp:organizations", "default", "ORG2")
    ),
    "nested items under a heading": append(
        ORGANIZATION,
        '<cp:item identifier="H"><cp:title>More</cp:title><cp:item identifier="H1" identifierref="F5062131_PAGE">'
        "<cp:title>Page</cp:title></cp:item></cp:item>",
    ),
    "item without prerequisites": drop(f"{ITEM}/adlcp:prerequisites"),
    "item without mastery score": drop(f"{ITEM}/adlcp:masteryscore"),
    "item without parameters": drop_attribute(ITEM, "parameters"),
    "metadata in an organization": append(ORGANIZATION, METADATA),
    "metadata in an item": add_after(f"{ITEM}/cp:title", METADATA),
    "metadata in a resource": prepend(RESOURCE, METADATA),
    "metadata in a file": append(f"{RESOURCE}/cp:file", METADATA),
    "asset resource with nothing in it": append(
        "cp:resources", '<cp:resource identifier="EMPTY" type="webcontent" adlcp:scormtype="asset"/>'
    ),
    "second dependency": append(RESOURCE, '<cp:dependency identifierref="F5062131_PAGE"/>'),
    "base of a resource": attribute(RESOURCE, "xml:base", "unit/"),
    "base of resources": attribute("cp:resources", "xml:base", "unit/"),
    "base of the manifest": attribute(".", "xml:base", "unit/"),
}

INVALID: dict[str, Change] = {
    "manifest without identifier": drop_attribute(".", "identifier"),
    "no organizations": drop("cp:organizations"),
    "no resources": drop("cp:resources"),
    "organizations twice": duplicate("cp:organizations"),
    "resources twice": duplicate("cp:resources"),
    "metadata twice": duplicate("cp:metadata"),
    "resources before organizations": move_last("cp:organizations"),
    "metadata last": move_last("cp:metadata"),
    "schemaversion before schema": move_first("cp:metadata/cp:schemaversion"),
    "description before schema": move_first("cp:metadata/md:lom"),
    "schema twice": duplicate("cp:metadata/cp:schema"),
    "title twice in an organization": duplicate(f"{ORGANIZATION}/cp:title"),
    "title last in an organization": move_last(f"{ORGANIZATION}/cp:title"),
    "metadata before an organization's items": add_after(f"{ORGANIZATION}/cp:title", METADATA),
    "metadata twice in an item": all_of(
        add_after(f"{ITEM}/cp:title", METADATA), add_after(f"{ITEM}/cp:title", METADATA)
    ),
    "metadata before an item's title": prepend(ITEM, METADATA),
    "item after SCORM's elements": append(ITEM, '<cp:item identifier="LATE"><cp:title>Late</cp:title></cp:item>'),
    "title last in an item": move_last(f"{ITEM}/cp:title"),
    "file in an item": append(ITEM, '<cp:file href="index.html"/>'),
    "dependency before file": move_first(f"{RESOURCE}/cp:dependency"),
    "metadata after files": append(RESOURCE, METADATA),
    "title in a resource": prepend(RESOURCE, "<cp:title>Unit</cp:title>"),
    "resource in organizations": append(
        "cp:organizations", '<cp:resource identifier="LOST" type="webcontent" adlcp:scormtype="asset"/>'
    ),
    "item in organizations": append(
        "cp:organizations", '<cp:item identifier="LOST"><cp:title>Lost</cp:title></cp:item>'
    ),
    "item without identifier": drop_attribute(ITEM, "identifier"),
    "organization without identifier": drop_attribute(ORGANIZATION, "identifier"),
    "resource without identifier": drop_attribute(RESOURCE, "identifier"),
    "resource without type": drop_attribute(RESOURCE, "type"),
    "file without href": drop_attribute(f"{RESOURCE}/cp:file", "href"),
    "dependency without identifierref": drop_attribute(f"{RESOURCE}/cp:dependency", "identifierref"),
    "prerequisites without type": drop_attribute(f"{ITEM}/adlcp:prerequisites", "type"),
    "element from a private namespace in an item": append(ITEM, "<own:criteria>1.1</own:criteria>"),
    "element from a private namespace in metadata": append("cp:metadata", "<own:criteria>1.1</own:criteria>"),
    "element from a private namespace in the manifest": append(".", "<own:criteria>1.1</own:criteria>"),
    "attribute from a private namespace on an item": attribute(ITEM, "own:criteria", "1.1"),
    "attribute from a private namespace on a resource": attribute(RESOURCE, "own:criteria", "1.1"),
    "attribute from a private namespace on the manifest": attribute(".", "own:criteria", "1.1"),
    "unknown attribute on an item": attribute(ITEM, "criteria", "1.1"),
    "unknown attribute on metadata": attribute("cp:metadata", "lang", "en-GB"),
    "unknown attribute on a file": attribute(f"{RESOURCE}/cp:file", "size", "10"),
    "scormtype without prefix": all_of(
        drop_attribute(RESOURCE, "adlcp:scormtype"), attribute(RESOURCE, "scormtype", "sco")
    ),
    "scormType in mixed case": all_of(
        drop_attribute(RESOURCE, "adlcp:scormtype"), attribute(RESOURCE, "adlcp:scormType", "sco")
    ),
    "Item in upper case": rename(ITEM, "cp:Item"),
    "Manifest in upper case": rename(".", "cp:Manifest"),
    "identifierRef in mixed case": all_of(
        drop_attribute(ITEM, "identifierref"), attribute(ITEM, "identifierRef", "F5062131_SCO")
    ),
    "masteryscore without prefix": rename(f"{ITEM}/adlcp:masteryscore", "cp:masteryscore"),
    "masteryScore in mixed case": rename(f"{ITEM}/adlcp:masteryscore", "adlcp:masteryScore"),
    "title in no namespace": replace("<title>Welcome", '<title xmlns="">Welcome'),
    "packaging namespace of SCORM 2004": replace(
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.imsglobal.org/xsd/imscp_v1p1"
    ),
    "SCORM namespace of SCORM 2004": replace(
        "http://www.adlnet.org/xsd/adlcp_rootv1p2", "http://www.adlnet.org/xsd/adlcp_v1p3"
    ),
    "no namespace at all": replace('xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"', ""),
    "stray text in an item": replace("<title>Welcome</title>", "<title>Welcome</title>stray"),
    "stray text in resources": replace("<resources>", "<resources>stray"),
    "text in a file": replace('<file href="welcome.html"/>', '<file href="welcome.html">page</file>'),
    "markup in a title": replace("<title>Welcome</title>", "<title><b>Welcome</b></title>"),
    "identifier of an item taken by a resource": attribute(ITEM, "identifier", "F5062131_SCO"),
    "identifier of the manifest taken by an item": attribute(ITEM, "identifier", "F5062131"),
    "resource twice": duplicate(RESOURCE),
    "item twice": duplicate(ITEM),
    "default organization that does not exist": attribute("cp:organizations", "default", "NOWHERE"),
}

STRICTER: dict[str, Change] = {
    "no metadata": drop("cp:metadata"),
    "no schema": drop("cp:metadata/cp:schema"),
    "no schemaversion": drop("cp:metadata/cp:schemaversion"),
    "no organization": all_of(drop_attribute("cp:organizations", "default"), drop(ORGANIZATION)),
    "default that is a resource": attribute("cp:organizations", "default", "F5062131_SCO"),
    "organization without title": drop(f"{ORGANIZATION}/cp:title"),
    "item without title": drop(f"{ITEM}/cp:title"),
    "item of a missing resource": attribute(ITEM, "identifierref", "NOWHERE"),
    "item of another item": attribute(ITEM, "identifierref", "F5062131_WELCOME"),
    "dependency on a missing resource": attribute(f"{RESOURCE}/cp:dependency", "identifierref", "NOWHERE"),
    "resource without scormtype": drop_attribute(RESOURCE, "adlcp:scormtype"),
    "launch file not listed": drop(f"{RESOURCE}/cp:file"),
    "launch file in other letter case": attribute(RESOURCE, "href", "Index.html"),
    "file twice": duplicate(f"{RESOURCE}/cp:file"),
    "masteryscore twice": duplicate(f"{ITEM}/adlcp:masteryscore"),
    "masteryscore before prerequisites": add_after(f"{ITEM}/cp:title", "<adlcp:masteryscore>80</adlcp:masteryscore>"),
    "masteryscore in a resource": append(RESOURCE, "<adlcp:masteryscore>80</adlcp:masteryscore>"),
    "scormtype on an item": attribute(ITEM, "adlcp:scormtype", "sco"),
    "language of the manifest": attribute(".", "xml:lang", "en-GB"),
    "description outside metadata": append(
        ".", "<md:lom><md:general><md:title><md:langstring>Unit</md:langstring></md:title></md:general></md:lom>"
    ),
    "description twice": duplicate("cp:metadata/md:lom"),
    "manifest in a manifest": append(".", NESTED_MANIFEST),
}
