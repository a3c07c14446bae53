"""An audit's report with a bit of everything, built in code: every status, findings that count and hidden ones, names that mean harm."""

from __future__ import annotations

from checker.report import Base, Because, ModelUse, Place, Report, Result, Warned

HOSTILE = "\x1b[31mevil\x07\n::error file=x::pwned\n##[group]##vso[x]<script>|`@all`&\"'\u202e]]>\ufffe\udc80%0A,:"
HOSTILE_PATH = "a b/100%#1|é\u202e\n::error::\udcff.py"


def model(name: str, status: str, licenses: tuple[str, ...] = (), **more: object) -> ModelUse:
    """A model in use, found in one place, with what is not said left empty."""
    given = {
        "model": name,
        "kind": "hf",
        "used": True,
        "places": (Place("src/app.py", 12, 9, name),),
        "declared": None,
        "licenses": licenses,
        "how": "registry" if licenses else "",
        "confidence": "high" if licenses else "",
        "where": "",
        "remark": "",
        "terms": "",
        "bases": (),
        "verdicts": (),
        "status": status,
    }
    return ModelUse(**{**given, **more})  # type: ignore[arg-type]


def finding(code: str, severity: str, headline: str, of: ModelUse | None, *because: Because, **more: object) -> Result:
    """A finding about a model, with what is not said left empty."""
    name = of.model if of else ""
    given = {
        "code": code,
        "title": "",
        "severity": severity,
        "headline": headline,
        "model": name,
        "licenses": of.licenses if of else (),
        "places": of.places if of else (),
        "because": because,
        "why": "",
        "help": "",
        "fingerprint": f"{len(headline):08x}{len(name):08x}{code.lower()}",
    }
    return Result(**{**given, **more})  # type: ignore[arg-type]


LLAMA = model(
    "meta-llama/Llama-3.2-3B-Instruct",
    "fails",
    ("llama-3.2-community",),
    places=(
        Place("src/app.py", 12, 9, "meta-llama/Llama-3.2-3B-Instruct", "1a2b3c4d5e6f7a8b:1"),
        Place("src/settings.yaml", 3, 8, "meta-llama/Llama-3.2-3B-Instruct"),
        Place("src/worker.py", 40, 1, "llama3.2"),
    ),
    declared="llama3.2",
    verdicts=(("osaid", "fails"), ("osd", "fails")),
)
TUNED = model(
    "acme/support-bot@0123456789abcdef0123456789abcdef01234567",
    "fails",
    ("llama-3.2-community", "mit"),
    places=(Place("models/support-bot/README.md", 2, 10, "mit"),),
    declared="mit",
    how="card",
    confidence="medium",
    where="models/support-bot/README.md",
    remark="says mit, but is built on a model under llama-3.2-community",
    bases=(Base("meta-llama/Llama-3.2-3B-Instruct", ("llama-3.2-community",), "fine-tuned from", "card"),),
    verdicts=(("osaid", "fails"), ("osd", "fails")),
)
CONTESTED = model("grinning/crossroads-7b", "contested", ("cc-by-4.0",), verdicts=(("osaid", "meets"), ("osd", "contested")))
UNKNOWN = model("nobody/mystery-13b", "unknown", declared="other", confidence="low", places=(Place("deploy/values.yaml", 7, 10),))
PASSES = model("BAAI/bge-m3", "passes", ("mit",), verdicts=(("osaid", "meets"), ("osd", "meets")))
LOCAL = model("qwen2.5:7b", "passes", ("apache-2.0",), kind="ollama", verdicts=(("osaid", "meets"), ("osd", "meets")))
SERVICE = model("gpt-4o-mini", "service", kind="vendor", how="registry", terms="https://openai.com/policies/services-agreement/")
MENTIONED = model("google/gemma-2-2b", "fails", ("gemma-terms-2025-03-24",), used=False, places=(Place("README.md", 4, 3),))
EVIL = model(
    f"evil/{HOSTILE}",
    "unknown",
    kind=HOSTILE,
    places=(Place(HOSTILE_PATH, 1, 1, HOSTILE),),
    declared=HOSTILE,
    how=HOSTILE,
    where=HOSTILE_PATH,
    remark=HOSTILE,
    bases=(Base(HOSTILE, (HOSTILE,), HOSTILE, HOSTILE),),
)
CAP = Because("llama-3.2-community", "license 2", "greater than 700 million monthly active users")
BANS = tuple(Because("llama-3.2-community", f"policy {place}") for place in ("1.a.i", "1.a.ii", "1.b", "1.c", "2.a", "2.b"))
RULING = {"basis": "ruling", "source": "https://opensource.org/blog/metas-llama-2-license-is-not-open-source"}
WHO = {
    "title": "No discrimination against persons or groups",
    "why": "The license must give the same rights to every person and group, whatever their size, seat or name.",
    "help": "Compare your users, revenue and seat with the number or place named, or choose a model without such a limit.",
}

REPORT = Report(
    root="services/chat",
    version="0.1.0",
    rules=("osaid", "osd"),
    files=57,
    models=tuple(sorted((LLAMA, TUNED, CONTESTED, UNKNOWN, PASSES, LOCAL, SERVICE, MENTIONED, EVIL), key=lambda one: one.model)),
    results=(
        finding("OSD-5", "error", "limits who may use: more than 700 million monthly active users", LLAMA, CAP, **WHO, **RULING),
        finding(
            "OSD-6", "error", "limits what it may be used for: 6 terms", LLAMA, *BANS, basis="reading", help="Stay out of these fields."
        ),
        finding("OSD-5", "error", "limits who may use: more than 700 million monthly active users", TUNED, CAP, **WHO, **RULING),
        finding(
            "license-mismatch",
            "error",
            "says mit, but is built on a model under llama-3.2-community",
            TUNED,
            Because("llama-3.2-community", "license 1.b.i", "at the beginning of any such AI model name"),
            Because("mit", "", ""),
            title="A claim laxer than the license of the base",
        ),
        finding("unknown-license", "error", "no license is known", UNKNOWN, help="Ask the publisher, or record it with [[clarify]]."),
        finding(
            "unknown-license",
            "error",
            f"no license is known {HOSTILE}",
            EVIL,
            Because(HOSTILE, HOSTILE, HOSTILE),
            why=HOSTILE,
            help=HOSTILE,
        ),
        finding(
            "OSD-9",
            "warning",
            "contested: restricts other software",
            CONTESTED,
            Because("cc-by-4.0", "license 2.a.5.C"),
            basis="reading",
            readings=(("fails", "What was only trained on outputs is another work."), ("meets", f"It is a limit on use. {HOSTILE}")),
            explained="OSD-9",
        ),
        finding("exception-unused", "note", "an exception that nothing needs", None, places=(Place("pyproject.toml", 31, 1),)),
        finding("OSD-6", "error", "limits what it may be used for", TUNED, *BANS, hidden="exception until 2027-01-31: legal agreed"),
        finding("OSAID-2", "warning", "no data information", CONTESTED, hidden="baseline"),
    ),
    warnings=(Warned("weights/huge.gguf", "a header longer than the file"), Warned(HOSTILE_PATH, HOSTILE)),
    spdx=(("apache-2.0", "Apache-2.0"), ("cc-by-4.0", "CC-BY-4.0"), ("llama-3.2-community", "LicenseRef-scancode-llama-3.2-license-2024")),
)
CLEAN = REPORT._replace(root=".", rules=("osd",), models=(PASSES,), results=(), warnings=())
NOTHING = CLEAN._replace(models=(), files=3)
