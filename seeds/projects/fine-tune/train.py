"""Tunes an adapter: made to be audited. Its card claims a license that the base model does not allow."""

from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer

BASE = "meta-llama/Meta-Llama-3-8B-Instruct"


def model():
    loaded = AutoModelForCausalLM.from_pretrained(BASE)
    return get_peft_model(loaded, LoraConfig(r=8))


def tokenizer():
    return AutoTokenizer.from_pretrained(BASE)
