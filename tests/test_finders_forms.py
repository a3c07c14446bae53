"""Forms of references that many projects have, five siblings each, and what looks like them and names no model."""
# ruff: noqa: E501 - the rows of the table read better whole

from __future__ import annotations

import pytest

from checker import finders
from checker.scan import WEAK, in_tests, read, references
from tests.conftest import SHELF

WORDS = SHELF.finder_words

# file name, content, what is found: (line, model, whether it is used)
FORMS: dict[str, list[tuple[str, str, set[tuple[int, str, bool]]]]] = {
    "a family, a kind and a number where the place says model": [
        ("a.py", 'EMBED_MODEL = "bge-large-zh-v1.5"\n', {(1, "bge-large-zh-v1.5", True)}),
        ("a.py", 'MODELS = ["FLUX.1-dev", "FLUX.1-schnell"]\n', {(1, "FLUX.1-dev", True), (1, "FLUX.1-schnell", True)}),
        ("a.json", '{"model": "faster-whisper-large-v3"}\n', {(1, "faster-whisper-large-v3", True)}),
        ("a.yaml", "llm: deepseek-v4-flash\nname: deepseek-v4-flash-service\n", {(1, "deepseek-v4-flash", True)}),
        ("a.ts", "const model = 'qwen-image-2.0';\nconst x = 'qwen-image';\n", {(1, "qwen-image-2.0", True)}),
        (
            "a.py",
            'model = "hf-mistral3"\nmodel = "gpt4__swe-bench-dev"\nmodel = "quarkus.langchain4j.ai.gemini.base-url"\nmodel = "swin2_base_384"\n',
            set(),
        ),
    ],
    "a constant that is named as its value": [
        ("a.rs", 'pub const LLAMA_3_2_70B_VERSATILE: &str = "llama-3.2-70b-versatile";\n', {(1, "llama-3.2-70b-versatile", True)}),
        ("a.py", 'DEEPSEEK_V4_FLASH = "deepseek-v4-flash"\n', {(1, "deepseek-v4-flash", True)}),
        ("a.cs", 'public static Item GPT_OSS_120B { get; } = new("gpt-oss-120b", "openai");\n', {(1, "gpt-oss-120b", True)}),
        ("a.scala", 'val deepseek_v3_0324 = "deepseek-v3-0324"\n', {(1, "deepseek-v3-0324", True)}),
        ("a.go", 'const GroqLlama3_3_70bSpecdec = "llama-3.3-70b-specdec"\n', {(1, "llama-3.3-70b-specdec", True)}),
        ("a.py", 'QWEN2_VL = "qwen2-vl"\nFLASH = "flash"\nLLAMA3 = "llama3"\nBERT_LAYER_12 = "bert.layer.12"\n', set()),
    ],
    "names of Workers AI": [
        ("a.ts", "model: '@cf/meta/llama-4-scout-17b-16e-instruct',\n", {(1, "@cf/meta/llama-4-scout-17b-16e-instruct", True)}),
        ("a.yaml", "- name: '@cf/qwen/qwen3-30b-a3b-fp8'\n", {(1, "@cf/qwen/qwen3-30b-a3b-fp8", True)}),
        (
            "a.r",
            'model <- model %||% "@cf/meta/llama-3.3-70b-instruct-fp8-fast"\n',
            {(1, "@cf/meta/llama-3.3-70b-instruct-fp8-fast", True)},
        ),
        ("a.py", 'run("@cf/openai/whisper")\n', {(1, "@cf/openai/whisper", True)}),
        ("a.json", '{"ai": {"model": "@hf/thebloke/zephyr-7b-beta-awq"}}\n', {(1, "@hf/thebloke/zephyr-7b-beta-awq", True)}),
        ("a.ts", "import x from '@cf/kit';\nimport y from '@hf/a/b/c';\n", set()),
    ],
    "names of services": [
        ("a.py", 'm = "o3-pro"\n', {(1, "o3-pro", True)}),
        ("a.py", 'm = "o1-2024-12-17"\n', {(1, "o1-2024-12-17", True)}),
        ("a.json", '{"model": "us.deepseek.r1-v1:0"}\n', {(1, "us.deepseek.r1-v1:0", True)}),
        ("a.json", '{"x": "openai.gpt-oss-120b-1:0"}\n', {(1, "openai.gpt-oss-120b-1:0", True)}),
        ("a.py", 'm = "MiniMax-Text-01"\n', {(1, "MiniMax-Text-01", True)}),
        ("a.py", 'm = "gemini-pro"\nn = "sonar-deep-research"\n', {(1, "gemini-pro", True), (2, "sonar-deep-research", True)}),
        (
            "a.py",
            'id = "gemini-api-key"\nf = "sonar-project.properties"\nd = "dall-e-images"\nn = "gemini-ollama-proxy"\nc = "gemini-r-client"\n',
            set(),
        ),
    ],
    "a name as a key of YAML under one that says model": [
        ("a.yaml", "models:\n  llama-guard-3-8b:\n    aliases: [guard]\n", {(2, "llama-guard-3-8b", True)}),
        (
            "a.yaml",
            "models:\n  meta-llama/llama-4-scout-17b-16e-instruct:\n    max: 1\n",
            {(2, "meta-llama/llama-4-scout-17b-16e-instruct", True)},
        ),
        ("a.yaml", "llm:\n  gpt-4o-mini:\n    max: 1\n", {(2, "gpt-4o-mini", True)}),
        ("a.yaml", "model_prices:\n  claude-3-7-sonnet-20250219: 3\n", {(2, "claude-3-7-sonnet-20250219", False)}),
        ("a.yml", "apis:\n  x:\n    models:\n      Meta-Llama-3.1-70B-Instruct: # big\n", {(4, "Meta-Llama-3.1-70B-Instruct", True)}),
        ("a.yaml", "services:\n  llama3-8b:\n    image: x\ntts-1-hd:\n  alloy: x\nmodels:\n  my-thing-2:\n    x: 1\n", set()),
    ],
    "assignments of Go in comments": [
        ("a.go", '//model := "tinyllama" // fast\n', {(1, "tinyllama", False)}),
        ("a.go", '// embeddingModel := "nomic-embed-text"\n', {(1, "nomic-embed-text", False)}),
        ("a.go", '// llm := "qwen2.5:0.5b"\n', {(1, "qwen2.5:0.5b", False)}),
        ("a.py", '# if (model := "gpt-4o"): ...\n', {(1, "gpt-4o", False)}),
        ("a.go", '// chatModel := "phi3"\n', {(1, "phi3", False)}),
        ("a.go", '// name := "thing"\n', set()),
    ],
    "defaults within defaults": [
        ("a.yaml", "model: ${A:${OPENAI_MODEL:Qwen/Qwen2.5-7B-Instruct}}\n", {(1, "Qwen/Qwen2.5-7B-Instruct", True)}),
        ("a.yml", "chat:\n  model: ${CHAT_MODEL:${MODEL:gpt-4o-mini}}\n", {(2, "gpt-4o-mini", True)}),
        ("a.properties", "spring.ai.ollama.chat.model=${OLLAMA_MODEL:${LLM:llama3.2}}\n", {(1, "llama3.2", True)}),
        ("a.sh", "MODEL=${MODEL:-${DEFAULT_MODEL:-Qwen/Qwen3-8B}}\n", {(1, "Qwen/Qwen3-8B", True)}),
        ("compose.yaml", "command: --model ${M:-${N:-BAAI/bge-m3}}\n", {(1, "BAAI/bge-m3", True)}),
        ("a.yaml", "model: ${A:${B:}}\nport: ${P:${Q:8080}}\n", set()),
    ],
    "JSON in a string without blanks": [
        ("a.sh", 'curl x/v1/chat -d \'{"model":"llama3","prompt":"hi"}\'\n', {(1, "llama3", True)}),
        ("a.sh", 'printf \'{"stt_model":"whisper-large-v3-turbo"}\' > f\n', {(1, "whisper-large-v3-turbo", True)}),
        ("a.yaml", 'env: \'{"llm_model":"Qwen/Qwen3-8B","n":1}\'\n', {(1, "Qwen/Qwen3-8B", True)}),
        ("a.rb", 'body = \'{"model":"gpt-4o","n":1}\'\n', {(1, "gpt-4o", True)}),
        ("a.go", 'body := []byte(`{"model":"gpt-4o-mini","n":1}`)\n', {(1, "gpt-4o-mini", True)}),
        ("a.sh", 'echo \'{"name":"x","role":"user"}\'\n', set()),
    ],
    "what a server of Ollama is told to pull": [
        ("a.sh", 'curl http://localhost:11434/api/pull -d \'{"name": "tinydolphin"}\'\n', {(1, "tinydolphin", True)}),
        ("a.sh", 'curl -X POST http://ollama:11434/api/pull -d \'{"model":"mistral","stream":false}\'\n', {(1, "mistral", True)}),
        ("a.yaml", 'entrypoint: ["curl", "ollama:11434/api/pull", "-d", "{\\"name\\": \\"qwen2:1.5b\\"}"]\n', {(1, "qwen2:1.5b", True)}),
        ("Makefile", 'pull:\n\tcurl localhost:11434/api/pull -d \'{"name": "phi3:mini"}\'\n', {(2, "phi3:mini", True)}),
        ("Dockerfile", 'RUN curl http://x/api/pull -d \'{"name":"some-own-model"}\'\n', set()),
        ("a.sh", 'curl http://localhost:11434/api/tags -d \'{"name": "thing"}\'\n', set()),
    ],
    "lists of words in Ruby": [
        ("a.rb", "MODELS = %w[gpt-4o gpt-4o-mini].freeze\n", {(1, "gpt-4o", True), (1, "gpt-4o-mini", True)}),
        ("a.rb", "MODELS = %w[\n  gemma4:26b\n  llama3.1:8b\n].freeze\n", {(2, "gemma4:26b", True), (3, "llama3.1:8b", True)}),
        ("a.rb", "x.find(models: %w(claude-3-opus-20240229 o3-mini))\n", {(1, "claude-3-opus-20240229", True), (1, "o3-mini", True)}),
        ("a.rake", "%w[nomic-embed-text:latest].each { |m| pull(m) }\n", {(1, "nomic-embed-text:latest", True)}),
        ("a.rb", "# models: %w[qwen3:4b]\n", {(1, "qwen3:4b", False)}),
        ("a.rb", "x = %w[a b gpt c-3]\nputs 10%w\n", set()),
    ],
    "models of CLIP": [
        ("a.yaml", 'clip_model: "ViT-B/32"\n', {(1, "ViT-B/32", True)}),
        ("a.py", 'p.add_argument("--arch", default="ViT-L/14@336px")\n', {(1, "ViT-L/14@336px", True)}),
        ("a.py", 'MODELS = {"ViT-B/16": 1}\n', {(1, "ViT-B/16", True)}),
        ("a.sh", "python run.py --clip ViT-L/14\n", {(1, "ViT-L/14", True)}),
        ("a.ts", "const backbone = 'ViT-B/32';\n", {(1, "ViT-B/32", True)}),
        ("a.py", 'x = "ViT-B/docs"\ny = "B/32"\n', set()),
    ],
    "repositories that are written unlike others": [
        ("a.py", 'x = cfg(hf_hub="timm/MobileCLIP2-B-OpenCLIP/")\n', {(1, "timm/MobileCLIP2-B-OpenCLIP", True)}),
        ("a.py", 'def f(embedding: str = "pyannote/embedding"): ...\n', {(1, "pyannote/embedding", True)}),
        ("a.py", 'x = cfg(hf_hub="visheratin/nllb-clip-large-oc/")\n', {(1, "visheratin/nllb-clip-large-oc", True)}),
        ("a.yaml", "repo_id: Qwen/Qwen3-8B/\n", {(1, "Qwen/Qwen3-8B", True)}),
        ("a.yaml", "fallback_model: local/qwen2.5-1.5b-instruct\n", {(1, "qwen2.5-1.5b-instruct", True)}),
        (
            "a.py",
            'x = "openai/embedding"\nmodel = "retrieval/embedding"\ny = "google/cloud/"\nmodel = "output_models/finetuned-llama"\nmodel_path = "emb/data.npy"\n',
            set(),
        ),
    ],
    "names of Whisper's that mean nothing else": [
        ("a.json", '{\n "whisper_model": {\n  "default": "large-v3-turbo"\n}}\n', {(3, "large-v3-turbo", True)}),
        ("a.toml", 'model = "large-v2"\n', {(1, "large-v2", True)}),
        ("a.py", 'MODEL_SIZE = "large-v3"\n', {(1, "large-v3", True)}),
        ("a.ts", "const model = 'distil-large-v3';\n", {(1, "distil-large-v3", True)}),
        ("a.rs", 'let model = "medium.en";\n', {(1, "medium.en", True)}),
        ("a.toml", 'model = "medium"\nchart = "large-v3"\nmodel = "small-v2-thing"\n', set()),
    ],
    "weights with a short name, and Caffe's": [
        ("a.py", 'p = os.path.join(here, "s3fd.pth")\n', {(1, "s3fd.pth", True)}),
        ("a.json", '{"widgets_values": ["ae.safetensors"]}\n', {(1, "ae.safetensors", True)}),
        ("a.json", '{"widgets_values": ["rife47.pth"]}\n', {(1, "rife47.pth", True)}),
        ("a.py", 'f = "res10_300x300_ssd_iter_140000.caffemodel"\n', {(1, "res10_300x300_ssd_iter_140000.caffemodel", True)}),
        ("a.cpp", 'string weights = "pose_iter_440000.caffemodel";\n', {(1, "pose_iter_440000.caffemodel", True)}),
        ("a.py", 'w = load("flux1-dev.sft")\n', {(1, "flux1-dev.sft", True)}),
        ("a.py", 'a = "fold1.pth"\nb = "epoch_10.pth"\nc = "_quantized.sft"\nd = "_high_noise.safetensors"\ne = "seed42.ckpt"\n', set()),
    ],
    "addresses of packed models": [
        (
            "a.py",
            'u = "https://storage.googleapis.com/x/fast-bge-base-en-v1.5.tar.gz"\n',
            {(1, "storage.googleapis.com/x/fast-bge-base-en-v1.5.tar.gz", True)},
        ),
        (
            "a.yaml",
            "url: https://github.com/deepinsight/insightface/releases/download/v0.7/buffalo_l.zip\n",
            {(1, "github.com/deepinsight/insightface", True)},
        ),
        (
            "a.sh",
            "curl -LO https://github.com/k2-fsa/sherpa-onnx/releases/download/asr-models/sherpa-onnx-whisper-tiny.en.tar.bz2\n",
            {(1, "github.com/k2-fsa/sherpa-onnx", True)},
        ),
        ("a.py", 'u = "https://example.org/a/VGGFace2_weights_val.h5.zip"\n', {(1, "example.org/a/VGGFace2_weights_val.h5.zip", True)}),
        (
            "a.ts",
            "const u = 'https://example.org/vits-piper-en_GB-alan-low.tar.bz2';\n",
            {(1, "example.org/vits-piper-en_GB-alan-low.tar.bz2", True)},
        ),
        (
            "a.sh",
            "curl -LO https://github.com/ggml-org/llama.cpp/releases/download/b79/llama-b79-bin-win-x64.zip\ncurl https://x.org/ollama-linux.tar.gz https://x.org/claude-code-darwin-arm64.tar.gz https://x.org/a.json.gz\n",
            set(),
        ),
    ],
    "a family and a kind of it where the place says model, and in the words of people": [
        ("a.js", 'this.model = o.WhisperModel || "whisper-small";\n', {(1, "whisper-small", True)}),
        ("a.py", 'RERANK_MODEL = "bge-reranker-base"\n', {(1, "bge-reranker-base", True)}),
        ("a.py", 'MODELS = {\n "hr": "classla/wav2vec2-xls-r-parlaspeech-hr",\n}\n', {(2, "classla/wav2vec2-xls-r-parlaspeech-hr", True)}),
        (
            "README.md",
            "Run ollama, then nomic-embed-text and `llama3.2` are pulled.\n",
            {(1, "nomic-embed-text", False), (1, "llama3.2", False)},
        ),
        (
            "README.md",
            "Works with Claude-3-Opus, Gemini-1.5-Pro and Grok-4-mini.\n",
            {(1, "Claude-3-Opus", False), (1, "Gemini-1.5-Pro", False), (1, "Grok-4-mini", False)},
        ),
        ("README.md", "With ollama the style llama2 is used; Gemini-Code is a tool, Gemini-`x` none.\n", set()),
    ],
    "a copy in a folder": [
        ("a.py", 'model_name = "./model_repository/bge-large-zh-v1.5"\n', {(1, "bge-large-zh-v1.5", True)}),
        ("a.py", 'run(model_name_or_path="/share/models/bge-large-en-v1.5")\n', {(1, "bge-large-en-v1.5", True)}),
        ("a.yaml", "model: ./model-cache/FLUX.1-dev\n", {(1, "FLUX.1-dev", True)}),
        ("a.sh", "vllm serve --model /data/Qwen3-8B\n", {(1, "Qwen3-8B", True)}),
        ("a.json", '{"model_path": "/mnt/phi-4-mini/"}\n', {(1, "phi-4-mini", True)}),
        ("a.py", 'model_path = "./models/intent-bert-v2"\nmodel_path = "./out/bert-run-3"\nmodel_dir = "./models/bert"\n', set()),
    ],
    "words for a model in other languages": [
        ("a.py", 'MODELO_RAG = "phi3"\n', {(1, "phi3", True)}),
        ("a.json", '{"modelo": "gemma3:4b"}\n', {(1, "gemma3:4b", True)}),
        ("a.yaml", "modele: mistralai/Mistral-7B-v0.1\n", {(1, "mistralai/Mistral-7B-v0.1", True)}),
        ("a.py", 'modell = "acme/thing-instruct"\n', {(1, "acme/thing-instruct", True)}),
        ("a.env", "NOMBRE_MODELO=llama3.2\n", {(1, "llama3.2", True)}),
        ("a.py", 'titulo = "phi3"\n', set()),
    ],
    "annotations of Java above a method": [
        (
            "A.java",
            '@WithDefault("tjake/TinyLlama-1.1B-Chat-v1.0-Jlama-Q4")\nString modelName();\n',
            {(1, "tjake/TinyLlama-1.1B-Chat-v1.0-Jlama-Q4", True)},
        ),
        ("A.java", '@WithDefault("nomic-embed-text")\nString modelName();\n', {(1, "nomic-embed-text", True)}),
        ("A.java", '@WithDefault("acme/thing")\nOptional<String> modelId();\n', {(1, "acme/thing", True)}),
        ("A.kt", '@DefaultValue("phi3")\nfun model();\n', {(1, "phi3", True)}),
        ("A.java", '@ConfigProperty(defaultValue = "mistral")\n/** The model. */\nString chatModel();\n', {(1, "mistral", True)}),
        ("A.java", '@WithDefault("phi")\nString title();\n', set()),
    ],
    "half a name": [
        ("README.md", "│ └── claude-sonnet/ and models/gemini-/ or gemini/\n", set()),
        ("a.py", 'x = "claude-sonnet/"\ny = "gemini-"\n', set()),
        ("a.py", 'say(voice_model("eleven_multilingual"))\n', {(1, "eleven_multilingual", True)}),
    ],
    "lines that are all comment in languages with other marks": [
        ("a.rb", "# chat(model: 'gpt-4o')\nchat(model: 'gpt-4.1')\n", {(1, "gpt-4o", False), (2, "gpt-4.1", True)}),
        ("a.php", "<?php\n# $c->chat(['model' => 'gpt-4o']);\n", {(2, "gpt-4o", False)}),
        ("a.lua", '-- model = "gpt-4o"\nmodel = "gpt-4.1"\n', {(1, "gpt-4o", False), (2, "gpt-4.1", True)}),
        ("a.lua", '--- @param model such as "gpt-4o"\n', {(1, "gpt-4o", False)}),
        ("a.hs", '-- model = "gpt-4o"\n', {(1, "gpt-4o", False)}),
        ("a.rs", '#[arg(default_value = "gpt-4o")]\nmodel: String,\n', {(1, "gpt-4o", True)}),
    ],
    "what is no model": [
        ("a.py", 'keys = ["ctrl", "alt"]\nk = press("ctrl")\n', set()),
        ("a.sh", "#!/bin/bash\npsql <<X\nSELECT column_name\nFROM information_schema.columns\nX\n", set()),
        ("a.py", 'MODEL_PATH = "mlx_models/tiny_fp16"\n', set()),
        ("a.py", 'model = "CLIPTextModel/test.so"\n', set()),
        ("a.yaml", "models:\n  - sonar-project.properties\n", set()),
    ],
    "strings that begin with blanks": [
        ("a.ts", "const a = 'x' +\n  '  ollama pull qwen3\\n' +\n  '';\n", {(2, "qwen3", True)}),
        ("a.java", 'x = " java A --model llama3.2-1b-q4_0.gguf";\n', {(1, "llama3.2-1b-q4_0.gguf", True)}),
        ("a.cs", 'x.Model = "gpt-4o";\nx.ModelName = "  gpt-5-mini  ";\n', {(1, "gpt-4o", True), (2, "gpt-5-mini", True)}),
        ("a.go", 'cmd := " ollama run llama3.2"\n', {(1, "llama3.2", True)}),
        ("a.ts", "const model = ' openai/gpt-oss-20b';\n", {(1, "openai/gpt-oss-20b", True)}),
        ("a.ts", "const a = ' or ' + b + ' x ';\n", set()),
    ],
    "Lisps": [
        ("a.el", "(setq gptel-model 'claude-3-opus-20240229)\n", {(1, "claude-3-opus-20240229", True)}),
        ("a.el", '(defcustom x-model "gpt-4o" "The model, such as gpt-4.1.")\n', {(1, "gpt-4o", True), (1, "gpt-4.1", False)}),
        (
            "a.el",
            '(make "Groq"\n  :models \'(llama-3.1-8b-instant\n            gemma2-9b-it))\n',
            {(2, "llama-3.1-8b-instant", True), (3, "gemma2-9b-it", True)},
        ),
        ("a.clj", '(def models {:chat "gpt-4o"})\n; once "gpt-4"\n', {(1, "gpt-4o", True), (2, "gpt-4", False)}),
        ("a.scm", '(define model "Qwen/Qwen3-8B")\n', {(1, "Qwen/Qwen3-8B", True)}),
        ("a.el", "(require 'llm)\n(defun model-p (x) x)\n", set()),
    ],
    "kinds of files": [
        ("values.yaml.template", "model: meta-llama/Llama-3.1-8B\n", {(1, "meta-llama/Llama-3.1-8B", True)}),
        ("config.json.sample", '{"model": "gpt-4o"}\n', {(1, "gpt-4o", True)}),
        ("x.pbxproj", "F1 = {isa = PBXFileReference; path = model_opt.tflite; };\n", {(1, "model_opt.tflite", True)}),
        ("config.pbtxt", 'default_model_filename: "lfr_cmvn_pe.onnx"\n', {(1, "lfr_cmvn_pe.onnx", True)}),
        (
            "a.prompty",
            "---\nmodel:\n  configuration:\n    azure_deployment: gpt-35-turbo\n---\nsay gpt-4o\n",
            {(4, "gpt-35-turbo", True), (6, "gpt-4o", False)},
        ),
        ("Dockerfile_tei", "RUN huggingface-cli download BAAI/bge-m3\n", {(1, "BAAI/bge-m3", True)}),
        ("a.qml", 'Text { model: "gpt-3.5-turbo" }\n', {(1, "gpt-3.5-turbo", True)}),
    ],
}
ROWS = [(form, *row) for form, rows in FORMS.items() for row in rows]


