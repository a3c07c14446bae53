"""What the finders see: for each kind of file, the models it names, told apart from what only looks like one."""
# ruff: noqa: E501 - the rows of the table read better whole

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from checker import finders, source
from checker.finders import card, javascript, lines, quick
from checker.needs import LIBRARY, NEVER_ONE, NOTHING, needs, possibly_spoken
from checker.places import place_score, takes_any
from checker.reading import ENOUGH
from checker.recognize import recalled, recognize
from checker.references import Note, Spot, Stated
from checker.scan import WEAK, cached_model, read, references, scan
from tests.conftest import SHELF

WORDS = SHELF.finder_words

# file name, content, what is found: (line, model, whether it is used)
FOUND: list[tuple[str, str, set[tuple[int, str, bool]]]] = [
    ("a.py", 'm = AutoModel.from_pretrained("acme/thing")\n', {(1, "acme/thing", True)}),
    ("a.py", 'def load(model="bert-base-uncased"): ...\n', {(1, "bert-base-uncased", True)}),
    ("a.py", 'MODELS = {"a": "BAAI/bge-m3", "b": "intfloat/e5-base-v2"}\n', {(1, "BAAI/bge-m3", True), (1, "intfloat/e5-base-v2", True)}),
    ("a.py", 'class S:\n    model_name: str = "Qwen/Qwen2.5-7B-Instruct"\n', {(2, "Qwen/Qwen2.5-7B-Instruct", True)}),
    ("a.py", 'x = name or "google/flan-t5-base"\n', {(1, "google/flan-t5-base", True)}),
    ("a.py", 'x = os.getenv("LLM", "mistralai/Mistral-7B-v0.1")\n', {(1, "mistralai/Mistral-7B-v0.1", True)}),
    ("a.py", 'p.add_argument("--model", default="gpt2", help="such as google/gemma-2b")\n', {(1, "gpt2", True), (1, "google/gemma-2b", False)}),
    ("a.py", 'repo = f"openai/whisper-{size}"\n', {(1, "openai/whisper-{size}", True)}),
    ("a.py", '"""Uses meta-llama/Llama-3.1-8B-Instruct."""\n', {(1, "meta-llama/Llama-3.1-8B-Instruct", False)}),
    ("a.py", "x = 1  # once facebook/opt-125m\n", {(1, "facebook/opt-125m", False)}),
    ("a.py", "from langchain_openai import OpenAIEmbeddings\ne = OpenAIEmbeddings()\n", {(2, "text-embedding-ada-002", True)}),
    ("a.py", 'from transformers import pipeline\np = pipeline("summarization")\n', {(2, "sshleifer/distilbart-cnn-12-6", True)}),
    ("a.py", 'import ollama\nollama.chat(model="mistral")\n', {(2, "mistral", True)}),
    ("a.py", 'import timm\nm = timm.create_model("levit_384")\n', {(2, "levit_384", True)}),
    # a file that every model has, in whatever precision; a part of settings under its key; words of a sentence behind a command
    ("a.py", 'NAMES = ["diffusion_pytorch_model.fp16.safetensors", "diffusion_pytorch_model.bin", "model.fp16.safetensors", "pytorch_model.fp16.bin"]\nmodel_names = ["model.bf16.safetensors"]\n', set()),
    ("a.py", 'm = WhisperModel(options["model"])\nm = WhisperModel(path or options["model"])\nm = WhisperModel("base")\n', {(3, "base", True)}),
    ("a.jsonl", '{"text": "You can ollama run likeim5 and ollama pull also llama3"}\n', set()),
    ("a.sh", "sudo ollama pull likeim5 && ollama pull mistral\n", {(1, "likeim5", True), (1, "mistral", True)}),
    # one or the other of a vendor's models; a long text under a key of JSON is running text, whatever stands in it
    ("a.json", '{"model": "gpt-5.4/5.4"}\n', {(1, "gpt-5.4", True)}),
    ("a.json", '{"report": "' + "It is so. " * 250 + r"\"GPT-4.x/4o-mid-tier\" recap/live AI-generated/manipulated gpt-5.4-mini" + '", "model": "BAAI/bge-m3"}\n', {(1, "gpt-5.4-mini", False), (1, "BAAI/bge-m3", True)}),
    ("a.py", 'class Kind(str, Enum):\n    rembg_model = "u2net"\n', set()),
    # a way to a service is no publisher, a tag of Ollama no name, a router no model
    ("a.py", 'a = Ollama(model="mistral:7b")\nb = Ollama(model="mistral:instruct")\n', {(1, "mistral:7b", True), (2, "mistral:instruct", True)}),
    ("a.py", 'lm = dspy.LM("openai/meta-llama/Llama-3.3-70B-Instruct")\nx = {"model": "openai/hf:01-ai/Yi-Coder-9B-Chat"}\n', {(1, "meta-llama/Llama-3.3-70B-Instruct", True), (2, "01-ai/Yi-Coder-9B-Chat", True)}),
    ("a.py", 'm = "openrouter/auto"\nmodel = f"bedrock/{model_name}"\nmodel = "azure/my-deployment"\nmodel = "azure/global-standard/gpt-4o-2024-08-06"\n', {(4, "gpt-4o-2024-08-06", True)}),
    ("a.py", 'model = "openai/v1/chat/completions"\nmodels = ["openai/models/azure.models.ts"]\nOLLAMA_IMAGE = "ollama/ollama:latest"\nmodel = "N/A"\n', set()),
    ("a.py", 'model = var("LLAMA_EMBEDDING_N_UBATCH_SIZE")\nmodel = "T5Encoder_T5Encoder_Config"\nmodel = "FLUX\u751f\u6210\u306bT5\u30a8\u30f3\u30b3\u30fc\u30c0"\n', set()),
    ("a.py", 'model_limit = os.getenv("LIMITER_MODEL", "30/second")\nmodel = os.getenv("MODEL", "acme/second-7b")\n', {(2, "acme/second-7b", True)}),
    ("a.jsonl", '{"prompt": "create_engine(&args.model, args)"}\nx = "openai.chat.model"\n', set()),
    ("a.ts", "if (model.id.startsWith('google/palm-2-')) return;\n", set()),
    ("a.json", '{"a": "with whisper, the artist\'s base of fans, a large one\'s voice"}\n', set()),
    # what is on the hub and no model: well-known data sets, publishers of nothing else, and files of settings that are about data sets
    ("a.py", 'hf_path = "openai/gsm8k"\nrepo_id: str = "HuggingFaceH4/deita-10k-v0-sft"\nmodel = "mstz/adult"\nm = "openai/gpt-oss-20b"\n', {(4, "openai/gpt-oss-20b", True)}),
    ("data/dataset_info.json", '{\n"a": {"hf_hub_url": "acme/alpaca_llama"},\n"b": {"model": "acme/llama-3-rm"}\n}\n', {(3, "acme/llama-3-rm", True)}),
    ("dataset.py", 'tokenizer = AutoTokenizer.from_pretrained("acme/llama-3-rm")\n', {(1, "acme/llama-3-rm", True)}),
    ("a.py", 'load_dataset("rajpurkar/squad")\nprint("acme/base-model")\n', set()),
    ("a.py", 'headers = {"Content-Type": "application/json", "Accept": "text/html"}\n', set()),
    ("tests/test_a.py", 'm = AutoModel.from_pretrained("acme/thing")\n', {(1, "acme/thing", False)}),
    ("a.ipynb", '{"cells": [\n {\n  "cell_type": "code",\n  "source": [\n   "model = \\"gpt-4o\\"\\n"\n  ]\n }\n]}\n', {(5, "gpt-4o", True)}),
    ("a.yaml", "model: Qwen/Qwen3-8B\nimage: vllm/vllm-openai:latest\n", {(1, "Qwen/Qwen3-8B", True)}),
    ("a.yaml", "args:\n  - --model\n  - meta-llama/Llama-3.2-1B\n", {(3, "meta-llama/Llama-3.2-1B", True)}),
    ("a.yaml", "# model: facebook/opt-125m\n", {(1, "facebook/opt-125m", False)}),
    ("a.yaml", "spec:\n  model:\n    uri: hf://google/gemma-2-2b\n    name: gemma\n", {(3, "google/gemma-2-2b", True)}),
    ("a.yaml", "models: |\n  [{\n    \"id\": \"deepseek-ai/DeepSeek-V3\"\n  }]\n", {(3, "deepseek-ai/DeepSeek-V3", True)}),
    ("a.yaml", "datasets:\n  - path: tatsu-lab/alpaca\nuses: actions/checkout@v4\n", set()),
    ("a.json", '{"base_model_name_or_path": "meta-llama/Meta-Llama-3-8B"}\n', {(1, "meta-llama/Meta-Llama-3-8B", True)}),
    ("a.toml", 'embedding_model = "BAAI/bge-m3"\nversion = "1.0"\n', {(1, "BAAI/bge-m3", True)}),
    (".env", "LLM=llama2\nPORT=8000\n", {(1, "llama2", True)}),
    ("docker-compose.yml", "environment:\n  - MODEL=${MODEL:-qwen3.5:4b}\n", {(2, "qwen3.5:4b", True)}),
    ("run.sh", "ollama pull nomic-embed-text\nvllm serve facebook/opt-125m --port 80\n", {(1, "nomic-embed-text", True), (2, "facebook/opt-125m", True)}),
    ("Modelfile", "FROM llama3.2\nSYSTEM you are short\n", {(1, "llama3.2", True)}),
    ("Dockerfile", "FROM nvidia/cuda:12.4\nRUN echo hi\n", set()),
    ("a.ts", 'const model = process.env.MODEL ?? "voyage-3-lite";\nimport x from "svelte/store";\n', {(1, "voyage-3-lite", True)}),
    ("a.ts", '// tried "mistralai/Mixtral-8x7B-v0.1"\ncall({ model: "gpt-4o-mini" });\n', {(1, "mistralai/Mixtral-8x7B-v0.1", False), (2, "gpt-4o-mini", True)}),
    # Terraform: the label of a block names its value, and what is compared, tried or explained is not used
    ("a.tf", 'variable "ollama_model_name" {\n  type    = string\n  default = "mistral"\n}\n', {(3, "mistral", True)}),
    ("a.tf", 'variable "model_id" {\n  description = "such as mistralai/Mistral-7B-v0.3"\n  default     = "bert-base-uncased"\n}\nvariable "region" {\n  default = "us-east-1"\n}\n', {(2, "mistralai/Mistral-7B-v0.3", False), (3, "bert-base-uncased", True)}),
    ("a.tf", 'variable "models" {\n  default = [\n    "phi3:mini",\n    "meta-llama/Llama-3.2-1B",\n  ]\n}\n', {(3, "phi3:mini", True), (4, "meta-llama/Llama-3.2-1B", True)}),
    ("a.tf", 'resource "aws_sagemaker_model" "this" {\n  primary_container {\n    environment = {\n      HF_MODEL_ID = "tiiuae/falcon-7b"\n    }\n  }\n}\n', {(4, "tiiuae/falcon-7b", True)}),
    ("a.tf", 'resource "azurerm_cognitive_deployment" "c" {\n  model {\n    name = "gpt-4o-mini"\n  }\n}\n', {(3, "gpt-4o-mini", True)}),
    ("a.tf", 'resource "google_vertex_ai_endpoint" "d" {\n  publisher_model_name = "publishers/google/models/gemma3@gemma-3-1b-it"\n}\n', {(2, "gemma-3-1b-it", True)}),
    ("a.tf", 'locals {\n  /* model = "google/gemma-2-9b"\n     model = "google/gemma-2-2b" */\n  // model = "google/gemma-2-27b"\n  # model = "google/gemma-7b"\n  model = "BAAI/bge-m3"\n}\n', {(2, "google/gemma-2-9b", False), (3, "google/gemma-2-2b", False), (4, "google/gemma-2-27b", False), (5, "google/gemma-7b", False), (6, "BAAI/bge-m3", True)}),
    ("a.tf", 'locals {\n  tokenizer = strcontains(var.model_name, "gemma") ? "assets/tokenizer" : ""\n}\n', set()),
    ("a.tf", 'resource "aws_instance" "gpu" {\n  user_data = <<-EOT\n    ollama pull qwen2.5:7b\n    EMBEDDING_MODEL=BAAI/bge-m3\n  EOT\n}\n', {(3, "qwen2.5:7b", True), (4, "BAAI/bge-m3", True)}),
    # Helm
    ("values.yaml", "ollama:\n  models:\n    pull:\n      - moondream\n    run: [mistral]\n    clean: false\n", {(4, "moondream", True), (5, "mistral", True)}),
    ("t.yaml", '- --model={{ .Values.model | default "Qwen/Qwen3-8B" }}\n', {(1, "Qwen/Qwen3-8B", True)}),
    ("t.yaml", 'env:\n  - name: OLLAMA_MODEL\n    value: {{ default "gemma3:4b" .Values.ollama.model | quote }}\n', {(3, "gemma3:4b", True)}),
    ("t.yaml", '{{- /* model: {{ default "google/gemma-7b" }} was it */}}\nmodel: {{ .Values.MODEL }}\nother: {{ .Values.llm.model }}\n', {(1, "google/gemma-7b", False)}),
    ("t.yaml", 'url: "ollama://qwen2:0.5b"\n', {(1, "qwen2:0.5b", True)}),
    ("t.yaml", "paths: ['src/**/*.py']\nmodel: BAAI/bge-m3\nmore: ['a/**/*.py']\n", {(2, "BAAI/bge-m3", True)}),
    # JSON5: no quotes, single ones, comments of both kinds, commas at the end
    ("a.json5", "// a bot\n{\n  model: { primary: 'Qwen/Qwen3-8B', fallbacks: ['openai/gpt-4o',], },\n  /* llm: 'google/gemma-2-9b', */\n  embedding: \"BAAI/bge-m3\", // not google/gemma-7b\n}\n", {(3, "Qwen/Qwen3-8B", True), (3, "gpt-4o", True), (4, "google/gemma-2-9b", False), (5, "BAAI/bge-m3", True), (5, "google/gemma-7b", False)}),
    ("a.json5", "{\n  llm: {\n    name: 'llama3.2:3b',\n  },\n  matchPackageNames: ['meta-llama/llama-stack'],\n}\n", {(3, "llama3.2:3b", True)}),
    # a description of an interface gives examples
    ("openapi.yaml", "openapi: 3.0.0\npaths:\n  x:\n    model:\n      default: gpt-4o\n", {(5, "gpt-4o", False)}),
    ("a.ts", 'const files = ["src/**/*.ts"];\nconst model = "gpt-4o";\n/* const model = "gpt-4"; */ const other = { model: "gpt-4o-mini" };\nconst more = ["x/**/*.ts"];\n', {(2, "gpt-4o", True), (3, "gpt-4", False), (3, "gpt-4o-mini", True)}),
    ("README.md", "See https://huggingface.co/BAAI/bge-m3 and https://huggingface.co/datasets/a/b.\n", {(1, "BAAI/bge-m3", False)}),
    ("card/README.md", "---\nlicense: mit\nbase_model: google/gemma-2b\n---\nwords\n", {(3, "google/gemma-2b", True)}),
    ("a.py", 'x = 1  # padding\n' * 200 + 'class C:\n    @click.option("--model", default="BAAI/bge-m3")\n    def run(self, model):\n        pass\n', {(202, "BAAI/bge-m3", True)}),
    ("a.py", 'x = 1  # padding\n' * 200 + 'class C:\n    @tool(\n        model="BAAI/bge-m3",\n    )\n    def run(self):\n        pass\n\n    def other(self, name="gpt-4o"):\n        pass\n', {(203, "BAAI/bge-m3", True), (208, "gpt-4o", True)}),
    ("a.py", 'a = ["hf://buckets/me/stuff", "hf://datasets/me/stuff", "hf://BAAI/bge-m3"]\n', {(1, "BAAI/bge-m3", True)}),
    ("a.py", 'requests.get(u, headers={"User-Agent": "Mozilla/5.0"})\nsnapshot_download("BAAI/bge-m3", revision="5.0")\n', {(2, "BAAI/bge-m3", True)}),
    ("a.py", 'snapshot_download(repo_id="acme/bench-7b", repo_type="dataset")\nsnapshot_download(repo_id="acme/thing-7b")\n', {(2, "acme/thing-7b", True)}),
    ("run.sh", 'MODEL_LINK="https://api.acme.com/v2/models/people/v2/files?redirect=true&path=people_net.onnx"\n', {(1, "api.acme.com/v2/models/people/v2/files", True)}),
    ("a.py", 'p = join(ws, "robot_assets/models", "net")\nmodel = "robot_assets/models"\nmodel = "acme/thing"\n', {(3, "acme/thing", True)}),
    ("a.py", 'TEMPLATE = """\n# model = "acme/thing-7b-chat"\nmodel = "BAAI/bge-m3"\n"""\n', {(2, "acme/thing-7b-chat", False), (3, "BAAI/bge-m3", True)}),
    ("a.py", 'URL = "https://github.com/xinntao/Real-ESRGAN/releases/download/v0.1.0/x.pth"\n', {(1, "github.com/xinntao/Real-ESRGAN", True)}),
    ("a.yaml", "datasets:\n  - id: HuggingFaceH4/ultrachat_200k\n    weight: 1.0\n  - id: HuggingFaceH4/ultrachat_200k\n    weight: 1.0\n", set()),
    ("a.yaml", "datasets:\n- id: HuggingFaceH4/ultrachat_200k\n  columns:\n  - messages\n  weight: 1.0\n- id: HuggingFaceTB/smoltalk2\n", set()),
    ("a.yaml", "providers:\n  - id: anthropic:messages:claude-3-haiku-20240307\n  - openai:gpt-4o\n", {(2, "claude-3-haiku-20240307", True), (3, "gpt-4o", True)}),
    ("a.py", 'm = init("openai:gpt-4o")\nn = init("groq/openai/gpt-oss-120b")\n', {(1, "gpt-4o", True), (2, "openai/gpt-oss-120b", True)}),
    ("a.py", 'score(c, r, lang="en", model_type="distilbert-base-uncased")\n', {(1, "distilbert-base-uncased", True)}),
    ("a.py", 'mask_models = ["u2net", "silueta", "isnet-anime"]\n', {(1, "u2net", True), (1, "silueta", True), (1, "isnet-anime", True)}),
    ("a.py", 'vad = os.path.join(assets(), "silero_vad_v6.onnx")\nx = ",".join(["silero_vad_v6.onnx"])\n', {(1, "silero_vad_v6.onnx", True)}),
    ("a.py", 'MODELS = {"hf-mistral3": "lm_eval.models.mistral3:Mistral3LM"}\n', set()),
    ("a.json", '{"widgets_values": ["clip-vit-large-patch14-336.bin"]}\n', {(1, "clip-vit-large-patch14-336.bin", True)}),
    ("a.ts", 'import { OpenAIEmbeddings } from "@langchain/openai";\nf(new OpenAIEmbeddings());\n// new OpenAIEmbeddings()\nnew OpenAIEmbeddings({ model: x });\n', {(2, "text-embedding-ada-002", True)}),
    ("a.sql", "UPDATE w SET model = 'gpt-4o' WHERE model = 'gpt-4-1106-preview'; -- 'gpt-4'\nINSERT INTO w VALUES ('It''s me', 'gpt-4-turbo');\n", {(1, "gpt-4o", True), (1, "gpt-4-1106-preview", True), (1, "gpt-4", False), (2, "gpt-4-turbo", True)}),
    ("a.sql", "llm TEXT NOT NULL DEFAULT 'mixtral',\nname TEXT DEFAULT 'mixtral'\n", {(1, "mixtral", True)}),
    ("a.ts", 'const x = { start: "llama serve -hf ggml-org/gpt-oss-20b-GGUF -c 0 --port 80" };\n', {(1, "ggml-org/gpt-oss-20b-GGUF", True)}),
    ("a.rs", 'let m = new("Qwen/Qwen3-4B");\n#[cfg(test)]\nmod tests {\n    let m = new("Qwen/Qwen3-8B");\n}\n', {(1, "Qwen/Qwen3-4B", True), (4, "Qwen/Qwen3-8B", False)}),
    ("a.py", 'def load(version="openai/clip-vit-large-patch14", kind="acme/thing"): ...\n', {(1, "openai/clip-vit-large-patch14", True)}),
    ("a.py", 'MODEL_VERSION = os.getenv("MODEL_VERSION", "gpt-4.1-mini")\n', {(1, "gpt-4.1-mini", True)}),
    ("a.py", 'register_model_info(["gpt-4", "vicuna-7b-v1.5"], "x")\nprint_model("gpt-4")\n', {(1, "gpt-4", True), (1, "vicuna-7b-v1.5", True)}),
    ("a.py", 'if "claude-3-haiku-20240307" in model_path: ...\n', {(1, "claude-3-haiku-20240307", False)}),
    ("a.py", 'def caption():\n    return fetch(file_name="groundingdino_swint_ogc.pth")\n', {(2, "groundingdino_swint_ogc.pth", True)}),
    ("a.py", 'def alpaca_dataset(source="tatsu-lab/alpaca"): ...\nMESSAGE_LIMITS = {"claude-3-opus": 1}\n', {(2, "claude-3-opus", True)}),
    ("a.py", 'call(model="openai/gpt-4o")\ncall(model="openai/gpt-oss-20b")\ncall(model="ft:gpt-3.5-turbo-0125:me::9iv")\n', {(1, "gpt-4o", True), (2, "openai/gpt-oss-20b", True), (3, "gpt-3.5-turbo-0125:me::9iv", True)}),
    ("a.yaml", "checkpoint_files: [\n  model-00001-of-00002.safetensors,\n]\nhuggingface_dataset_id: mteb/sts22-crosslingual-sts\n", set()),
    ("a.json", '{"model_id": ["gpt-4o", "gpt-4", "gpt-4.1"], "ids": ["gpt-4o", "gpt-4", "claude-3-opus", "mixtral-8x7b-instruct"]}\n', {(1, name, True) for name in ("gpt-4o", "gpt-4", "gpt-4.1", "claude-3-opus", "mixtral-8x7b-instruct")}),
    ("a.py", 'a = load("MINE.GGUF")\nb = "SD_XL_BASE_1.0.SAFETENSORS"\nc = Config.ONNX\n', {(1, "MINE.GGUF", True), (2, "SD_XL_BASE_1.0.SAFETENSORS", True)}),
    ("a.yaml", "weights: MINE.SAFETENSORS\n", {(1, "MINE.SAFETENSORS", True)}),
    ("a.sh", "./main -m MINE.GGUF\n", {(1, "MINE.GGUF", True)}),
    ("a.js", 'const x = load("MINE.GGUF")\n', {(1, "MINE.GGUF", True)}),
    ("a.json", '{"default_lora": "sd_xl_offset_example-lora_1.0.safetensors", "model": "example-model.safetensors"}\n', {(1, "sd_xl_offset_example-lora_1.0.safetensors", True)}),
    ("a.json", '{"files": {"ne/ne_NP/google/medium/ne_NP-google-medium.onnx.json": 1}, "url": "https://x.org/tts_models--en--ek1--wavegrad.zip"}\n', set()),
    ("a.py", 'x = f"arn:aws:bedrock:{region}::foundation-model/amazon.titan-embed-text-v2:0"\n', {(1, "amazon.titan-embed-text-v2:0", True)}),
    ("a.py", 'p = f"""Ask {who}.\n\nopenai_model = \'us.amazon.nova-lite-v1:0\'\n"""\n', {(3, "us.amazon.nova-lite-v1:0", True)}),
    ("run.sh", "python - <<EOF\nfrom transformers import pipeline\nEOF\n", set()),
    ("README.md.tpl", "ollama run llama3.2\nSee Qwen/Qwen3-0.6B and openai/whisper.\n", {(1, "llama3.2", False), (2, "Qwen/Qwen3-0.6B", False)}),
    ("a.ipynb", '{"cells":[{"cell_type":"markdown","source":["# a\\n"]},{"cell_type":"code","source":["x = 1\\n","model = \\"gpt-4o\\""]}]}', {(1, "gpt-4o", True)}),
    ("a.ipynb", '{"cells": [\n {\n  "cell_type": "code",\n  "source": [\n   "\\"source\\"\\n",\n   "model = \\"gpt-4o\\"\\n"\n  ]\n }\n]}\n', {(6, "gpt-4o", True)}),
    ("run.sh", "encoder=x\nckpt=../depth_anything_v2_${encoder}.pth\nexport -m BAAI/bge-m3 ${MODELS}/BAAI/bge-large-en\n", {(2, "depth_anything_v2_${encoder}.pth", True), (3, "BAAI/bge-m3", True), (3, "BAAI/bge-large-en", True)}),
    ("run.sh", "mkdir -p xlm-roberta-base\nmkdir acme/whisper_cpp-7b\n", set()),
    ("README.md", "https://huggingface.co/transformers/main_classes/trainer.html https://cdn-lfs.huggingface.co/repos/21/27/2127ba\n", set()),
    ("a.py", 'requests.post("https://api-inference.huggingface.co/models/BAAI/bge-m3")\n', {(1, "BAAI/bge-m3", True)}),
    ("a.py", 'self.image_encoder_path = "openai/clip-vit-large-patch14"\nQWEN_VL_IMAGE_ID = "Qwen/Qwen2.5-VL-7B-Instruct"\nIMAGE_NAME = "nvidia/cuda-12-base"\n', {(1, "openai/clip-vit-large-patch14", True), (2, "Qwen/Qwen2.5-VL-7B-Instruct", True)}),
    ("a.py", 'fields = [Field(key="model", default="gpt-4o-mini")]\nfields = ["gpt-4o-mini"]\n', {(1, "gpt-4o-mini", True)}),
    ("a.py", 'MODELS = os.getenv("MODELS", "gpt-35-turbo;gpt-4o")\nMODELS = "gpt-4, gpt-4o"\n', {(1, "gpt-35-turbo", True), (1, "gpt-4o", True), (2, "gpt-4", True), (2, "gpt-4o", True)}),
    ("a.py", 'models = ["DeepSeek-R1"]\nmodel = "llama3-pv"\nbackbone = "efficientnet_lite3"\nname = "DeepSeek-R1"\n', {(1, "DeepSeek-R1", True)}),
    ("a.py", 'model_path = os.path.join(ckpts, "scunet_gan.pt")\npath = os.path.join(ckpts, "dpt_hybrid-midas-501f0c75.pt")\nmodel_path = "epoch_10.pt"\n', {(1, "scunet_gan.pt", True), (2, "dpt_hybrid-midas-501f0c75.pt", True)}),
    ("a.py", 'torch.save(x, "dpt_hybrid.pth")\nsave_file(sd, "control_net_7b.safetensors")\nload("dpt_hybrid.pth")\n', {(3, "dpt_hybrid.pth", True)}),
    ("a.py", 'cache = "/raid/.cache/huggingface/video_llava_demo"\n', set()),
    ("a.py", 'model_id = "acme/voices"\nnext(list_files("acme/voices"))\nlist_files("acme/others")\n', {(1, "acme/voices", True)}),
    ("package.json", '{"name": "codestral-code-interpreter", "dependencies": {"x": "1"}, "model": "codestral-latest"}\n', {(1, "codestral-latest", True)}),
    ("README.md", "Run `ollama pull mistral` or `ollama run the model`, or set LLM=llama2:7b.\n", {(1, "mistral", False), (1, "llama2:7b", False)}),
    ("README.md", "- `gemma:2b`, all-MiniLM-L6-v2\n- GPT-4, gpt-3.5-turbo, mistral-embed: not GLM-4.7 nor llama2\n", {(1, "gemma:2b", False), (1, "all-MiniLM-L6-v2", False), (2, "GPT-4", False), (2, "gpt-3.5-turbo", False), (2, "mistral-embed", False)}),
    ("README.md", "Mistral-7B and Llama-3.1-8B-Instruct, see foo/bar and llama-index 7b-chat.\n", {(1, "Llama-3.1-8B-Instruct", False)}),
    ("README.md", "# whisper\nwhisperx a.wav --model large-v2 --language de\ndocker run -e ASR_MODEL=base me/whisper-7b:latest\n", {(2, "large-v2", False), (3, "base", False)}),
    ("README.md", 'chat(model="acme/thing-7b", x="acme/other-7b", y="acme/unsized")\nmodel: acme/unsized\n', {(1, "acme/thing-7b", False)}),
    (".env", "# OPEN_MODEL_PREF='gpt-4.1-nano'\n# OLLAMA_MODEL_PREF='llama2'\n# PORT=4\n", {(1, "gpt-4.1-nano", False), (2, "llama2", False)}),
    ("a.yaml", "# model: llama3.2\n# see Qwen2-VL: a model of Qwen3-30B-A3B\n", {(1, "llama3.2", False)}),
    ("a.ts", '// model: "llama3.1",\ncall({ name: "GPT-4 Turbo" });\n', {(1, "llama3.1", False)}),
    ("a.py", 'x = Field(None, description="Such as the "\n    "`bert-base-uncased`, or the "\n    "gpt-3.5-turbo.")\n', {(2, "bert-base-uncased", False), (3, "gpt-3.5-turbo", False)}),
    ("a.md", "tokenizer: /tmp/tokenizer_llama3.model\n", set()),
    ("a.py", 'data.push_to_hub("nielsr/rvl-cdip-10")\nmodel.push_to_hub("acme/thing-7b")\nmodels = ["a"]\n', set()),
    ("a.py", 'FILES = ["diffusion_pytorch_model-00001-of-00003.safetensors", "model-*-of-*.safetensors", "epoch=3-step=7699.ckpt", "saved_model.pb"]\n', set()),
    ("a.py", 'x = "flux/diffusion_pytorch_model.safetensors"\nMODEL_KEYWORDS = ("mistral", "mixtral", "llama2")\n', {(1, "diffusion_pytorch_model.safetensors", True)}),
    ("README.md", "whisper: opea/whisper:latest, see pixtral-12b.pdf\nモデル（`768-v-ema.ckpt`）、gpt-4o、またはhttps://huggingface.co/BAAI/bge-m3。\n", {(2, "768-v-ema.ckpt", False), (2, "gpt-4o", False), (2, "BAAI/bge-m3", False)}),
    ("a.json", '{"models": [{"description": "GLM-4.6, and gpt-oss for long context: acme/thing-7b", "id": "zai-org/GLM-4.6-FP8"}]}\n', {(1, "zai-org/GLM-4.6-FP8", True)}),
    ("a.py", 'def register_adapter():\n    """For all generate/chat calls."""\n', set()),
    ("a.yaml", "hub_model_id: acme/jamba-large-ft\nmodel_id: acme/jamba-large-ft2\n", {(2, "acme/jamba-large-ft2", True)}),
    ("a.py", 'from langchain_openai import ChatOpenAI\nfrom helpers import *\ne = OpenAIEmbeddings()\n', {(3, "text-embedding-ada-002", True)}),
    ("a.py", 'paths = ["/app/models/all-mpnet-base-v2", "./models/base"]\nhub.pull("rlm/rag-prompt-llama")\ndata_path = "yahma/alpaca-cleaned"\n', {(1, "all-mpnet-base-v2", True)}),
    ("a.json", '{"data": [{"id": "gpt-4o"}]}\n', {(1, "gpt-4o", True)}),
    ("a.yaml", "export_dir: out/qwen3_vl_sft_merged\nadapter: saves/qwen3-vl-4b\nlocal_dir: Qwen/Qwen3-4B\n", {(3, "Qwen/Qwen3-4B", True)}),
    ("README.md", "See https://github.com/tpoisonooo/llama.onnx for more.\n", set()),
    ("a.py", 'm = AutoModel.from_pretrained("your-org/your-model")\n', set()),
    ("a.py", 'gr.Textbox(label="Model: local_path | hf://user_id/repo_id/model_ckpt")\n', set()),
    ("a.py", 'cp("hf://username/source-model-7b")\nsee("https://huggingface.co/transformers/v4.2.2", "curl https://hf.co/cli/install.sh")\n', set()),
    ("a.py", 'm = Sambanova(model="Meta-Llama-3.1-8B-Instruct")\nname = "base_image_seq_len"\n', {(1, "Meta-Llama-3.1-8B-Instruct", True)}),
    ("a.ts", 'const model = this.model || "Meta-Llama-3.1-8B-Instruct";\nfetch(`${API_BASE}/embeds`);\n', {(1, "Meta-Llama-3.1-8B-Instruct", True)}),
    ("a.ts", "const model = ok ? `BAAI/bge-m3` : "";\n", {(1, "BAAI/bge-m3", True)}),
    ("a.cpp", 'std::string model = "models/7B/ggml-model-q4_0.gguf"; // see https://huggingface.co/BAAI/bge-m3\n', {(1, "ggml-model-q4_0.gguf", True), (1, "BAAI/bge-m3", False)}),
    ("a.py", 'm = AutoModel.from_pretrained("path/to/model")\n', set()),
    # a gateway's name and the service's before a vendor's name, a version of Replicate, an image of NVIDIA's, a copy in a folder
    ("a.py", 'c = {"model_configuration": {"name": "acme/openai-main/gpt-4o-mini"}}\npath = "results/mine/gpt-4o"\n', {(1, "gpt-4o-mini", True)}),
    ("a.ts", f'run("acme/thing-x:{"0a" * 32}");\npull("acme/thing-x:{"0a" * 16}");\n', {(1, "acme/thing-x", True)}),
    ("a.yaml", "image: nvcr.io/nim/meta/llama3-8b-instruct:1.0.3\nbase: nvcr.io/nvidia/pytorch:24.01-py3\n", {(1, "meta/llama3-8b-instruct", True)}),
    ("a.yaml", "args:\n  - --model\n  - /models/Qwen3-8B\nmodelPath: s3://store/llama-3.1-8b-instruct/\nmountPath: /models/Qwen3-8B\n", {(3, "Qwen3-8B", True), (4, "llama-3.1-8b-instruct", True)}),
    ("a.yaml", "speaker:\n  model_path: titanet_large\nother_path: large\n", {(2, "titanet_large", True)}),
    ("run.sh", "trtexec --onnx=sam/efficientvit_sam_l0.onnx --saveEngine=out/efficientvit_sam_l0.engine\n", {(1, "efficientvit_sam_l0.onnx", True)}),
    # not models: objects of Kubernetes, what training left behind, hosts, the name of a variable
    ("run.sh", "kubectl port-forward svc/llama2-7b 8000:8000\nserve --model llama2-7b-mine/checkpoint-500 --host llama3-8b.svc:8000\n", set()),
    ("a.py", 'import os\nfrom langchain.llms import Ollama\nm = Ollama(model=os.environ["MODEL"])\nn = Ollama(model="acme-local")\n', {(4, "acme-local", True)}),
    ("run.sh", "ngc registry model download-version nvidia/nemo/llama-3_1-8b-instruct-nemo:1.0\n", {(1, "nvidia/nemo/llama-3_1-8b-instruct-nemo", True)}),
    ("a.yaml", "model: openai-main/gpt-4o-mini\n", {(1, "gpt-4o-mini", True)}),
    ("package.json", '{"typesVersions": {"*": {"openai/chat": ["./dist/openai/chat.d.ts"], "openai/embedding": ["./openai/embedding"]}}}\n', set()),
    # a comment opens no bracket that something would have to close
    ("a.ts", 'const MODELS = {\n  // a pity :-(\n  // and {\n  "llama-3-8b-instruct": { x: 1 },\n};\n', {(4, "llama-3-8b-instruct", True)}),
    # comments and docstrings of Python, without a slash; those of notebooks; Whisper's own names where it is spoken of
    ("a.py", '"""Like gpt-4o, utf-8 and x-1."""\nollama.chat("qwen3")  # or llama3.1:8b, not iso-8859-1\ny = a[1:2]  # claude-3-opus\n', {(1, "gpt-4o", False), (2, "qwen3", True), (2, "llama3.1:8b", False), (3, "claude-3-opus", False)}),
    ("a.ipynb", '{"cells": [\n {\n  "cell_type": "code",\n  "source": [\n   "# or google/gemma-7b-it\\n"\n  ]\n }\n]}\n', {(5, "google/gemma-7b-it", False)}),
    ("README.md", "# whisper\nThe default is `medium.en`, large-v3 is better, base is not.\n", {(2, "medium.en", False), (2, "large-v3", False)}),
    ("README.md", "# other\nThe default is `medium.en`, large-v3 is better.\n", {(2, "medium.en", False)}),
    ("README.md", 'See `acme/llama3.1-8b-instruct`, and "model": "qwen3-8B"; not acme/llama3.1 or acme/llama3.1-8b-instruct:latest.\n', {(1, "acme/llama3.1-8b-instruct", False), (1, "qwen3-8B", False)}),
    # every kind of place in which one writes a name: attributes, types, enumerations, wrapped values, pairs, lists of a command's words, sections, what a script writes
    ("a.rs", "#[derive(Parser)]\nstruct Args {\n    #[arg(long, default_value = \"acme/thing\")]\n    model: String,\n}\n", {(3, "acme/thing", True)}),
    ("a.rs", "struct Args {\n    #[clap(short, long, default_value_t = String::from(\"acme/thing\"))]\n    model_id: String,\n}\n", {(2, "acme/thing", True)}),
    ("a.rs", "    #[serde(rename = \"mistral-large-latest\")]\n    MistralLarge,\n", {(1, "mistral-large-latest", True)}),
    ("A.java", "  @Value(\"${app.llm.name:acme/thing}\")\n  private String chatModel;\n", {(1, "acme/thing", True)}),
    ("A.java", "  @ConfigProperty(name = \"x.y\", defaultValue = \"acme/thing\")\n  String modelName;\n", {(1, "acme/thing", True)}),
    ("A.java", "  @JsonProperty(\"gpt-4o\") GPT_4O,\n", {(1, "gpt-4o", True)}),
    ("A.cs", "  [JsonPropertyName(\"gpt-4o-mini\")]\n  public int X { get; set; }\n", {(1, "gpt-4o-mini", True)}),
    ("A.cs", "  [DefaultValue(\"acme/thing\")]\n  public string ModelId { get; set; }\n", {(1, "acme/thing", True)}),
    ("A.cs", "  public string ModelId { get; set; } = \"acme/thing\";\n", {(1, "acme/thing", True)}),
    ("A.cs", "  private const string ModelPath = @\"C:\\models\\llama-2-7b-chat.Q4_0.gguf\";\n", {(1, "llama-2-7b-chat.Q4_0.gguf", True)}),
    ("A.kt", "  @ColumnInfo(name = \"model\") val model: String = \"acme/thing\"\n", {(1, "acme/thing", True)}),
    ("a.go", "var modelFlag = flag.String(\"model\", \"acme/thing\", \"the model\")\n", {(1, "acme/thing", True)}),
    ("a.go", "const DefaultModel = \"acme/thing\"\n", {(1, "acme/thing", True)}),
    ("a.go", "\treq := api.ChatRequest{\n\t\tModel: \"acme/thing\",\n\t}\n", {(2, "acme/thing", True)}),
    ("a.swift", "  static let modelName: String = \"acme/thing\"\n", {(1, "acme/thing", True)}),
    ("a.swift", "  case small = \"openai/whisper-small\"\n", {(1, "openai/whisper-small", True)}),
    ("a.kt", "enum class Model(val id: String) {\n  A(\"acme/thing\"),\n}\n", {(2, "acme/thing", True)}),
    ("a.rb", "  model: \"acme/thing\",\n", {(1, "acme/thing", True)}),
    ("a.rb", "  DEFAULT_MODEL = \"acme/thing\".freeze\n", {(1, "acme/thing", True)}),
    ("a.php", "  'model' => 'acme/thing',\n", {(1, "acme/thing", True)}),
    ("a.php", "  $model = 'acme/thing';\n", {(1, "acme/thing", True)}),
    ("a.dart", "  final modelId = 'acme/thing';\n", {(1, "acme/thing", True)}),
    ("a.lua", "  model = \"acme/thing\",\n", {(1, "acme/thing", True)}),
    ("a.vim", "let g:ai = {\n\\  \"model\": \"acme/thing\",\n\\}\n", {(2, "acme/thing", True)}),
    ("a.scala", "  val model = \"acme/thing\"\n", {(1, "acme/thing", True)}),
    ("a.ts", "type Model =\n  // the first\n  | 'mistral-7b-instruct'\n  | 'llama-3-8b-instruct'\n", {(3, "mistral-7b-instruct", True), (4, "llama-3-8b-instruct", True)}),
    ("a.ts", "interface P {\n  model:\n    | 'acme/thing'\n    | 'acme/other';\n}\n", {(3, "acme/thing", True), (4, "acme/other", True)}),
    ("a.ts", "type ModelId = 'acme/thing' | 'acme/other';\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.ts", "const MODELS = ['acme/thing', 'acme/other'] as const;\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.ts", "enum Model {\n  A = 'acme/thing',\n}\n", {(2, "acme/thing", True)}),
    ("a.ts", "export const model = z.enum(['acme/thing', 'acme/other']);\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.ts", "const schema = z.object({ model: z.string().default('acme/thing') });\n", {(1, "acme/thing", True)}),
    ("a.ts", "const x = openai('gpt-4o');\nconst y = createGroq()('llama-3.1-8b-instant');\n", {(1, "gpt-4o", True), (2, "llama-3.1-8b-instant", True)}),
    ("a.ts", "const { model = 'acme/thing' } = props;\n", {(1, "acme/thing", True)}),
    ("a.ts", "function f(model: string = 'acme/thing') {}\n", {(1, "acme/thing", True)}),
    ("a.ts", "switch (model) {\n  case 'acme/thing':\n    return 1;\n}\n", {(2, "acme/thing", True)}),
    ("a.ts", "if (model.startsWith('meta-llama/Llama-3')) {}\n", {(1, "meta-llama/Llama-3", False)}),
    ("a.tsx", "<Chat model=\"acme/thing\" />\n", {(1, "acme/thing", True)}),
    ("a.tsx", "<option value=\"gpt-4o\">GPT-4o</option>\n", {(1, "gpt-4o", True)}),
    ("a.ts", "new Map([['small', 'openai/whisper-small']])\n", {(1, "openai/whisper-small", True)}),
    ("a.ts", "const url = `https://api-inference.huggingface.co/models/acme/thing`;\n", {(1, "acme/thing", True)}),
    ("a.py", 'from faster_whisper import WhisperModel\nm = WhisperModel("small" if device == "cuda" else "tiny", device=device)\n', {(2, "small", True), (2, "tiny", True)}),
    ("a.py", 'ckpt = latest_checkpoint_path(folder, "G_*.pth")\nmodel = find("weights/*.pth")\n', set()),
    ("a.py", 'SCHEMAS = {"w14": "microsoft/wml-2012.xsd", "model": "microsoft/phi-2"}\nmodel = "azure/responses/YOUR_MODEL_NAME_HERE"\n', {(1, "microsoft/phi-2", True)}),
    ("a.rs", 'let url = "https://huggingface.co/t5-small/resolve/main/rust_model.ot";\n', {(1, "t5-small", True)}),
    ("a.py", 'get("https://huggingface.co/gpt2/raw/main/vocab.json")\n', {(1, "gpt2", True)}),
    ("a.py", "from typing import Literal\nModel = Literal[\"mistral-7b-instruct\", \"acme/thing\"]\n", {(2, "acme/thing", True), (2, "mistral-7b-instruct", True)}),
    ("a.py", "class C(BaseModel):\n    model: Annotated[str, Field(default=\"acme/thing\")]\n", {(2, "acme/thing", True)}),
    ("a.py", "class C(BaseModel):\n    model: str = Field(\"acme/thing\", description=\"d\")\n", {(2, "acme/thing", True)}),
    ("a.py", "class C(TypedDict):\n    model: Literal[\"acme/thing\"]\n", {(2, "acme/thing", True)}),
    ("a.py", "@dataclass\nclass C:\n    model: str = field(default=\"acme/thing\")\n", {(3, "acme/thing", True)}),
    ("a.py", "parser.add_argument(\"--model\", choices=[\"acme/thing\", \"acme/other\"], default=\"acme/thing\")\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.py", "@click.option(\"--model\", default=\"acme/thing\")\ndef f(model): ...\n", {(1, "acme/thing", True)}),
    ("a.py", "def f(model: str = typer.Option(\"acme/thing\", help=\"x\")): ...\n", {(1, "acme/thing", True)}),
    ("a.py", "def f(model=Query(\"acme/thing\")): ...\n", {(1, "acme/thing", True)}),
    ("a.py", "match model:\n    case \"acme/thing\":\n        pass\n", {(2, "acme/thing", True)}),
    ("a.py", "if model in {\"acme/thing\", \"acme/other\"}: pass\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.py", "args = [\"--model\", \"acme/thing\"]\n", {(1, "acme/thing", True)}),
    ("a.py", "subprocess.run([\"ollama\", \"pull\", \"llama3.2\"])\n", {(1, "llama3.2", True)}),
    ("a.py", "os.environ[\"MODEL_NAME\"] = \"acme/thing\"\n", {(1, "acme/thing", True)}),
    ("a.py", "os.environ.setdefault(\"MODEL_NAME\", \"acme/thing\")\n", {(1, "acme/thing", True)}),
    ("a.py", "model = st.selectbox(\"Model\", [\"acme/thing\", \"acme/other\"])\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.py", "msg = \"such as facebook/opt-125m, or another\"\n", {(1, "facebook/opt-125m", False)}),
    ("a.py", "raise ValueError(\"use meta-llama/Llama-3.1-8B instead of that\")\n", {(1, "meta-llama/Llama-3.1-8B", False)}),
    ("a.py", "x = 1  # Currently only \"cohere.embed-multilingual-v3\"\n", {(1, "cohere.embed-multilingual-v3", False)}),
    ("a.py", "# Message(model='claude-instant-1.2', role=1)\n", {(1, "claude-instant-1.2", False)}),
    ("a.py", "from sentence_transformers import SentenceTransformer\nm = SentenceTransformer(\"my_own_model\")\n", set()),
    ("a.py", "from sentence_transformers import SentenceTransformer\nm = SentenceTransformer(\"msmarco-roberta-base-v3\")\n", {(2, "msmarco-roberta-base-v3", True)}),
    ("a.py", "from funasr import AutoModel\nm = AutoModel(model=\"paraformer-zh\", vad_model=\"fsmn-vad\", punc_model=\"ct-punc\", spk_model=\"cam++\")\n", {(2, "cam++", True), (2, "ct-punc", True), (2, "fsmn-vad", True), (2, "paraformer-zh", True)}),
    ("a.py", "from modelscope import pipeline\np = pipeline(task=\"asr\", model=\"iic/SenseVoiceSmall\")\n", {(2, "iic/SenseVoiceSmall", True)}),
    ("a.py", "from mlx_lm import load\nm, t = load(\"mlx-community/Llama-3.2-3B-Instruct-4bit\")\n", {(2, "mlx-community/Llama-3.2-3B-Instruct-4bit", True)}),
    ("a.py", "from flair.models import SequenceTagger\nt = SequenceTagger.load(\"flair/ner-english-large\")\n", {(2, "flair/ner-english-large", True)}),
    ("a.py", "from gpt4all import GPT4All\nm = GPT4All(\"orca-mini-3b-gguf2-q4_0.gguf\")\n", {(2, "orca-mini-3b-gguf2-q4_0.gguf", True)}),
    ("a.py", "from rerankers import Reranker\nr = Reranker(\"mixedbread-ai/mxbai-rerank-large-v1\")\n", {(2, "mixedbread-ai/mxbai-rerank-large-v1", True)}),
    ("a.sh", "cat > c.yaml <<EOF\nbaseModel: acme/thing\ndatasets:\n  - source: acme/data-7b\nEOF\n", {(2, "acme/thing", True)}),
    ("a.sh", "cat <<'EOF' > c.yaml\nmodels:\n  - name: x\n    repo: acme/thing-7B\nEOF\n", {(4, "acme/thing-7B", True)}),
    ("a.sh", "MODELS=(\"acme/thing\" \"acme/other\")\n", {(1, "acme/other", True), (1, "acme/thing", True)}),
    ("a.sh", "MODELS=(\n  \"acme/thing\"\n  acme/other\n)\n", {(2, "acme/thing", True), (3, "acme/other", True)}),
    ("a.sh", "MODEL=\"${1:-acme/thing}\"\n", {(1, "acme/thing", True)}),
    ("a.sh", "MODEL=${MODEL:=\"acme/thing\"}\n", {(1, "acme/thing", True)}),
    ("a.sh", "export MODEL_ID=acme/thing\n", {(1, "acme/thing", True)}),
    ("a.sh", "hf download acme/thing --local-dir x\n", {(1, "acme/thing", True)}),
    ("a.sh", "case $m in\n  small) REPO=openai/whisper-small ;;\nesac\n", {(2, "openai/whisper-small", True)}),
    ("a.sh", "git clone https://huggingface.co/acme/thing\n", {(1, "acme/thing", True)}),
    ("a.sh", "git lfs clone https://www.modelscope.cn/acme/thing.git\n", {(1, "acme/thing", False)}),
    ("a.sh", "modelscope download --model acme/thing\n", {(1, "acme/thing", True)}),
    ("a.sh", "wget https://hf-mirror.com/acme/thing/resolve/main/model.bin\n", {(1, "acme/thing", True)}),
    ("a.sh", "./llama-cli -hf acme/thing-GGUF:Q4_K_M\n", {(1, "acme/thing-GGUF", True)}),
    ("a.sh", "llama-server -m models/llama-2-7b.Q4_0.gguf\n", {(1, "llama-2-7b.Q4_0.gguf", True)}),
    ("a.sh", "lms load qwen2.5-7b-instruct\n", {(1, "qwen2.5-7b-instruct", True)}),
    ("a.sh", "curl http://x/v1/chat -d '{\"model\": \"mistral-7b-instruct\"}'\n", {(1, "mistral-7b-instruct", True)}),
    ("Makefile", "MODEL ?= acme/thing\nrun:\n\tvllm serve $(MODEL)\n", {(1, "acme/thing", True)}),
    # what a target is made of are files
    ("Makefile", "benchmarks: buzz/whisper_cpp\n\tvllm serve Qwen/Qwen3-8B\nrun: MODEL = acme/thing-7b\n", {(2, "Qwen/Qwen3-8B", True), (3, "acme/thing-7b", True)}),
    ("Dockerfile", "ARG MODEL=acme/thing\nENV MODEL_ID=acme/other\n", {(1, "acme/thing", True), (2, "acme/other", True)}),
    ("Dockerfile", "RUN python -c \"from transformers import AutoModel; AutoModel.from_pretrained('acme/thing')\"\n", {(1, "acme/thing", True)}),
    ("Dockerfile", "CMD [\"--model\", \"acme/thing\"]\n", {(1, "acme/thing", True)}),
    ("a.yaml", "model_list:\n  - model_name: a\n    litellm_params:\n      model: groq/llama-3.1-8b-instant\n", {(4, "llama-3.1-8b-instant", True)}),
    ("a.yaml", "config: |\n  - name: llama-3.1-8b-instruct\n    backend: llama\n", {(2, "llama-3.1-8b-instruct", True)}),
    ("a.yaml", "metadata:\n  name: llama-3.1-8b-instruct\n", set()),
    ("a.yaml", "strategy:\n  matrix:\n    model: [acme/thing, acme/other]\n", {(3, "acme/other", True), (3, "acme/thing", True)}),
    ("a.toml", "[models]\nsmall = \"acme/thing\"\n", {(2, "acme/thing", True)}),
    ("a.toml", "[[model]]\nname = \"acme/thing\"\n", {(2, "acme/thing", True)}),
    ("a.ini", "[model]\nname = acme/thing\n", {(2, "acme/thing", True)}),
    ("a.xml", "<model>acme/thing</model>\n", {(1, "acme/thing", True)}),
    ("a.xml", "<property name=\"model\" value=\"acme/thing\"/>\n", {(1, "acme/thing", True)}),
    ("a.properties", "spring.ai.openai.chat.options.model=gpt-4o\nquarkus.langchain4j.ollama.chat-model.model-id=acme/thing\n", {(1, "gpt-4o", True), (2, "acme/thing", True)}),
    ("README.md", "模型qwen2:72b-instruct的上下文，用meta-llama/Llama-3.1-8B-Instruct模型。\n", {(1, "meta-llama/Llama-3.1-8B-Instruct", False), (1, "qwen2:72b-instruct", False)}),
    ("README.md", "モデルはelyza/ELYZA-japanese-Llama-2-7bです\n", {(1, "elyza/ELYZA-japanese-Llama-2-7b", False)}),
    ("README.md", "한국어 모델 beomi/Llama-3-Open-Ko-8B를 사용\n", {(1, "beomi/Llama-3-Open-Ko-8B", False)}),
    ("README.md", "see https://www.modelscope.cn/models/iic/SenseVoiceSmall\n", {(1, "iic/SenseVoiceSmall", False)}),
    ("a.ex", "@doc \"\"\"\nsuch as openai/whisper-tiny\n\"\"\"\nm = Bumblebee.load_model({:hf, \"acme/thing\"})  # or openai/whisper-base\n", {(2, "openai/whisper-tiny", False), (4, "acme/thing", True), (4, "openai/whisper-base", False)}),
    ("a.exs", "repo = {:hf, \"Qwen/Qwen3-4B-Instruct-2507\"}\nwhisper = tiny\n", {(1, "Qwen/Qwen3-4B-Instruct-2507", True)}),
    ("a.R", "model <- \"BAAI/bge-m3\" # or BAAI/bge-large-en\n", {(1, "BAAI/bge-large-en", False), (1, "BAAI/bge-m3", True)}),
    ("a.jl", "\"\"\"\nLoads google/flan-t5-base.\n\"\"\"\nmodel = load(\"acme/thing-7B-GGUF\")\n", {(4, "acme/thing-7B-GGUF", True)}),
    ("a.nix", "services.ollama.loadModels = [ \"llama3.2:3b\" ];\n", {(1, "llama3.2:3b", True)}),
    ("a.livemd", "Uses [x](https://huggingface.co/thenlper/gte-small).\n\n```elixir\nrepo = {:hf, \"acme/thing\"}\n```\n\n```\nopenai/whisper-tiny\n```\n", {(1, "thenlper/gte-small", False), (4, "acme/thing", True)}),
    ("a.Rmd", "Text openai/whisper-tiny\n\n```{python}\nm = AutoModel.from_pretrained(\"acme/thing\")\n```\n", {(1, "openai/whisper-tiny", False), (4, "acme/thing", True)}),
    ("a.qmd", "```{r}\nmodel <- \"BAAI/bge-m3\"\n```\n", {(2, "BAAI/bge-m3", True)}),
    ("a.zig", "const model = \"acme/thing\";\n", {(1, "acme/thing", True)}),
    ("a.bicep", "param modelName string = 'gpt-4o'\n", {(1, "gpt-4o", True)}),
    ("x.patch", "-MODEL=\"claude-3-7-sonnet-latest\"\n", {(1, "claude-3-7-sonnet-latest", False)}),
    (".cursorrules", "Use gpt-4-turbo.\n", {(1, "gpt-4-turbo", False)}),
    ("Dockerfile", "RUN python3 -c 'from faster_whisper import WhisperModel; WhisperModel(\"small\"); WhisperModel(\"large-v2\")'\n", {(1, "large-v2", True), (1, "small", True)}),
    ("a.py", "M = {\"OPENAI\": {\"gpt-4o\": 1, \"gpt-4o-mini\": 2, \"o3-mini\": 3, \"o1\": 4}}\n", {(1, "gpt-4o", True), (1, "gpt-4o-mini", True), (1, "o1", True), (1, "o3-mini", True)}),
    ("a.py", "x = {\"o1\": 1, \"o2\": 2}\n", set()),
    ("a.ts", "const models = [\n  { key: 'gpt-4o' },\n  { key: 'gpt-4o-mini' },\n  { key: 'o3-mini' },\n  { key: 'o1' },\n];\n", {(2, "gpt-4o", True), (3, "gpt-4o-mini", True), (4, "o3-mini", True), (5, "o1", True)}),
    ("a.yaml", "tts-1-hd:\n  alloy:\n    model: xtts\n    speaker: voices/alloy.wav\n", {(3, "xtts", True)}),
    ("a.py", "engine = \"xtts\"\nkind = \"fsmn-vad\"\n", set()),
    ("a.bat", "@echo off\nset models=en_US-libritts_r-medium\nif not exist \"voices\\%%i.onnx\" echo no\n", {(2, "en_US-libritts_r-medium", True)}),
    ("a.py", "class Suppliers(str, Enum):\n    MISTRAL = \"mistral\"\nDEFAULT_MODEL_SUPPLIER = \"mistral\"\n", set()),
    ("a.py", "GPT4O_DEPLOYMENT = os.environ[\"GPT4O_DEPLOYMENT_NAME\"]\n", set()),
    ("a.yaml", "kind: Service\nmetadata:\n  name: gpt-oss-20b\nspec:\n  backendRefs:\n    - name: llama-3.1-8b-instruct\n", set()),
    ("a.yaml", "preset:\n  name: llama-3.1-8b-instruct\n  other: vllm-llama3-8b-instruct-epp\n", {(2, "llama-3.1-8b-instruct", True)}),
    ("a.json", "{\"checkpoints\": [\"qwen_image_bf16.safetensors\", \"qwen_image_fp8.safetensors\", \"flux1-dev.safetensors\", \"Qwen-Image-Edit\", \"Other-Thing\"]}\n", {(1, "Qwen-Image-Edit", True), (1, "flux1-dev.safetensors", True), (1, "qwen_image_bf16.safetensors", True), (1, "qwen_image_fp8.safetensors", True)}),
    ("a.rs", "let api = api.model(\"acme/thing\".into());\nlet r = Repo::with_revision(\"acme/other\".to_string(), RepoType::Model, \"main\".into());\n", {(1, "acme/thing", True), (2, "acme/other", True)}),
    ("a.yaml", "data: teknium/OpenHermes-2.5\nmodel: tatsu-lab/alpaca\n", set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), FOUND, ids=[f"{i}-{name}" for i, (name, _, _) in enumerate(FOUND)])
