import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  experimental: {
    // A programme that is imported as a document is the longest form; the gate refuses what is longer unread.
    serverActions: { bodySizeLimit: '1mb' },
    // All pages together take 0.7 seconds of a core, at the moment when the process that is left needs it; those that most people
    // ask for first are warm before anybody comes (scripts/serve.mjs).
    preloadEntriesOnStart: false,
  },
  // `npm run typecheck` reads the same files, once, for the tests and scripts as well.
  typescript: { ignoreBuildErrors: true },
  // Bundled, the SDK's error classes lose their names, which the SDK itself compares.
  serverExternalPackages: [
    '@temporalio/client',
    '@temporalio/common',
    '@temporalio/proto',
    '@grpc/grpc-js',
    'protobufjs',
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-base',
    'prom-client',
    '@node-rs/argon2',
    'pg',
    // It reads its fonts and profiles beside its own files.
    'pdfkit',
    // It looks for a renderer of pages that is not there.
    'resend',
  ],
  sassOptions: {
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  },
};

export default createNextIntlPlugin('./app/_i18n/request.ts')(config);
