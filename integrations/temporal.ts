import { readFileSync } from 'node:fs';

/** What connects to a workflow engine: a self-hosted cluster, one behind client certificates, or Temporal Cloud. */
export interface EngineSettings {
  TEMPORAL_ADDRESS: string;
  TEMPORAL_API_KEY?: string | undefined;
  TEMPORAL_TLS_CERT?: string | undefined;
  TEMPORAL_TLS_KEY?: string | undefined;
}

/** Options for `Connection` and `NativeConnection` alike. An API key implies TLS; certificates are paths of PEM files. */
export function engineOptions(settings: EngineSettings) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY } = settings;
  if (TEMPORAL_TLS_CERT && TEMPORAL_TLS_KEY) {
    const clientCertPair = { crt: readFileSync(TEMPORAL_TLS_CERT), key: readFileSync(TEMPORAL_TLS_KEY) };
    return { address, tls: { clientCertPair } };
  }
  return apiKey ? { address, apiKey, tls: true as const } : { address };
}
