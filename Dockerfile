# docs/operate.md says how it is run: read-only, without rights, the state in a volume.
FROM node:24-bookworm-slim AS build
WORKDIR /opt/vitrine
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.ts && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /opt/vitrine
COPY --from=build /opt/vitrine/package.json ./
COPY --from=build /opt/vitrine/node_modules ./node_modules
COPY --from=build /opt/vitrine/dist ./dist
COPY --from=build /opt/vitrine/src ./src
RUN install -d -o node -g node -m 0700 /data
USER node
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 VITRINE_DATA=/data VITRINE_HOST=0.0.0.0 VITRINE_PORT=4800 VITRINE_ADDRESS_RATE=200 \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache
VOLUME /data
EXPOSE 4800
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4800/readyz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=32", "--min-semi-space-size=32", "--heap-growing-percent=400", "--no-allocation-site-pretenuring", "--v8-pool-size=1", "src/main.ts", "serve"]
