"""JSON Schemas of what is exported, written from the specifications: narrower than these, and nothing besides."""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_CAPTURE = r"^urn:sha256:[0-9a-f]{64}"


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _one_or_more(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema, "minItems": 1}


# https://docs.citationstyles.org/en/stable/specification.html, csl-data.json 1.0
_PARTS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 1,  # of a range, Zotero reads the first alone
    "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
}
CSL = {
    "type": "array",
    "items": _object(
        {
            "id": _TEXT,
            "type": {"const": "article-newspaper"},
            "title": _TEXT,
            "author": _one_or_more(_object({"literal": _TEXT}, "literal")),
            "container-title": _TEXT,
            "issued": _object({"date-parts": _PARTS, "circa": {"const": True}}, "date-parts"),
            "custom": _object({"edtf": _TEXT, "basis": _TEXT}),
            "language": _TEXT,
            "abstract": _TEXT,
            "keyword": _TEXT,
            "archive": _TEXT,
            "archive_location": _TEXT,
            "note": _TEXT,
        },
        "id",
        "type",
    ),
}

# https://www.w3.org/TR/annotation-model/
_SELECTORS = {
    "type": "array",
    "prefixItems": [
        _object(
            {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "type",
            "start",
            "end",
        ),
        _object(
            {
                "type": {"const": "TextQuoteSelector"},
                "exact": _TEXT,
                "prefix": {"type": "string", "maxLength": 32},
                "suffix": {"type": "string", "maxLength": 32},
            },
            "type",
            "exact",
            "prefix",
            "suffix",
        ),
    ],
    "minItems": 2,
    "items": False,
}
_TARGET = _object(
    {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "pattern": f"{_CAPTURE}$"},
        "scope": {"type": "string", "pattern": f"{_CAPTURE}#article-[1-9][0-9]*$"},
        "selector": _SELECTORS,
    },
    "type",
    "source",
    "scope",
)
_PURPOSE = {"enum": ["identifying", "tagging", "describing"]}
_BODY = {
    "oneOf": [
        _object(
            {
                "type": {"const": "TextualBody"},
                "purpose": _PURPOSE,
                "format": {"const": "text/plain"},
                "value": _TEXT,
                "archive:field": _TEXT,
            },
            "type",
            "value",
        ),
        _object(
            {"type": {"const": "SpecificResource"}, "purpose": _PURPOSE, "source": {"type": "string", "format": "uri"}},
            "type",
            "source",
        ),
    ]
}
_ANNOTATION: dict[str, Any] = _object(
    {
        "id": {"type": "string", "pattern": f"{_CAPTURE}#[a-z0-9-]+$"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing", "highlighting"]},
        "body": _one_or_more(_BODY),
        "target": {"oneOf": [_TARGET, {"type": "array", "items": _TARGET, "minItems": 2}]},
    },
    "id",
    "type",
    "target",
)
_ANNOTATION |= {"additionalProperties": _TEXT, "propertyNames": {"pattern": "^(archive:)?[a-zA-Z]+$"}}
ANNOTATION_PAGE = _object(
    {
        "@context": {
            "type": "array",
            "prefixItems": [{"const": "http://www.w3.org/ns/anno.jsonld"}, {"type": "object"}],
            "minItems": 2,
        },
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": _ANNOTATION},
    },
    "@context",
    "id",
    "type",
    "items",
)

# https://schema.org/NewsArticle
_THING = _object(
    {
        "@type": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
        "@id": {"type": "string", "pattern": "^urn:"},
        **dict.fromkeys(("name", "sameAs", "url"), _TEXT),
    },
    "name",
)
NEWS_ARTICLES = _object(
    {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "items": _object(
                {
                    "@type": {"const": "NewsArticle"},
                    "@id": {"type": "string", "pattern": f"{_CAPTURE}#article-[1-9][0-9]*$"},
                    **dict.fromkeys(
                        (
                            "identifier", "headline", "alternativeHeadline", "abstract", "articleBody", "inLanguage",
                            "dateline",
                        ),
                        _TEXT,
                    ),
                    "wordCount": {"type": "integer", "minimum": 0},
                    "datePublished": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                    "publication": _object(
                        {
                            "@type": {"const": "PublicationEvent"},
                            "startDate": _DAY,
                            "endDate": _DAY,
                            "description": _TEXT,
                        },
                        "@type",
                        "startDate",
                        "endDate",
                    ),
                    "author": _THING,
                    "publisher": _THING,
                    "image": _one_or_more(
                        _object({"@type": {"const": "ImageObject"}, "caption": _TEXT, "creditText": _TEXT}, "@type")
                    ),
                    "mentions": _one_or_more(_THING),
                    "hasPart": _one_or_more(
                        _object(
                            {"@type": {"const": "Quotation"}, "text": _TEXT, "spokenByCharacter": _THING},
                            "@type",
                            "text",
                        )
                    ),
                    "isBasedOn": _object(
                        {
                            "@type": {"const": "MediaObject"},
                            "@id": {"type": "string", "pattern": f"{_CAPTURE}$"},
                            **dict.fromkeys(("name", "sha256", "contentSize", "encodingFormat"), _TEXT),
                        },
                        "@type",
                        "@id",
                    ),
                },
                "@type",
                "@id",
                "isBasedOn",
            ),
        },
    },
    "@context",
    "@graph",
)  # fmt: skip
