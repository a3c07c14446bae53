"""Further forms of references, five siblings each, and what looks like them and names no model."""
# ruff: noqa: E501 - the rows of the table read better whole

from __future__ import annotations

import pytest

from checker.scan import WEAK, references
from tests.conftest import SHELF

WORDS = SHELF.finder_words

# file name, content, what is found: (line, model, whether it is used)
FORMS: dict[str, list[tuple[str, str, set[tuple[int, str, bool]]]]] = {
    "addresses of services that have a name in them": [
        (
            "a.ts",
            'fetch("https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent?key=" + key);\n',
            {(1, "gemini-1.5-flash", True)},
        ),
        (
            "a.sh",
            "curl https://acme.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-06-01\n",
            {(1, "gpt-4o", True)},
        ),
        (
            "a.py",
            'URL = "https://ai.api.nvidia.com/v1/genai/stabilityai/stable-diffusion-xl"\n',
            {(1, "stabilityai/stable-diffusion-xl", True)},
        ),
        (
            "README.md",
            "Get a key on https://build.nvidia.com/microsoft/phi-4-multimodal-instruct?api_key=true\n",
            {(1, "microsoft/phi-4-multimodal-instruct", False)},
        ),
        ("a.js", "post('https://router.huggingface.co/hf-inference/models/BAAI/bge-m3')\n", {(1, "BAAI/bge-m3", True)}),
        (
            "a.py",
            'u = "https://api.replicate.com/v1/models/meta/meta-llama-3-70b-instruct/predictions"\n',
            {(1, "meta/meta-llama-3-70b-instruct", True)},
        ),
        (
            "a.py",
            'm = hub.KerasLayer("https://tfhub.dev/google/universal-sentence-encoder/4")\n',
            {(1, "google/universal-sentence-encoder/4", True)},
        ),
        (
            "requirements.txt",
            "en_core_web_sm @ https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.7.1/en_core_web_sm-3.7.1.whl\n",
            {(1, "en_core_web_sm", True)},
        ),
        (
            "a.py",
            'a = "https://build.nvidia.com/nemo/data-designer"\nb = "https://x.googleapis.com/v1/models/list"\nc = "https://acme.openai.azure.com/openai/deployments/chat"\nd = "https://github.com/explosion/spacy-models/releases/tag/x"\n',
            set(),
        ),
    ],
    "constants of libraries": [
        ("a.go", "package main\n\nvar r = openai.ChatCompletionRequest{Model: openai.GPT4oMini}\n", {(3, "gpt-4o-mini", True)}),
        (
            "a.go",
            "package main\n\nvar p = anthropic.MessageNewParams{Model: anthropic.ModelClaude3_5SonnetLatest}\n// before: openai.GPT3Dot5Turbo\n",
            {(3, "claude-3-5-sonnet-latest", True)},
        ),
        (
            "A.java",
            "package a;\nimport static x.OpenAiChatModelName.GPT_4_O_MINI;\nclass A { Object m = b.modelName(GPT_4_O_MINI); }\n",
            {(3, "gpt-4o-mini", True)},
        ),
        (
            "A.java",
            "package a;\nclass A { Object m = b.model(ChatModel.GPT_4_1).embedding(openai.AdaEmbeddingV2); }\n",
            {(2, "gpt-4.1", True), (2, "text-embedding-ada-002", True)},
        ),
        (
            "a.kt",
            "package a\nval m = OpenAiApi.ChatModel.GPT_4_O\nval g = Model.GEMINI_1_5_PRO\n",
            {(2, "gpt-4o", True), (3, "gemini-1.5-pro", True)},
        ),
        (
            "a.cs",
            "using OpenAI;\nvar m = Model.GPT4o;\nvar s = MistralAiChatModelName.MISTRAL_SMALL_LATEST;\n",
            {(2, "gpt-4o", True), (3, "mistral-small-latest", True)},
        ),
        ("a.ts", "const m = OpenAIModelID.GPT_4;\n", set()),
        ("A.java", "package a;\nclass A { Object m = f(ModelProvider.GPT4All); }\n", set()),  # a program
        ("a.kt", "package a\nval m = OpenAIModels.Embeddings.TextEmbeddingAda3Small\n", {(2, "text-embedding-3-small", True)}),
        (
            "a.go",
            "package main\n\nfunc TestAsk(t *testing.T) { ask(openai.GPT4oMini) }\n",
            set(),  # a test asks for one of many
        ),
        (
            "Ask.java",
            "package a;\nclass Ask { @Test void asks() { b.modelName(GPT_4_O_MINI); } }\n",
            set(),
        ),
        ("a.go", "package main\n\nfunc (c *Client) GPT4oMini() {}\nvar x = c.GPT4oMini()\nvar y = a.Claude_test\n", set()),
    ],
    "what a server calls its model": [
        (
            "a.sh",
            "vllm serve meta-llama/Llama-3.1-8B-Instruct --served-model-name llama\n",
            {(1, "meta-llama/Llama-3.1-8B-Instruct", True)},
        ),
        ("a.yaml", 'args: ["--model", "/mnt/models", "--served-model-name", "mistral"]\nserved_model_name: phi3\n', set()),
        ("a.yaml", 'args: ["--served-model-name", "deepseek-coder-7b-instruct"]\n', {(1, "deepseek-coder-7b-instruct", True)}),
        ("a.sh", "vllm serve ./local --served-model-name Qwen/Qwen2.5-7B-Instruct\n", {(1, "Qwen/Qwen2.5-7B-Instruct", True)}),
        ("a.yaml", "command: vllm serve /models --served-model-name zai-org/GLM-5 --port 80\n", {(1, "zai-org/GLM-5", True)}),
    ],
    "functions of a library that a string names": [
        (
            "a.py",
            "import torchvision\nfrom torchvision import models\nfrom torchvision.models import get_model\na = models.__dict__['vgg16_bn'](pretrained=True)\nb = getattr(models, 'resnet34')(pretrained=True)\nc = get_model('resnet50', weights='DEFAULT')\nd = torchvision.models.get_model(name='convnext_tiny', weights='DEFAULT')\n",
            {(4, "vgg16_bn", True), (5, "resnet34", True), (6, "resnet50", True), (7, "convnext_tiny", True)},
        ),
        (
            "a.py",
            "from torchvision import models\nfrom torchvision.models import get_model\na = models.__dict__[arch](pretrained=True)\nb = getattr(models, name)(pretrained=True)\nc = models.__dict__['vgg16_bn'](pretrained=False)\nd = mine.get_model(x, weights='DEFAULT')\n",
            set(),
        ),
        (
            "a.py",
            'import timm\nm = timm.create_model("hf_hub:timm/resnet50.a1_in1k", pretrained=True)\n',
            {(2, "timm/resnet50.a1_in1k", True)},
        ),
        (
            "a.py",
            'import open_clip\nm = open_clip.create_model_and_transforms("hf-hub:timm/ViT-B-16-SigLIP")\n',
            {(2, "timm/ViT-B-16-SigLIP", True)},
        ),
    ],
    "weights in an archive of one file": [
        (
            "a.py",
            "model_urls = {\n    'a': 'https://github.com/acme/ibn/releases/download/v1/resnet50_ibn_a.pth.tar',\n    'b': 'http://acme.org/hrnet.pth.tar',\n}\ndata = 'http://acme.org/data.tar'\n",
            {(2, "github.com/acme/ibn", True), (3, "acme.org/hrnet.pth.tar", True)},
        ),
    ],
    "what transformers.js chooses for a task": [
        (
            "a.ts",
            "import { pipeline } from '@huggingface/transformers';\nconst c = await pipeline('sentiment-analysis');\nconst e = await pipeline<'x'>(\n  \"feature-extraction\", undefined, { dtype: 'fp32' });\n",
            {(2, "Xenova/distilbert-base-uncased-finetuned-sst-2-english", True), (3, "onnx-community/all-MiniLM-L6-v2-ONNX", True)},
        ),
        (
            "a.mjs",
            'import * as hf from "https://cdn.jsdelivr.net/npm/@xenova/transformers@2.17.2";\nconst e = await hf.pipeline("embeddings");\nconst t = await hf.pipeline("translation_en_to_fr", null);\n// pipeline("fill-mask")\n',
            {(2, "Xenova/all-MiniLM-L6-v2", True), (3, "Xenova/t5-small", True)},
        ),
        (
            "a.js",
            "const { pipeline } = require('@huggingface/transformers');\nconst p = pipeline('summarization', 'Xenova/bart-large-cnn');\nconst q = my_pipeline('summarization');\nconst r = pipeline('unheard-of');\nconst s = pipeline('text-generation', model);\n",
            {(2, "Xenova/bart-large-cnn", True)},
        ),
        ("a.js", "import { pipeline } from 'stream';\nawait pipeline('summarization');\nconst o = 'gpt-4o';\n", {(3, "gpt-4o", True)}),
    ],
    "weights that a library has for what it makes": [
        (
            "a.py",
            "from torchvision import models\nx = models.vgg16(pretrained=True).features\ny = models.resnet18(pretrained=False)\n",
            {(2, "vgg16", True)},
        ),
        (
            "a.py",
            "import torchvision\ny = torchvision.models.resnet50(weights=torchvision.models.ResNet50_Weights.DEFAULT)\n",
            {(2, "resnet50", True)},
        ),
        (
            "a.py",
            "from torchvision.models import resnet18, ResNet18_Weights\nm = resnet18(weights=ResNet18_Weights.DEFAULT)\nn = resnet18()\n",
            {(2, "resnet18", True)},
        ),
        (
            "a.py",
            "import torchvision.models as models\n\n\nclass A:\n    def f(self, pretrained=True):\n        self.b = models.detection.fasterrcnn_resnet50_fpn(pretrained=pretrained)\n",
            {(6, "fasterrcnn_resnet50_fpn", True)},
        ),
        (
            "a.py",
            "import tensorflow as tf\nbase = tf.keras.applications.MobileNetV2(include_top=False, weights='imagenet')\n",
            {(2, "MobileNetV2", True)},
        ),
        (
            "a.py",
            'from tensorflow.keras.applications.resnet50 import ResNet50\nm = ResNet50(weights="imagenet")\nn = ResNet50(weights=None)\n',
            {(2, "ResNet50", True)},
        ),
        ("a.py", 'from mine import models\nm = models.vgg16(pretrained=True)\nn = mine.resnet50(weights="imagenet")\n', set()),
    ],
    "optional fields of a type": [
        (
            "a.ts",
            "interface A { asrModel?: 'gpt-transcribe' | 'gpt-4o-transcribe' | 'gpt-4o-mini-transcribe' | 'whisper-1' }\n",
            {(1, "gpt-4o-mini-transcribe", True), (1, "gpt-4o-transcribe", True), (1, "gpt-transcribe", True), (1, "whisper-1", True)},
        ),
        ("a.ts", "class A { model?: string = 'mistral' }\n", {(1, "mistral", True)}),
        ("a.ts", "class A { embeddingModel!: string = 'bge-m3' }\n", {(1, "bge-m3", True)}),
        ("a.tsx", "type P = { model?: 'llama3.2' }\n", {(1, "llama3.2", True)}),
        ("a.jl", 'function f(; model::String = "llama3.2")\nend\n', {(1, "llama3.2", True)}),
        ("a.ts", "const x = model ? 'mistral' : 'none';\ntype Q = { mode?: 'base' | 'large' }\n", set()),
    ],
    "a name with who serves it": [
        ("a.py", 'parser.add_argument("--model-path", default="THUDM/chatglm2-6b@localhost@20002")\n', {(1, "THUDM/chatglm2-6b", True)}),
        ("a.json", '{"llm_id": "qwen-vl-max@Tongyi-Qianwen"}\n', {(1, "qwen-vl-max", True)}),
        ("a.env", "CUSTOM_MODELS=gpt-4o@azure\n", {(1, "gpt-4o", True)}),
        ("a.ts", "const m = { embd_id: 'BAAI/bge-m3@SILICONFLOW' };\n", {(1, "BAAI/bge-m3", True)}),
        ("a.yaml", "model: deepseek-v3-0324@DeepSeek\n", {(1, "deepseek-v3-0324", True)}),
        (
            "a.json",
            '{"x": "llama-index@latest", "y": "someone@example.com", "model": "claude-3-5-sonnet@20240620"}\n',
            {(1, "claude-3-5-sonnet@20240620", True)},
        ),
    ],
    "a gateway before a name": [
        (".env", "NEXT_PUBLIC_MODEL_NAME=nvdev/meta/llama-3.3-70b-instruct\n", {(1, "llama-3.3-70b-instruct", True)}),
        ("a.py", 'body = {"name": "truefoundry/openai-main/gpt-4o-mini"}\n', {(1, "gpt-4o-mini", True)}),
        ("a.yaml", "model: acme/internal/qwen2.5-7b-instruct\n", {(1, "qwen2.5-7b-instruct", True)}),
        ("a.json", '{"name": "gateway/anthropic-eu/claude-3-5-sonnet-20241022"}\n', {(1, "claude-3-5-sonnet-20241022", True)}),
        ("a.ts", "const model = 'private/hosted/Qwen3-8B';\n", {(1, "Qwen3-8B", True)}),
        ("a.py", 'b = "docs/models/llama-3.3-70b-instruct.md"\n', set()),
    ],
    "names that nothing else has": [
        ("a.ts", 'registry.set("phi-2-q4f32_1-MLC", processor);\n', {(1, "phi-2-q4f32_1-MLC", True)}),
        (
            "a.ts",
            "engine = await CreateMLCEngine('Llama-3.2-1B-Instruct-q4f16_1-MLC');\n",
            {(1, "Llama-3.2-1B-Instruct-q4f16_1-MLC", True)},
        ),
        ("a.yaml", "inference:\n  preset:\n    name: phi-3-medium-4k-instruct\n", {(3, "phi-3-medium-4k-instruct", True)}),
        ("a.yaml", "preset:\n  name: deepseek-r1-distill-llama-8b\n", {(2, "deepseek-r1-distill-llama-8b", True)}),
        ("a.py", 'p.add_argument("--torch-path", default="Mixtral-8x7B-v0.1")\n', {(1, "Mixtral-8x7B-v0.1", True)}),
        (
            "a.py",
            'MODEL = "GFPGAN-v1.4"\nupscale("RealESRGAN_x4plus", "realesr-general-x4v3")\n',
            {(1, "GFPGAN-v1.4", True), (2, "RealESRGAN_x4plus.pth", True), (2, "realesr-general-x4v3.pth", True)},
        ),
        ("a.yaml", "metadata:\n  name: phi-4-mini-instruct\ntemplate: llama-2-chat\nname: my-llama-instruct\n", set()),
    ],
    "values of variables of a shell": [
        ("a.sh", 'MODEL_PATH="${MODEL_PATH:-${SCRIPT_DIR}/../models/ggml-base.en.bin}"\n', {(1, "ggml-base.en.bin", True)}),
        ("a.sh", 'MODELS="llama3.2 mistral"\n', {(1, "llama3.2", True), (1, "mistral", True)}),
        (
            "a.sh",
            'models=${*:-"en_US-lessac-medium en_US-libritts_r-medium"}\n',
            {(1, "en_US-lessac-medium", True), (1, "en_US-libritts_r-medium", True)},
        ),
        ("a.env", 'OLLAMA_MODELS="gemma2:2b nomic-embed-text"\n', {(1, "gemma2:2b", True), (1, "nomic-embed-text", True)}),
        ("a.sh", 'export EMBED_MODEL="${EMBED_MODEL:-$HOME/models/bge-large-en-v1.5.gguf}"\n', {(1, "bge-large-en-v1.5.gguf", True)}),
        ("a.sh", 'model="the gpt-4o model"\nTITLE="llama3.2 mistral"\n', {(1, "gpt-4o", False)}),
    ],
    "commands in notebooks and strings": [
        (
            "a.ipynb",
            '{"cells": [{"cell_type": "code", "source": [\n"!python run.py \\\\\\n",\n"  --model meta-llama/Llama-2-7b-hf \\\\\\n",\n"  --out x\\n",\n"m = \'gpt-4o\'\\n"]}]}\n',
            {(3, "meta-llama/Llama-2-7b-hf", True), (5, "gpt-4o", True)},
        ),
        (
            "a.ipynb",
            '{"cells": [{"cell_type": "code", "source": [\n"%run a.py \\\\\\n",\n"  --checkpoint sam_vit_b_01ec64.pth\\n"]}]}\n',
            {(3, "sam_vit_b_01ec64.pth", True)},
        ),
        ("a.py", 'import os\nos.system("ollama pull phi3")\n', {(2, "phi3", True)}),
        ("a.py", 'import subprocess\nsubprocess.run("ollama run llama3", shell=True)\n', {(2, "llama3", True)}),
        ("a.py", 'cmd = f"ollama pull gemma2 && echo {x}"\n', {(1, "gemma2", True)}),
        ("a.py", 'hint = f"ollama pull {model}"\nprint("then run ollama")\n', set()),
    ],
    "names with Ollama before them, and copies in stores": [
        ("a.yaml", "spec:\n  url: ollama://nomic-embed-text\n", {(2, "nomic-embed-text", True)}),
        ("a.js", 'lm("ollama_chat/llama3.2")\n', {(1, "llama3.2", True)}),
        ("a.yaml", "uri: oss://bucket.example.com/models/Qwen2-7B\n", {(1, "Qwen2-7B", True)}),
        ("a.yaml", "uri: s3://bucket/Llama-3.1-8B-Instruct/\n", {(1, "Llama-3.1-8B-Instruct", True)}),
        ("a.py", 'x = "gs://bucket/weights/gemma-2-2b-it"\n', {(1, "gemma-2-2b-it", True)}),
        ("a.yaml", "uri: s3://bucket/reports/7b\nimage: ollama/ollama\nurl: https://example.com/Qwen2-7B\n", set()),
    ],
    "setters, defaults and constructors": [
        ("a.java", '  .modelName("tinyllama")\n', {(1, "tinyllama", True)}),
        ("a.go", 'llm := localai.New(url).WithModel("mistral")\n', {(1, "mistral", True)}),
        ("a.ts", 'const s = z.object({ model: z.string().default("mistral") });\n', {(1, "mistral", True)}),
        ("a.ts", "const davinci = new OpenAICompletion('text-davinci-003');\n", {(1, "text-davinci-003", True)}),
        ("a.rs", 'let model = arg.model.unwrap_or("llama3".to_string());\n', {(1, "llama3", True)}),
        (
            "A.java",
            "import dev.langchain4j.x;\nclass A { EmbeddingModel m = new AllMiniLmL6V2EmbeddingModel(); }\n",
            {(2, "sentence-transformers/all-MiniLM-L6-v2", True)},
        ),
        ("a.java", '  .title("mistral")\n  .openFile("gpt-4")\n', set()),
    ],
    "calls that take a model by any name": [
        ("a.py", 'import replicate\nout = replicate.run("acme/thing", input={})\n', {(2, "acme/thing", True)}),
        ("a.py", 'import fal_client\nfal_client.subscribe("fal-ai/flux/schnell", arguments={})\n', {(2, "fal-ai/flux/schnell", True)}),
        ("a.py", 'import cv2\nnet = cv2.dnn.readNet("yolov3.weights", "yolov3.cfg")\n', {(2, "yolov3.weights", True)}),
        (
            "a.py",
            'from detectron2 import model_zoo\nw = model_zoo.get_checkpoint_url("COCO-Detection/faster_rcnn_R_50_FPN_3x.yaml")\n',
            {(2, "COCO-Detection/faster_rcnn_R_50_FPN_3x.yaml", True)},
        ),
        ("a.py", 'from transformers import pipeline\nm = pipeline(task="summarization")\n', {(2, "sshleifer/distilbart-cnn-12-6", True)}),
        (
            "a.py",
            'import cv2\nn = cv2.dnn.readNetFromCaffe("deploy.prototxt", "res10_300x300_ssd_iter_140000.caffemodel")\n',
            {(2, "res10_300x300_ssd_iter_140000.caffemodel", True)},
        ),
        ("a.py", 'out = runner.run("acme/thing")\n', set()),
    ],
    "constants that are named as their value, of a library": [
        ("a.scala", 'val deepseek_r1 = "deepseek-r1"\n', {(1, "deepseek-r1", True)}),
        ("a.py", 'KIMI_K2 = "kimi-k2"\n', {(1, "kimi-k2", True)}),
        ("a.go", 'const MistralSmall3_2 = "mistral-small3.2"\n', {(1, "mistral-small3.2", True)}),
        ("a.rs", 'pub const OLMO_3: &str = "olmo-3";\n', {(1, "olmo-3", True)}),
        ("a.ts", "const deepseek_v3_1 = 'deepseek-v3.1';\n", {(1, "deepseek-v3.1", True)}),
        ("a.py", 'R1 = "r1"\nQWEN3 = "qwen3"\n', set()),
    ],
    "members among many surer ones": [
        (
            "a.ts",
            "const dates: Record<string, string> = {\n  'openai/gpt-oss-20b': '1',\n  'Qwen/Qwen3-8B': '2',\n  'zai-org/GLM-5': '3',\n  'google/gemma-2-2b-it': '4',\n  'acme/Inkling': '5',\n};\n",
            {
                (2, "openai/gpt-oss-20b", True),
                (3, "Qwen/Qwen3-8B", True),
                (4, "zai-org/GLM-5", True),
                (5, "google/gemma-2-2b-it", True),
                (6, "acme/Inkling", True),
            },
        ),
        (
            "a.py",
            'MODELS = [\n    "lllyasviel/control_v11p_sd15_canny",\n    "lllyasviel/control_v11p_sd15_seg",\n    "lllyasviel/control_v11p_sd15_depth",\n    "lllyasviel/control_v11p_sd15_pose",\n]\nCHOICES = [\n    "BAAI/bge-m3", "BAAI/bge-large-en", "intfloat/e5-base", "thenlper/gte-base", "acme/words",\n]\n',
            {
                (2, "lllyasviel/control_v11p_sd15_canny", True),
                (3, "lllyasviel/control_v11p_sd15_seg", True),
                (4, "lllyasviel/control_v11p_sd15_depth", True),
                (5, "lllyasviel/control_v11p_sd15_pose", True),
                (8, "BAAI/bge-large-en", True),
                (8, "BAAI/bge-m3", True),
                (8, "acme/words", True),
                (8, "intfloat/e5-base", True),
                (8, "thenlper/gte-base", True),
            },
        ),
        ("a.ts", "const x = ['Qwen/Qwen3-8B', 'acme/a', 'acme/b'];\n", {(1, "Qwen/Qwen3-8B", True)}),
    ],
    "files shared under no name": [
        (
            "a.py",
            'URL_MAP = {"vgg_lpips": "https://heibox.uni-heidelberg.de/f/607503859c864bc1b30b/?dl=1"}\n',
            {(1, "heibox.uni-heidelberg.de/f/607503859c864bc1b30b", True)},
        ),
        (
            "a.py",
            'MODEL_URL = "https://drive.google.com/uc?id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb"\n',
            {(1, "drive.google.com/uc?id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb", True)},
        ),
        (
            "a.yaml",
            "checkpoint: https://drive.google.com/file/d/1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb/view\n",
            {(1, "drive.google.com/file/d/1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb", True)},
        ),
        (
            "a.js",
            "const weights = 'https://drive.google.com/uc?export=download&id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb';\n",
            {(1, "drive.google.com/uc?export=download&id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb", True)},
        ),
        (
            "a.json",
            '{"pretrained_model": "https://drive.google.com/uc?id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb&confirm=t"}\n',
            {(1, "drive.google.com/uc?id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb", True)},
        ),
        (
            "a.py",
            'data_url = "https://drive.google.com/uc?id=1qcr9DbgsX3ryrz2uU8w4Xm3cOrRywXqb"\nURL = "https://heibox.uni-heidelberg.de/f/9f28e956cd304264bb82/?dl=1"\n',
            set(),
        ),
    ],
    "folders that are called as the model": [
        (
            "a.ipynb",
            '{"cells": [{"cell_type": "code", "source": [\n"!torchrun example.py \\\\\\n",\n"   --ckpt_dir llama-2-7b/ \\\\\\n",\n"   --max_batch_size 4\\n"]}]}\n',
            {(3, "llama-2-7b", True)},
        ),
        ("a.yaml", "mountOptions:\n  only-dir: codegemma/codegemma-2b\n", {(2, "codegemma/codegemma-2b", True)}),
        ("a.sh", "python convert.py --model_dir Qwen2.5-7B-Instruct\n", {(1, "Qwen2.5-7B-Instruct", True)}),
        ("a.sh", "torchrun example_chat_completion.py --ckpt_dir llama-2-7b-chat/ --max_seq_len 512\n", {(1, "llama-2-7b-chat", True)}),
        ("a.yaml", "source_folder: mistral/mistral-7b\n", {(1, "mistral/mistral-7b", True)}),
        ("a.yaml", "output_dir: llama-2-7b-mine\nfolder: bert/base\ntype: llama\n", set()),
    ],
    "files of weights in paths that are put together": [
        ("a.rs", 'let p = models_dir.join("ggml-base.en.bin");\n', {(1, "ggml-base.en.bin", True)}),
        ("a.rs", 'let q = dirs::data_dir().join("models").join("phi-2.Q4_K_M.gguf");\n', {(1, "phi-2.Q4_K_M.gguf", True)}),
        ("a.go", 'p := base.Join("yolov8n.onnx")\n', {(1, "yolov8n.onnx", True)}),
        ("a.ts", "const p = dir.join('ggml-tiny-q5_1.bin');\n", {(1, "ggml-tiny-q5_1.bin", True)}),
        ("a.kt", 'val f = cache.join("gemma-2b-it-cpu-int4.bin")\n', {(1, "gemma-2b-it-cpu-int4.bin", True)}),
        ("a.rs", 'let s = names.join("gpt-4");\nlet p = dir.join("model.safetensors");\n', set()),
    ],
    "weights that a package has": [
        ("a.py", "from silero_vad import load_silero_vad\nmodel = load_silero_vad()\n", {(2, "snakers4/silero-vad", True)}),
        ("a.py", 'import stable_whisper\nm = stable_whisper.load_model("base")\n', {(2, "base", True)}),
        ("a.py", 'import stable_whisper\nm = stable_whisper.load_faster_whisper("medium")\n', {(2, "medium", True)}),
        ("a.py", 'import whisper_timestamped as whisper\nm = whisper.load_model("small")\n', {(2, "small", True)}),
        ("a.py", 'import evaluate\nb = evaluate.load("bleurt", "bleurt-base-512", module_type="metric")\n', {(2, "bleurt-base-512", True)}),
        ("a.py", 'from mine import load_silero_vad\nm = load_silero_vad()\nn = mine.load_model("base")\n', set()),
    ],
    "files that torch.hub loads, by the hash in their names": [
        (
            "a.py",
            "model_urls = {\n    'x': get_url('cfanet_fr_kadid_res50-2c4cc61d.pth'),\n}\n",
            {(2, "cfanet_fr_kadid_res50-2c4cc61d.pth", True)},
        ),
        ("a.py", "ckpt_url = BASE + 'LPIPS_v0.1_alex-df73285e.pth'\n", {(1, "LPIPS_v0.1_alex-df73285e.pth", True)}),
        ("a.py", "MODEL_LINKS = ['rdn-c1-x2-bf95274b.pth']\n", {(1, "rdn-c1-x2-bf95274b.pth", True)}),
        ("a.py", "model_config = dict(file='fairface-res34-1a2b3c4d.ckpt')\n", {(1, "fairface-res34-1a2b3c4d.ckpt", True)}),
        ("a.yaml", "model_type: hat-l-srx4-0a1b2c3d.pth\n", {(1, "hat-l-srx4-0a1b2c3d.pth", True)}),
        ("a.py", "save_path = 'run-2c4cc61d.json'\nmodel_url = 'thing-2c4cc61d'\n", set()),
    ],
    "Whisper's English models": [
        ("a.py", "config = {'realtime_model_type': 'tiny.en'}\n", {(1, "tiny.en", True)}),
        ("a.py", "size = 'small.en'\n", {(1, "small.en", True)}),
        ("a.ts", "const kind = 'base.en';\n", {(1, "base.en", True)}),
        ("a.yaml", "stt: medium.en\n", {(1, "medium.en", True)}),
        ("a.sh", "./main -m tiny.en\n", {(1, "tiny.en", True)}),
        ("a.py", "size = 'small'\nlang = 'messages.en'\npath = 'large.en'\n", set()),
    ],
    "names with underscores that have a family, a size and a kind": [
        ("a.py", "bot = 'llama_2_7b_chat'\n", {(1, "llama_2_7b_chat", True)}),
        ("a.ts", "x = 'qwen2_5_72b_instruct';\n", {(1, "qwen2_5_72b_instruct", True)}),
        ("a.md", "We use LLaMA3.1_8b_instruct here.\n", {(1, "LLaMA3.1_8b_instruct", False)}),
        ("a.md", "Then Qwen2.5_math_7b_instruct is asked.\n", {(1, "Qwen2.5_math_7b_instruct", False)}),
        ("a.yaml", "abbr: gemma_2_9b_it\n", {(1, "gemma_2_9b_it", True)}),
        ("a.py", "test = 'llama_7b_chat_template'\nx = 'eval_llama_size_chat'\n", set()),
    ],
    "names with the parameters that are active": [
        ("a.py", "judge_cfg = dict(abbr='x', path='qwen3-235b-a22b-instruct-2507')\n", {(1, "qwen3-235b-a22b-instruct-2507", True)}),
        ("a.py", "a = 'Qwen3-30B-A3B-Instruct-2507'\n", {(1, "Qwen3-30B-A3B-Instruct-2507", True)}),
        ("a.ts", "const a = 'qwen3-vl-30b-a3b-instruct';\n", {(1, "qwen3-vl-30b-a3b-instruct", True)}),
        ("a.yaml", "x: qwen3-coder-30b-a3b-instruct\n", {(1, "qwen3-coder-30b-a3b-instruct", True)}),
        ("a.md", "It asks qwen3-vl-235b-a22b-instruct twice.\n", {(1, "qwen3-vl-235b-a22b-instruct", False)}),
    ],
    "comments of languages with slashes": [
        ("a.swift", "/// Only `dall-e-2` and gpt-image-1 can.\nlet a: Int\n", {(1, "dall-e-2", False), (1, "gpt-image-1", False)}),
        ("a.java", '/*\n * Asks gpt-4o-mini twice.\n */\nString x = "y";\n', {(2, "gpt-4o-mini", False)}),
        ("a.go", "package main\n\n// Ask sends it to gpt-4o-mini.\nfunc Ask() {}\n", {(3, "gpt-4o-mini", False)}),
        ("a.rs", "/// Counts tokens as gpt-3.5-turbo does.\nfn count() {}\n", {(1, "gpt-3.5-turbo", False)}),
        ("a.ts", "// for claude-3-5-sonnet\nconst a = 1;\n", {(1, "claude-3-5-sonnet", False)}),
        ("a.ts", "// utf-8, es-2015 and rfc-3986\nconst a = phi-2 + x-4;\n", set()),
    ],
    "clients whose names begin with a vendor's": [
        ("a.py", "m = OpenAISDKStreaming(path='gpt-3.5-turbo')\n", {(1, "gpt-3.5-turbo", True)}),
        ("a.py", "m = OpenAIChatWrapper('gpt-4o')\n", {(1, "gpt-4o", True)}),
        ("a.py", "m = OpenRouterClient('openai/gpt-4o')\n", {(1, "gpt-4o", True)}),
        ("a.py", "open_file('gpt-4o')\n", set()),
    ],
    "sizes of Whisper under a name that says whose they are": [
        ("compose.yaml", "services:\n  a:\n    environment:\n      WHISPER_MODEL: base\n", {(4, "base", True)}),
        (".env", "WHISPER_MODEL=small\nWHISPER_LANGUAGE=base\n", {(1, "small", True)}),
        ("a.py", "WHISPER_MODEL_SIZE = 'medium'\nwhisper_device = 'base'\n", {(1, "medium", True)}),
        ("a.yaml", "whisper:\n  model: tiny\n  language: base\n", {(2, "tiny", True)}),
        ("a.ts", "const whisperModel = 'large';\n", {(1, "large", True)}),
        ("a.yaml", "model: base\nsize: large\ntheme: small\n", set()),
    ],
    "a file that an f-string writes, with the lines that it has": [
        (
            "a.py",
            'x = f"""\nimport os\nmodels = {{\n    "a": {{"repo": "mlx-community/whisper-tiny"}},\n}}\n"""\n',
            {(4, "mlx-community/whisper-tiny", True)},
        ),
        ("a.py", 'x = """\n{{ y }}\n{{"model": "mlx-community/whisper-tiny"}}\n"""\n', {(3, "mlx-community/whisper-tiny", True)}),
    ],
    "models of spaCy in every language, and what a package is installed from": [
        ("Dockerfile", "RUN python -m spacy download it_core_news_sm\n", {(1, "it_core_news_sm", True)}),
        (
            "a.py",
            '_MODEL_MAP = {\n    "pt": "pt_core_news_sm",\n    "ja": "ja_core_news_sm",\n}\n',
            {(2, "pt_core_news_sm", True), (3, "ja_core_news_sm", True)},
        ),
    ],
    "names of vendors' models as keys of YAML": [
        ("a.yaml", "gpt-3.5-turbo-0613:\n  import: x.yaml\n", {(1, "gpt-3.5-turbo-0613", True)}),
        ("a.yaml", "api_keys:\n  gpt-4-32k:\n    - api_key: x\n", {(2, "gpt-4-32k", True)}),
        ("a.yaml", "my-agent-2:\n  import: x.yaml\n", set()),
    ],
    "weak endings with the precision of numbers": [
        ("a.py", 'model_path = "film_net_fp32.pt"\n', {(1, "film_net_fp32.pt", True)}),
        ("a.py", 'model_path = "film_net.pt"\nx = "film_net_fp32.pt"\n', set()),
    ],
    "schemas of Prisma": [("schema.prisma", 'model Bot {\n  model String @default("gpt-3.5-turbo")\n}\n', {(2, "gpt-3.5-turbo", True)})],
}
ROWS = [(form, *row) for form, rows in FORMS.items() for row in rows]


@pytest.mark.parametrize(("form", "name", "text", "expected"), ROWS, ids=[f"{i}-{name}" for i, (_, name, _, _) in enumerate(ROWS)])
def test_forms(form: str, name: str, text: str, expected: set[tuple[int, str, bool]]) -> None:
    found = [one for one in references(name, text.encode(), WORDS) if one.confidence != WEAK]
    assert {(one.line, one.model, one.use) for one in found} == expected, form
