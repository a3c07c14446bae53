"""Forms of references that several of sixty further projects have, five siblings each, and what looks like them and names no model."""
# ruff: noqa: E501 - the rows of the table read better whole

from __future__ import annotations

import pytest

from checker.scan import WEAK, references
from tests.conftest import SHELF

WORDS = SHELF.finder_words

# file name, content, what is found: (line, model, whether it is used)
FORMS: dict[str, list[tuple[str, str, set[tuple[int, str, bool]]]]] = {
    "lists in files of their own, objects in lists of models, copies by a long name": [
        ("openvino-models.txt", "Qwen/Qwen3-8B\n# small ones\nBAAI/bge-m3\n", {(1, "Qwen/Qwen3-8B", True), (3, "BAAI/bge-m3", True)}),
        ("about-the-model.txt", "Qwen/Qwen3-8B\nBAAI/bge-m3\n", {(1, "Qwen/Qwen3-8B", False), (2, "BAAI/bge-m3", False)}),
        ("a.py", "available_models = ['t5-v1_1-xxl']\n", {(1, "t5-v1_1-xxl", True)}),
        ("a.ts", 'const availableRerankerModels = [\n  {\n    id: "bge-reranker-large",\n  },\n];\n', {(3, "bge-reranker-large", True)}),
        ("a.ts", 'const rows = [\n  {\n    id: "bge-reranker-large",\n  },\n];\n', set()),
        ("a.py", 'model = "codechat-bison"\n', {(1, "codechat-bison", True)}),
        ("a.py", 'vae = load_vae("./pretrained_model/sd-vae-ft-mse")\n', {(1, "sd-vae-ft-mse", True)}),
        ("a.json", '{"model": "glm-4.7__key_2"}\n', set()),
    ],
    "options that commas join, and what a run has written": [
        ("a.sh", 'gcloud ai custom-jobs create --args="train.py,--model_name=acme/thing-7b,--seed=1"\n', {(1, "acme/thing-7b", True)}),
        (
            "deploy.sh",
            "gcloud run deploy x --set-env-vars='URLS=[\"https://a.b\"],XAI_MODEL=grok-4-1-fast-reasoning,ENV=prod'\n",
            {(1, "grok-4-1-fast-reasoning", True)},
        ),
        ("script/download-weights", '#!/usr/bin/env python\nm = AutoModel.from_pretrained("acme/thing")\n', {(2, "acme/thing", True)}),
        ("bin/install", "#!/bin/sh\nollama pull llama3.2\n", {(2, "llama3.2", True)}),
        ("bin/installer", "#!/bin/sh\nollama pull llama3.2\n", set()),  # a name like any other
        ("eval/runs/a/summary.json", '{"model": "microsoft/phi-4"}\n', {(1, "microsoft/phi-4", False)}),
        ("training-output/samples.jsonl", '{"model": "microsoft/phi-4"}\n', {(1, "microsoft/phi-4", False)}),
        ("outputs/run.yaml", "model: microsoft/phi-4\n", {(1, "microsoft/phi-4", True)}),  # may be what is run next
    ],
    "recipes of images for clusters, and files of prices and limits": [
        ("tool.def", "%post\n    wget https://huggingface.co/acme/thing/resolve/main/thing.gguf\n", {(2, "acme/thing", True)}),
        ("symbols.def", "LIBRARY thing\nEXPORTS\n  run\n", set()),
        ("src/model-limits.ts", "export const LIMITS = { model: 'gpt-4o' };\n", {(1, "gpt-4o", False)}),
        ("seed_pricing.sql", "INSERT INTO rates (model) VALUES ('gpt-4o');\n", {(1, "gpt-4o", False)}),
        ("limits_of_use.ts", "export const LIMITS = { model: 'gpt-4o' };\n", {(1, "gpt-4o", True)}),
    ],
    "a version and what services call their models": [
        ("a.py", "cfg = {'model': 'qwen3.5-plus'}\n", {(1, "qwen3.5-plus", True)}),
        ("a.ts", "const model = 'flux-2-max';\n", {(1, "flux-2-max", True)}),
        ("a.yaml", "model: qwen3-tts-flash\n", {(1, "qwen3-tts-flash", True)}),
        ("a.json", '{"defaultModelId": "deepseek-v4-flash:0731"}\n', {(1, "deepseek-v4-flash:0731", True)}),
        ("a.py", 'QWEN35_PLUS = "qwen3.5-plus"\n', {(1, "qwen3.5-plus", True)}),
        ("a.py", 'model = "qwen3-gateway"\nQWEN2_VL = "qwen2-vl"\nmodel = "llama3.internal:8080"\n', set()),
    ],
    "a version behind an underscore": [
        ("a.py", 'model = "MiniCPM-V-2_6"\n', {(1, "MiniCPM-V-2_6", True)}),
        ("a.py", 'LLM_MODEL = "openchat_3.5"\n', {(1, "openchat_3.5", True)}),
        ("a.json", '{"model_name": "phi-1_5"}\n', {(1, "phi-1_5", True)}),
        ("a.yaml", "checkpoint: RealVisXL_V4.0\n", {(1, "RealVisXL_V4.0", True)}),
        ("a.toml", 'model = "MiniCPM-o-2_6"\n', {(1, "MiniCPM-o-2_6", True)}),
        (
            "a.py",
            'model = "swin2b24_384"\nmodel = "qwen3_5"\nmodel = "Qwen3_5ForConditionalGeneration"\nmodel = "gpt_4o_template"\n',
            set(),
        ),
    ],
    "a size behind the family, or last, and English ones of Whisper": [
        ("a.py", 'model = "bart-large-cnn"\n', {(1, "bart-large-cnn", True)}),
        ("a.py", 'model_name = "trocr-base-printed"\n', {(1, "trocr-base-printed", True)}),
        ("a.json", '{"model": "blip-image-captioning-base"}\n', {(1, "blip-image-captioning-base", True)}),
        ("a.yaml", "model: whisper-base.en\n", {(1, "whisper-base.en", True)}),
        ("a.ts", "const embeddingModel = 'multilingual-e5-base';\n", {(1, "multilingual-e5-base", True)}),
        ("a.py", 'model = "faster-whisper"\nmodel = "large-bart-service"\nname = "bart-large-cnn"\nx: str = "smaller/faster"\n', set()),
    ],
    "families whose spelling is neither small nor large": [
        ("a.ts", 'defaultModelId: "LongCat-2.0",\n', {(1, "LongCat-2.0", True)}),
        ("a.py", 'model = "QwQ-32B"\n', {(1, "QwQ-32B", True)}),
        ("a.py", 'model = "MythoMax-13B"\n', {(1, "MythoMax-13B", True)}),
        ("a.yaml", "model: CosyVoice2-0.5B\n", {(1, "CosyVoice2-0.5B", True)}),
        ("a.py", 'model = "e5-base-v2"\nmodel = "stable-diffusion-v1-5"\n', {(1, "e5-base-v2", True), (2, "stable-diffusion-v1-5", True)}),
        ("a.py", 'x = "stable-diffusion-webui"\nmodel = "LongCat"\ny = "QwQ and MiMo"\n', set()),
    ],
    "newer families and names of services": [
        ("a.py", 'data = {"model_id": "scribe_v1"}\n', {(1, "scribe_v1", True)}),
        ("a.ts", 'const body = { model: "speech-2.8-hd" };\n', {(1, "speech-2.8-hd", True)}),
        ("a.py", 'requests.post(u, json={"model": "sonar"})\n', {(1, "sonar", True)}),
        ("a.json", '{"model": "medgemma-4b-it", "judge": "x"}\n', {(1, "medgemma-4b-it", True)}),
        (
            "a.yaml",
            "rerankingModel: amazon.rerank-v1:0\nvideo_model: lyria-3-pro-preview\nllm: kimi-k3\n",
            {(1, "amazon.rerank-v1:0", True), (2, "lyria-3-pro-preview", True), (3, "kimi-k3", True)},
        ),
        ("a.py", 'a = "sonar"\nb = "speech-to-text"\nc = "--cohere-transcribe-use-itn"\nd = "kimi-key"\n', set()),
    ],
    "the id of what a constructor makes for a model": [
        ("a.py", 'a = Agent(model=DeepSeek(id="deepseek-v4-flash"))\n', {(1, "deepseek-v4-flash", True)}),
        ("a.py", 'a = Agent(model=Ollama(id="phi4"))\n', {(1, "phi4", True)}),
        ("a.py", 'k = Knowledge(embedder=OllamaEmbedder(id="nomic-embed-text"))\n', {(1, "nomic-embed-text", True)}),
        ("a.ts", "const a = new Agent({ model: new Groq({ id: 'deepseek-r1-distill' }) });\n", {(1, "deepseek-r1-distill", True)}),
        ("a.py", 'team = Team(reasoning_model=AzureAIFoundry(id="Phi-4"))\n', {(1, "Phi-4", True)}),
        ("a.py", 'a = Agent(tool=Search(id="deepseek-v4-flash"))\nb = Agent(Runner(id="phi-4-runner"))\n', set()),
    ],
    "a folder that is called as the model": [
        ("a.py", 'm = AutoModel(model_dir="pretrained_models/CosyVoice2-0.5B")\n', {(1, "CosyVoice2-0.5B", True)}),
        ("a.py", 'p.add_argument("--model-dir", default="./CosyVoice2-0.5B")\n', {(1, "CosyVoice2-0.5B", True)}),
        ("a.sh", 'MODEL_PATH=${MODEL_PATH:-"${DATA}/models/Qwen3-4B"}\n', {(1, "Qwen3-4B", True)}),
        ("a.py", 'model_path = "tools/asr/models/faster-whisper-large-v3-turbo"\n', {(1, "faster-whisper-large-v3-turbo", True)}),
        ("a.yaml", "model_dir: /data/Qwen3-8B\n", {(1, "Qwen3-8B", True)}),
        (
            "a.py",
            'save_dir = "./out/Qwen3-8B"\nmodel_path = "models/train/checkpoint-500"\nmodel_dir = "./models/mine"\nlog_dir = "runs/llama-7b"\n',
            set(),
        ),
    ],
    "packed files": [
        ("a.rs", 'let url = "https://blob.example.net/canary-1b-v2.tar.gz";\n', {(1, "blob.example.net/canary-1b-v2.tar.gz", True)}),
        (
            "a.py",
            'ARCHIVE = "sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8.tar.bz2"\n',
            {(1, "sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8.tar.bz2", True)},
        ),
        ("a.kt", 'val file = "whisper-tiny-en.tar.bz2"\n', {(1, "whisper-tiny-en.tar.bz2", True)}),
        ("a.json", '{"archive": "moonshine-base-int8.zip"}\n', {(1, "moonshine-base-int8.zip", True)}),
        ("a.go", 'const archive = "vits-small-zh.tar.gz"\n', {(1, "vits-small-zh.tar.gz", True)}),
        (
            "a.sh",
            "tar xvf sherpa-onnx-whisper-tiny.tar.bz2\nrm sherpa-onnx-whisper-tiny.tar.bz2\nF=coco128.zip\nG=llama-linux-small.zip\n",
            set(),
        ),
    ],
    "a family with its version before any ending of weights": [
        ("a.py", 'REGISTRY = [("yolov8", "YOLOv8", "yolov8n.pt")]\n', {(1, "yolov8n.pt", True)}),
        ("a.json", '{"widgets_values": ["face_yolov8m.pt"]}\n', {(1, "face_yolov8m.pt", True)}),
        ("a.py", 'w = torch.load("yolov7-w6-pose.pt")\n', {(1, "yolov7-w6-pose.pt", True)}),
        ("a.py", 'x = "sam2_hiera_small.pt"\n', {(1, "sam2_hiera_small.pt", True)}),
        ("a.cpp", 'auto n = "yolov5s.bin";\n', {(1, "yolov5s.bin", True)}),
        ("a.py", 'e = "yolo11n.engine"\na = "flow.pt"\nb = "data_v2.bin"\nc = "spk2info.pt"\n', set()),
    ],
    "what is the default of a field of a form": [
        ("a.py", 'F = {"fields": [{"key": "m", "default": "MiniMax-M3"}]}\n', {(1, "MiniMax-M3", True)}),
        ("a.json", '{"fields": [{"name": "llm", "default": "gpt-4o-mini"}]}\n', {(1, "gpt-4o-mini", True)}),
        ("a.ts", "const form = { fields: [{ id: 'm', options: ['gemini-2.5-flash'] }] };\n", {(1, "gemini-2.5-flash", True)}),
        ("a.yaml", "fields:\n  - key: llm\n    default: Qwen/Qwen3-32B\n", {(3, "Qwen/Qwen3-32B", True)}),
        ("a.js", "export default { columns: [{ key: 'm', value: 'glm-4-flash' }] };\n", {(1, "glm-4-flash", True)}),
        ("a.json", '{"fields": ["acme/thing"], "columns": [{"name": "llama-7b"}]}\n', set()),
    ],
    "from one kind of thing to another": [
        ("a.php", "enum A: string { case SpeechToText = 'whisper-1'; }\n", {(1, "whisper-1", True)}),
        ("a.py", 'conf = {"text_to_image": "dall-e-2"}\n', {(1, "dall-e-2", True)}),
        ("a.yaml", "speech_to_text: gpt-4o-transcribe\n", {(1, "gpt-4o-transcribe", True)}),
        ("a.ts", "const defaults = { imageToText: 'gpt-4o' };\n", {(1, "gpt-4o", True)}),
        ("a.json", '{"image_to_image": "gpt-image-1"}\n', {(1, "gpt-image-1", True)}),
        ("a.json", '{"text": "gpt-4o", "image": "acme/llama-3-8b"}\n', set()),
    ],
    "files of Whisper without their ending": [
        ("a.swift", 'let m = Model(name: "ggml-large-v3-turbo")\n', {(1, "large-v3-turbo", True)}),
        ("a.swift", 'let m = Model(name: "ggml-large-v3-turbo-q5_0")\n', {(1, "large-v3-turbo", True)}),
        ("a.cs", 'var name = type switch { G.LargeV2 => "ggml-large-v2", _ => "" };\n', {(1, "large-v2", True)}),
        ("a.json", '{"model": "ggml-base.en"}\n', {(1, "base.en", True)}),
        ("a.kt", 'val model = "ggml-tiny"\n', {(1, "tiny", True)}),
        ("a.py", 'target = "ggml-base"\nlib = "ggml-cpu"\nx = "ggml-small"\n', set()),
    ],
    "names of timm and of facexlib": [
        ("a.json", '{"timm_model_name": "swin_base_patch4_window7_224"}\n', {(1, "swin_base_patch4_window7_224", True)}),
        ("a.yaml", "backbone: vit_base_patch16_224\n", {(1, "vit_base_patch16_224", True)}),
        ("a.py", 'model_name = "beit_large_patch16_512.in22k_ft_in22k_in1k"\n', {(1, "beit_large_patch16_512.in22k_ft_in22k_in1k", True)}),
        ("a.py", 'helper = Helper(det_model="retinaface_resnet50")\n', {(1, "retinaface_resnet50", True)}),
        ("a.py", 'encoder = "vit_small_patch16_dinov3.lvd1689m"\n', {(1, "vit_small_patch16_dinov3.lvd1689m", True)}),
        ("a.py", 'model = "mae_vit_base_patch16"\nx = "vit_base_patch16_224"\nmodel = "swin2_base_384"\n', set()),
    ],
    "what is told of a model": [
        ("a.rs", 'ModelInfo {\n    filename: "ggml-small.bin".to_string(),\n}\n', {(2, "ggml-small.bin", True)}),
        ("a.rs", 'ModelInfo {\n    id: "canary-180m-flash".to_string(),\n}\n', {(2, "canary-180m-flash", True)}),
        ("a.ts", 'const modelInfo = { file: "whisper-medium-q4_1.bin" };\n', {(1, "whisper-medium-q4_1.bin", True)}),
        ("a.py", 'model_config["path"] = "/edgetpu_model.tflite"\n', {(1, "edgetpu_model.tflite", True)}),
        ("a.yaml", "model_args:\n  path: facenet_v2.pb\n", {(2, "facenet_v2.pb", True)}),
        ("a.yaml", "vLLMLoRAConfig:\n  name: vllm-llama3-1b-instruct-adapters\n", set()),
    ],
    "names with a size wherever they stand": [
        ("a.php", "return [\n    'gpt-oss-20b' => ['class' => Gpt::class],\n];\n", {(2, "gpt-oss-20b", True)}),
        ("a.py", 'SIZES = {"InternVL2-8B": 32}\n', {(1, "InternVL2-8B", True)}),
        ("a.swift", 'let versions = ["parakeet-tdt-0.6b-v3": .v3]\n', {(1, "parakeet-tdt-0.6b-v3", True)}),
        ("a.py", 'class S:\n    id: str = "Meta-Llama-3.1-8B-Instruct"\n', {(2, "Meta-Llama-3.1-8B-Instruct", True)}),
        ("a.ts", 'if (name === "qwen3-30b-a3b-instruct") go();\n', {(1, "qwen3-30b-a3b-instruct", True)}),
        ("a.py", 'X = {"llama-service": 1, "qwen3-8b": 2}\nmeta = "meta-8b-instruct"\n', set()),
    ],
    "a default some lines below the name of its setting": [
        (
            "a.ts",
            "const x = [{\n  name: 'modelName',\n  type: 'options',\n  load: 'list',\n  default: 'llama3.1-8b'\n}]\n",
            {(5, "llama3.1-8b", True)},
        ),
        (
            "a.json",
            '[{\n  "name": "llm",\n  "type": "string",\n  "label": "x",\n  "default": "deepseek-v4-flash"\n}]\n',
            {(5, "deepseek-v4-flash", True)},
        ),
        (
            "a.yaml",
            "- name: EMBEDDING_MODEL\n  type: string\n  required: true\n  value: bge-large-zh-v1.5\n",
            {(4, "bge-large-zh-v1.5", True)},
        ),
        ("a.ts", "const x = {\n  key: 'chatModel',\n  kind: 'select',\n  defaultValue: 'qwen3.5-plus'\n}\n", {(4, "qwen3.5-plus", True)}),
        ("a.yaml", "- name: model\n  label: x\n  type: string\n  default: phi-1_5\n", {(4, "phi-1_5", True)}),
        ("a.yaml", "- name: title\n  type: string\n  required: true\n  value: bge-large-zh-v1.5\n", set()),
    ],
    "a model for each kind of what goes in or comes out": [
        # one line as several: what is the default of a model, and what of a service; a family that is an architecture
        ("a.json", '{"service": {"default": "mistral-7b"}, "llm": {"default": "kokoro-v1_0"}}', {(1, "kokoro-v1_0", True)}),
        ("a.rb", 'x = { model: "qwen2", model_info: { "architecture" => "qwen2" } }\n', {(1, "qwen2", True)}),
        # called as the model that it is handed, which no other place says of it
        ("a.py", 'm = KittenTTS("acme/kitten-tts-nano-0.2")\nn = PyTorch("pytorch/pytorch")\n', {(1, "acme/kitten-tts-nano-0.2", True)}),
        ("a.py", 'm = Model("vosk-model-small-xx-0.22")\n', {(1, "vosk-model-small-xx-0.22", True)}),
        (
            "a.tf",
            'module "hf" {\n  source = "acme/sagemaker-huggingface/aws"\n  model_id = "deepset/deberta-v3-x"\n}\n',
            {(3, "deepset/deberta-v3-x", True)},
        ),
        ("a.yaml", "request_adapters:\n  - default_planning_request_adapters/ResolveConstraintFrames\n", set()),
        # keys are models whatever is said of them; what is cloned into a folder, and where one goes, is none
        ("a.py", 'PROMPTS = {"BAAI/bge-m3-x": "Given a query"}\n', {(1, "BAAI/bge-m3-x", True)}),
        ("a.sh", "cd stable-diffusion-webui\ngit clone https://github.com/a/b.git extensions/sd-webui-controlnet\n", set()),
        ("a.sh", "git clone https://huggingface.co/acme/thing-7b models/thing\n", {(1, "acme/thing-7b", True)}),
        # a version is no step of training; whose model it is, its place says before the file does
        ("a.json", '{"ckpt_name": "ace_step_1.5_turbo.safetensors"}', {(1, "ace_step_1.5_turbo.safetensors", True)}),
        (".env", "OLLAMA_HOST=http://localhost:11434\nWHISPER_MODEL=tiny\n", {(2, "tiny", True)}),
        ("appsettings.json.copy", '{"ModelName": "gpt-4o-mini"}', {(1, "gpt-4o-mini", True)}),
        (  # one for each use, under words of the project's own
            "a.json",
            '{"models": {"fast": "kokoro-v1_0", "mine": "mistral-7b", "family": "mistral-7b", "name": "mistral-7b", "label": "mistral-7b"}}',
            {(1, "kokoro-v1_0", True), (1, "mistral-7b", True)},
        ),
        ("a.yml", 'apis:\n  ollama:\n    models:\n      "llama3":\n        max: 1\n', {(4, "llama3", True)}),
        ("a.yml", 'classes:\n  ollama:\n    providers:\n      "llama3":\n        max: 1\n', set()),
        (
            "a.yaml",
            "models:\n  text: gpt-4o\n  image: dall-e-3\n  audio: whisper-1\n",
            {(2, "gpt-4o", True), (3, "dall-e-3", True), (4, "whisper-1", True)},
        ),
        (
            "a.json",
            '{"embedding_models": {\n  "image": "sentence-transformers/clip-ViT-B-32"\n}}\n',
            {(2, "sentence-transformers/clip-ViT-B-32", True)},
        ),
        (
            "a.toml",
            '[default_models]\ntext = "qwen2.5:14b"\nvideo = "veo-3.0-generate-preview"\n',
            {(2, "qwen2.5:14b", True), (3, "veo-3.0-generate-preview", True)},
        ),
        (
            "a.yaml",
            "models:\n  - image: vllm/vllm-openai:latest\n  - image: ollama/ollama\n  - image: nginx:1.27\n    text: a fine one\n",
            set(),
        ),
        ("a.yaml", "model:\n  image: registry.internal/llama3:8b\n", set()),
    ],
    "what looks like a name and is none": [
        ("a.sh", "ls -lh *.onnx\nmv *.int8.onnx x/\nrm *.safetensors\n", set()),
        ("a.gradle", "namespace 'com.k2fsa.sherpa.onnx'\napplicationId \"com.k2fsa.sherpa.onnx\"\n", set()),
        ("a.py", 'CHAT_MODEL_PREFIXES = ("gpt-", "o1", "o3")\nMODEL_FAMILIES = {"bert", "nomic-bert"}\n', set()),
        ("a.py", 'url = "https://huggingface.co/oauth/authorize"\n', set()),
        ("docs.yml", "- page: x\n  slug: integrations/claude-code\n- slug: guides/llama-3\n", set()),
        (
            "a.py",
            'm = load("org.thing.onnx")\nn = load("models/com.onnx", model="io.v2.onnx")\n',
            {(2, "com.onnx", True)},
        ),
    ],
    "Vim script": [
        ("a.vim", 'let g:ai_chat = {\n\\  "model": "gpt-4o",\n\\  "max_tokens": 9,\n\\}\n', {(2, "gpt-4o", True)}),
        ("a.vim", "let g:gutentags_model = 'claude-3-5-sonnet-20241022'\n", {(1, "claude-3-5-sonnet-20241022", True)}),
        (".vimrc", 'let g:llama_model = "qwen2.5-coder:7b" " what completes\n', {(1, "qwen2.5-coder:7b", True)}),
        ("a.vim", '" the default is "gpt-4o"\n  "let g:model = "gpt-4o-mini"\n', {(1, "gpt-4o", False), (2, "gpt-4o-mini", False)}),
        ("a.vim", 'let g:colors_name = "llama"\nPlug "mistral/llama.vim"\n', set()),
    ],
    "kinds of files": [
        ("a.prompt", "---\nmodel: googleai/gemini-2.5-pro\n---\nSay it.\n", {(2, "gemini-2.5-pro", True)}),
        ("a.ejs", '<option value="gpt-4o" <%= x %>>GPT</option>\n', {(1, "gpt-4o", False)}),
        ("a.html.twig", "<b>'gpt-4.1'</b>\n", {(1, "gpt-4.1", False)}),
        ("_default_template_yaml", 'metadata:\n  judge_model_name: "gpt-4-0613"\n', {(2, "gpt-4-0613", True)}),
        ("small.Modelfile", "FROM qwen2.5:14b\nPARAMETER num_ctx 32768\n", {(1, "qwen2.5:14b", True)}),
        ("a.ejs", "<% include parts/whisper %>\n", set()),
    ],
    "what a program says to people in their languages is no use": [
        (
            "src/i18n/locales/de.json",
            '{"model": "gpt-4o", "name": "claude-3-opus-20240229"}\n',
            {(1, "gpt-4o", False), (1, "claude-3-opus-20240229", False)},
        ),
        ("app/translations/fr.yaml", "model: gpt-4o\n", {(1, "gpt-4o", False)}),
        ("locale/de/app.ts", "const model = 'gpt-4o';\n", {(1, "gpt-4o", False)}),
        ("src/locales/en/index.js", "export const model = 'gpt-4o';\n", {(1, "gpt-4o", False)}),
        ("locality/a.json", '{"model": "gpt-4o"}\n', {(1, "gpt-4o", True)}),
        ("src/translations.py", "model = 'gpt-4o'\n", {(1, "gpt-4o", True)}),
    ],
    "models among tools": [
        (
            "a.ts",
            "const c = {\n  tools: [\n    { id: 'Qwen/Qwen2-72B-Instruct', name: 'Q' },\n  ],\n};\n",
            {(3, "Qwen/Qwen2-72B-Instruct", True)},
        ),
        ("a.py", 'c = {"tools": [{"id": "Qwen/Qwen2-7B-Instruct"}]}\n', {(1, "Qwen/Qwen2-7B-Instruct", True)}),
        ("a.json", '{"functions": {"default": "BAAI/bge-m3"}}\n', {(1, "BAAI/bge-m3", True)}),
        ("a.yaml", "methods:\n  - id: openai/whisper-large-v3\n", {(2, "openai/whisper-large-v3", True)}),
        ("a.ts", "const tools = ['read_file', 'web/search'];\n", set()),
    ],
    "weights that a library knows by name": [
        ("a.py", "model = dict(pretrained='open-mmlab://vgg16_caffe')\n", {(1, "vgg16_caffe", True)}),
        ("a.py", "model = dict(pretrained='torchvision://resnet50')\n", {(1, "resnet50", True)}),
        (
            "a.py",
            "c = dict(init_cfg=dict(type='Pretrained', checkpoint='open-mmlab://detectron2/resnet50_caffe'))\n",
            {(1, "detectron2/resnet50_caffe", True)},
        ),
        ("a.yaml", "pretrained: torchvision://resnet101\n", {(1, "resnet101", True)}),
        ("a.py", "url = 'torchvision://'\n", set()),
    ],
    "weights by where they lie": [
        (
            "a.py",
            'U = {"a": "https://github.com/acme/Matcha-TTS-checkpoints/releases/download/v1.0/generator_v1"}\n',
            {(1, "github.com/acme/Matcha-TTS-checkpoints", True)},
        ),
        (
            "a.py",
            'url = "https://github.com/acme/onnx/releases/download/asr-models/sense-voice-zh-2024-07-17.tar.bz2"\n',
            {(1, "github.com/acme/onnx", True)},
        ),
        (
            "a.py",
            'm = Predictor.from_path("https://storage.googleapis.com/acme-public-models/attention-2020.04.09.tar.gz")\n',
            {(1, "storage.googleapis.com/acme-public-models/attention-2020.04.09.tar.gz", True)},
        ),
        ("a.py", 'base_url = "https://openaipublic.blob.core.windows.net/gpt-2/models"\n', {(1, "gpt-2", True)}),
        (
            "a.py",
            'torch.hub.load_state_dict_from_url("https://acme.org/rvm_fp32.torchscript")\n',
            {(1, "acme.org/rvm_fp32.torchscript", True)},
        ),
        (
            "a.py",
            'a = "https://github.com/tensorflow/models/archive/main.zip"\nb = "https://github.com/acme/models/releases/download/v1/train_data.zip"\n'
            'c = "https://acme.org/models/app-linux.tar.gz"\nd = "https://acme.org/files/report.zip"\n',
            set(),
        ),
    ],
    "a file that repositories have beside their weights": [
        (
            "a.rs",
            'let m = F { tokenizer: "openai/clip-vit-base-patch32/tokenizer.json".to_string() };\n',
            {(1, "openai/clip-vit-base-patch32", True)},
        ),
        ("a.py", 'config = load("google/vit-base-patch16-224/config.json")\n', {(1, "google/vit-base-patch16-224", True)}),
        ("a.py", 'x = "openai/models/azure.ts"\ny = "configs/clip-vit-base/config.json"\nz = "google/vit-base/train.json"\n', set()),
    ],
    "what stands under a card, and what is returned": [
        (
            "a.py",
            'models = {"a": {"model_card": "acme/SNLI_roberta-base", "n": 0}, "b": {"model_card": "acme/albert-base-mnli", "n": 1}}\n',
            {(1, "acme/SNLI_roberta-base", True), (1, "acme/albert-base-mnli", True)},
        ),
        (
            "a.swift",
            'func m(for provider: String) -> [String] {\n  switch provider {\n  default: return ["gpt-4.1"]\n  }\n}\n',
            {(3, "gpt-4.1", True)},
        ),
        ("a.swift", 'init() {\n  self.repo = "parakeet-tdt-0.6b-v3-coreml"\n}\n', {(2, "parakeet-tdt-0.6b-v3-coreml", True)}),
        ("a.py", 'card = "acme/report-base"\nprovider = "gpt-4.1-gateway"\n', set()),
    ],
    "what a library or a service has by name": [
        (
            "a.py",
            "from haystack_integrations.components.embedders.ollama import OllamaTextEmbedder\np.add_component('e', OllamaTextEmbedder())\n",
            {(2, "nomic-embed-text", True)},
        ),
        ("a.py", "def f(model_id: str = 'sonic-3'): pass\n", {(1, "sonic-3", True)}),
        ("a.json", '{"settings": {"model": "wd-v1-4-moat-tagger-v2"}}\n', {(1, "wd-v1-4-moat-tagger-v2", True)}),
        (
            "a.py",
            "from haystack_integrations.components.embedders.ollama import OllamaTextEmbedder\nOllamaTextEmbedder(model=NAME)\ntitle = 'sonic-boom'\n",
            set(),
        ),
    ],
    "data sets of a call, constants of one's own, names of types": [
        ("a.py", 't = Task(hf_repo="acme/GPT3_words", hf_subset="a", evaluation_splits=["test"])\n', set()),
        ("a.py", 'm = Model(hf_repo="acme/GPT3_words", hf_revision="main")\n', {(1, "acme/GPT3_words", True)}),
        (
            "A.java",
            'package a;\nimport java.util.List;\npublic enum ModelEnum {\n  A("gpt-3.5-turbo", ModelEnum.GPT_3_5, KeySceneEnum.GPT_3_5);\n}\n',
            {(4, "gpt-3.5-turbo", True)},
        ),
        ("A.java", "package a;\nimport java.util.List;\nclass A { void f() { b.model(ChatModel.GPT_4_1); } }\n", {(3, "gpt-4.1", True)}),
        ("a.swift", 'let types = [UTType("com.npc-pet.Chats.gguf") ?? .data]\n', set()),
    ],
    "R": [
        ("models.R", 'model <- getOption("rollama_model", default = "llama3.1")\n', {(1, "llama3.1", True)}),
        (
            "a.R",
            'model <- "gpt-4o-mini"\nemb <- "text-embedding-3-small"\n',
            {(1, "gpt-4o-mini", True), (2, "text-embedding-3-small", True)},
        ),
        ("vignettes/a.Rmd", '```{r}\nchat(q, model = "gpt-oss:120b")\n```\n', {(2, "gpt-oss:120b", False)}),
        ("README.Rmd", '```{r}\nchat(q, model = "gpt-oss:120b")\n```\n', {(2, "gpt-oss:120b", False)}),
        ("analysis.Rmd", '```{r}\nchat(q, model = "gpt-oss:120b")\n```\n', {(2, "gpt-oss:120b", True)}),
        ("a.go", "x := <-models\nif a <-b { }\n", set()),
    ],
    "addresses without a publisher, and models in a project's own releases": [
        ("a.cs", 'string defaultEndpoint => "https://api-inference.huggingface.co/models/t5-base";\n', {(1, "t5-base", True)}),
        (
            "a.py",
            'urls = {"small": "https://github.com/acme/mace-mp/releases/download/mp_0/2023-12-10-mace-128-L0_epoch-249.model"}\n',
            {(1, "github.com/acme/mace-mp", True)},
        ),
        ("a.py", 'url = "https://github.com/acme/mace/raw/main/models/ani500k_large.model"\n', {(1, "github.com/acme/mace", True)}),
        ("a.py", 'a = "https://github.com/acme/x/raw/main/tokenizer.model"\nb = "https://acme.org/big.model"\n', set()),
    ],
    "upscalers by their names, and what is named alike": [
        (
            "a.json",
            '{"model": {"options": ["4x-AnimeSharp", "4x_NMKD-Siax_200k"]}}\n',
            {(1, "4x-AnimeSharp.pth", True), (1, "4x_NMKD-Siax_200k.pth", True)},
        ),
        ("a.py", 'upscaler = "4x-UltraSharp"\n', {(1, "4x-UltraSharp.pth", True)}),
        ("a.ts", "export const K_MODEL_SUBDIR = 'tts/kokoro';\nconst scale = '4x-zoom';\n", set()),
    ],
    "two packages have a class of that name": [
        ("a.py", "from langchain.llms import OpenAI\nx = agent(OpenAI(temperature=0), d)\n", {(2, "gpt-3.5-turbo-instruct", True)}),
        (
            "a.js",
            'import { OpenAI } from "langchain/llms/openai";\nconst m = new OpenAI({ temperature: 0 });\n',
            {(2, "gpt-3.5-turbo-instruct", True)},
        ),
        ("a.py", "from openai import OpenAI\nx = OpenAI(api_key=KEY)\n", set()),
        ("a.js", 'import OpenAI from "openai";\nimport { x } from "langchain";\nconst m = new OpenAI({ apiKey: k });\n', set()),
    ],
    "what stands in fixtures is no use": [
        ("jest/fixtures/models.ts", "export const m = [{ id: 'bartowski/Qwen3-1.7B-GGUF' }];\n", {(1, "bartowski/Qwen3-1.7B-GGUF", False)}),
        ("src/fixture.ts", "export const m = [{ id: 'bartowski/Qwen3-1.7B-GGUF' }];\n", {(1, "bartowski/Qwen3-1.7B-GGUF", True)}),
    ],
    "what a table of costs, a page about it and an example name is no use": [
        ("a.json", '{\n  "rates": {\n    "gpt-4o": "30000 per 1 minute"\n  }\n}\n', {(3, "gpt-4o", False)}),
        (
            "a.json",
            '{"ReadmeUrl": "https://huggingface.co/openai/whisper-small/blob/main/README.md"}\n',
            {(1, "openai/whisper-small", False)},
        ),
        ("a.json", '{"Url": "https://huggingface.co/openai/whisper-small"}\n', {(1, "openai/whisper-small", True)}),
        ("a.py", 'model: str = Field(examples=["mixtral-8x7b-instruct"])\n', {(1, "mixtral-8x7b-instruct", False)}),
        ("Menu.stories.tsx", 'const a = { model: "gpt-4o" };\n', {(1, "gpt-4o", False)}),
        ("a.rs", '#[test]\nfn a() { let r = R { model: "gpt-4o".to_string() }; }\n', {(2, "gpt-4o", False)}),
    ],
    "files beside a repository, volumes, constants for a repository": [
        (
            "a.py",
            'base = "https://huggingface.co/acme/voice/resolve/main"\nFILES = [\n    "f0D32k.pth",\n    "f0D40k.pth",\n'
            + '    "x.txt",\n' * 12
            + '    "f0G48k.pth",\n]\n',
            {(1, "acme/voice", True), (3, "f0D32k.pth", True), (4, "f0D40k.pth", True), (17, "f0G48k.pth", True)},
        ),
        ("a.py", 'm = RMVPE("assets/rmvpe/rmvpe.pt")\n', {(1, "rmvpe.pt", True)}),
        ("a.yaml", 'uri: "pvc+hf://model-pvc/meta-llama/Llama-3.1-8B-Instruct"\n', {(1, "meta-llama/Llama-3.1-8B-Instruct", True)}),
        ("a.py", 'REPO_ID = "ResembleAI/chatterbox"\n', {(1, "ResembleAI/chatterbox", True)}),
        ("a.py", 'DATASET_REPO_ID = "acme/chatter"\nf = f"opt_{step}.pth"\n', set()),
        (
            "a.py",
            'C = {"hf_repo": "acme/gpt-tests", "hf_avail_splits": ["train"]}\ndef f(hf_repo="acme/gpt-eval", hf_subset=None): pass\n',
            set(),
        ),
    ],
}
ROWS = [(form, *row) for form, rows in FORMS.items() for row in rows]


@pytest.mark.parametrize(("form", "name", "text", "expected"), ROWS, ids=[f"{i}-{name}" for i, (_, name, _, _) in enumerate(ROWS)])
def test_forms(form: str, name: str, text: str, expected: set[tuple[int, str, bool]]) -> None:
    found = [one for one in references(name, text.encode(), WORDS) if one.confidence != WEAK]
    assert {(one.line, one.model, one.use) for one in found} == expected, form
