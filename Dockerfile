# Packshot in a container. README.md says how to run it, compose.yaml runs it with PostgreSQL and an S3-compatible store.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source

# As in the Makefile, nothing is resolved: what is installed is what the locks name. Nothing is built from sources either.
COPY requirements-build.lock requirements.lock ./
RUN python -m pip install --no-deps --only-binary :all: --require-hashes --requirement requirements-build.lock
RUN python -m venv --without-pip /opt/packshot
RUN python -m pip --python /opt/packshot/bin/python install --no-deps --only-binary :all: --require-hashes \
    --requirement requirements.lock

COPY pyproject.toml README.md LICENSE piccolo_conf.py ./
COPY tools/check_environment.py tools/
COPY web web
COPY templates templates
COPY static static
COPY migrations migrations
RUN PYTHONPATH=$(echo /opt/packshot/lib/python3.*/site-packages) \
    python tools/check_environment.py requirements-build.lock requirements.lock
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .
RUN python -m pip --python /opt/packshot/bin/python install --no-deps --no-index dist/*.whl

FROM python:3.13-slim
COPY --from=build /opt/packshot /opt/packshot
RUN install --directory --owner=10001 --group=10001 --mode=700 /srv/packshot/var
ENV PATH=/opt/packshot/bin:$PATH HOME=/srv/packshot PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /srv/packshot
USER 10001:10001
VOLUME /srv/packshot/var
EXPOSE 8000
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s CMD ["python", "-c", "from http.client import HTTPConnection; server = HTTPConnection('127.0.0.1', 8000, timeout=4); server.request('GET', '/readyz'); raise SystemExit(server.getresponse().status != 200)"]
ENTRYPOINT ["packshot"]
CMD ["serve", "--host", "0.0.0.0"]
