"""The catalogue on the screen: found, read, set; in both languages, for whoever is seated."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from luodi.slices.matters import reads
from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.rules.changes import Change
from tests.support.cast import Cast, at

PAPER, LAW = "县政办发〔2026〕3号", "城市绿化条例§19"
NEW = "/matters/versions/new/"
DAYS = {"sets": "committed_days", "matter": "C02", "days": "5", "source": PAPER}


def read(client: Client, path: str, language: str = "zh-hans", **asked: str) -> str:
    """A page's text without its tags."""
    answer = client.get(path, asked, HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("account", ["zrzy", "leader", "F06"])
def test_everybody_seated_reads_the_catalogue_and_finds_its_door(cast: Cast, account: str) -> None:
    page = cast.client(account).get("/matters/").content.decode()
    assert 'href="/matters/" aria-current="page"' in page
    assert page.count('class="code"') == len(cast.matters)


def test_a_typical_limit_says_so_wherever_it_stands(cast: Cast) -> None:
    client = cast.client("F06")
    typical = sum(row.committed_basis == "typical" and row.committed_days is not None for row in cast.matters.values())
    page = client.get("/matters/", HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()
    assert page.count("典型值，非公布") == typical
    assert "典型值，非公布" in read(client, "/matters/C02/")
    assert "典型值，非公布" not in read(client, "/matters/B02/")


@pytest.mark.parametrize(("asked", "codes"), [
    ({"q": "施工图"}, {"C02"}),
    ({"q": "消防法"}, {"C03", "D02", "D03"}),
    ({"stage": "B"}, {"B01", "B02", "B03"}),
    ({"department": "gxj"}, {"A10"}),
    ({"type": "TECH_REFORM", "stage": "A"}, {"A01", "A05", "A10"}),
    ({"q": "no such matter"}, set()),
    ({"level": "county", "q": "b02"}, {"B02"}),
])  # fmt: skip
def test_the_list_is_narrowed_without_a_script(cast: Cast, asked: dict[str, str], codes: set[str]) -> None:
    page = cast.client("zrzy").get("/matters/", asked).content.decode()
    assert set(re.findall(r'class="code">(\w+)<', page)) == codes


def test_a_matter_says_when_why_from_whom_and_by_what_law(cast: Cast) -> None:
    page = read(cast.client("F06"), "/matters/P02/")
    for words in (
        "环评类别为报告书",
        "环境影响评价法§22",
        "需要其结果：总量指标确认意见",
        "C12 开工条件联合核查",
        "环境影响报告书",
        "公众参与说明",
        "按统一社会信用代码调取，不重复要",
        "60 个自然日 自收件起",
        "专家评审",
        "凭一般知识，待核实" if False else "法律原文",
    ):
        assert words in page, words
    english = read(cast.client("F06"), "/matters/P02/", "en")
    for words in (
        "Class of environmental assessment: report",
        "needs its result: Confirmation of the pollutant quota",
        "Statement on public participation",
        "60 calendar days from receipt",
        "expert review",
    ):
        assert words in english, words


def test_no_chinese_is_left_on_an_english_page_but_names_of_laws(cast: Cast) -> None:
    client = cast.client("zrzy")
    for code in cast.matters:
        page = client.get(f"/matters/{code}/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
        main = page[page.index('<div class="columns">') : page.index("footer-print")]
        text = re.sub(r'<span lang="zh-CN">[^<]*</span>', "", main)  # what is Chinese says so
        text = re.sub(r"<dt>Note</dt><dd>.*?</dd>|<span class=\"second\">.*?</span>", "", text, flags=re.S)
        assert not re.findall(r"[\u4e00-\u9fff]+", text), (code, re.findall(r"[\u4e00-\u9fff]+", text))


def test_what_is_not_in_the_catalogue_is_not_found(cast: Cast) -> None:
    assert cast.client("zrzy").get("/matters/Z99/").status_code == 404


def test_a_leader_looks_first_and_then_sets(cast: Cast) -> None:
    client = cast.client("leader")
    page = client.get(NEW, DAYS, HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()
    assert reads.versions(cast.where)[0].ordinal == 1, "looking sets nothing"
    assert "7 个工作日" in page and "5 个工作日" in page
    told = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page[page.index('id="would"') :]))
    answer = client.post(NEW + "?sets=committed_days", told | {"note": "提速"})
    assert (answer.status_code, answer["Location"]) == (303, "/matters/versions/")
    versions = read(client, "/matters/versions/")
    for words in ("第 2 版", "提速", PAPER, "5 个工作日", "C02 施工图设计文件审查"):
        assert words in versions, words
    assert "本县设定" in read(client, "/matters/C02/")


def test_what_is_refused_says_why_and_what_was_typed_stays(cast: Cast) -> None:
    client = cast.client("leader")
    asked = {
        "sets": "material",
        "matter": "B02",
        "code": "m_stamp",
        "name": "印模",
        "asked_from": "applicant",
        "source": PAPER,
    }
    page = client.get(NEW, asked, HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert page.status_code == 409
    assert "印模（m_stamp）" in page.content.decode(), "the paper's name stands beside its code"
    assert re.search(r'name="legal_basis"[^>]*aria-invalid="true"', page.content.decode()), "said at its field"
    days = client.get(NEW, DAYS | {"days": "99"}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert re.search(r'name="days"[^>]*aria-invalid="true"', days) and "all types" in days
    told = {"matter": "C02", "days": "99", "source": PAPER, "key": "k" * 20, "seen": "1"}
    page = client.post(NEW + "?sets=committed_days", told, HTTP_ACCEPT_LANGUAGE="en")
    assert page.status_code == 409 and "the law gives 15" in page.content.decode()
    assert client.get(NEW, DAYS | {"days": "many"}).status_code == 422
    assert client.get(NEW, {"sets": "colour"}).status_code == 404


@pytest.mark.parametrize("sets", ["committed_days", "plan_days", "channel", "department", "lead", "left_out", "back",
                                  "material", "material_removed", "prerequisite", "apart", "beside",
                                  "matter"])  # fmt: skip
def test_every_kind_of_setting_has_its_form(cast: Cast, sets: str) -> None:
    assert 'name="source"' in cast.client("leader").get(NEW, {"sets": sets}).content.decode()


ADDED = {
    "sets": "matter", "matter": "X01", "name": "园区污水接管核准", "name_en": "Park sewer connection", "stage": "C",
    "department": "zjj", "level": "county", "kind": "permit", "applies_to": ["SOC_GENERAL", "SOC_SMALL"],
    "when": ["eia_class=report", "river_or_floodplain"], "statutory_days": "20", "statutory_unit": "workday",
    "committed_days": "5", "committed_unit": "workday", "prerequisites": ["B02"], "materials": ["m_poa", "m_site_map"],
    "source": "",
}  # fmt: skip


def set_by_screen(client: Client, asked: dict[str, object]) -> str:
    """Look at what would move, then set it with the hidden fields of that page; what was shown before it was set."""
    page = client.get(NEW, asked, HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert page.status_code == 200, page.content.decode()
    shown = page.content.decode()
    would = shown[shown.index('id="would"') : shown.index("</form>", shown.index('id="would"'))]
    told = QueryDict(mutable=True)
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', would):
        told.appendlist(name, value)
    answer = client.post(f"{NEW}?sets={asked['sets']}", told.urlencode(), "application/x-www-form-urlencoded")
    assert (answer.status_code, answer["Location"]) == (303, "/matters/versions/")
    return would


def test_a_matter_is_added_on_the_screen_with_its_law_and_refused_without(cast: Cast) -> None:
    client = cast.client("leader")
    refused = client.get(NEW, ADDED, HTTP_ACCEPT_LANGUAGE="en")
    assert refused.status_code == 409 and "arts. 35 and 39" in refused.content.decode()
    assert 'value="Park sewer connection"' in refused.content.decode(), "what was typed stays"
    would = set_by_screen(client, ADDED | {"legal_basis": LAW})
    assert "X01 园区污水接管核准" in would and LAW in would and "5 个工作日" in would
    entry = reads.running_catalogue(cast.where).matters["X01"]
    assert (entry.department, entry.committed_days, entry.statutory_days, entry.legal_basis) == ("zjj", 5, 20, LAW)
    assert (entry.prerequisites, entry.materials) == (["B02"], ["m_poa", "m_site_map"])
    assert entry.trigger["any"] == [
        {"fact": "eia_class", "op": "==", "value": "report"},
        {"fact": "river_or_floodplain", "op": "is", "value": True},
    ]
    page = read(client, "/matters/X01/")
    for words in ("环评类别为报告书，或位于河道管理范围、洪泛区或蓄滞洪区", LAW, f"本县按{LAW}要求先办", "本县设定"):
        assert words in page, words
    versions = read(client, "/matters/versions/")
    assert "增加事项" in versions and "在法定最低要求之外增加的要求" in versions


def test_a_material_is_taken_away_and_asked_again_on_the_screen(cast: Cast) -> None:
    client, link = cast.client("zrzy-head"), "?sets=material_removed&amp;matter=B02"
    assert link in client.get("/matters/B02/").content.decode()
    assert link not in cast.client("zrzy").get("/matters/B02/").content.decode()
    assert "material_removed" not in client.get("/matters/C02/").content.decode(), "another's matter"
    page = client.get(NEW, {"sets": "material_removed", "matter": "B02"}).content.decode()
    assert page.index('<optgroup label="B02') < page.index('value="m_form_b"') < page.index('value="m_form_a"')
    less = {"sets": "material_removed", "matter": "B02", "paper": "m_form_b", "source": PAPER}
    would = set_by_screen(client, less)
    assert "工程建设许可阶段申请表" in would
    assert "m_form_b" not in reads.running_catalogue(cast.where).matters["B02"].materials
    versions = read(client, "/matters/versions/")
    assert "减少材料 工程建设许可阶段申请表" in versions and "没有在法定最低要求之外增加任何要求" in versions
    again = {"sets": "material", "matter": "B02", "code": "m_form_b", "asked_from": "applicant", "source": PAPER}
    set_by_screen(cast.client("leader"), again)
    newest = reads.versions(cast.where)[0]
    assert (newest.ordinal, reads.changes_of(newest.overlay), reads.excess(cast.where, newest)) == (3, [], [])
    stays = less | {"matter": "B02", "paper": "r_scheme"}
    page = client.get(NEW, stays, HTTP_ACCEPT_LANGUAGE="en")
    assert page.status_code == 409 and "it stays while the matter waits" in unescape(page.content.decode())


def test_what_is_kept_apart_is_no_choice_any_more_and_comes_back(cast: Cast) -> None:
    client = cast.client("leader")
    assert "可先审后批" in read(client, "/matters/B02/")
    set_by_screen(client, {"sets": "apart", "pair": "B01~B02", "source": PAPER})
    assert "可先审后批 方案审查与规划许可" not in read(client, "/matters/B02/")
    versions = read(client, "/matters/versions/")
    assert "不并联办理" in versions and PAPER in versions
    assert "不等B01 建设工程设计方案审查，先审后批 等B01 建设工程设计方案审查办结再办" in versions
    assert 'value="B01~B02"' not in client.get(NEW, {"sets": "apart"}).content.decode()
    set_by_screen(client, {"sets": "beside", "pair": "B01~B02", "source": PAPER})
    assert "可先审后批 方案审查与规划许可" in read(client, "/matters/B02/")


def test_a_circle_is_refused_with_its_path(cast: Cast) -> None:
    asked = {"sets": "prerequisite", "matter": "B01", "before": "B02", "legal_basis": LAW, "source": ""}
    page = cast.client("leader").get(NEW, asked)
    assert page.status_code == 409 and "B01 &gt; B02 &gt; B01" in page.content.decode()


def test_a_head_is_offered_its_own_matters_alone_and_others_no_form(cast: Cast) -> None:
    page = cast.client("zrzy-head").get(NEW).content.decode()
    assert 'value="B02"' in page and 'value="C02"' not in page
    assert cast.client("zrzy-head").get(NEW, {"sets": "lead"}).status_code == 404
    assert cast.client("zrzy").get(NEW).status_code == 404
    assert NEW not in cast.client("F06").get("/matters/versions/").content.decode()


def test_what_was_left_out_is_read_as_it_was_and_said_to_be_run_no_more(cast: Cast) -> None:
    changes = [Change("left_out", "A15", True, source=PAPER), Change("prerequisite", "C05", "A03", legal_basis=LAW)]
    set_overlay(changes=changes, note="", by=cast["leader"], at=at("2026-11-20"))
    client = cast.client("zrzy")
    assert "已不办理" in read(client, "/matters/A15/")
    assert "本县按城市绿化条例§19要求先办" in read(client, "/matters/C05/")
    versions = read(client, "/matters/versions/")
    assert "在法定最低要求之外增加的要求" in versions and LAW in versions
    assert 'value="A15"' in cast.client("leader").get(NEW, {"sets": "back"}).content.decode()


def test_a_county_without_a_version_says_what_to_do(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for view in ("listing", "versions"):
        monkeypatch.setattr(f"luodi.slices.matters.views.{view}.version_row", lambda place: None)
    monkeypatch.setattr("luodi.slices.matters.views.versions.versions", lambda place: [])
    client = cast.client("leader")
    assert "luodi catalogue adopt" in read(client, "/matters/")
    assert "luodi catalogue adopt" in read(client, "/matters/versions/")
    assert client.get(NEW).status_code == 404


def test_days_for_one_type_of_project_leave_the_others_typical(cast: Cast) -> None:
    change = Change("committed_days", "C05", 1, type="SOC_SMALL", source=PAPER)
    set_overlay(changes=[change], note="", by=cast["leader"], at=at("2026-11-20"))
    page = read(cast.client("F06"), "/matters/C05/")
    assert re.search(r"承诺 2 个工作日 典型值，非公布", page)
    assert re.search(r"小型社会投资（简易低风险） 1 个工作日 本县设定", page)


def test_stages_stand_in_the_order_a_project_meets_them(cast: Cast) -> None:
    page = cast.client("F06").get("/matters/").content.decode()
    assert re.findall(r'id="stage-(\w)"', page) == ["A", "B", "P", "C", "D"]
