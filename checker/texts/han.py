"""Han characters that Japan and Taiwan write in another form than the mainland does, in one form: a pattern reads all three. Pure."""

from __future__ import annotations

# The characters of patterns, in other forms and in the same order in theirs.
_OTHER = (
    "戦戰軍殺権權産產財個違図圖発發営營業動務傷険險関關開變変對応應條約許証證認識記訴診詐誹謗諜謠讓護負責賠償賭売賣費資質風騙騷"
    "倫偽傳伝處別區協厳嚴參収國囲圍執壊壞聲學實寫審專廣強従從徴徵悪惡擔挙損擊擾數斷書會構標機歐歳歲殘毀洩測準為爲無爭獨獲療盜監碼"
    "確稱穩競範終組経經絕網織義習聯脅與虛術複規視訂訓設譯譽誤説說請論議販貶贊軟載輸轉転辦迴進運過達適選醫釋銷錢鍵隱預顯顕體鮮點団"
    "團児兒場門"
)
_ONE = (
    "战战军杀权权产产财个违图图发发营营业动务伤险险关关开变变对应应条约许证证认识记诉诊诈诽谤谍谣让护负责赔偿赌卖卖费资质风骗骚"
    "伦伪传传处别区协严严参收国围围执坏坏声学实写审专广强从从征征恶恶担举损击扰数断书会构标机欧岁岁残毁泄测准为为无争独获疗盗监码"
    "确称稳竞范终组经经绝网织义习联胁与虚术复规视订训设译誉误说说请论议贩贬赞软载输转转办回进运过达适选医释销钱键隐预显显体鲜点团"
    "团儿儿场门"
)
FORMS = str.maketrans(_OTHER, _ONE)


def one_form(text: str) -> str:
    """`text` with every such character in one form, as long as it was."""
    return text if text.isascii() else text.translate(FORMS)
