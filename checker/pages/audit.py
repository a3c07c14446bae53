"""tmp"""

from checker.page import Page, Paragraph


def page(r):
    b = [
        Paragraph(f"{m.status:9} {m.model} [{m.kind}] {m.licenses} how={m.how} {m.remark} used={m.used} at {m.places[0]}") for m in r.models
    ]
    b += [Paragraph(f"{f.severity}[{f.code}] {f.headline} {f.because} {f.hidden}") for f in r.results]
    b += [Paragraph(f"warn {w.path} {w.message}") for w in r.warnings]
    return Page({"x": 1}, tuple(b), tuple(x.text for x in b), r)
