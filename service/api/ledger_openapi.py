"""What the API description says of the ledger: the shape of its answers, each with a true example."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from service.api.examples import brief_example
from service.domain.ledger import BriefDiff, BriefOutline, CooperationRecord, RecordPage, Timeline
from service.pipeline.diff import diff
from service.pipeline.ledger import build_ledger
from service.pipeline.ledger_search import timeline

REF = "#/components/schemas/{model}"
ANSWERS: Mapping[str, tuple[str, type]] = {
    "/v1/ledger": ("A page of records, the most recently first seen first.", RecordPage),
    "/v1/ledger/{record_id}": ("The record.", CooperationRecord),
    "/v1/partners/{name}/timeline": ("The partner's records in time order.", Timeline),
    "/v1/briefs/{brief_id}/diff": ("What changed.", BriefDiff),
}


def describe_ledger(document: dict[str, Any]) -> None:
    """Add the answers to an OpenAPI document."""
    examples = _examples()
    schemas = document["components"]["schemas"]
    for path, (description, kind) in ANSWERS.items():
        shape = TypeAdapter(kind).json_schema(ref_template=REF, mode="serialization")
        schemas.update(shape.pop("$defs", {}))
        schemas[kind.__name__] = shape
        content = {"schema": {"$ref": REF.format(model=kind.__name__)}, "example": examples[kind]}
        answer = {"description": description, "content": {"application/json": content}}
        document["paths"][path]["get"]["responses"]["200"] = answer


def _examples() -> Mapping[type, object]:
    brief = brief_example()
    outline = BriefOutline(brief.id, brief.created_at, brief.source, brief.highlights)
    records = build_ledger([outline], {})
    planned = replace(brief.highlights[0], status="planned")
    earlier = replace(brief, id="5d0a6f0e9c3b4e21a7f48b90c2d1e3f4", highlights=(planned,))
    found = timeline(records, "nhat ban", official={}, limit=20, cursor=None)
    return {
        RecordPage: TypeAdapter(RecordPage).dump_python(RecordPage(records, None), mode="json"),
        CooperationRecord: TypeAdapter(CooperationRecord).dump_python(records[0], mode="json"),
        Timeline: TypeAdapter(Timeline).dump_python(found, mode="json"),
        BriefDiff: TypeAdapter(BriefDiff).dump_python(diff(brief, earlier, {}), mode="json"),
    }
