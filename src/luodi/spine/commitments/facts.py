"""Facts about promises."""

from dataclasses import dataclass
from datetime import date

from luodi.kernel.facts import Fact, PartyKey


@dataclass(frozen=True)
class Promised(Fact):
    kind = "commitments.promised"
    zh = "{owner}承诺“{title}”，{due_on}前办到"
    en = "{owner} promised “{title}” by {due_on}"
    inner = True
    commitment: int
    owner: PartyKey
    title: str
    due_on: date | None


@dataclass(frozen=True)
class Extended(Fact):
    kind = "commitments.extended"
    zh = "承诺日由{before}改为{after}：{reason}"
    en = "The promised day moved from {before} to {after}: {reason}"
    commitment: int
    before: date | None
    after: date | None
    reason: str


@dataclass(frozen=True)
class Paused(Fact):
    kind = "commitments.paused"
    zh = "{from_on}起停表：{reason}；球在{held_by}"
    en = "The clock stopped on {from_on}: {reason}; the ball is with {held_by}"
    inner = True
    commitment: int
    from_on: date
    reason: str
    held_by: PartyKey


@dataclass(frozen=True)
class Resumed(Fact):
    kind = "commitments.resumed"
    zh = "{on}恢复计时，到期日{due_on}"
    en = "The clock went on from {on}; due on {due_on}"
    inner = True
    commitment: int
    on: date
    due_on: date | None


@dataclass(frozen=True)
class Attached(Fact):
    kind = "commitments.attached"
    zh = "补入凭证 {evidence} 份"
    en = "{evidence} pieces of evidence were added"
    inner = True
    commitment: int
    evidence: int


@dataclass(frozen=True)
class Settled(Fact):
    kind = "commitments.settled"
    zh = "承诺于{closed_on}办到，凭证 {evidence} 份"
    en = "The promise was kept on {closed_on}, with {evidence} pieces of evidence"
    inner = True
    commitment: int
    closed_on: date
    evidence: int


@dataclass(frozen=True)
class Withdrawn(Fact):
    kind = "commitments.withdrawn"
    zh = "承诺于{closed_on}撤回：{reason}"
    en = "The promise was withdrawn on {closed_on}: {reason}"
    inner = True
    commitment: int
    closed_on: date
    reason: str


@dataclass(frozen=True)
class Reopened(Fact):
    kind = "commitments.reopened"
    zh = "更正：承诺重新打开，{reason}"
    en = "Correction: the promise was opened again, {reason}"
    commitment: int
    reason: str


@dataclass(frozen=True)
class Reassigned(Fact):
    kind = "commitments.reassigned"
    zh = "承诺由{before}转给{after}：{reason}"
    en = "The promise passed from {before} to {after}: {reason}"
    inner = True
    commitment: int
    before: PartyKey
    after: PartyKey
    reason: str


@dataclass(frozen=True)
class Turned(Fact):
    kind = "commitments.turned"
    zh = "“{title}”转灯：{before} → {after}"
    en = "“{title}” turned from {before} to {after}"
    inner = True
    commitment: int
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Recomputed(Fact):
    kind = "commitments.recomputed"
    zh = "到期日由{before}改为{after}：{reason}"
    en = "The due day moved from {before} to {after}: {reason}"
    commitment: int
    before: date | None
    after: date | None
    reason: str
