"""From a model to its license: names, claims, chains, and what must hold whatever is said."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.enroll import tables
from checker.register import Registry
from checker.resolve import MOST_LINKS, RANKS, Claim, Evidence, canonical, resolve
from tests.conftest import SHELF

REGISTRY = SHELF.registry
NONE = Evidence()


def said(license: str, how: str = "card") -> Claim:
    return Claim(license, how, "README.md:2")


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        # sizes of one family that differ
        ("Qwen/Qwen2.5-3B-Instruct", ("qwen-research-2024-09-19",)),
        ("Qwen/Qwen2.5-7B-Instruct", ("apache-2.0",)),
        ("Qwen/Qwen2.5-72B-Instruct", ("qwen-license-2024-09-19",)),
        ("google/gemma-3-4b-it", ("gemma",)),
        ("google/gemma-4-E4B-it", ("apache-2.0",)),
        ("mistralai/Mistral-7B-v0.1", ("apache-2.0",)),
        ("mistralai/Mistral-Large-Instruct-2407", ("mistral-mrl-0.1",)),
        ("mistralai/Codestral-22B-v0.1", ("mistral-mnpl-0.1",)),
        ("black-forest-labs/FLUX.1-schnell", ("apache-2.0",)),
        ("black-forest-labs/FLUX.1-dev", ("flux-1-dev-nc-1.1.1",)),
        ("depth-anything/Depth-Anything-V2-Small-hf", ("apache-2.0",)),
        ("depth-anything/Depth-Anything-V2-Large-hf", ("cc-by-nc-4.0",)),
        ("tiiuae/falcon-7b-instruct", ("apache-2.0",)),
        ("tiiuae/Falcon3-7B-Base", ("falcon-3-tii-2024-12",)),
        ("deepseek-ai/DeepSeek-V3", ("deepseek-license-1.0",)),
        ("deepseek-ai/DeepSeek-V3-0324", ("mit",)),
        ("deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", ("mit",)),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-8B", ("llama3.1", "mit")),
        ("stabilityai/stable-diffusion-xl-base-1.0", ("openrail-pp-m-sdxl-2023-07-26",)),
        ("latent-consistency/lcm-lora-sdxl", ("openrail++",)),
        ("onnx-community/Llama-3.2-1B-Instruct-q4f16", ("llama3.2",)),
        ("tiiuae/Falcon-H1-7B-Instruct", ("falcon-llm-license",)),
        ("tiiuae/Falcon3-7B-Instruct", ("falcon-3-tii-2024-12",)),
        ("InstantX/FLUX.1-dev-Controlnet-Union", ("flux-1-dev-non-commercial-license",)),
        ("stabilityai/stable-diffusion-3.5-large", ("stability-community-2024-07-05",)),
        ("jinaai/jina-embeddings-v2-base-en", ("apache-2.0",)),
        ("jinaai/jina-embeddings-v3", ("cc-by-nc-4.0",)),
        # Meta
        ("meta-llama/Llama-2-7b-chat-hf", ("llama2",)),
        ("meta-llama/Meta-Llama-3-8B", ("llama3",)),
        ("meta-llama/Meta-Llama-3.1-8B-Instruct", ("llama3.1",)),
        ("meta-llama/Llama-3.2-1B", ("llama3.2",)),
        ("meta-llama/Llama-3.3-70B-Instruct", ("llama3.3",)),
        ("meta-llama/Llama-4-Scout-17B-16E-Instruct", ("llama4",)),
        ("facebook/musicgen-small", ("cc-by-nc-4.0",)),
        # spellings: legacy, moved, short names
        ("bert-base-uncased", ("apache-2.0",)),
        ("gpt2", ("mit",)),
        ("all-MiniLM-L6-v2", ("apache-2.0",)),
        ("runwayml/stable-diffusion-v1-5", ("creativeml-openrail-m",)),
        ("THUDM/glm-4-9b-chat", ("glm-4-9b-license",)),
        ("CohereForAI/c4ai-command-r-v01", ("cc-by-nc-4.0",)),
        ("large-v3", ("mit",)),
        ("turbo", ("mit",)),
        ("en_core_web_sm", ("mit",)),
        ("timm:resnet50.tv_in1k", ("bsd-3-clause",)),
        ("timm:hiera_base_224", ("cc-by-nc-4.0",)),  # what is loaded where no training is named
        ("timm:convnextv2_base", ("cc-by-nc-4.0",)),
        ("timm:hiera_small_abswin_256", ("apache-2.0",)),
        ("timm:fastvit_t8", ("apple-ascl",)),
        ("timm:regnetx_008", ("bsd-3-clause",)),
        ("timm:regnetx_006", ("mit",)),
        ("timm:regnety_320.seer", ("seer-license",)),
        ("timm:vit_base_patch16_radio_v3", ("nvidia-open-model-license",)),
        ("torchvision:resnet50", ("bsd-3-clause",)),
        ("torchvision:vit_h_14", ("cc-by-nc-4.0",)),
        ("clip:ViT-B/32", ("mit",)),
        ("clip:RN50", ("mit",)),
        ("ultralytics:yolov8n", ("agpl-3.0",)),
        ("convnextv2_tiny.fcmae_ft_in1k", ("cc-by-nc-4.0",)),
        # addresses
        ("https://huggingface.co/meta-llama/Llama-3.2-1B/resolve/main/model.safetensors", ("llama3.2",)),
        ("hf://meta-llama/Llama-3.2-1B@main", ("llama3.2",)),
        ("models--meta-llama--Llama-3.2-1B", ("llama3.2",)),
        ("azureml://registries/azureml/models/Phi-4/versions/3", ("mit",)),
        ("azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct/versions/1", ("llama3.3",)),
        ("https://www.modelscope.cn/models/ZhipuAI/chatglm3-6b", ("chatglm3-6b-license",)),
        ("AI-ModelScope/bge-large-zh-v1.5", ("mit",)),
        ("LLM-Research/Meta-Llama-3-8B-Instruct", ("llama3",)),
        # what catalogs call them: the publisher before a hyphen
        ("facebook-bart-large-cnn", ("mit",)),
        ("Salesforce-BLIP-2-opt-2-7b-vqa", ("opt-175b-license", "mit")),
        ("microsoft-swinv2-base-patch4-window12-192-22k", ("apache-2.0",)),
        ("runwayml-stable-diffusion-v1-5", ("creativeml-openrail-m",)),
        # families in papers
        ("Flan-T5", ("apache-2.0",)),
        ("Pixtral Large", ("mistral-mrl-0.1",)),
        ("IBM Granite 3.0", ("apache-2.0",)),
        # what services call them
        ("deepseek/deepseek-r1-distill-llama-70b", ("llama3.3", "mit")),
        ("eu.meta.llama3-2-1b-instruct-v1:0", ("llama3.2",)),
        ("deepseek.r1-v1:0", ("mit",)),
        ("black-forest-labs/flux-dev", ("flux-1-dev-nc-1.1.1",)),
        ("stability-ai/sdxl:39ed52f2a78e", ("openrail-pp-m-sdxl-2023-07-26",)),
        ("text-embedding-nomic-embed-text-v1.5", ("apache-2.0",)),
        # Ollama
        ("ollama:llama3", ("llama3",)),
        ("ollama:orca2", ("microsoft-research-license-terms", "llama2")),
        ("llama3.2:3b-instruct-q4_K_M", ("llama3.2",)),
        ("ollama/qwen2.5:3b", ("qwen-research-2024-09-19",)),
        ("ollama:qwen2.5:7b", ("apache-2.0",)),
        ("mistral:7b", ("apache-2.0",)),
        ("ollama:deepseek-r1:70b", ("llama3.3", "mit")),
        ("ollama:hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M", ("llama3.2",)),
        ("ai/llama3.2", ("llama3.2",)),
        # conversions and copies
        ("unsloth/Llama-3.2-1B-Instruct-bnb-4bit", ("llama3.2",)),
        ("mlx-community/Qwen2.5-3B-Instruct-4bit", ("qwen-research-2024-09-19",)),
        ("TheBloke/Mistral-7B-Instruct-v0.2-GGUF", ("apache-2.0",)),
        ("bartowski/google_gemma-3-27b-it-qat-GGUF", ("gemma",)),
        ("Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", ("llama3.1",)),
        ("huihui-ai/Llama-3.2-3B-Instruct-abliterated", ("llama3.2",)),
        ("Xenova/bert-base-uncased", ("apache-2.0",)),
        ("phi-4-mini-instruct-openvino-npu", ("mit",)),
    ],
)
def test_models_have_their_license(name: str, licenses: tuple[str, ...]) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.licenses, found.kind, found.asked) == (licenses, "weights", name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "clip:xyz",
            "clip:ViT-H/14",
            "whisper:xyz",
            "openai-whisper:xyz",
            "openai-whisper:cuda",
            "ultralytics:xyz",
            "torchhub:xyz/abc",
            "keras:xyz",
            "rembg:xyz",
        ),
        *("timm:fastvit_mci0", "Qwen/Qwen3.8-Flash-Next"),
    ],
)
def test_what_a_library_is_not_known_to_have_is_unknown(name: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.licenses, found.kind, found.chain) == ((), "unknown", ())


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("meta-llama/llama-3.2-1b", "meta-llama/llama-3.2-1b"),
        ("BERT-base-uncased", "google-bert/bert-base-uncased"),
        ("runwayml/stable-diffusion-v1-5", "stable-diffusion-v1-5/stable-diffusion-v1-5"),
        ("llama3.2:1b", "meta-llama/Llama-3.2-1B-Instruct"),
        ("openrouter/meta-llama/llama-3.1-8b-instruct:free", "meta-llama/llama-3.1-8b-instruct"),
        ("groq/llama-3.1-70b-versatile", "meta-llama/Llama-3.1-70b-Instruct"),
        ("fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct", "meta-llama/Llama-3.1-8b-instruct"),
        ("openai/gpt-4o", "openai:gpt-4o"),
        ("gpt-4o", "openai:gpt-4o"),
        ("azure/gpt-4o", "openai:gpt-4o"),
        ("somebody/something", "somebody/something"),
        # each name of OpenAI's CLIP is a model of its own, also the one with an at sign
        ("clip:ViT-B/32", "openai/clip-vit-base-patch32"),
        ("clip:ViT-B/16", "openai/clip-vit-base-patch16"),
        ("clip:ViT-L/14", "openai/clip-vit-large-patch14"),
        ("clip:ViT-L/14@336px", "openai/clip-vit-large-patch14-336"),
        ("clip:RN50x4", "clip:RN50x4"),
        # a star stands for no folder, what a vendor's service is called is no size, and the first LLaMA's version is not in its names
        ("FLUX.1-Krea-dev/ComfyUI", "FLUX.1-Krea-dev/ComfyUI"),
        ("LLaMA-v1-7B", "huggyllama/llama-7B"),
        # Bedrock's names for weights that are published
        ("bedrock:openai.gpt-oss-120b-1:0", "openai/gpt-oss-120b"),
        ("openai.gpt-oss-20b-1:0", "openai/gpt-oss-20b"),
        ("moonshotai.kimi-k2.5", "moonshotai/Kimi-K2.5"),
        ("qwen.qwen3-32b-v1:0", "Qwen/Qwen3-32b"),
        ("zai.glm-4.7", "zai-org/GLM-4.7"),
        ("llama-3-8b-of-somebody", "llama-3-8b-of-somebody"),
        ("all-my-users", "all-my-users"),
        ("paraphrase-multilingual-MiniLM-L12-v2", "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"),
        ("multi-qa-mpnet-base-dot-v1", "sentence-transformers/multi-qa-mpnet-base-dot-v1"),
        ("bert-large-uncased-whole-word-masking-finetuned-squad", "google-bert/bert-large-uncased-whole-word-masking-finetuned-squad"),
        # what a shared file is known by is no revision: two of them were one model
        ("drive.google.com/uc?export=download&id=1aBcDeFgHiJkLmNoP", "drive.google.com/uc?export=download&id=1aBcDeFgHiJkLmNoP"),
        ("drive.google.com/uc?id=1aBcDeFgHiJkLmNoQ", "drive.google.com/uc?id=1aBcDeFgHiJkLmNoQ"),
        ("https://huggingface.co/somebody/something?id=1aBcDeFgHiJkLmNoQ", "somebody/something"),
        ("somebody/something?library=transformers", "somebody/something"),
        ("", ""),
    ],
)
def test_canonical_names(name: str, id: str) -> None:
    assert canonical(name, REGISTRY) == id


@pytest.mark.parametrize(
    ("name", "vendor"),
    [
        ("gpt-4o", "OpenAI"),
        ("openai/gpt-4o", "OpenAI"),
        ("text-embedding-3-small", "OpenAI"),
        ("claude-3-5-sonnet-20241022", "Anthropic"),
        ("anthropic/claude-3-opus", "Anthropic"),
        ("openrouter/anthropic/claude-3.5-sonnet:beta", "Anthropic"),
        ("bedrock/anthropic.claude-3-sonnet-20240229-v1:0", "AWS"),
        ("bedrock/us.anthropic.claude-3-5-haiku-20241022-v1:0", "AWS"),
        ("gemini/gemini-1.5-pro", "Gemini"),
        ("models/gemini-pro", "Gemini"),
        ("google:gemini-2.0-flash-lite", "Gemini"),
        ("voyage:voyage-3-lite", "Voyage"),
        ("cohere/command-r-plus", "Cohere"),
        ("mistral/mistral-large-latest", "Mistral"),
        ("deepseek/deepseek-chat", "DeepSeek"),
        ("publishers/google/models/gemini-1.5-pro", "Gemini"),
        ("mistral.mistral-large-2402-v1:0", "AWS"),
        ("mistralai/mistral-large", "Mistral"),
        ("black-forest-labs/flux-1.1-pro", "Black Forest"),
        ("us-gov-west-1/anthropic.claude-3-5-sonnet-20240620-v1:0", "AWS"),
        ("bailian/qwen3.6-max-preview", "Alibaba"),
        *(("glm-4.5-airx", "Z.ai"), ("glm-4.5-flash", "Z.ai"), ("glm-4.7-flashx", "Z.ai")),
        ("spacexai/grok-4.3", "xAI"),
        ("microsoft/mai-voice-2", "Microsoft"),
        *(("mistral/mistral-large", "Mistral"), ("mistral:mistral-large", "Mistral"), ("mistral:codestral", "Mistral")),
        *(("voxtral-mini-tts-2603", "Mistral"), ("speech-2.8-turbo", "MiniMax")),
        *(("openai-text-embedding-3-small", "OpenAI"), ("google-gemini-2.5-flash", "Gemini"), ("cartesia/sonic", "Cartesia")),
        *(("granite-8b-japanese", "IBM"), ("watsonx:ibm/granite-20b-multilingual", "IBM")),
        *(("speechmatics/enhanced", "Speechmatics"), ("rime/mist", "Rime"), ("assemblyai/universal-streaming", "AssemblyAI")),
    ],
)
def test_services_have_terms_and_no_license(name: str, vendor: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.kind, found.licenses) == ("service", ())
    assert vendor in found.terms


@pytest.mark.parametrize(
    ("name", "licenses", "host"),
    [
        ("groq/llama-3.1-70b-versatile", ("llama3.1",), "Groq"),
        ("together_ai/meta-llama/Llama-3-8b-chat-hf", ("llama3",), "Together"),
        ("openrouter/meta-llama/llama-3.1-8b-instruct:free", ("llama3.1",), "OpenRouter"),
        ("bedrock/meta.llama3-1-8b-instruct-v1:0", ("llama3.1",), "AWS"),
        ("us-east-1/meta.llama3-70b-instruct-v1:0", ("llama3",), "AWS"),
        ("bedrock/eu-west-1/meta.llama3-8b-instruct-v1:0", ("llama3",), "AWS"),
        ("openrouter/qwen/qwen-2.5-72b-instruct", ("qwen-license-2024-09-19",), "OpenRouter"),
        ("@cf/meta/llama-3.3-70b-instruct-fp8-fast", ("llama3.3",), "Cloudflare"),
        ("@hf/mistral/mistral-7b-instruct-v0.2", ("apache-2.0",), "Cloudflare"),
        ("accounts/fireworks/models/qwen2p5-72b-instruct", ("qwen-license-2024-09-19",), "Fireworks"),
        ("publishers/meta/models/llama-3.1-405b-instruct-maas", ("llama3.1",), "Google"),
    ],
)
def test_hosted_weights_have_both(name: str, licenses: tuple[str, ...], host: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.kind, found.licenses) == ("service", licenses)
    assert host in found.terms


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("us.meta.llama3-1-8b-instruct-v1:0", "meta-llama/Llama-3.1-8b-instruct"),  # what Bedrock adds was left in the name: `...-v1`
        ("meta.llama3-70b-instruct-v1:0", "meta-llama/Meta-Llama-3-70B-instruct"),
        ("meta.llama2-13b-chat-v1", "meta-llama/Llama-2-13b-chat"),
        ("mistral.mixtral-8x7b-instruct-v0:1", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
        ("meta.llama3-1-8b-instruct", "meta-llama/Llama-3.1-8b-instruct"),
        ("meta-textgeneration-llama-3-1-8b", "meta-llama/Llama-3.1-8b"),
        ("huggingface-llm-falcon-7b-instruct-bf16", "tiiuae/falcon-7b-instruct"),
    ],
)
def test_what_amazon_calls_a_model_is_the_model(name: str, model: str) -> None:
    assert canonical(name, REGISTRY) == model


@pytest.mark.parametrize(
    "name", ["openai/gpt-oss-20b", "openai/whisper-small", "google/gemma-2-9b", "deepseek-ai/DeepSeek-R1", "command-r", "xai-org/grok-1"]
)
def test_weights_of_a_vendor_are_no_service(name: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.kind, bool(found.licenses), found.terms) == ("weights", True, "")


@pytest.mark.parametrize(
    ("name", "id", "licenses"),
    [
        (
            "download.pytorch.org/models/mobilenet_v2-b0353104.pth",
            "download.pytorch.org/models/mobilenet_v2-b0353104.pth",
            ("bsd-3-clause",),
        ),
        (
            "openaipublic.azureedge.net/main/whisper/models/6514/tiny.pt",
            "openaipublic.azureedge.net/main/whisper/models/6514/tiny.pt",
            ("mit",),
        ),
        ("huggingface.co/datasets/a/b/resolve/main/x.ckpt", "datasets/a/b", ()),  # weights that lie among data
    ],
)
def test_weights_by_the_address_they_are_kept_at(name: str, id: str, licenses: tuple[str, ...]) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.model, found.licenses) == (id, licenses)


@pytest.mark.parametrize(
    "name",
    [
        "qwen3.8-max",
        "qwen3.5-omni-flash-2026-03-15",
        "Qwen/Qwen3.5-Max",
        "qwen3-asr-flash",
        "qwen-image-plus",
        "qwen/qwen3-max",
        "wan2.6-t2v",
    ],
)
def test_what_a_publisher_of_weights_only_serves_is_a_service(name: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.kind, found.licenses) == ("service", ())


@pytest.mark.parametrize(
    "name",
    [
        "Qwen/Qwen2.5-72B-Instruct-Turbo",
        "qwen3-8b",
        "glm-5",
        "glm-4.5-air",
        "gpt-oss:20b",
        "Qwen/Qwen-Image",
        "Wan-AI/Wan2.2-T2V-A14B",
        "voyageai/voyage-4-nano",
        "gemma2_instruct_2b_en",
        "keras/bert_base_en_uncased",
    ],
)
def test_what_a_publisher_gives_away_is_no_service(name: str) -> None:
    assert resolve(name, NONE, REGISTRY).kind == "weights"


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("foo/my-Qwen2.5-3B-lora", "Qwen/Qwen2.5-3B"),  # under another license than its family's others
        ("foo/Qwen-Qwen2.5-Coder-1.5B-Instruct-lora", "Qwen/Qwen2.5-Coder-1.5B"),
        ("foo/some-qwen2.5-thing", "Qwen/Qwen2.5-7B"),
    ],
)
def test_a_hint_names_the_size_where_the_name_does(name: str, base: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.licenses, found.how, [link.model for link in found.chain]) == ((), "hint", [base])


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("microsoft/Orca-2-13b", "meta-llama/Llama-2-13b-hf"),  # one entry for all sizes of the family
        ("allenai/tulu-2-dpo-70b", "meta-llama/Llama-2-70b-hf"),
        ("ollama:orca2", "meta-llama/Llama-2-7b-hf"),
        ("Salesforce/blip2-opt-2.7b", "facebook/opt-2.7b"),
        ("NousResearch/Hermes-3-Llama-3.1-70B", "meta-llama/Llama-3.1-70B"),
        ("lmsys/vicuna-33b-v1.3", "huggyllama/llama-7b"),  # no such size is there
        ("vidore/colqwen2.5-7b-multi", "Qwen/Qwen2.5-VL-3B-Instruct"),  # that size is under another license
    ],
)
def test_a_base_has_the_size_of_what_is_built_on_it(name: str, base: str) -> None:
    assert [link.model for link in resolve(name, NONE, REGISTRY).chain] == [base]


@pytest.mark.parametrize(
    ("name", "model", "licenses"),
    [
        ("gpt4all-lora-quantized.bin", "nomic-ai/gpt4all-lora", ("llama-1-license", "gpl-3.0")),  # made from the first LLaMA
        ("acme/llama3.2", "meta-llama/Llama-3.2-3B", ()),  # not of shenzhi-wang/Llama3-*
        ("airesearch/LLaMa3.1-8B-Legal-ThaiCCL-Combine", "meta-llama/Llama-3.1-8B", ()),
        ("yolov10n.pt", "jameslahm/yolov10n", ("agpl-3.0",)),  # not the copy of it
        ("yolov10x.pt", "jameslahm/yolov10x", ("agpl-3.0",)),
        ("tjake/Llama-3.2-1B-Instruct-JQ4", "meta-llama/Llama-3.2-1B-Instruct", ("llama3.2",)),  # of Jlama
    ],
)
def test_what_a_name_is_like_is_not_taken_for_it(name: str, model: str, licenses: tuple[str, ...]) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.chain[0].model, found.licenses) == (model, licenses)


@pytest.mark.parametrize(
    ("name", "link", "licenses"),
    [
        # what nobody has published: the family is told, no id
        ("Llama-3.1-8B-Omni", "meta-llama/Llama-3.1-*", ("llama3.1",)),
        ("llama-3.1-405b-reasoning", "meta-llama/Llama-3.1-*", ("llama3.1",)),
        ("gemma-2-2b-instruct", "google/gemma-*", ("gemma",)),
        ("mixtral-8x7b-instruct", "mistralai/Mixtral-8x7B-*", ("apache-2.0",)),
        ("phi-3.5-3.8b-instruct", "microsoft/Phi-3.5-*", ("mit",)),
        ("Qwen3-4B-Instruct-4bit", "Qwen/Qwen3-*", ("apache-2.0",)),
        ("phi-3-3.8b.Q4_K_M.gguf", "microsoft/Phi-3-*", ("mit",)),
        ("roberta-tiny", "FacebookAI/roberta-*", ("mit",)),
        # what is there, by the list of its family or as it stands in the registry
        ("gemma-2-2b-it", "google/gemma-2-2b-it", ("gemma",)),
        ("bloomz-7b1", "bigscience/bloomz-7b1", ("bigscience-bloom-rail-1.0",)),  # not cmarkea's
        ("mixtral-8x7b-instruct-v0.1.Q4_K_M.gguf", "mistralai/Mixtral-8x7B-Instruct-v0.1", ("apache-2.0",)),
        ("hubert-base-ls960", "facebook/hubert-base-ls960", ("apache-2.0",)),
        ("hubert_base.pt", "lj1995/VoiceConversionWebUI", ("mit",)),
        ("clip-vit-base-patch32", "openai/clip-vit-base-patch32", ("mit",)),
        # a size, a version and the end of a chat model say no more than the family does
        ("Falcon3-7B-Instruct", "tiiuae/Falcon3-7B-Instruct", ("falcon-3-tii-2024-12",)),
        # which only its publisher had before
        ("stablelm-2-zephyr-1_6b-q4f16_1-MLC", "stabilityai/stablelm-2-zephyr-1_6b", ("stability-nc-research-community-2023-12-06",)),
        ("instruct-pix2pix-GGUF", "timbrooks/instruct-pix2pix", ("mit",)),
        ("PixArt-LCM-XL-2-1024-MS-4bit", "PixArt-alpha/PixArt-LCM-XL-2-1024-MS", ("openrail++",)),
        ("roberta-base-squad2", "deepset/roberta-base-squad2", ("cc-by-4.0",)),  # not the copy, which says MIT
        ("silero-vad", "snakers4/silero-vad", ("mit",)),
        ("tts-1.6b-en_fr", "kyutai/tts-1.6b-en_fr", ("cc-by-4.0",)),  # no `tts-1*` of OpenAI
        ("BLOOMChat-176B-v1", "sambanovasystems/BLOOMChat-176B-v1", ("bloomchat-176b-license",)),  # no BLOOM
    ],
)
def test_of_a_name_alone_no_id_is_told_that_is_not_there(name: str, link: str, licenses: tuple[str, ...]) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.model, found.chain[0].model) == (name, link)
    assert set(licenses) <= set(found.licenses)
    assert ("of the family " + link in found.remark) == ("*" in link)


def test_of_a_name_that_another_publisher_has_no_id_is_told_that_is_not_there() -> None:
    found = resolve("ICTNLP/Llama-3.1-8B-Omni", NONE, REGISTRY)
    assert (found.licenses, [link.model for link in found.chain]) == (("llama3.1",), ["meta-llama/Llama-3.1-*"])
    assert "by its name of the family meta-llama/Llama-3.1-* (llama3.1), so that it is probably made from it" in found.remark


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("bge-m3", "bge-m3"),  # Ollama has it as well, and is not named
        ("DeepSeek-R1", "DeepSeek-R1"),
        ("granite-3.1-8b-instruct", "granite-3.1-8b-instruct"),
        ("ollama:bge-m3", "ollama:bge-m3"),
        ("nomic-embed-text", "ollama:nomic-embed-text"),  # nobody else calls it that
        ("granite3.3", "ollama:granite3.3"),
        ("granite3.3:2b-mine", "ollama:granite3.3:2b-mine"),
        ("Llama-3.2-1b-instruct", "meta-llama/Llama-3.2-1b-instruct"),
        ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"),  # not one of its copies
        ("de_core_news_sm", "spacy/de_core_news_sm"),
        ("coat_lite_small.in1k", "timm/coat_lite_small.in1k"),
    ],
)
def test_whose_name_a_name_alone_is(name: str, model: str) -> None:
    assert resolve(name, NONE, REGISTRY).model == model


@pytest.mark.parametrize(
    "name", ["bge-small-acme", "granite-3.1-8b-acme", "granite-acme:8b", "ministral-3-acme", "command-r-acme", "llama3.1-acme"]
)
def test_a_name_that_only_begins_like_a_family_is_a_hint(name: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.model, found.licenses, [link.relation for link in found.chain]) == (name, (), ["hint"])
    assert "by its name probably built on" in found.remark


@pytest.mark.parametrize("name", ["somebody/Foo-Llama-3-8B-Bar", "mradermacher/L3-8B-Some-Merge-GGUF"])
def test_a_name_alone_is_a_hint_and_no_answer(name: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.licenses, found.confidence, found.how) == ((), "low", "hint")
    assert [(link.licenses, link.relation) for link in found.chain] == [(("llama3",), "hint")]
    assert "probably built on meta-llama/Meta-Llama-3-8B (llama3)" in found.remark


@pytest.mark.parametrize("name", ["somebody/something", "x", "", "local/path/to/model", "../../etc/passwd", "a" * 100_000, "\x1b[31m"])
def test_what_is_not_known_is_unknown(name: str) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.kind, found.licenses, found.declared, found.chain) == ("unknown", (), None, ())


def test_an_adapter_on_llama_is_governed_by_llama() -> None:
    found = resolve("me/adapter", Evidence((said("mit"),), ("meta-llama/Meta-Llama-3-8B",)), REGISTRY)
    assert (found.licenses, found.declared, found.how, found.confidence) == (("llama3", "mit"), "mit", "card", "high")
    assert "says mit; built on meta-llama/Meta-Llama-3-8B, whose license (llama3) goes with it" in found.remark


def test_a_lax_base_changes_nothing() -> None:
    found = resolve("me/tuned", Evidence((said("cc-by-nc-4.0"),), ("Qwen/Qwen3-8B",)), REGISTRY)
    assert (found.licenses, found.remark) == (("cc-by-nc-4.0",), "")


def test_a_copy_that_says_less_than_its_source_is_governed_by_it() -> None:
    found = resolve("unsloth/gemma-2b-it", Evidence((said("apache-2.0"),)), REGISTRY)
    assert found.licenses == ("gemma", "apache-2.0")
    assert "a copy or conversion of google/gemma-2b-it" in found.remark


def test_a_bare_name_is_the_model_and_no_copy_of_it() -> None:
    assert resolve("Qwen3-4B", NONE, REGISTRY).remark == "by its name it is Qwen/Qwen3-4B"
    assert resolve("unsloth/Qwen3-4B-GGUF", NONE, REGISTRY).remark == "a copy or conversion of Qwen/Qwen3-4B"


def test_the_clarification_of_the_project_stands() -> None:
    claims = (said("llama3"), said("apache-2.0", "clarified"))
    found = resolve("me/adapter", Evidence(claims, ("meta-llama/Meta-Llama-3-8B",)), REGISTRY)
    assert (found.licenses, found.how) == (("apache-2.0",), "clarified")
    assert "clarified by the project; built on meta-llama/Meta-Llama-3-8B (llama3)" in found.remark


@pytest.mark.parametrize("nothing", ["other", "unknown", "", "Custom", "no"])
def test_a_card_that_names_no_license_leaves_the_word_to_the_registry(nothing: str) -> None:
    found = resolve("meta-llama/Llama-3.2-1B", Evidence((said(nothing),)), REGISTRY)
    assert (found.licenses, found.how) == (("llama3.2",), "registry")


@pytest.mark.parametrize("spelling", ["Apache License 2.0", "apache-2.0", " Apache 2.0 ", "APACHE-2.0"])
def test_spellings_of_a_license(spelling: str) -> None:
    assert resolve("me/x", Evidence((said(spelling),)), REGISTRY).licenses == ("apache-2.0",)


def test_a_license_without_a_definition_is_named() -> None:
    found = resolve("me/x", Evidence((said("My Own License 7"),)), REGISTRY)
    assert (found.licenses, found.declared) == (("my own license 7",), "My Own License 7")


@pytest.mark.parametrize(
    ("how", "confidence"), [("clarified", "high"), ("card", "high"), ("gguf", "medium"), ("online", "high"), ("rumor", "medium")]
)
def test_how_sure_an_answer_is(how: str, confidence: str) -> None:
    found = resolve("me/x", Evidence((said("mit", how),)), REGISTRY)
    assert (found.how, found.confidence) == (how, confidence)


def test_claims_of_one_rank_hold_together() -> None:
    found = resolve("me/x", Evidence((said("mit"), said("llama3", "license-file"))), REGISTRY)
    assert (found.licenses, found.how) == (("llama3", "mit"), "card")


def test_a_publisher_may_license_its_own_model_anew() -> None:
    """Llama 3.3 was made from Llama 3.1, and comes under its own license alone."""
    values = {"entries": [{"license": "llama3.3", "models": ["m/new"], "base": "m/old"}, {"license": "llama3.1", "models": ["m/old"]}]}
    registry = Registry(tables([("x", {**values, "ladder": [{"step": "lax", "licenses": ["mit"]}]})]))
    assert resolve("m/new", NONE, registry).licenses == ("llama3.3",)
    assert resolve("m/other", Evidence((said("mit"),), ("m/old",)), registry).licenses == ("llama3.1", "mit")


def chain(length: int, circle: bool = False) -> Registry:
    """Models o0/m that are each built on the next one; the last is built on nothing, or on the first."""
    entries = [{"license": "mit", "models": [f"o{i}/m"], "base": f"o{i + 1}/m"} for i in range(length)]
    ladder = [{"step": "lax", "licenses": ["mit"]}, {"step": "strict", "licenses": ["zz-strict", "llama3.1"], "follows": True}]
    entries.append({"license": "zz-strict", "models": [f"o{length}/m"], **({"base": "o0/m"} if circle else {})})
    return Registry(tables([("x", {"entries": entries, "ladder": ladder})]))


@pytest.mark.parametrize("circle", [False, True])
def test_chains_are_followed_to_their_end(circle: bool) -> None:
    found = resolve("o0/m", NONE, chain(20, circle))
    assert (found.licenses, len(found.chain), found.confidence) == (("zz-strict", "mit"), 20, "high")


def test_a_chain_without_end_is_cut_and_said_to_be() -> None:
    start = time.perf_counter()
    found = resolve("o0/m", NONE, chain(10_000))
    assert (len(found.chain), found.confidence) == (MOST_LINKS, "low")
    assert "the rest were not followed" in found.remark
    assert time.perf_counter() - start < 10


def test_many_stated_bases_are_cut_as_well() -> None:
    found = resolve("me/merge", Evidence((said("mit"),), tuple(f"a/{i}" for i in range(10_000))), REGISTRY)
    assert (len(found.chain), found.confidence) == (MOST_LINKS, "low")


MODELS = st.sampled_from([pattern.replace("*", "7B") for pattern, _ in REGISTRY.entries if pattern.count("*") < 2][::7])
NAMES = st.one_of(
    MODELS,
    st.text(max_size=60),
    st.builds(
        "{}/{}".format, st.sampled_from(["unsloth", "TheBloke", "me", "openrouter", "ollama", "İ"]), st.one_of(MODELS, st.text(max_size=20))
    ),
    st.builds("{}{}".format, MODELS, st.sampled_from(["-GGUF", ":q4_K_M", "-abliterated", "@main", ".gguf", "-AWQ-GGUF"])),
)
LICENSES = st.one_of(
    st.sampled_from(["mit", "apache-2.0", "llama3", "gemma", "cc-by-nc-4.0", "agpl-3.0", "other", "", "strange"]), st.text(max_size=20)
)
CLAIMS = st.lists(st.builds(Claim, LICENSES, st.sampled_from([*RANKS, "elsewise"]), st.text(max_size=5)), max_size=4).map(tuple)
EVIDENCE = st.builds(Evidence, CLAIMS, st.lists(NAMES, max_size=3).map(tuple))


def strictest(licenses: tuple[str, ...]) -> int:
    return max((REGISTRY.step(one).height for one in licenses), default=-1)


@given(NAMES, EVIDENCE)
@example("TheBloke/-GGUF", NONE)
@example("-gguf", NONE)
@example("unsloth/-_-abliterated", NONE)
def test_an_answer_is_always_whole(name: str, evidence: Evidence) -> None:
    found = resolve(name, evidence, REGISTRY)
    assert found.kind in ("weights", "service", "unknown")
    assert found.confidence in ("high", "medium", "low")
    assert len(set(found.licenses)) == len(found.licenses)
    assert found.kind != "unknown" or not found.licenses
    assert [REGISTRY.step(one).height for one in found.licenses] == sorted(
        (REGISTRY.step(one).height for one in found.licenses), reverse=True
    )


@given(NAMES, EVIDENCE, NAMES)
def test_a_base_never_makes_an_answer_laxer(name: str, evidence: Evidence, base: str) -> None:
    """One more base adds licenses and takes none away, unless nothing was known and what is now known came from the chain."""
    before = resolve(name, evidence, REGISTRY)
    after = resolve(name, evidence._replace(bases=(*evidence.bases, base)), REGISTRY)
    assert set(before.licenses) <= set(after.licenses)
    assert strictest(before.licenses) <= strictest(after.licenses)


@given(NAMES, EVIDENCE, LICENSES)
def test_a_claim_of_lower_rank_changes_nothing(name: str, evidence: Evidence, license: str) -> None:
    first = Evidence((Claim("gpl-3.0", "card", "a:1"), *(one for one in evidence.claims if RANKS.get(one.how, 9) > 1)), evidence.bases)
    assert resolve(name, first._replace(claims=(*first.claims, Claim(license, "cache", "b"))), REGISTRY) == resolve(name, first, REGISTRY)


@given(NAMES)
def test_a_canonical_name_stays_what_it_is(name: str) -> None:
    once = canonical(name, REGISTRY)
    assert resolve(once, NONE, REGISTRY).licenses == resolve(name, NONE, REGISTRY).licenses


@pytest.mark.parametrize(
    ("name", "origin", "relation", "licenses"),
    [
        # publisher and model in the name of a copy, as bartowski, RichardErkhov and DevQuasar write it
        ("bartowski/Steelskull_L3.3-Mokume-Gane-R1-70b-v1.1-GGUF", "Steelskull/L3.3-Mokume-Gane-R1-70b-v1.1", "conversion", ("llama3.3",)),
        (
            "RichardErkhov/ContextualAI_-_archangel_sft_pythia2-8b-gguf",
            "ContextualAI/archangel_sft_pythia2-8b",
            "conversion",
            ("apache-2.0",),
        ),
        ("DevQuasar/Qwen.Qwen3-VL-Embedding-2B-GGUF", "Qwen/Qwen3-VL-Embedding-2B", "conversion", ("apache-2.0",)),
        # whoever changed it stands before the model, or the way of its conversion in the middle
        ("bartowski/huihui-ai_Qwen3-14B-abliterated-GGUF", "Qwen/Qwen3-14B", "changed", ("apache-2.0",)),
        ("huihui-ai/Huihui-gpt-oss-20b-BF16-abliterated", "openai/gpt-oss-20b", "changed", ("apache-2.0",)),
        # of a laboratory, of those who derive from it, and of those who copy it, the name is the laboratory's
        ("Serveurperso/Qwen3-TTS-GGUF", "Qwen/Qwen3-TTS", "conversion", ("apache-2.0",)),
        ("qwen2.5-7b-instruct-qnn-npu", "Qwen/qwen2.5-7b-instruct", "conversion", ("apache-2.0",)),
        ("turboderp/Llama2-70B-exl2", "meta-llama/Llama-2-70B", "conversion", ("llama2",)),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-4.0bpw-h6-exl2", "meta-llama/Llama-3.1-8B-Instruct", "conversion", ("llama3.1",)),
        ("TheBloke/zephyr-7B-beta-GGUF", "HuggingFaceH4/zephyr-7B-beta", "conversion", ("mit",)),
        # a copy of what names no license has none
        ("onnx-community/contriever-ONNX", "facebook/contriever", "conversion", ()),
        # the whole name of a model whose license goes with copies and derivatives
        ("dfurman/llama-13b", "huggyllama/llama-13b", "namesake", ("llama-1-license",)),
        ("somebody/Mistral-7B-Instruct-v0.3", "mistralai/Mistral-7B-Instruct-v0.3", "namesake", ()),
    ],
)
def test_whose_model_a_name_is(name: str, origin: str, relation: str, licenses: tuple[str, ...]) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.chain[0].model, found.chain[0].relation, found.licenses) == (origin, relation, licenses)
    assert found.confidence != "high"


@pytest.mark.parametrize(
    ("name", "origin", "licenses"),
    [
        # a number joined to the word before it, or parted from it
        ("Qwen-2.5-72B-Instruct", "Qwen/Qwen2.5-72B-Instruct", ("qwen-license-2024-09-19",)),
        ("Qwen-1.5-14B", "Qwen/Qwen1.5-14B", ("tongyi-qianwen-license",)),
        ("lfm-2.5-350M", "LiquidAI/lfm2.5-350M", ("lfm-open-license-1.0",)),
        ("GLM4-9B-Chat", "zai-org/GLM-4-9B-Chat", ("glm-4-9b-license",)),
        ("Llama-Guard3-8B", "meta-llama/Llama-Guard-3-8B", ("llama3.1",)),
        ("gemma3-1b-it-q4f16_1-MLC", "google/gemma-3-1b-it", ("gemma",)),
        # ends that say who runs it, or how it was converted
        ("Llama-3.2-1B-Instruct-q0f32-MLC", "meta-llama/Llama-3.2-1B-Instruct", ("llama3.2",)),
        ("Phi-3-mini-4k-instruct-q4f16_1-MLC-1k", "microsoft/Phi-3-mini-4k-instruct", ("mit",)),
        ("qwen1.5-72b-chat-turbomind", "Qwen/qwen1.5-72b-chat", ("tongyi-qianwen-license",)),
        ("nim-llama3-8b-instruct", "meta-llama/Meta-Llama-3-8B-Instruct", ("llama3",)),
        # what a program fills in
        ("mlx-community/Qwen3-8B-{quantization}", "Qwen/Qwen3-8B", ("apache-2.0",)),
        ("JunHowie/Qwen3-4B-GPTQ-{quantization}", "Qwen/Qwen3-4B", ("apache-2.0",)),
        # mirrors
        ("Xorbits/bge-m3", "BAAI/bge-m3", ("mit",)),
        ("openai-mirror/gpt-oss-20b", "openai/gpt-oss-20b", ("apache-2.0",)),
    ],
)
def test_other_spellings_of_a_model(name: str, origin: str, licenses: tuple[str, ...]) -> None:
    found = resolve(name, NONE, REGISTRY)
    assert (found.chain[0].model, found.chain[0].relation, found.licenses) == (origin, "conversion", licenses)


@pytest.mark.parametrize("name", ["acme/Qwen3-{size}", "acme/Qwen-2.5-7B-Tuned-By-Us", "somebody/GLM4-9B-Chat"])
def test_another_spelling_is_no_reason_to_take_what_others_made_for_a_model(name: str) -> None:
    assert resolve(name, NONE, REGISTRY).licenses == ()


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        ("Xenova/opus-mt-sq-mk", ("apache-2.0",)),  # a word that is the family's own: any member of it
        ("bartowski/openbuddy-llama3.1-8b-v22.1-131k-GGUF", ("llama3.1",)),
        ("somebody/opus-mt-sq-mk-GGUF", ()),  # not of one who makes nothing of his own
        ("mradermacher/Cydonia-24B-Magnum-slerp-GGUF", ()),
        ("mradermacher/Qwen3-8B-Some-Tune-GGUF", ()),
    ],
)
def test_what_a_converter_has_of_a_family(name: str, licenses: tuple[str, ...]) -> None:
    assert resolve(name, NONE, REGISTRY).licenses == licenses


def test_a_card_is_not_contradicted_by_a_name() -> None:
    found = resolve("somebody/llama-13b", Evidence((said("apache-2.0"),)), REGISTRY)
    assert found.licenses == ("apache-2.0",)
    assert "has the name of huggyllama/llama-13b (llama-1-license)" in found.remark


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        ("cerebras/Cerebras-GPT-1.3B", ("apache-2.0",)),  # cerebras/... is a host as well
        ("https://tfhub.dev/google/universal-sentence-encoder/4", ("apache-2.0",)),
        ("bohemian-visual-recognition-alliance/models/mushroom-identification_v1/1", ("mit",)),
        ("Llama 3", ("llama3",)),
        ("google/gemma-scope-2b-pt-res", ("cc-by-4.0",)),
        ("Xenova/gpt-4", ()),
        ("facebook/contriever", ()),
        ("stability-ai/stable-diffusion-3", ()),  # CompVis made the first version alone
        ("silma-ai/silma-embeddding-matryoshka-v0.1", ("apache-2.0",)),
        ("lightonai/Reason-ModernColBERT", ("cc-by-nc-4.0",)),
        ("facebook-bart-large-my-finetune", ()),
        ("deepseek-v3-base", ("deepseek-license-1.0",)),
        ("mradermacher/DeepKAT-32B-i1-GGUF", ()),  # `deep*` of another publisher is the beginning of many words
        ("bartowski/deepcogito_cogito-v1-preview-llama-70B-GGUF", ("llama3.1",)),
        ("bartowski/Llama-3.1_OpenScholar-8B-GGUF", ("llama3.1", "apache-2.0")),  # no model of meta-llama has a slash in its name
        ("clip-vit-large-patch14", ("mit",)),  # not sentence-transformers' clip-ViT-L-14
        ("Xenova/clip-vit-base-patch32", ("mit",)),
        ("clip-ViT-B-32", ("apache-2.0",)),
        ("bge-reranker-v2-m3", ("apache-2.0",)),  # not Ollama's bge-*
        ("bert-base-japanese", ("cc-by-sa-4.0",)),  # not Google's
        ("stable-diffusion-2-1", ("openrail-pp-m-creativeml-2022-11-24",)),
        ("elinas/chronos-13b-v2-GPTQ", ("llama2",)),
        ("TheBloke/MythoLogic-13B-GPTQ", ("llama-1-license",)),  # made before Llama 2
        ("TheBloke/MythoLogic-L2-13B-GPTQ", ("llama2",)),
        ("NousResearch/DeepHermes-3-Llama-3-3B-Preview", ("llama3",)),
        ("BLIP-2", ("opt-175b-license", "mit")),  # its code is BSD
        ("gpt-neox-japanese-1.4b", ("mit",)),  # an exact name counts before a family that might have it
        ("e5-omni-3B", ("qwen-research-2024-09-19", "mit")),
        ("Xenova/Arabic-labse-Matryoshka", ("apache-2.0",)),
        ("mistral_instruct_7b_en", ("apache-2.0",)),  # KerasHub's, and the one below not
        ("segformer_b2_clothes", ("mit",)),
        ("Llama3.1-8B-Enigma", ("llama3.1",)),
        ("llama-70b", ()),  # the first LLaMA has no such size
        ("llama-8b", ()),
        ("llama-65b", ("llama-1-license",)),
        ("deepseek-67b-chat", ("deepseek-license-1.0",)),  # not tngtech's
        ("tngtech/DeepSeek-R1T2-Chimera", ("mit",)),
        ("deepseek-r1-8b", ("llama3.1", "mit")),
        *(("fixie-ai/ultravox-llama3.3-70b", ("llama3.3", "mit")), ("AIDC-AI/Ovis1.6-Gemma2-9B", ("gemma", "apache-2.0"))),
        *(("sonic", ()), ("universal-sentence-encoder", ())),  # no service is meant by a word alone
        *(("dino_v3_7b", ()), ("ViT-L-14-336", ()), ("vit-base-patch16-224", ("apache-2.0",))),  # not of the family that they begin like
        *(("vgg16.pth", ()), ("dla34.pth", ()), ("resnet50.pth", ()), ("s1v3.ckpt", ())),  # anybody's files
        *(("BiRefNet-F16.gguf", ("mit",)), ("OLMoE-1B-7B-0125-Instruct-Q4_0.gguf", ("apache-2.0",))),
        ("gpt4all-13b-snoozy-q4_0.gguf", ("llama-1-license", "gpl")),  # made of the first LLaMA
        *(("Codestral-22B-v0.1", ("mistral-mnpl-0.1",)), ("mistral-small-24b-instruct-2501", ("apache-2.0",))),  # weights, no service
        *(("ministral-8B-instruct-2410-hf", ("mistral-mrl-0.1",)), ("glm-4-9b-chat-turbomind", ("glm-4-9b-license",))),
        ("c4ai-aya-expanse-32b", ("cc-by-nc-4.0",)),
        *(("gemma-4", ("apache-2.0",)), ("gemma-4b", ("gemma",)), ("vicuna-v15-7b", ("llama2",))),
        *(("mistral:7b", ("apache-2.0",)), ("mistral:7b-instruct-v0.2-q4_0", ("apache-2.0",)), ("mistral:latest", ("apache-2.0",))),
        *(("iic/speech_paraformer-large_asr", ("apache-2.0",)), ("speech-large", ())),
        ("vicuna-1.5-13b", ("llama2",)),  # the earlier ones are made of the first LLaMA
        ("mradermacher/Fast-Math-Qwen3-14B-GGUF", ("apache-2.0",)),  # a model of that name, no copy of Qwen3
    ],
)
def test_names_that_were_taken_for_others(name: str, licenses: tuple[str, ...]) -> None:
    assert resolve(name, NONE, REGISTRY).licenses == licenses


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        ("jhu-clsp/mmBERT-base", ("mit",)),  # beside ModernBERT, and was taken for that
        ("deepseek-ai/DeepSeek-Math-V2", ("apache-2.0",)),
        ("unsloth/DeepSeek-Math-V2-GGUF", ("apache-2.0",)),
        ("deepseek-ai/deepseek-math-7b-base", ("deepseek-license-1.0",)),
        ("Qwen/Qwen2.5-Math-PRM-72B", ("qwen-license-2024-09-19",)),
        ("vidore/colqwen2-v1.0", ("apache-2.0",)),
        ("vidore/colqwen2.5-v0.2", ("qwen-research-2024-09-19", "mit")),  # a dot is a hyphen where names are compared
        ("nvidia/Eagle2.5-8B", ("nvidia-license-oneway-nc-eagle",)),
        ("dslim/distilbert-NER", ("apache-2.0",)),
        ("dslim/bert-base-NER", ("mit",)),
        ("tokyotech-llm/Swallow-MX-8x7b-NVE-v0.1", ("apache-2.0",)),
        ("tokyotech-llm/Swallow-7b-hf", ("llama2",)),
        ("cyberagent/calm2-7b-chat-dpo-experimental", ("cc-by-4.0",)),
        ("espnet/xeus", ("cc-by-nc-sa-4.0",)),
        ("roboflow/rf-detr-2xlarge", ()),
        ("roboflow/rf-detr-base", ("apache-2.0",)),
        ("Salesforce/moirai-1.0-R-large", ("cc-by-nc-4.0",)),  # a list has the license of the code
        ("stabilityai/stablelm-2-1_6b", ("stability-nc-research-community-2023-12-06",)),  # a list calls it OpenRAIL
        ("lmsys/vicuna-13b-v1.3", ("llama-1-license",)),
        ("lmsys/vicuna-13b-v1.5", ("llama2",)),
        ("TheBloke/Wizard-Vicuna-30B-Uncensored-GPTQ", ("llama-1-license",)),
        ("ja_core_news_trf", ("cc-by-sa-3.0",)),
        ("spacy/ja_core_news_sm", ("cc-by-sa-4.0",)),
        ("timm/hrnet_w18_small.gluon_in1k", ("apache-2.0",)),
        ("timm/hrnet_w18.ms_aug_in1k", ("mit",)),
        ("vocoder_models/universal/libri-tts/wavegrad", ("mpl-2.0",)),
        ("vocoder_models/be/common-voice/hifigan", ("cc-by-sa-4.0",)),
        ("sayakpaul/deit_tiny_patch16_224/1", ("mit",)),  # of TensorFlow Hub
        ("sayakpaul/vit_s16_fe/1", ("apache-2.0",)),
        ("deepmind/biggan-128/2", ("apache-2.0",)),
    ],
)
def test_models_whose_license_is_not_that_of_their_neighbors(name: str, licenses: tuple[str, ...]) -> None:
    assert resolve(name, NONE, REGISTRY).licenses == licenses


@pytest.mark.parametrize("ending", ["", ".onnx", ".bin"])
@pytest.mark.parametrize("name", REGISTRY.lists["ambiguous"])
def test_a_name_that_much_else_has_is_the_model_with_its_publisher_alone(name: str, ending: str) -> None:
    """`tokenizer.bin` was BLOOM's, under its RAIL; `retinaface.onnx` one of many, under MIT; `voyage` a service, under MIT."""
    assert not resolve(f"{name}{ending}", NONE, REGISTRY).licenses
    assert not resolve(f"somebody/{name}{ending}", NONE, REGISTRY).licenses
    called = [name, f"{name}-3"]  # it may be the beginning of a family's names: `diffusion-3` of `diffusion-*`
    full = [f"{one}/{own}" for own in called for match in REGISTRY.by_name.all(own) for one in match.value]
    assert any(resolve(one, NONE, REGISTRY).licenses for one in full)