def test_finds(name: str, text: str, expected: set[tuple[int, str, bool]]) -> None:
    found = [one for one in references(name, text.encode(), WORDS) if one.confidence != WEAK]
    assert {(one.line, one.model, one.use) for one in found} == expected


def test_every_finder_handles_something_of_the_table() -> None:
    handled = {finders.finder(name) for name, _, _ in FOUND}
    assert handled == set(finders.finders())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('a = 1; m = AutoModel.from_pretrained("acme/thing")', "acme/thing"),
        ('a = "é中文🙂"; m = AutoModel.from_pretrained("acme/thing")', "acme/thing"),  # Python counts bytes
        ('def f(a="中文", model=f"acme/thing"): pass', "acme/thing"),
        ('from transformers import pipeline; a = "中文"; p = pipeline("summarization")', "pipeline("),
    ],
)
def test_columns_point_at_the_name(text: str, word: str) -> None:
    (found,) = references("a.py", f"{text}\n".encode(), WORDS)
    assert text[found.column - 1 :].removeprefix('"').startswith(word)


def test_a_long_file_is_read_in_parts_and_gives_the_same(tmp_path: Path) -> None:
    """Above a size only the parts around hits are parsed; what is found there is what the whole would give."""
    hit = 'class S:\n    model_name: str = "Qwen/Qwen2.5-7B-Instruct"\n    def f(self, model="BAAI/bge-m3"):\n        return g(x, model)\n'
    filler = "".join(f"def f{i}(a, b):\n    return {{'k': [a, b, {i}]}}\n\n" for i in range(400))
    short = {one.model for one in references("a.py", hit.encode(), WORDS)}
    found = references("a.py", (filler + hit + filler).encode(), WORDS)
    assert {one.model for one in found} == short == {"Qwen/Qwen2.5-7B-Instruct", "BAAI/bge-m3"}
    assert {one.line for one in found} == {filler.count("\n") + 2, filler.count("\n") + 3}


