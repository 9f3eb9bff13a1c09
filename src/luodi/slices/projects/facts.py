"""Facts about projects."""

from dataclasses import dataclass
from datetime import date

from luodi.kernel.facts import Fact, PartyKey


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
class RegisterChanged(Fact):
    """Each value that is another one now, from and to; owner and lead as they are now. Empty: as it was."""

    kind = "projects.register.changed"
    zh = (
        "修改项目 {number} 的登记[：名称 {name}][；建设单位改为{owner}][；项目代码 {code}][；行业 {industry}]"
        "[；建设性质 {nature}][；总投资（万元）{investment}][；建设地点 {site}][；地块 {plot}][；牵头部门改为{lead}]"
        "[；建设工期（工作日）{construction_workdays}][；计划开工 {planned_start_on}][；约定开工 {contract_start_on}]"
    )
    en = (
        "What is registered of project {number} was changed[: name {name}][; owner now {owner}][; project code {code}]"
        "[; industry {industry}][; nature {nature}][; investment (10,000 yuan) {investment}][; site {site}]"
        "[; plot {plot}][; lead now {lead}][; construction workdays {construction_workdays}]"
        "[; planned start {planned_start_on}][; promised start {contract_start_on}]"
    )
    number: str
    owner: PartyKey
    lead: PartyKey
    name: str = ""
    code: str = ""
    industry: str = ""
    nature: str = ""
    investment: str = ""
    site: str = ""
    plot: str = ""
    construction_workdays: str = ""
    planned_start_on: str = ""
    contract_start_on: str = ""


@dataclass(frozen=True)
class WorksChanged(Fact):
    """One of a project's works, new or with values that are others now, from and to."""

    kind = "projects.works.changed"
    zh = (
        "登记项目 {number} 的单项工程 {works}[：名称 {name}][；开工 {started_on}][；计划开工 {planned_start_on}]"
        "[；建设工期（工作日）{construction_workdays}]"
    )
    en = (
        "Works {works} of project {number} registered[: name {name}][; started {started_on}]"
        "[; planned start {planned_start_on}][; construction workdays {construction_workdays}]"
    )
    number: str
    works: str
    name: str = ""
    started_on: str = ""
    planned_start_on: str = ""
    construction_workdays: str = ""


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
