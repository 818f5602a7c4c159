# One image for both roles: `node --import tsx scripts/role.ts web` or `… worker`. See docs/deploy/machines.md.
FROM node:20-bookworm-slim AS build
WORKDIR /srv/buoni-spesa
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
WORKDIR /srv/buoni-spesa
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build /srv/buoni-spesa ./
USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "scripts/role.ts", "web"]
