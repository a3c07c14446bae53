"""What a program tells apart, shows or is answered is spoken of; models that a library loads by its own names are in use."""
# ruff: noqa: E501 - the rows of the table read better whole

from __future__ import annotations

import pytest

from checker.scan import WEAK, references
from tests.conftest import SHELF

WORDS = SHELF.finder_words

FORMS: dict[str, list[tuple[str, str, set[tuple[int, str, bool]]]]] = {
    "arms of a match in Rust, on one line or over several": [
        (
            "a.rs",
            'match m {\n  "gpt-4o" | "gpt-4.1" => "gpt-4o-mini",\n  Some("claude-3-opus") => x,\n}\n',
            {(2, "gpt-4o", False), (2, "gpt-4.1", False), (2, "gpt-4o-mini", True), (3, "claude-3-opus", False)},
        ),
        (
            "a.rs",
            'let model_ok = matches!(\n  model,\n  "gpt-4o"\n    | "gpt-4.1"\n    | "gpt-4-turbo"\n);\n',
            {(3, "gpt-4o", False), (4, "gpt-4.1", False), (5, "gpt-4-turbo", False)},
        ),
        ("a.rs", 'let model = name.unwrap_or_else(|_| "gpt-4o".into());\n', {(1, "gpt-4o", True)}),
        ("a.rs", 'static MODELS: Map = phf_map! {\n  "gpt-4o" => 1,\n};\n', {(2, "gpt-4o", True)}),
    ],
    "names at the end of a sentence in a comment of several lines": [
        ("A.java", "/**\n * At most 1000 for gpt-4o and 4000 for dall-e-3.\n */\n", {(2, "gpt-4o", False), (2, "dall-e-3", False)}),
        ("main.tf", '/*\n the model is gpt-4o.\n*/\nvariable "x" {\n}\n', {(2, "gpt-4o", False)}),
    ],
    "cases of a switch": [
        (
            "a.go",
            'package a\nfunc f() {\n\tswitch model {\n\tcase "gpt-4o", "gpt-4.1":\n\t\treturn "gpt-4o-mini"\n\tcase "claude-3-opus",\n\t\t"claude-3-haiku":\n\t}\n}\n',
            {
                (4, "gpt-4o", False),
                (4, "gpt-4.1", False),
                (5, "gpt-4o-mini", True),
                (6, "claude-3-opus", False),
                (7, "claude-3-haiku", False),
            },
        ),
        ("a.go", 'package a\nvar models = []string{\n\t"gpt-4o",\n\t"gpt-4.1",\n}\n', {(3, "gpt-4o", True), (4, "gpt-4.1", True)}),
        (
            "a.kt",
            'val n = when (model) {\n  "gpt-4o", "gpt-4.1" -> 1\n  else -> "gpt-4o-mini"\n}\n',
            {(2, "gpt-4o", False), (2, "gpt-4.1", False), (3, "gpt-4o-mini", True)},
        ),
        (
            "a.cs",
            'var model = name switch {\n  "gpt-4o" or "gpt-4.1" => "gpt-4o-mini",\n};\n',
            {(2, "gpt-4o", False), (2, "gpt-4.1", False), (2, "gpt-4o-mini", True)},
        ),
        (
            "a.swift",
            'enum Model: String {\n  case big = "gpt-4o"\n}\nswitch model {\n  case "gpt-4.1": return 1\n}\n',
            {(2, "gpt-4o", True), (5, "gpt-4.1", False)},
        ),
        ("a.ts", 'switch (model) {\n  case "gpt-4o":\n    return 1\n}\n', {(2, "gpt-4o", True)}),
    ],
    "how names begin, and what there is": [
        ("a.ts", 'if (model.startsWith("qwen3")) {}\n', {(1, "qwen3", False)}),
        ("a.go", 'package a\nfunc f() bool { return strings.HasPrefix(model, "gpt-4") }\n', {(2, "gpt-4", False)}),
        ("a.py", 'if "gpt-4o" not in scores: ...\nif model == "gpt-4.1": ...\n', {(1, "gpt-4o", False), (2, "gpt-4.1", True)}),
    ],
    "tables that say how names are handled or told": [
        ("a.py", 'MODEL_PARSERS = {"llama3": "llama3_json", "gpt-4o": "x"}\n', {(1, "llama3", False), (1, "gpt-4o", False)}),
        ("a.go", 'package a\nvar parserPrefixMap = map[string]string{\n\t"kimi-k2": "kimi_k2",\n}\n', {(3, "kimi-k2", False)}),
        ("a.py", 'CAPABILITY_SCORE = {"gpt-4o": 0.8}\n', {(1, "gpt-4o", False)}),
        ("en.json", '{\n"model_descriptions": {\n"gpt-4": "The latest"\n}}\n', {(3, "gpt-4", False)}),
        ("a.yaml", "model:\n  example: gpt-4o\n  default: gpt-4.1\n", {(2, "gpt-4o", False), (3, "gpt-4.1", True)}),
    ],
    "what is said to people, a command in it too": [
        (
            "a.go",
            'package a\nvar e = errors.New("the --audio flag needs a model, ie gpt-4o-audio-preview")\n',
            {(2, "gpt-4o-audio-preview", False)},
        ),
        ("a.go", 'package a\nvar c = Command{\n\tUsageText: "x --model=llama3.2:1b <y>",\n}\n', {(3, "llama3.2:1b", False)}),
        (
            "a.ts",
            'console.log("Run: ollama pull llama3.2:1b");\nexec("ollama pull llama3.1:8b");\n',
            {(1, "llama3.2:1b", False), (2, "llama3.1:8b", True)},
        ),
        (
            "a.sh",
            'echo "now: ollama pull llama3.2:1b"\necho "ollama run llama3.1:8b" > x.sh\n',
            {(1, "llama3.2:1b", False), (2, "llama3.1:8b", True)},
        ),
        ("a.py", 'print("get more at https://huggingface.co/acme/thing-7b for free")\n', {(1, "acme/thing-7b", False)}),
        ("a.py", 'assert x, "say --model=meta-llama/Llama-3.1-8B-Instruct"\n', {(1, "meta-llama/Llama-3.1-8B-Instruct", False)}),
    ],
    "what models answered": [
        (
            "a.jsonl",
            '{"answer_id": "x", "model_id": "gpt-4-0613"}\n{"answer_id": "y", "model_id": "gpt-4-0613"}\n',
            {(1, "gpt-4-0613", False), (2, "gpt-4-0613", False)},
        ),
        ("a.jsonl", '{"url": "/v1/chat", "body": {"model": "gpt-4o"}}\n{"url": "x"}\n', {(1, "gpt-4o", True)}),
        ("a.json", '{\n"object": "chat.completion",\n"model": "gpt-4o"\n}\n', {(3, "gpt-4o", False)}),
    ],
    "no models": [
        ("a.py", 'd = Pairs.from_hub("acme/thing_v2", split="train")\n', set()),
        ("a.py", 'api.restart_space(repo_id="mozilla-ai/document-to-podcast")\n', set()),
        ("a.py", 'p = Path(output_dir or "test_outputs/qwen3_tts_base")\n', set()),
        ("a.py", 'model = f"{MODEL_CACHE}.tar"\nm = f"sentence-transformers/{name}"\n', set()),
        ("a.sh", "x --vocoder-model vocoder/g_00500000\n", set()),
        ("a.ts", "export * from './pyannote/feature_extraction_pyannote';\n", set()),
        ("a.yaml", "items:\n  - J2-1\n  - J2-2\n", set()),
    ],
    "constructors and their own models": [
        (
            "a.py",
            'from insightface.app import FaceAnalysis\na = FaceAnalysis()\nb = FaceAnalysis(name="buffalo_l")\nc = FaceAnalysis("buffalo_s")\n',
            {(2, "buffalo_l", True), (3, "buffalo_l", True), (4, "buffalo_s", True)},
        ),
        ("a.py", "import insightface\na = insightface.app.FaceAnalysis(root='x')\n", {(2, "buffalo_l", True)}),
        (
            "a.py",
            "from bertopic import BERTopic\na = BERTopic()\nb = BERTopic(embedding_model=x)\n",
            {(2, "sentence-transformers/all-MiniLM-L6-v2", True)},
        ),
        (
            "a.py",
            "from ctc_forced_aligner import load_alignment_model\nm, t = load_alignment_model('cuda', dtype=x)\n",
            {(2, "MahmoudAshraf/mms-300m-1130-forced-aligner", True)},
        ),
        (
            "a.py",
            "from deepfloyd_if.modules import IFStageI, T5Embedder\na = IFStageI('IF-I-L-v1.0')\nb = T5Embedder(device=x)\n",
            {(2, "IF-I-L-v1.0", True), (3, "DeepFloyd/t5-v1_1-xxl", True)},
        ),
        ("a.py", "from rank_llm.rerank import ZephyrReranker\nr = ZephyrReranker()\n", {(2, "castorini/rank_zephyr_7b_v1_full", True)}),
        ("a.ts", "const s = new Supabase.ai.Session('gte-small');\n", {(1, "gte-small", True)}),
        ("a.py", "import os\nos.system(f'python -m demucs.separate -n htdemucs --two-stems=vocals {x}')\n", {(2, "htdemucs", True)}),
    ],
    "names that nothing else has": [
        ("a.py", 'parser.add_argument("--model", default="yolov5n")\n', {(1, "yolov5n", True)}),
        ("a.dart", "final y = YOLO(modelPath: 'yolo26n-seg');\n", {(1, "yolo26n-seg", True)}),
        ("a.swift", 'enum M: String {\n  case tiny = "openai_whisper-tiny"\n}\n', {(2, "openai_whisper-tiny", True)}),
        ("a.py", 'detector = Detector("lid.176.bin")\n', {(1, "lid.176.bin", True)}),
        (
            "a.yaml",
            'model_path: "model/m3e-base"\nother_path: "model/text2vec-large-chinese"\n',
            {(1, "m3e-base", True), (2, "text2vec-large-chinese", True)},
        ),
        ("a.py", 'model = "acme/text2vec-base-chinese"\n', {(1, "acme/text2vec-base-chinese", True)}),
        ("a.py", 'embedder = "llama-cpp-python/lm-kit/bge-m3-gguf/*F16.gguf@512"\n', {(1, "lm-kit/bge-m3-gguf", True)}),
        ("A.java", "package a;\nvar m = o.model(ChatModel.MISTRAL_SMALL.getValue());\n", {(2, "mistral-small-latest", True)}),
    ],
    "weights that are packed, fetched, or lie in a folder": [
        ("a.ts", 'const m = "https://example.org/clip/encoder.onnx.gz";\n', {(1, "example.org/clip/encoder.onnx.gz", True)}),
        ("a.yaml", "url: https://example.org/x/yolov8n-r2023.zip\n", {(1, "example.org/x/yolov8n-r2023.zip", True)}),
        ("a.py", 'os.system(f"wget https://example.org/a/yolopv2.pt -O {x}")\n', {(1, "example.org/a/yolopv2.pt", True)}),
        ("a.yaml", 'llm_models:\n  glm:\n    path: "model\\\\chatglm3-6b"\n', {(3, "chatglm3-6b", True)}),
    ],
    "images that hold a model": [
        ("a.yaml", "image: ghcr.io/kaito-project/aikit/llama3.1:8b\n", {(1, "llama3.1:8b", True)}),
        ("values.yaml", "image:\n  repository: ghcr.io/kaito-project/aikit/llama3\n", {(2, "llama3", True)}),
        ("a.yaml", "image: ghcr.io/acme/gemma2:2b\n", {(1, "gemma2:2b", True)}),
        ("a.yaml", "image: ghcr.io/acme/mistral:latest\n", set()),
    ],
    "aliases of a shell": [
        (
            ".bashrc",
            'alias a=\'ask --model "gpt-4o"\'\nalias b="ask -m \\"o1-preview\\""\n',
            {(1, "gpt-4o", True), (2, "o1-preview", True)},
        ),
    ],
    "choices of a form": [
        (
            "a.html",
            '<select id="modelSelector">\n<option value="Supabase/gte-small">small</option>\n</select>\n<p>BAAI/bge-m3</p>\n',
            {(2, "Supabase/gte-small", True), (4, "BAAI/bge-m3", False)},
        ),
        ("a.html", '<select id="color">\n<option value="acme/thing">x</option>\n</select>\n', set()),
    ],
}
ROWS = [(form, *row) for form, rows in FORMS.items() for row in rows]


@pytest.mark.parametrize(("form", "name", "text", "expected"), ROWS, ids=[f"{i}-{name}" for i, (_, name, _, _) in enumerate(ROWS)])
def test_forms(form: str, name: str, text: str, expected: set[tuple[int, str, bool]]) -> None:
    found = [one for one in references(name, text.encode(), WORDS) if one.confidence != WEAK]
    assert {(one.line, one.model, one.use) for one in found} == expected, form
