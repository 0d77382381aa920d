FROM oven/bun:1.4.5-slim AS build
WORKDIR /app
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile --ignore-scripts
COPY . .
RUN bun run build

FROM oven/bun:1.4.5-slim
LABEL org.opencontainers.image.title="P2P Share" \
      org.opencontainers.image.description="Zero-storage, self-hosted file sharing: browser to browser, verified on both sides" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
# For DATA_DIR, if any: a volume that is mounted here empty gets its owner.
RUN install --directory --owner=bun --group=bun /data
COPY --from=build /app/LICENSE ./
COPY --from=build /app/client/dist ./client/dist
COPY --from=build /app/dist ./dist
ENV NODE_ENV=production
USER bun
# The page and signaling, the same over HTTPS, the relay, the relay over TLS.
EXPOSE 8080 8443 3478 3478/udp 5349
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["bun", "dist/health-check.js"]
ENTRYPOINT ["bun", "dist/main.js"]
