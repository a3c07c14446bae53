"""Makes pictures: a small application of diffusion models, made to be audited."""

from dataclasses import dataclass

import torch
from diffusers import ControlNetModel, DiffusionPipeline, FluxPipeline
from huggingface_hub import hf_hub_download

MODELS = {
    "fast": "black-forest-labs/FLUX.1-schnell",
    "good": "black-forest-labs/FLUX.1-dev",
    "classic": "stabilityai/stable-diffusion-xl-base-1.0",
}


@dataclass
class Settings:
    vae: str = "madebyollin/sdxl-vae-fp16-fix"
    controlnet: str = "lllyasviel/sd-controlnet-canny"
    upscaler: str = "https://github.com/xinntao/Real-ESRGAN/releases/download/v0.1.0/RealESRGAN_x4plus.pth"


def load(kind: str = "fast"):
    if kind == "lora":
        hf_hub_download("ByteDance/Hyper-SD", filename="Hyper-SDXL-8steps-lora.safetensors")
    if kind == "controlled":
        return ControlNetModel.from_pretrained(Settings().controlnet)
    cls = FluxPipeline if MODELS[kind].startswith("black-forest-labs/") else DiffusionPipeline
    return cls.from_pretrained(MODELS[kind], torch_dtype=torch.bfloat16)
