"""Answers questions about documents: a small retrieval service, made to be audited."""

import os

from langchain_huggingface import HuggingFaceEmbeddings
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from sentence_transformers import CrossEncoder

EMBEDDING_MODEL = os.getenv("EMBEDDING_MODEL", "BAAI/bge-m3")
RERANKER = "jinaai/jina-reranker-v2-base-multilingual"


def embeddings(hosted: bool = False):
    # Tried before: "intfloat/multilingual-e5-large".
    return OpenAIEmbeddings() if hosted else HuggingFaceEmbeddings(model_name=EMBEDDING_MODEL)


def reranker() -> CrossEncoder:
    return CrossEncoder(RERANKER, trust_remote_code=True)


def chat(local: bool = True):
    return ChatOllama(model="llama3.2:3b") if local else ChatOpenAI(model="gpt-4o-mini")