@pytest.mark.parametrize("name", ["diffusion-3", "act-base", "rag-large", "tts-v2", "turkish-base", "diffusion_3.onnx"])
def test_a_star_behind_a_common_word_is_one_of_its_publisher_alone(name: str) -> None:
    """`if "diffusion-3" in base_model` was one of LeRobot's, under Apache 2.0: it asks for Stable Diffusion 3."""
    assert not resolve(name, NONE, REGISTRY).licenses
    assert resolve("lerobot/diffusion_3", NONE, REGISTRY).licenses == ("apache-2.0",)


def test_what_names_no_license_is_told_from_what_is_not_known() -> None:
    assert resolve("facebook/contriever", NONE, REGISTRY).remark == "its card named no license in January 2025"


@pytest.mark.parametrize(("name", "bases"), [("", ("GLM.OCR.GGUF",)), ("GLM-OCR", ()), ("somebody/GLM-OCR-GGUF", ())])
def test_a_stated_base_takes_no_license_away(name: str, bases: tuple[str, ...]) -> None:
    """A lax license is that of a copy of the model asked for alone, not of whatever its bases are copies of."""
    before = resolve(name, Evidence((), bases), REGISTRY)
    after = resolve(name, Evidence((), (*bases, "zai-org/GLM-OCR")), REGISTRY)
    assert (before.licenses, after.licenses) == ((), ()) if name == "" else (("mit",), ("mit",))


