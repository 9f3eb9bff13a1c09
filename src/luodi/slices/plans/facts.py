"""What may happen to a plan."""

from dataclasses import dataclass
from datetime import date

from luodi.kernel.facts import Fact


@dataclass(frozen=True)
class PlanAdopted(Fact):
    kind = "plans.adopted"
    zh = "手续计划生效：{matters} 项手续（目录 {version}），已办结 {done} 项"
    en = "Plan adopted: {matters} matters (catalogue {version}), {done} of them done"
    number: str
    matters: int
    done: int
    version: str


@dataclass(frozen=True)
class Replanned(Fact):
    kind = "plans.replanned"
    zh = "重排手续计划：{reason}[；增加 {came}][；不再需要 {left}][；天数变动 {days}][；最早开工 {before}][ → {after}]"
    en = "Replanned: {reason}[; came in {came}][; fell out {left}][; days {days}][; start {before}][ → {after}]"
    number: str
    reason: str
    came: str
    left: str
    days: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class StartMoved(Fact):
    kind = "plans.start_moved"
    zh = "日历变更（{reason}），预计最早开工由 {before} 变为 {after}"
    en = "The calendar changed ({reason}): earliest start forecast from {before} to {after}"
    number: str
    before: date
    after: date
    reason: str


@dataclass(frozen=True)
class StepBegun(Fact):
    kind = "plans.step.begun"
    zh = "手续 {code} 已收件，进入计划[，先于前置手续（{ahead}）]"
    en = "Matter {code} was received and has its place in the plan[, ahead of what it waits for ({ahead})]"
    inner = True
    number: str
    code: str
    ahead: str


@dataclass(frozen=True)
class PassageOfWorks(Fact):
    kind = "plans.passage.of_works"
    zh = "{received_on}收件的手续 {code} 只办其中一个单项工程"
    en = "Matter {code} received on {received_on} is of one of the works"
    inner = True
    number: str
    code: str
    received_on: date


@dataclass(frozen=True)
class StepPassed(Fact):
    kind = "plans.step.passed"
    zh = "手续 {code} 办结"
    en = "Matter {code} of the plan is done"
    inner = True
    number: str
    code: str


@dataclass(frozen=True)
class Proposed(Fact):
    kind = "plans.proposed"
    zh = "存为推演方案“{title}”：开工由 {start_on} 变为 {tried_start_on}"
    en = "Proposal “{title}” kept: start from {start_on} to {tried_start_on}"
    inner = True
    number: str
    title: str
    start_on: date
    tried_start_on: date


@dataclass(frozen=True)
class LinkMade(Fact):
    kind = "plans.link.made"
    zh = "项目 {number} 的一页计划有了链接，凭链接即可查看"
    en = "The one-page plan of {number} has a link; whoever has it can read the plan"
    number: str


@dataclass(frozen=True)
class LinkWithdrawn(Fact):
    kind = "plans.link.withdrawn"
    zh = "项目 {number} 一页计划的链接已收回，不能再打开"
    en = "The link to the one-page plan of {number} was withdrawn; it opens nothing any more"
    number: str
