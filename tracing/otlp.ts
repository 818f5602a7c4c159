import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace as api,
  TraceFlags,
  type SpanContext,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Recorder } from './spans';
import type { Trace } from './trace';

const kinds = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Records spans and sends them by OTLP over HTTP to `OTEL_EXPORTER_OTLP_ENDPOINT`; the exporter and the sampler read the other
 * `OTEL_…` variables themselves. The provider is ours alone: registered for everybody, the framework would add spans of
 * its own, with the addresses of pages, which hold codes and names.
 */
export function openRecorder(role: string): Recorder {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `buoni-spesa-${role}` }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('buoni-spesa');
  return {
    begin: (name, kind, parent, said) => {
      const around = parent === null ? ROOT_CONTEXT : api.setSpanContext(ROOT_CONTEXT, contextOf(parent));
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: said }, around);
      return {
        trace: traceOf(span.spanContext()),
        end: (more = {}, fault) => {
          span.setAttributes(more);
          // The words of a fault may repeat what people typed.
          if (fault !== undefined)
            span.setStatus({
              code: SpanStatusCode.ERROR,
              message: fault instanceof Error ? fault.name : 'fault',
            });
          span.end();
        },
      };
    },
    stop: () => provider.shutdown(),
  };
}

function contextOf(parent: Trace): SpanContext {
  const [, traceId = '', spanId = '', flags = ''] = parent.split('-');
  return { traceId, spanId, traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}

const traceOf = ({ traceId, spanId, traceFlags }: SpanContext): Trace =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
