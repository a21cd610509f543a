"""Mutations of the description (IMS Learning Resource Meta-data) inside the manifest's metadata."""

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
    text,
)

LOM = "cp:metadata/md:lom"
GENERAL = f"{LOM}/md:general"
TITLE = f"{GENERAL}/md:title"
LIFECYCLE = f"{LOM}/md:lifecycle"
TECHNICAL = f"{LOM}/md:technical"
EDUCATIONAL = f"{LOM}/md:educational"
CLASSIFICATION = f"{LOM}/md:classification"
PATH = f"{CLASSIFICATION}/md:taxonpath"
UNIT = f"{PATH}/md:taxon"
WORD = "<md:langstring>word</md:langstring>"
TERM = f"<md:source>{WORD}</md:source><md:value>{WORD}</md:value>"
CRITERION = f"<md:taxon><md:id>1.2</md:id><md:entry>{WORD}</md:entry></md:taxon>"

HARMLESS: dict[str, Change] = {
    "no description": drop(LOM),
    "description in a document of its own": all_of(drop(LOM), append("cp:metadata", "<adlcp:location>lom.xml</adlcp:location>")),
    "no lifecycle": drop(LIFECYCLE),
    "no metametadata": drop(f"{LOM}/md:metametadata"),
    "no technical": drop(TECHNICAL),
    "no educational": drop(EDUCATIONAL),
    "no rights": drop(f"{LOM}/md:rights"),
    "no classification": drop(CLASSIFICATION),
    "classification twice": duplicate(CLASSIFICATION),
    "classification by purpose alone": all_of(
        drop(CLASSIFICATION),
        append(LOM, f"<md:classification><md:purpose>{TERM}</md:purpose></md:classification>"),
    ),
    "third path of taxons": duplicate(PATH),
    "taxon one deeper": append(f"{UNIT}/md:taxon/md:taxon", CRITERION),
    "text in two languages": append(TITLE, '<md:langstring xml:lang="cy">Deall cwsmeriaid</md:langstring>'),
    "text without language": drop_attribute(f"{TITLE}/md:langstring", "xml:lang"),
    "text of 2000 characters": text(f"{GENERAL}/md:description/md:langstring", "x" * 2000),
    "two descriptions in general": duplicate(f"{GENERAL}/md:description"),
    "location as text": attribute(f"{TECHNICAL}/md:location", "type", "TEXT"),
    "location without type": drop_attribute(f"{TECHNICAL}/md:location", "type"),
    "learning time in days, hours, minutes and seconds": text(f"{EDUCATIONAL}/md:typicallearningtime/md:datetime", "P1DT2H30M15.5S"),
    "date of a year": text(f"{LIFECYCLE}/md:contribute/md:date/md:datetime", "2026"),
    "date of a moment": text(f"{LIFECYCLE}/md:contribute/md:date/md:datetime", "2026-05-31T09:00:00Z"),
    "requirement": add_after(
        f"{TECHNICAL}/md:location",
        f"<md:requirement><md:type>{TERM}</md:type><md:name>{TERM}</md:name><md:minimumversion>120</md:minimumversion></md:requirement>",
    ),
    "relation and annotation": all_of(
        add_after(f"{LOM}/md:rights", f"<md:annotation><md:description>{WORD}</md:description></md:annotation>"),
        add_after(
            f"{LOM}/md:rights",
            f"<md:relation><md:kind>{TERM}</md:kind><md:resource><md:identifier>H5030322</md:identifier>"
            f"<md:description>{WORD}</md:description></md:resource></md:relation>",
        ),
    ),
    "levels in educational": prepend(EDUCATIONAL, f"<md:interactivitytype>{TERM}</md:interactivitytype>"),
}