@pytest.mark.parametrize(("form", "name", "text", "expected"), ROWS, ids=[f"{i}-{name}" for i, (_, name, _, _) in enumerate(ROWS)])
def test_forms(form: str, name: str, text: str, expected: set[tuple[int, str, bool]]) -> None:
    found = [one for one in references(name, text.encode(), WORDS) if one.confidence != WEAK]
    assert {(one.line, one.model, one.use) for one in found} == expected, form


@pytest.mark.parametrize(
    "name",
    [
        "a.tests/B.cs",
        "FooTests/a.swift",
        "x_tests.rs",
        "AbcTest.java",
        "integration-tests/a/b.yml",
        "a/_vcr/b.yml",
        "a_spec.rb",
        "cassettes/a.yml",
    ],
)
def test_tests_of_other_languages(name: str) -> None:
    assert in_tests(name)


@pytest.mark.parametrize(
    "name",
    ["latest/a.py", "contest.py", "Attest.java", "model_spec.json", "fastest.yaml", "models--a--b/snapshots/c/config.json", "special/a.py"],
)
def test_what_is_called_almost_like_tests(name: str) -> None:
    assert not in_tests(name)


@pytest.mark.parametrize("name", ["a.example", "sample", "photo.png.template", ".template"])
def test_a_sample_of_what_nobody_reads(name: str) -> None:
    assert finders.finder(name) is None


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.sh", "# python -c 'm = SentenceTransformer(\"BAAI/bge-m3\")'\n", ("BAAI/bge-m3", False)),
        ("a.sh", "python -c 'm = SentenceTransformer(\"BAAI/bge-m3\")'\n", ("BAAI/bge-m3", True)),
        ("example.txt", "FROM llama3\nSYSTEM You are a plumber.\n", ("llama3", True)),  # what Ollama makes a model of, by any name
        ("a.swift", 'let d = [\n  "selectedModel": "openai_whisper-small.en",\n]\n', ("openai_whisper-small.en", True)),
        ("a.php", "enum Chat: string {\n    case mamba = 'open-codestral-mamba';\n}\n", ("open-codestral-mamba", True)),
        ("a.py", 'MODELS = {"qwen-mt-plus": Qwen}\n', ("qwen-mt-plus", True)),
        ("a.py", 'd = os.path.join(MODELS_DIR, "acme/Talker-3")\n', ("acme/Talker-3", True)),
        (
            "a.py",
            "from chatterbox.tts import ChatterboxTTS\nm = ChatterboxTTS.from_pretrained(device=device)\n",
            ("ResembleAI/chatterbox", True),
        ),
        ("a.py", "from kokoro import KPipeline\np = KPipeline(lang_code='a')\n", ("hexgrad/Kokoro-82M", True)),
        (
            "A.java",
            "import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.*;\nm = new BgeSmallEnV15QuantizedEmbeddingModel(createExecutor());\n",
            ("BAAI/bge-small-en-v1.5", True),
        ),
    ],
)
def test_what_a_sixteenth_round_taught(name: str, text: str, found: tuple[str, bool]) -> None:
    assert found in {(one.model, one.use) for one in read(name, text.encode(), WORDS).references}