def test_a_part_that_cannot_be_parsed_by_itself_is_read_as_the_tree_says() -> None:
    """A decorator over several lines, and text that begins in the first column inside a function."""
    decorated = '@app.get(\n    "/x", model="BAAI/bge-m3"\n)\ndef f(): ...\n'
    unindented = 'def g(q):\n    p = f"""\nat the edge\n"""\n    return load(\n        version="openai/clip-vit-large-patch14"\n    )\n'
    filler = "".join(f"def f{i}(a, b):\n    return {{'k': [a, b, {i}]}}\n\n" for i in range(400))
    found = references("a.py", (filler + decorated + unindented).encode(), WORDS)
    assert {one.model for one in found} == {"BAAI/bge-m3", "openai/clip-vit-large-patch14"}


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("\"'`\\ax "), max_size=40))
def test_where_strings_begin_and_end(line: str) -> None:
    inside, escaped, expected = "", False, []
    for at, character in enumerate(line):
        if escaped or character == "\\":
            escaped = not escaped
        elif character in "\"'`" and inside in ("", character):
            inside = "" if inside else character
            expected.append(at)
    assert javascript._marks(line) == expected


def test_a_name_that_is_sure_once_is_found_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('x = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n')
    (tmp_path / "b.py").write_text('CHOSEN = "meta-llama/Llama-3.2-1B"\n')
    found = scan(tmp_path, WORDS).references
    assert {one.path for one in found} == {"a.py", "b.py"}


