"""Facts about who is who and which day it is, in people's words (see `enrol`), and about the journal itself."""

from dataclasses import dataclass
from datetime import date

from luodi.kernel.facts import Fact, PartyKey


@dataclass(frozen=True)
class RegionRegistered(Fact):
    kind = "people.region.registered"
    zh = "地区 {code} {name} 登记，时区 {zone}"
    en = "Region {code} {name} registered, time zone {zone}"
    inner = True
    code: str
    name: str
    zone: str


@dataclass(frozen=True)
class PartiesRegistered(Fact):
    kind = "people.parties.registered"
    zh = "登记 {count} 个单位或企业"
    en = "{count} parties registered"
    inner = True
    count: int


@dataclass(frozen=True)
class PostsOpened(Fact):
    kind = "people.posts.opened"
    zh = "设 {count} 个岗位并登记任职人"
    en = "{count} posts opened with their holders"
    inner = True
    count: int


@dataclass(frozen=True)
class AccountOpened(Fact):
    kind = "people.account.opened"
    zh = "为{party}的岗位“{post}”开通账号"
    en = 'An account was opened for the post "{post}" of {party}'
    inner = True
    party: PartyKey
    post: str


@dataclass(frozen=True)
class PasswordChanged(Fact):
    kind = "people.password.changed"
    zh = "账号 {username} 的密码由本人修改"
    en = "The holder of account {username} changed its password"
    inner = True
    username: str


@dataclass(frozen=True)
class PasswordReset(Fact):
    kind = "people.password.reset"
    zh = "账号 {username} 由系统维护者发给首次密码"
    en = "Whoever runs the installation gave account {username} a first password"
    inner = True
    username: str


@dataclass(frozen=True)
class HolderChanged(Fact):
    kind = "people.holder.changed"
    zh = "{party}的岗位“{post}”自{from_on}起由新人担任；承诺不变"
    en = 'The post "{post}" of {party} has a new holder from {from_on}; its promises stay'
    inner = True
    party: PartyKey
    post: str
    from_on: date


@dataclass(frozen=True)
class DayMoved(Fact):
    kind = "people.day.moved"
    zh = "演示日从{before}移到{after}"
    en = "The day of the demo moved from {before} to {after}"
    inner = True
    before: date
    after: date


@dataclass(frozen=True)
class CalendarLoaded(Fact):
    kind = "people.calendar.loaded"
    zh = "载入 {year} 年放假安排，{days} 天；来源：{source}"
    en = "The calendar of {year} was loaded, {days} days; source: {source}"
    inner = True
    year: int
    days: int
    source: str


@dataclass(frozen=True)
class TokenMade(Fact):
    kind = "people.token.made"
    zh = "制发程序密钥“{name}”（{scopes}），有效期至{expires_on}"
    en = 'A key for programs was made: "{name}" ({scopes}), until {expires_on}'
    inner = True
    name: str
    scopes: str
    expires_on: date


@dataclass(frozen=True)
class TokenRevoked(Fact):
    kind = "people.token.revoked"
    zh = "程序密钥“{name}”作废"
    en = 'The key for programs "{name}" was revoked'
    inner = True
    name: str


@dataclass(frozen=True)
class ShapeChanged(Fact):
    kind = "journal.shape.changed"
    zh = "系统升级：执行 {migrations} 项数据表变更，涉及 {tables}"
    en = "Upgrade: {migrations} migrations changed tables with rows: {tables}"
    inner = True
    migrations: int
    tables: str


@dataclass(frozen=True)
class KeyRotated(Fact):
    kind = "journal.key.rotated"
    zh = "签名密钥更换：{old} 停用，{new} 启用"
    en = "The signing key changed: {new} follows {old}"
    inner = True
    old: str
    new: str
