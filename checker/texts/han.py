"""Han characters that Japan and Taiwan write in another form than the mainland does, in one form: a pattern reads all three. Pure."""

from __future__ import annotations

# What patterns have words with, in the other forms, and in the same order in the one that is compared. Only forms of one character.
_OTHER = (
    "戦戰軍殺権權産產財報個違図圖発發営營業団團動務態傷慮険險験驗関關連開變変対對応應條約許諾証證認識記訴診詐該誇誹謗諜謀謡謠譲讓"
    "護負責賠償賭売賣費資質額風騙騷髪価倫偽傳伝児兒処處別勢勧區協単單厳嚴參収嚇國囲圍執場壊壞聲學実實寫審専專導屬帯廃廣広張強弾従"
    "從徴徵悪惡擔挙舉損撃擊擾數斷時書會極構標機檔歐歳歲殘毀決洩済浄測準潛為爲無爭獨獲現環畫療盜監瞞碼確稱穩穏競範簡終組経經結統絶"
    "絕維網編織罵羅義習聞聯脅與薬虛號術補複襲見規視覚訂訓訪設訳譯譽誤説說課調談請論謝議販貶賛贊軟載輸轉転辦迴進運過達遠適選郵醫釈"
    "釋銃銷錢銭鍵門間闘陰陸隊隠隱隨電順預頭顔顯顕體鮮點"
)
_ONE = (
    "战战军杀权权产产财报个违图图发发营营业团团动务态伤虑险险验验关关连开变变对对应应条约许诺证证认识记诉诊诈该夸诽谤谍谋谣谣让让"
    "护负责赔偿赌卖卖费资质额风骗骚发价伦伪传传儿儿处处别势劝区协单单严严参收吓国围围执场坏坏声学实实写审专专导属带废广广张强弹从"
    "从征征恶恶担举举损击击扰数断时书会极构标机档欧岁岁残毁决泄济净测准潜为为无争独获现环画疗盗监瞒码确称稳稳竞范简终组经经结统绝"
    "绝维网编织骂罗义习闻联胁与药虚号术补复袭见规视觉订训访设译译誉误说说课调谈请论谢议贩贬赞赞软载输转转办回进运过达远适选邮医释"
    "释铳销钱钱键门间斗阴陆队隐隐随电顺预头颜显显体鲜点"
)
FORMS = str.maketrans(_OTHER, _ONE)


def one_form(text: str) -> str:
    """`text` with every such character in one form, as long as it was."""
    return text if text.isascii() else text.translate(FORMS)
