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


@dataclass(frozen=True)
class Asked(Fact):
    kind = "commitments.asked"
    zh = "{party}的岗位“{post}”换了人，前任的 {count} 条承诺等新任表态"
    en = 'The post "{post}" of {party} changed hands: {count} promises wait for the newcomer\'s word'
    inner = True
    party: PartyKey
    post: str
    count: int


@dataclass(frozen=True)
class Acknowledged(Fact):
    kind = "commitments.acknowledged"
    zh = "{party}的新任（{post}）认领前任的承诺“{title}”"
    en = "The newcomer of {party} ({post}) acknowledged the predecessor's promise “{title}”"
    inner = True
    commitment: int
    tenure: int
    title: str
    party: PartyKey
    post: str


@dataclass(frozen=True)
class Disputed(Fact):
    kind = "commitments.disputed"
    zh = "{party}的新任（{post}）不认前任的承诺“{title}”：{reason}"
    en = "The newcomer of {party} ({post}) disputed the predecessor's promise “{title}”: {reason}"
    inner = True
    commitment: int
    tenure: int
    title: str
    party: PartyKey
    post: str
    reason: str


@dataclass(frozen=True)
class Escalated(Fact):
    kind = "commitments.escalated"
    zh = "承诺“{title}”自{asked_on}起无人表态，报县领导（{party}，{post}）"
    en = "Nobody spoke for the promise “{title}” since {asked_on}; it went to the leader ({party}, {post})"
    inner = True
    commitment: int
    title: str
    party: PartyKey
    post: str
    asked_on: date


@dataclass(frozen=True)
class Upheld(Fact):
    kind = "commitments.upheld"
    zh = "裁定：承诺“{title}”仍由{party}的“{post}”承担，{reason}"
    en = "Decided: the promise “{title}” stays with {party} ({post}), {reason}"
    inner = True
    commitment: int
    title: str
    party: PartyKey
    post: str
    reason: str
