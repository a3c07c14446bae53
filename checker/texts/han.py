"""Han characters in one form: what Japan, Taiwan and the mainland write differently, one pattern reads. Pure."""

from __future__ import annotations

# The characters of patterns, in other forms and in the same order in theirs.
_OTHER = (
    "戦戰軍殺権權産產財個違図圖発發営營業動務傷険險関關開變変對応應條約許証證認識記訴診詐誹謗諜讓護負責賠償賭売賣費資質騙騷倫偽傳"
    "伝處別區協厳嚴參収國囲執壊學實寫審專廣強従徴悪擔挙損擊數斷書會構歐歳歲毀洩準為無爭獲療盜監確稱穩競範終組経經絕網織義習聯脅與"
    "虛術複規視訂訓設譯譽誤説說請論議販貶贊輸轉転進運過達適選醫釋銷錢鍵隱預體団團児兒場門"
)
_ONE = (
    "战战军杀权权产产财个违图图发发营营业动务伤险险关关开变变对应应条约许证证认识记诉诊诈诽谤谍让护负责赔偿赌卖卖费资质骗骚伦伪传"
    "传处别区协严严参收国围执坏学实写审专广强从征恶担举损击数断书会构欧岁岁毁泄准为无争获疗盗监确称稳竞范终组经经绝网织义习联胁与"
    "虚术复规视订训设译誉误说说请论议贩贬赞输转转进运过达适选医释销钱键隐预体团团儿儿场门"
)
FORMS = str.maketrans(_OTHER, _ONE)


def one_form(text: str) -> str:
    """`text` with every such character in one form, as long as it was."""
    return text if text.isascii() else text.translate(FORMS)
