# syntax=docker/dockerfile:1
# One image for the API: dependencies in the first stage, code and weights in the second. CPU by default.
FROM python:3.11-slim-bookworm AS build
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
WORKDIR /app
COPY requirements.lock pyproject.toml README.md ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --extra-index-url "${TORCH_INDEX}" -r requirements.lock

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/diemnhan --create-home diemnhan
WORKDIR /app
COPY --from=build /venv /venv
COPY service service
COPY models models
COPY prompts prompts
COPY termbase termbase
COPY docs/api.md docs/api.md
COPY pyproject.toml README.md ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --editable .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DIEMNHAN_DATA_DIR=/var/lib/diemnhan DIEMNHAN_HOST=0.0.0.0
USER diemnhan
VOLUME /var/lib/diemnhan
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s \
  CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"
CMD ["diemnhan", "serve"]