INVALID: dict[str, Change] = {
    "classification first": move_first(CLASSIFICATION),
    "general last": move_last(GENERAL),
    "general twice": duplicate(GENERAL),
    "technical twice": duplicate(TECHNICAL),
    "rights before educational": move_last(EDUCATIONAL),
    "title twice in general": duplicate(TITLE),
    "title last in general": move_last(TITLE),
    "keyword before description": move_first(f"{GENERAL}/md:keyword"),
    "language before catalogentry": move_last(f"{GENERAL}/md:catalogentry"),
    "catalogentry without catalog": drop(f"{GENERAL}/md:catalogentry/md:catalog"),
    "catalogentry without entry": drop(f"{GENERAL}/md:catalogentry/md:entry"),
    "title without langstring": text(TITLE, "Understand customers"),
    "empty title": drop(f"{TITLE}/md:langstring"),
    "string for langstring": rename(f"{TITLE}/md:langstring", "md:string"),
    "langString in mixed case": rename(f"{TITLE}/md:langstring", "md:langString"),
    "langstring in the packaging namespace": rename(f"{TITLE}/md:langstring", "cp:langstring"),
    "lang without prefix": attribute(f"{TITLE}/md:langstring", "lang", "en-GB"),
    "language with an underscore": attribute(f"{TITLE}/md:langstring", "xml:lang", "en_GB"),
    "language in words": attribute(f"{TITLE}/md:langstring", "xml:lang", "British English"),
    "markup in a langstring": append(f"{TITLE}/md:langstring", "<md:langstring>x</md:langstring>"),
    "keyword without langstring": text(f"{GENERAL}/md:keyword", "expectations"),
    "term without source": drop(f"{LIFECYCLE}/md:status/md:source"),
    "term without value": drop(f"{LIFECYCLE}/md:status/md:value"),
    "term with value first": move_first(f"{LIFECYCLE}/md:status/md:value"),
    "term as text": text(f"{LIFECYCLE}/md:status", "Final"),
    "term in two languages": append(f"{LIFECYCLE}/md:status/md:value", WORD),
    "contribute without role": drop(f"{LIFECYCLE}/md:contribute/md:role"),
    "centity without vcard": drop(f"{LIFECYCLE}/md:contribute/md:centity/md:vcard"),
    "date before centity": move_last(f"{LIFECYCLE}/md:contribute/md:centity"),
    "date as text": text(f"{LIFECYCLE}/md:contribute/md:date", "2026-05-31"),
    "format after size": move_first(f"{TECHNICAL}/md:size"),
    "size in words": text(f"{TECHNICAL}/md:size", "180 kB"),
    "size beyond an integer": text(f"{TECHNICAL}/md:size", "2147483648"),
    "location of another type": attribute(f"{TECHNICAL}/md:location", "type", "URL"),
    "learning time as text": text(f"{EDUCATIONAL}/md:typicallearningtime", "PT17H"),
    "language before learning time": move_first(f"{EDUCATIONAL}/md:language"),
    "cost as text": text(f"{LOM}/md:rights/md:cost", "no"),
    "keyword before a path of taxons": move_first(f"{CLASSIFICATION}/md:keyword"),
    "purpose last": move_last(f"{CLASSIFICATION}/md:purpose"),
    "purpose twice": duplicate(f"{CLASSIFICATION}/md:purpose"),
    "description before the paths of taxons": move_first(f"{CLASSIFICATION}/md:description"),
    "two taxons in a path": duplicate(UNIT),
    "two taxons in a taxon": append(f"{UNIT}/md:taxon", CRITERION),
    "taxon with entry first": move_first(f"{UNIT}/md:entry"),
    "taxon with text for entry": text(f"{UNIT}/md:entry", "Understand customers"),
    "taxon outside a path": append(CLASSIFICATION, CRITERION),
    "taxon with its id as an attribute": attribute(UNIT, "id", "F/506/2131"),
    "Taxon in upper case": rename(UNIT, "md:Taxon"),
    "unknown category": append(LOM, f"<md:criteria>{WORD}</md:criteria>"),
    "category of a private namespace": append(LOM, "<own:criteria>1.1</own:criteria>"),
    "general straight in metadata": prepend("cp:metadata", f"<md:general><md:title>{WORD}</md:title></md:general>"),
    "lom in the packaging namespace": rename(LOM, "cp:lom"),
    "lom of SCORM 2004": replace("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "http://ltsc.ieee.org/xsd/LOM"),
    "attribute on a category": attribute(GENERAL, "xml:lang", "en-GB"),
}

STRICTER: dict[str, Change] = {
    "description without general": drop(GENERAL),
    "general without title": drop(TITLE),
    "identifier in general": prepend(GENERAL, "<md:identifier>F5062131</md:identifier>"),
    "identifier in metametadata": prepend(f"{LOM}/md:metametadata", "<md:identifier>F5062131</md:identifier>"),
    "empty langstring": text(f"{TITLE}/md:langstring", ""),
    "blank langstring": text(f"{TITLE}/md:langstring", " \t\n "),
    "text of 2001 characters": text(f"{GENERAL}/md:description/md:langstring", "x" * 2001),
    "language of the content in words": text(f"{GENERAL}/md:language", "British English"),
    "stray text in general": replace("<imsmd:general>", "<imsmd:general>stray"),
    "element of a private namespace in general": append(GENERAL, "<own:criteria>1.1</own:criteria>"),
    "element of a private namespace in classification": append(CLASSIFICATION, "<own:criteria>1.1</own:criteria>"),
    "description in its own document and inline": append("cp:metadata", "<adlcp:location>lom.xml</adlcp:location>"),
    "negative size": text(f"{TECHNICAL}/md:size", "-1"),
    "date in words": text(f"{LIFECYCLE}/md:contribute/md:date/md:datetime", "31 May 2026"),
    "date that does not exist": text(f"{LIFECYCLE}/md:contribute/md:date/md:datetime", "2026-02-30"),
    "learning time in words": text(f"{EDUCATIONAL}/md:typicallearningtime/md:datetime", "17 hours"),
    "learning time without a number": text(f"{EDUCATIONAL}/md:typicallearningtime/md:datetime", "PT"),
    "learning time with spaces around it": text(f"{EDUCATIONAL}/md:typicallearningtime/md:datetime", " PT17H "),
    "learning time with days after hours": text(f"{EDUCATIONAL}/md:typicallearningtime/md:datetime", "PT17H1D"),
    "classification without purpose": drop(f"{CLASSIFICATION}/md:purpose"),
    "path without source": drop(f"{PATH}/md:source"),
    "path without taxon": drop(UNIT),
    "taxon without id": drop(f"{UNIT}/md:id"),
    "taxon without entry": drop(f"{UNIT}/md:entry"),
    "taxon with an empty id": text(f"{UNIT}/md:id", ""),
}
