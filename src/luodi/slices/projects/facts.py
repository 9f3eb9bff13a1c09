"""Facts about projects."""

from dataclasses import dataclass

from luodi.kernel.facts import Fact


@dataclass(frozen=True)
class ProjectsRegistered(Fact):
    kind = "projects.registered"
    zh = "登记 {count} 个项目"
    en = "{count} projects registered"
    inner = True
    count: int
