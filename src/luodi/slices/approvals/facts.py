"""What may happen to an application."""

from dataclasses import dataclass, field
from datetime import date

from luodi.kernel.facts import Fact, PartyKey


@dataclass(frozen=True)
class Applied(Fact):
    kind = "approvals.applied"
    zh = "{applicant}在网上提出申请：{matter}"
    en = "{applicant} applied online: {matter}"
    applicant: PartyKey
    matter: str


@dataclass(frozen=True)
class Received(Fact):
    kind = "approvals.received"
    zh = "收到申请，回执 {number}；受理时钟起算，5 个工作日内受理或一次性告知（行政许可法 32 条）"
    en = "Received, receipt {number}; to be accepted or answered once within 5 working days (Licensing Law, art. 32)"
    number: str
    department: PartyKey


@dataclass(frozen=True)
class Notified(Fact):
    kind = "approvals.notified"
    zh = "一次性告知补正[ {count} 项][，告知书 {number}]；球交申请人"
    en = "One notice[, items to supplement: {count}][, notice {number}]; the ball goes to the applicant"
    count: int
    number: str


@dataclass(frozen=True)
class Supplied(Fact):
    kind = "approvals.supplied"
    zh = "补正材料[ {files} 份]到齐，受理时钟重新起算"
    en = "Papers supplied[: {files}]; the acceptance limit starts again"
    files: int


@dataclass(frozen=True)
class Accepted(Fact):
    kind = "approvals.accepted"
    zh = "受理；受理之日不计（民法典 201 条）[，承诺 {due_on} 前办结]"
    en = "Accepted; the day itself is not counted (Civil Code, art. 201)[; promised by {due_on}]"
    day_zero_on: date
    due_on: date | None


@dataclass(frozen=True)
class DeemedAccepted(Fact):
    kind = "approvals.deemed_accepted"
    zh = "逾期未告知，自收到之日 {day_zero_on} 起视为受理（行政许可法 32 条）[，承诺 {due_on} 前办结]"
    en = "No notice in time: accepted as of receipt on {day_zero_on} (Licensing Law, art. 32)[; promised by {due_on}]"
    day_zero_on: date
    due_on: date | None


@dataclass(frozen=True)
class AcceptanceRefused(Fact):
    kind = "approvals.acceptance_refused"
    zh = "不予受理：{reason}；应向 {agency} 申请"
    en = "Not accepted: {reason}; apply to {agency}"
    reason: str
    agency: str


@dataclass(frozen=True)
class SpecialStarted(Fact):
    kind = "approvals.special_started"
    zh = "特别程序开始，停表：{procedure}[；书面告知 {number}][，预计 {until} 前完成]（行政许可法 45 条）"
    en = "Special procedure, the clock stops: {procedure}[; notice {number}][, until {until}] (Licensing Law, art. 45)"
    procedure: str
    number: str
    until: date | None
    held_by: PartyKey


@dataclass(frozen=True)
class SpecialEnded(Fact):
    kind = "approvals.special_ended"
    zh = "特别程序结束，恢复计时[；{note}]"
    en = "The special procedure ended, the clock goes on[; {note}]"
    note: str


@dataclass(frozen=True)
class SpecialRanOut(Fact):
    kind = "approvals.special_ran_out"
    zh = "特别程序用满法律允许的最长期限（到{until}），依法恢复计时"
    en = "The special procedure used up the longest time the law allows (until {until}); the clock goes on by law"
    until: date


@dataclass(frozen=True)
class ReturnedForChange(Fact):
    kind = "approvals.returned"
    zh = "审查中退回修改，球在{held_by}"
    en = "Returned for change during review; the ball is with {held_by}"
    held_by: PartyKey


@dataclass(frozen=True)
class StatutoryExtended(Fact):
    kind = "approvals.extended"
    zh = "法定时限延长 {days} 个工作日，承诺时限不变：{reason}"
    en = "The statutory limit is longer (working days: {days}), the promise stays: {reason}"
    days: int
    reason: str


@dataclass(frozen=True)
class StatutoryRecomputed(Fact):
    kind = "approvals.statutory_recomputed"
    zh = "法定到期日由{before}改为{after}：{reason}"
    en = "The statutory day moved from {before} to {after}: {reason}"
    before: date | None
    after: date | None
    reason: str


@dataclass(frozen=True)
class HandedOn(Fact):
    kind = "approvals.handed_on"
    zh = "转交{to}[：{reason}]"
    en = "Handed on to {to}[: {reason}]"
    to: PartyKey
    reason: str


@dataclass(frozen=True)
class Granted(Fact):
    kind = "approvals.granted"
    zh = "准予，办结[；文号 {number}]{overrun}"
    en = "Granted and closed[; document {number}]{overrun}"
    number: str
    overrun: str


@dataclass(frozen=True)
class Rejected(Fact):
    kind = "approvals.refused"
    zh = "不予许可[：{reason}][；文号 {number}]{overrun}"
    en = "Refused[: {reason}][; document {number}]{overrun}"
    number: str
    reason: str
    overrun: str


@dataclass(frozen=True)
class ApplicationWithdrawn(Fact):
    kind = "approvals.withdrawn"
    zh = "申请人撤回申请：{reason}"
    en = "Withdrawn by the applicant: {reason}"
    reason: str


@dataclass(frozen=True)
class Remarked(Fact):
    kind = "approvals.remarked"
    zh = "内部备注一条"
    en = "A remark inside the office"
    inner = True
    remark: int


@dataclass(frozen=True)
class BatchImported(Fact):
    kind = "approvals.batch_imported"
    zh = "自{origin}导入 {cases} 件"
    en = "{cases} cases imported from {origin}"
    inner = True
    origin: str
    cases: int


@dataclass(frozen=True)
class ActivityRecorded(Fact):
    kind = "approvals.activity_recorded"
    zh = "{activity}[（{resource}）]"
    en = "{activity}[ ({resource})]"
    activity: str
    resource: str
    event: str
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ImportCorrected(Fact):
    kind = "approvals.import_corrected"
    zh = "再次导入时有变：{what}"
    en = "Changed when imported again: {what}"
    what: str