def test_a_folder_of_a_cache_names_its_model() -> None:
    assert cached_model("hub/models--BAAI--bge-m3/snapshots/abc/README.md") == "BAAI/bge-m3"
    assert cached_model("docs/models/README.md") == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=4))
def test_recognizing_never_raises_and_scores_are_numbers(text: str, slot: list[str]) -> None:
    for hit in recognize(Spot(1, 1, text, tuple(slot)), WORDS):
        assert isinstance(hit.score, int)
        assert hit.model


_PIECES = [
    "meta-llama",
    "acme",
    "BAAI",
    "Llama",
    "gpt",
    "claude",
    "qwen2.5",
    "bge",
    "7B",
    "it",
    "4",
    "base",
    "embedding",
    "size",
    "large-v3",
]
_PIECES += ["u2net", "N", "A", "ggml", "model", "path", "https:", "huggingface.co", "ollama"]
_LIKE_NAMES = st.lists(
    st.tuples(st.sampled_from(_PIECES), st.sampled_from(["/", "-", "_", ":", ".", "", " ", ",", "--"])), min_size=1, max_size=5
)
_ENDS = st.sampled_from(["", ".gguf", ".pt", ".py"])
_SLOTS = st.lists(st.sampled_from(["model", "name", "kwargs", "f()", "def load", "model_id", "type", "#0", "dataset", "M"]), max_size=3)