def test_a_stated_base_binds_though_it_is_a_namesake() -> None:
    found = resolve("somebody/llama-13b", Evidence((said("apache-2.0"),), ("huggyllama/llama-13b",)), REGISTRY)
    assert found.licenses == ("llama-1-license", "apache-2.0")


@pytest.mark.parametrize(
    ("name", "model", "licenses"),
    [
        ("sd_xl_base_1.0.safetensors", "stabilityai/stable-diffusion-xl-base-1.0", ("openrail-pp-m-sdxl-2023-07-26",)),
        ("v1-5-pruned-emaonly.ckpt", "stable-diffusion-v1-5/stable-diffusion-v1-5", ("creativeml-openrail-m",)),
        ("flux1-dev-Q4_K_S.gguf", "black-forest-labs/FLUX.1-dev", ("flux-1-dev-nc-1.1.1",)),
        ("flux1-schnell-fp8-e4m3fn.safetensors", "black-forest-labs/FLUX.1-schnell", ("apache-2.0",)),
        ("ggml-large-v3-turbo-q5_0.bin", "openai/whisper-large-v3-turbo", ("mit",)),
        ("codeformer-v0.1.0.pth", "github.com/sczhou/CodeFormer", ("s-lab-license-1.0",)),
        ("RealESRGAN_x4plus.pth", "github.com/xinntao/Real-ESRGAN", ("bsd-3-clause",)),
        ("control_v11f1p_sd15_depth_fp16.safetensors", "lllyasviel/ControlNet-v1-1", ("openrail",)),
        ("dl.fbaipublicfiles.com/segment_anything/sam_vit_h_4b8939.pth", "facebook/sam-vit-huge", ("apache-2.0",)),
        ("ViT-B-32.pt", "openai/clip-vit-base-patch32", ("mit",)),  # not google/vit-base-patch32
        ("clip-vit-large-patch14-336.bin", "openai/clip-vit-large-patch14-336", ("mit",)),  # no clip-ViT-* of sentence-transformers
        ("wiki.en.bin", "github.com/facebookresearch/fastText", ("cc-by-sa-3.0",)),
        # by the name of the model: the way of the conversion taken off
        ("Llama-3.2-1B-Instruct-Q4_K_M.gguf", "meta-llama/Llama-3.2-1B-Instruct", ("llama3.2",)),
        ("Llama-3.2-1B-Instruct.Q6_K.llamafile", "meta-llama/Llama-3.2-1B-Instruct", ("llama3.2",)),
        ("gemma-2-2b-it-Q6_K.gguf", "google/gemma-2-2b-it", ("gemma",)),  # not that of somebody who made something of Gemma
        ("mmproj-gemma-3-4b-it-f16.gguf", "google/gemma-3-4b-it", ("gemma",)),
        ("bge-m3-q8_0.gguf", "BAAI/bge-m3", ("mit",)),
        ("Qwen3-0.6B.litertlm", "Qwen/Qwen3-0.6B", ("apache-2.0",)),
        ("Gemma3-1B-IT_multi-prefill-seq_q4_ekv2048.task", "google/gemma-3-1b-it", ("gemma",)),
        ("gemma-2b-it-gpu-int4.bin", "google/gemma-2b-it", ("gemma",)),
    ],
)
def test_weights_by_the_name_of_their_file(name: str, model: str, licenses: tuple[str, ...]) -> None:
    """Surely enough to be told, not as sure as a card: nobody has looked into the file."""
    found = resolve(name, Evidence(), REGISTRY)
    assert [(link.model, link.relation) for link in found.chain][:1] == [(model, "file")]
    assert (found.licenses, found.how, found.confidence) == (licenses, "file", "medium")
    assert f"by the name of the file it is {model}" in found.remark


