"""Facts about projects."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class ProjectsChanged(Fact):
    kind = "projects.changed"
    zh = "更新 {count} 个项目的登记"
    en = "What is registered of projects was changed: {count}"
    inner = True
    count: int


@dataclass(frozen=True)
class ProjectDropped(Fact):
    kind = "projects.dropped"
    zh = "{day} 起终止项目 {number}"
    en = "Project {number} given up from {day} on"
    number: str
    day: date


@dataclass(frozen=True)
class WorksRegistered(Fact):
    kind = "projects.works_registered"
    zh = "登记单项工程 {count} 个"
    en = "Works registered: {count}"
    inner = True
    count: int