@settings(max_examples=400, deadline=None)
@example([("Llama", "-"), ("it", ",")], ".pt", [], "")
@example([("meta-llama", "-"), ("7B", "/")], "", [], "")
@given(_LIKE_NAMES, _ENDS, _SLOTS, st.sampled_from(["", "ollama", "whisper", "rembg"]))
def test_what_names_a_model_anywhere_is_not_put_aside(pieces: list[tuple[str, str]], end: str, slot: list[str], context: str) -> None:
    """A string is judged without its place first; no place may make more of it than that allows."""
    text = "".join(piece + joint for piece, joint in pieces) + end
    assume(WORDS.interest.search(text))  # what has nothing of a name is not read at all
    hits = [hit for hit in recognize(Spot(1, 1, text, tuple(slot)), WORDS, context) if hit.score >= ENOUGH]
    need = needs(text, WORDS)
    assert not hits or need < NEVER_ONE
    if not context and not any(hit.kind == "ollama" for hit in hits):
        assert not hits or need < LIBRARY
    if place_score(tuple(slot), WORDS) <= 0 and not context:
        assert not hits or need == NOTHING


@pytest.mark.parametrize("name", sorted({model for file, _, found in FOUND for _, model, _ in found if file == "a.py"}))
@pytest.mark.parametrize("before", ["", '"', "'", '"x": ', "é", "\U0001f600"])
def test_a_string_that_may_be_a_name_is_seen_from_afar(name: str, before: str) -> None:
    if needs(name, WORDS) == NEVER_ONE or any(mark in name for mark in "{("):
        return
    text = f"x = 1  # {before}\n" * 3 + f'call("{name}")\n'
    assert (text.rindex(name) - 1, name) in set(quick.strings(text, WORDS))