@pytest.mark.parametrize(
    "name",
    ["model.safetensors", "epoch_1.pt", "best.pt", "ggml-model-q4_0.gguf", "last.ckpt", "my-own.gguf", "flux1-dev-my-style.safetensors"],
)
def test_names_of_everybodys_files_tell_nothing(name: str) -> None:
    found = resolve(name, Evidence(), REGISTRY)
    assert not found.licenses


def test_a_file_of_a_model_without_a_license_says_why() -> None:
    found = resolve("inswapper_128.onnx", Evidence(), REGISTRY)
    assert (found.licenses, found.chain[0].model) == ((), "github.com/deepinsight/insightface")
    assert "not commercial" in found.remark
    assert (resolve("yolov8n.pt", Evidence(), REGISTRY).how, resolve("yolov8n", Evidence(), REGISTRY).how) == ("file", "registry")


def test_what_is_said_of_a_file_counts_before_its_name() -> None:
    found = resolve("flux1-dev.safetensors", Evidence((Claim("mit", "clarified", "x"),)), REGISTRY)
    assert (found.licenses, found.how) == (("mit",), "clarified")


def test_a_copy_names_the_model_it_holds_and_none_that_is_made_up() -> None:
    assert resolve("whisper-2", NONE, REGISTRY).kind == "unknown"
    assert resolve("openai/whisper-2", NONE, REGISTRY).licenses == ()
    chain = resolve("Comfy-Org/Lumina_Image_2.0_Repackaged", NONE, REGISTRY).chain
    assert [link.model for link in chain] == ["Alpha-VLLM/Lumina_Image_2.0"]
