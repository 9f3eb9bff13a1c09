"""Scenes of the register: a ledger and a list that come in, a project that is registered or given up."""

import base64
from typing import Any

from luodi.spine.files.actions import keep
from tests.faults.sent import MAP, Scene, Sent
from tests.support.cast import Cast, at

LEDGER = "项目编号,项目名称,建设单位,审批流程类型\nP90,新厂房,卓岩塔筒,一般社会投资\n".encode()
ITEMS = "事项名称,实施部门,实施编码\n企业投资项目备案,zrzy局,A-1\n".encode()
LEDGER_COLUMNS = {"what-0": "projects", "head-0": "1", "column-0-0": "number", "column-0-1": "name",
                  "column-0-2": "owner", "column-0-3": "type"}  # fmt: skip
COLUMNS = {"what-0": "items", "head-0": "1", "column-0-0": "name", "column-0-1": "department", "column-0-2": "code"}

NEW = {"number": "P91", "name": "新厂房", "owner": "F06", "type": "SOC_GENERAL"}
ENTRY = {"name": "塔筒及法兰", "owner": "F06", "construction_workdays": 240}


def _sheet(content: bytes) -> dict[str, str]:
    return {"name": "a.csv", "content": base64.b64encode(content).decode()}


def _looked_at(room: str, content: bytes, fields: dict[str, Any], page: str = "") -> Scene:
    def scene(cast: Cast) -> Sent:
        key = keep(name="a.csv", content=content, by=cast["zrzy"], at=at("2026-11-20"))
        return Sent("zrzy", f"/{room}/import/{key}/{page}", fields)

    return scene


def _sent(address: str, fields: dict[str, Any]) -> Scene:
    return lambda cast: Sent("window", address, fields)


SCENES: dict[str, Scene] = {
    "projects/new/": _sent("/projects/new/", NEW),
    "projects/<str:number>/register/": _sent("/projects/P18/register/", ENTRY | {"what": "entry"}),
    "api/projects/<number>/register": _sent("/api/projects/P18/register", ENTRY),
    "api/projects/<number>/works": _sent("/api/projects/P18/works", {"number": "P18-1", "name": "一期"}),
    "projects/import/": _sent("/projects/import/", {"file": MAP}),
    "projects/import/<int:key>/": _looked_at("projects", LEDGER, {}),
    "projects/import/<int:key>/columns/": _looked_at("projects", LEDGER, LEDGER_COLUMNS, "columns/"),
    "items/import/": _sent("/items/import/", {"file": MAP}),
    "items/import/<int:key>/": _looked_at("items", ITEMS, {"also": "1"}),
    "items/import/<int:key>/columns/": _looked_at("items", ITEMS, COLUMNS, "columns/"),
    "api/projects/new": _sent("/api/projects/new", NEW),
    "api/projects/<number>/drop": _sent("/api/projects/P18/drop", {"on": "2026-11-20"}),
    "api/ledger": _sent("/api/ledger", {"file": _sheet(LEDGER)}),
    "api/items/list": _sent("/api/items/list", {"file": _sheet(ITEMS), "new_departments": True}),
}