@settings(max_examples=300, deadline=None)
@example([("openai", ":"), ("gpt-4o", "")], ".gguf", "'")
@given(_LIKE_NAMES, _ENDS, st.sampled_from(['"', "'", "`"]))
def test_the_same_strings_are_seen_where_much_is_read(pieces: list[tuple[str, str]], end: str, mark: str) -> None:
    """Then other patterns are used, which take longer to compile."""
    text = f"call({mark}" + "".join(piece + joint for piece, joint in pieces) + f"{end}{mark}) # it's\n"
    seen = []
    before = WORDS.searched
    for searched in (0, 2 * quick.MUCH):
        WORDS.searched = searched
        seen.append(set(quick.strings(text, WORDS, "\"'`")))
    WORDS.searched = before
    assert seen[0] == seen[1]


_SAID = [
    "BAAI/bge-m3",
    "KB/x",
    "BeIR/x/y",
    "(google/gemma-2b)",
    "a/google",
    "hf.co/acme/m",
    "https://a.org/b.PTH",
    "a/b--c",
    "amd/x.",
    "a/b",
]


@pytest.mark.parametrize("said", _SAID)
@pytest.mark.parametrize("around", ["{}", "# see {} and/or that", "x/y {}", "\n\n {}\n a/b"])
def test_a_word_with_a_slash_that_may_be_a_name_is_seen_from_afar(said: str, around: str) -> None:
    text = around.format(said)
    word = said.strip("().")
    found = {text[at:].startswith(word) for _, at in quick.slashed(text, WORDS)}
    assert (True in found) is possibly_spoken(word, WORDS)


