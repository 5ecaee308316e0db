# syntax=docker/dockerfile:1.7
# One image for everything: `diemnhan serve`, `diemnhan work`. The model is in it, converted at build time, so
# that torch, which only conversion needs, stays behind in the first stage.
#   docker build -t diemnhan:0.1.0 .                       CPU
#   docker build -t diemnhan:0.1.0-gpu --build-arg GPU=yes .    CTranslate2 on CUDA 12
#   docker build --build-arg TORCH=yes .                   with torch: for `diemnhan models add`, local LLMs
# Pin the base by digest: --build-arg PYTHON=python:3.11.13-slim-bookworm@sha256:... (docs/operations.md).
ARG PYTHON=python:3.11.13-slim-bookworm

FROM ${PYTHON} AS build
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ARG TORCH=no
ARG GPU=no
# What requirements.lock has for torch and transformers alone (tests/unit/test_image.py watches over it).
ARG CONVERSION_ONLY="torch transformers tokenizers safetensors regex sympy mpmath networkx"
WORKDIR /app
COPY requirements.lock requirements-dev.lock pyproject.toml README.md ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --extra-index-url "${TORCH_INDEX}" -r requirements.lock \
 && /venv/bin/pip install --no-cache-dir --constraint requirements-dev.lock \
      "psycopg[binary]" s3fs opentelemetry-sdk opentelemetry-exporter-otlp-proto-http \
 && if [ "${GPU}" = yes ]; then /venv/bin/pip install --no-cache-dir "nvidia-cublas-cu12>=12.4,<13"; fi
COPY service service
COPY models models
COPY prompts prompts
COPY termbase termbase
COPY docs docs
RUN /venv/bin/pip install --no-cache-dir --no-deps --editable .
# Converts the model, loads it as the service does, and translates: a broken image fails here.
RUN DIEMNHAN_DEVICE=cpu DIEMNHAN_DATA_DIR=/tmp/first DIEMNHAN_CONVERTED_DIR=/app/converted \
    /venv/bin/diemnhan translate --to en "Hai bên ký bản ghi nhớ hợp tác."
RUN if [ "${TORCH}" = no ]; then /venv/bin/pip uninstall --yes ${CONVERSION_ONLY}; fi \
 && /venv/bin/pip uninstall --yes setuptools pip \
 && /venv/bin/python -m compileall -q service models \
 && rm -rf models/recipe requirements.lock requirements-dev.lock

FROM ${PYTHON}
RUN python -m pip uninstall --yes setuptools wheel pip \
 && groupadd --system --gid 10001 diemnhan \
 && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/diemnhan --create-home diemnhan
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LD_LIBRARY_PATH=/venv/lib/python3.11/site-packages/nvidia/cublas/lib \
    DIEMNHAN_CONVERTED_DIR=/app/converted \
    DIEMNHAN_DATA_DIR=/var/lib/diemnhan \
    DIEMNHAN_HOST=0.0.0.0
USER 10001:10001
VOLUME /var/lib/diemnhan
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["diemnhan", "serve"]
