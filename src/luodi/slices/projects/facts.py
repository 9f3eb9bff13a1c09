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


@dataclass(frozen=True)
class ProjectsScheduled(Fact):
    kind = "projects.scheduled"
    zh = "登记 {count} 个项目的计划开工与工期，单项工程 {works} 个"
    en = "Planned start and construction time registered for projects: {count}, works: {works}"
    inner = True
    count: int
    works: int