@settings(max_examples=300, deadline=None)
@example([("${LLM-llama2}", "")], "", ["model"], "ollama", "value")
@example([("LLM='llama2'", "")], "", ["environment"], "ollama", "value")
@example([("small", ",")], "large-v3", ["model"], "whisper", "value")
@example([("acme", "/"), ("acme", "/")], "", ["model"], "", "value")
@given(_LIKE_NAMES, _ENDS, _SLOTS, st.sampled_from(["", "ollama", "whisper", "rembg"]), st.sampled_from(["value", "prose", "key"]))
def test_what_was_recognized_once_is_the_same_again(
    pieces: list[tuple[str, str]], end: str, slot: list[str], context: str, nature: str
) -> None:
    """Nothing weak is kept of a string that no place would make a model of."""
    spot = Spot(1, 1, "".join(piece + joint for piece, joint in pieces) + end, tuple(slot), nature)
    hits = recognize(spot, WORDS, context)
    if needs(spot.text, WORDS) == NEVER_ONE and not takes_any(spot.slot, WORDS):
        assert all(hit.score < ENOUGH for hit in hits)
        hits = []
    assert [recalled(one, WORDS, lambda: context) for one in (spot, spot._replace(line=7))] == [hits] * 2


def test_a_manifest_is_told_by_its_folders() -> None:
    assert finders.staters("models/manifests/registry.ollama.ai/library/llama3/latest")
    assert not finders.staters("docs/latest")
    assert not finders.staters("models/llama3/latest")


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=300), st.sampled_from(["a.py", "a.yaml", "a.json", "a.ts", "a.sh", "a.md", "a.ipynb", "Modelfile", ".env", "x.gguf"])
)
def test_reading_never_raises(text: str, name: str) -> None:
    content = read(name, text.encode("utf-8", "surrogatepass"), WORDS)
    assert all(one.line >= 1 and one.column >= 1 for one in content.references)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("philosophy of the mistralian kind, based on clips", False),  # words that begin as names do
        ("it stands on the base of a large ring", False),  # names that something must speak for, in running text
        ("model: base", True),
        ("- large", True),
        ("whisper --model base", True),
        ("ollama run mistral", True),
        ("docker exec ollama ollama run base", True),
        ("phi-2 and philosophy", True),
        ("string clipping", False),  # `ring`, `clip`
        ('"name": "cam++"', True),
        ("use mistral.", False),
        ("use mistral-7b.", True),
        ("state-of-the-art", False),
        ("\u8c03\u7528qwen-max\u6a21\u578b", True),  # Chinese has no blanks around a name
    ],
)
def test_a_line_is_read_where_a_word_may_be_a_name_as_it_stands(line: str, read: bool) -> None:
    assert list(quick.interesting(f"first\n{line}\nlast", WORDS)) == ([1] if read else [])


