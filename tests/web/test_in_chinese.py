"""Names without an English one are marked as Chinese on an English page, and left alone on a Chinese one."""

from django.utils.translation import override

from luodi.web.environment import in_chinese


def test_what_is_chinese_says_so_on_an_english_page_alone() -> None:
    law = "required: 政府投资条例§10;企业投资项目核准和备案管理条例§4, <general> knowledge 张"
    with override("en"):
        assert in_chinese(law) == (
            'required: <span lang="zh-CN">政府投资条例§10;企业投资项目核准和备案管理条例§4</span>, '
            '&lt;general&gt; knowledge <span lang="zh-CN">张</span>'
        )
        assert in_chinese("建设工程（一期），二期") == '<span lang="zh-CN">建设工程（一期），二期</span>'
        assert in_chinese("Water Bureau") == "Water Bureau"
    with override("zh-hans"):
        assert in_chinese("<城乡规划法§40>") == "&lt;城乡规划法§40&gt;"
