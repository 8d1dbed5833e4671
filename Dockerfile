# Two stages: the first builds with the same `make build` as everywhere else,
# the second holds one static binary and nothing more.
#
#   docker build -t downhill --build-arg VERSION="$(git describe --tags --always)" .
#   docker run --rm -p 8080:8080 --read-only --cap-drop ALL --security-opt no-new-privileges downhill
#
# The images are pinned by tag. Pin them by digest where your registry is
# mirrored: `docker buildx imagetools inspect <image>` prints it.

FROM node:20.20.2-bookworm-slim AS node

FROM golang:1.26.8-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ENV GOTOOLCHAIN=local
WORKDIR /src

# The dependencies first: their layers stay while only our code changes.
COPY go.mod go.sum ./
RUN go mod download
COPY web/package.json web/package-lock.json web/
RUN npm ci --prefix web --no-audit --no-fund --ignore-scripts

COPY . .
# What --version tells; the repository itself is no part of the image's context.
ARG VERSION=unknown
RUN make build VERSION="$VERSION"

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/bin/downhill /downhill
# Nobody in particular, by number, so that a cluster can see that it is not root.
USER 65532:65532
# The default, :8080 on every address; -e PORT=… moves it for server and health check alike.
EXPOSE 8080
# The image has no shell: the binary asks the server that runs beside it.
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["/downhill", "--health"]
ENTRYPOINT ["/downhill"]