def test_a_word_is_looked_for_as_a_whole() -> None:
    assert quick.interesting("a string\nmodel: ring\n", WORDS) == {1: [7]}


@pytest.mark.parametrize("count", [2, quick.FEW - 1, quick.FEW, 3 * quick.FEW])
def test_every_name_that_begins_alike_is_seen(count: int) -> None:
    assert quick.interesting("\n".join(f"we like phi-{i}x" for i in range(count)), WORDS) == {i: [8] for i in range(count)}


_SAID_ON_A_PAGE = ["model: ", "--model ", "ollama run ", "'model': '", "we like ", "(", "model = ", "see https://huggingface.co/", "\\n- "]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_SAID_ON_A_PAGE), _LIKE_NAMES, _ENDS, st.integers(0, 3), st.integers(0, 3))
def test_of_a_page_what_stands_around_a_name_is_enough(before: str, pieces: list[tuple[str, str]], end: str, first: int, last: int) -> None:
    """What is recognized among all words of a long text is recognized where only those around a name are read."""
    filler = "It was so, as they say; a page of a book with nothing in it. " * 7
    text = filler * first + before + "".join(piece + joint for piece, joint in pieces) + end + " " + filler * last
    slot = ("text",)
    named = []
    for parts in ([(0, len(text))], lines._around_places(text, quick.places(text, WORDS))):
        spots = [Spot(1, at, word, own, "prose") for at, word, own in lines._named_in(text, parts, slot, "prose", WORDS)]
        named.append({(spot.column, hit) for spot in spots for hit in recognize(spot, WORDS) if hit.score >= ENOUGH})
    assert named[0] == named[1]


def test_of_a_line_that_is_too_long_the_beginning_is_read_once() -> None:
    """A picture in a cell of a notebook is one word with thousands of slashes."""
    line = "see BAAI/bge-m3 " + "a/b+" * 20_000
    found = list(lines.spoken(line, WORDS))
    assert next(spot.text for spot in found) == "BAAI/bge-m3"
    assert sum(len(spot.text) for spot in found) < lines.LONG


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"a": ["' + "So it is. " * 300 + '", "b"], "model": "BAAI/bge-m3"}'),
        ("a.json", '{"a": "' + r"So \"it\" is.\n" * 300 + '", "model": "BAAI/bge-m3"}'),
        ("a.ts", "x = {'a': '" + "So it is. " * 300 + "', model: 'BAAI/bge-m3'}"),
        ("a.ts", "if (/'/.test(x)) y = {" + "a: 1, " * 400 + "model: 'BAAI/bge-m3'}"),
        ("a.yaml", "a: '" + "So it is. " * 300 + "'\nmodel: BAAI/bge-m3"),
        ("a.jsonl", '{"a": "' + "So it is. " * 300 + '"}\n{"model": "BAAI/bge-m3"}'),
        ("a.md", "So it is. " * 300 + 'with `model="BAAI/bge-m3"`. ' + "So it is. " * 300),
    ],
)
def test_a_name_is_seen_behind_a_string_that_is_too_long(name: str, text: str) -> None:
    found = references(name, text.encode(), WORDS)
    line = text[: text.index("BAAI")].count("\n")
    column = text.split("\n")[line].index("BAAI") + 1
    assert [(one.model, one.line, one.column) for one in found] == [("BAAI/bge-m3", line + 1, column)]


@pytest.mark.parametrize(
    "path", ["../examples/inference/kaito_workspace_falcon_7b_aws.yaml", "./blip/med_config.json", "a/b/whisper-french.mp3"]
)
def test_the_way_to_a_file_that_is_no_weights_names_no_model(path: str) -> None:
    for name, text in (("a.yaml", f"model: {path}\n"), ("a.py", f'model = "{path}"\n'), ("README.md", f"See {path}.\n")):
        assert references(name, text.encode(), WORDS) == [], name


@pytest.mark.parametrize("before", ["openai:", "ollama:", "openai/", "ollama/", "groq/", "Llama,ollama:"])
def test_a_way_to_a_service_without_a_name_behind_it_hides_nothing(before: str) -> None:
    text = f'model = "{before}"\nif model.startswith("{before}"):\n    model = "meta-llama/Llama-3.2-1B"\n'
    content = read("a.py", text.encode(), WORDS)
    assert [(one.line, one.model) for one in content.references] == [(3, "meta-llama/Llama-3.2-1B")]
    assert content.notes == ()


def test_running_text_in_data_names_nothing_by_chance() -> None:
    """Whisper's `base` and `large` are words of sentences there."""
    text = '{"text": "We run whisper on the base of a large ring, and the medium was small."}\n{"model": "base"}\n'
    found = references("data.jsonl", text.encode(), WORDS)
    assert [(one.line, one.text) for one in found if one.confidence != WEAK] == [(2, "base")]


def test_prose_needs_more_than_a_slash() -> None:
    hits = recognize(Spot(1, 1, "and/or", (), "prose"), WORDS)
    assert not [hit for hit in hits if hit.score >= ENOUGH]


_FRONT = [
    "license",
    "base_model",
    "tags",
    "a-b",
    "_x",
    "no",
    ": ",
    ":",
    "\n",
    "\n",
    "\n- ",
    "\n  - ",
    "- ",
    "  ",
    " ",
    "mit",
    "other",
    "true",
]
_FRONT += [
    "null",
    "~",
    "no",
    "12",
    "007",
    "1.5",
    "2024-01-01",
    "org/name",
    "a:b",
    "a: b",
    "https://x.y/z",
    "#",
    " #c",
    "'q'",
    '"q"',
    "[a, b]",
]
_FRONT += ["{a: b}", "&a", "*a", "!t x", "|", ">", "\t", "é", "\x00", "-", "?", "? ", "%", "@", "...", "\r", "<<"]


@settings(max_examples=3000, deadline=None)
@example(["license", ":", "\n", "- ", "mit", "\n", "- ", "other"])
@example(["license", ":", "\n  - ", "mit", "\n- ", "other"])
@example(["license", ":", "\n", "\n", "tags", ": ", "a:b", "\n"])
@example(["license", ": ", "mit", "\n", "\n", "  ", "other"])
@given(st.lists(st.sampled_from(_FRONT), max_size=14))
def test_plain_front_matter_is_read_as_yaml_reads_it(pieces: list[str]) -> None:
    front = "".join(pieces).encode()
    plain = card._plain(front, "README.md")
    if plain is not None and plain.value:
        document = source.parse(front, "README.md")
        assert plain.value == document.value
        assert all(document.marks[where] == place for where, place in plain.marks.items())


def test_most_cards_are_plain() -> None:
    front = b"license: apache-2.0\nlanguage:\n- en\ntags:\n  - text generation\n\nlicense_link: https://x.org/a\nbase_model: org/x-1.5"
    plain = card._plain(front, "README.md")
    assert plain is not None
    assert plain.value == source.parse(front, "README.md").value
    assert list(card.stated(b"---\n" + front + b"\n---\n", "README.md")) == [
        Stated(2, 10, "card", ("apache-2.0",), ("org/x-1.5",), "", "https://x.org/a")
    ]


def test_plain_fields_of_a_card_with_anchors_are_read() -> None:
    front = b"license: &it apache-2.0\ndatasets: &data\n- a/b\nbase_model:\n- org/x-1.5\nlicense_link: *it\nmore: *data"
    note, said = card.stated(b"---\n" + front + b"\n---\n", "README.md")
    assert isinstance(note, Note)
    assert said == Stated(2, 10, "card", ("apache-2.0",), ("org/x-1.5",))
    bomb = b"a: &a [x,x]\nlicense: *a\npipeline_tag: [*a]\n"
    assert [type(one) for one in card.stated(b"---\n" + bomb + b"\n---\n", "README.md")] == [Note]
