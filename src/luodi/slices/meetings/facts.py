"""What may happen to a minute and to what was resolved."""

from dataclasses import dataclass
from datetime import date

from luodi.kernel.facts import Fact, PartyKey


@dataclass(frozen=True)
class MinuteTyped(Fact):
    kind = "meetings.minute.typed"
    zh = "录入纪要 {number}，{held_on}{body}，议定 {resolving} 条"
    en = "Minute {number} of {body} on {held_on} was typed, resolving sentences: {resolving}"
    inner = True
    number: str
    body: str
    held_on: date
    resolving: int


@dataclass(frozen=True)
class MinuteRewritten(Fact):
    kind = "meetings.minute.rewritten"
    zh = "定稿前修改纪要原文，议定 {resolving} 条"
    en = "The text was changed before it was final, resolving sentences: {resolving}"
    inner = True
    resolving: int


@dataclass(frozen=True)
class MinuteFinal(Fact):
    kind = "meetings.minute.made_final"
    zh = "纪要定稿：纪要 {clauses} 条，事项 {matters} 条，一条不少"
    en = "The minute is final: clauses {clauses}, matters {matters}, none missing"
    inner = True
    clauses: int
    matters: int


@dataclass(frozen=True)
class MinuteCorrected(Fact):
    kind = "meetings.minute.corrected"
    zh = "更正纪要：“{before}”应为“{after}”（{authority}），{reason}"
    en = "The minute was corrected: “{before}” should read “{after}” ({authority}), {reason}"
    inner = True
    before: str
    after: str
    reason: str
    authority: str


@dataclass(frozen=True)
class ClauseMarked(Fact):
    kind = "meetings.clause.marked"
    zh = "第 {ordinal} 条标出"
    en = "Clause {ordinal} was marked"
    inner = True
    ordinal: int


@dataclass(frozen=True)
class SentenceSetAside(Fact):
    kind = "meetings.clause.set_aside"
    zh = "第 {ordinal} 句不作议定事项：{reason}"
    en = "Sentence {ordinal} resolves nothing: {reason}"
    inner = True
    ordinal: int
    reason: str


@dataclass(frozen=True)
class ClauseUnmarked(Fact):
    kind = "meetings.clause.unmarked"
    zh = "第 {ordinal} 条取消标记"
    en = "Clause {ordinal} is no longer marked"
    inner = True
    ordinal: int


@dataclass(frozen=True)
class MatterResolved(Fact):
    kind = "meetings.matter.resolved"
    zh = "议定事项 {number}：{owner}，{due_on}前[，{amount}]"
    en = "Resolved matter {number}: {owner}, by {due_on}[, {amount}]"
    inner = True
    number: str
    owner: PartyKey
    due_on: date
    amount: str


@dataclass(frozen=True)
class Reported(Fact):
    kind = "meetings.matter.reported"
    zh = "报告进展[：累计 {reached}][；{note}]"
    en = "Progress reported[: {reached} in all][; {note}]"
    inner = True
    reached: str
    note: str


@dataclass(frozen=True)
class Finished(Fact):
    kind = "meetings.matter.finished"
    zh = "承办单位报办结[，{judge_on}起验效]"
    en = "The owner says it is done[; its effect is judged from {judge_on}]"
    inner = True
    judge_on: date | None


@dataclass(frozen=True)
class EffectShown(Fact):
    kind = "meetings.matter.effect_shown"
    zh = "见效：{effect}"
    en = "It had its effect: {effect}"
    inner = True
    effect: str


@dataclass(frozen=True)
class ClosedOff(Fact):
    kind = "meetings.matter.closed_off"
    zh = "销号，四个“不”全过"
    en = "Closed off; all four tests hold"
    inner = True
    closed_on: date


@dataclass(frozen=True)
class ClosedByWaiver(Fact):
    kind = "meetings.matter.waived"
    zh = "经{authority}同意销号，未过：{waived}；理由：{reason}"
    en = "Closed off by waiver of {authority}; not held: {waived}; because {reason}"
    inner = True
    authority: str
    waived: str
    reason: str


@dataclass(frozen=True)
class ChangeProposed(Fact):
    kind = "meetings.change.proposed"
    zh = "提出改动：“{before}”改为“{after}”，{reason}；原定日子不变，待批"
    en = "A change was asked for: “{before}” to “{after}”, {reason}; the day stays, it waits for approval"
    inner = True
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class ChangeApproved(Fact):
    kind = "meetings.change.approved"
    zh = "{authority}同意改动：“{before}”改为“{after}”"
    en = "{authority} approved the change: “{before}” to “{after}”"
    inner = True
    before: str
    after: str
    authority: str


@dataclass(frozen=True)
class ChangeRefused(Fact):
    kind = "meetings.change.refused"
    zh = "{authority}不同意改动，按原议办：{reason}"
    en = "{authority} refused the change, it is done as resolved: {reason}"
    inner = True
    authority: str
    reason: str


@dataclass(frozen=True)
class DepartureFound(Fact):
    kind = "meetings.departure.found"
    zh = "走样：{after}"
    en = "Not as resolved: {after}"
    inner = True
    after: str


@dataclass(frozen=True)
class DepartureMended(Fact):
    kind = "meetings.departure.mended"
    zh = "已按原议补做：{reason}"
    en = "It was done again as resolved: {reason}"
    inner = True
    reason: str


@dataclass(frozen=True)
class Split(Fact):
    kind = "meetings.matter.split"
    zh = "拆成 {parts} 项，合计与议定相等（{authority}）：{reason}"
    en = "Split into {parts} parts that add up to what was resolved ({authority}): {reason}"
    inner = True
    parts: int
    authority: str
    reason: str


@dataclass(frozen=True)
class HandedOver(Fact):
    kind = "meetings.matter.handed_over"
    zh = "由{before}转给{after}承办，原定日子不变（{authority}）：{reason}"
    en = "Handed over from {before} to {after}, the day stays ({authority}): {reason}"
    inner = True
    before: PartyKey
    after: PartyKey
    authority: str
    reason: str


@dataclass(frozen=True)
class DayMoved(Fact):
    kind = "meetings.matter.extended"
    zh = "{authority}同意延期：{before}改为{after}，{reason}"
    en = "{authority} moved the day from {before} to {after}, {reason}"
    inner = True
    before: date
    after: date
    authority: str
    reason: str


@dataclass(frozen=True)
class MatterReopened(Fact):
    kind = "meetings.matter.reopened"
    zh = "退回重办，原定日子不变：{reason}"
    en = "Opened again, the day stays: {reason}"
    inner = True
    reason: str


@dataclass(frozen=True)
class MatterCorrected(Fact):
    kind = "meetings.matter.corrected"
    zh = "更正登记：“{before}”应为“{after}”（{authority}），{reason}"
    en = "The record was corrected: “{before}” should read “{after}” ({authority}), {reason}"
    inner = True
    before: str
    after: str
    reason: str
    authority: str
