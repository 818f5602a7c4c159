import { currentTrace, newTrace, within, type Trace } from './trace';

/** A step of a trace that is under way. */
export interface Span {
  /** The trace, for what this step sets going. */
  trace: Trace;
  /** Ends it; nothing may be said of it that names a person, or repeats an address. */
  end: (said?: Record<string, string | number>, fault?: unknown) => void;
}

/** What records spans (`otlp.ts`). */
export interface Recorder {
  begin: (name: string, kind: SpanKind, parent: Trace | null, said: Record<string, string>) => Span;
  /** Sends what is left. */
  stop: () => Promise<void>;
}

/** Who asked: somebody outside, the outbox, or the process itself. */
export type SpanKind = 'server' | 'consumer' | 'internal';

/** The framework bundles this module more than once; the recorder is one. */
const kept = globalThis as { buoniSpesaRecorder?: Recorder | null };

/**
 * Records spans from now on, where `OTEL_EXPORTER_OTLP_ENDPOINT` says where to; nothing of it is loaded otherwise, and
 * traces are ids alone.
 *
 * @param role which process this is: `web` or `worker`
 */
export async function recordSpans(role: string): Promise<void> {
  if (!process.env.OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const { openRecorder } = await import('./otlp');
  kept.buoniSpesaRecorder = openRecorder(role);
}

/** Sends the spans that were not sent yet. */
export const stopRecording = async (): Promise<void> => kept.buoniSpesaRecorder?.stop();

/** Begins a step of a trace, or of a new one where there is no parent. */
export function beginSpan(
  name: string,
  kind: SpanKind,
  parent: Trace | null = currentTrace(),
  said: Record<string, string> = {},
): Span {
  if (kept.buoniSpesaRecorder) return kept.buoniSpesaRecorder.begin(name, kind, parent, said);
  return { trace: parent ?? newTrace(), end: () => undefined };
}

/** Does something as a step of a trace. */
export async function asSpan<T>({ trace, end }: Span, act: () => Promise<T>): Promise<T> {
  try {
    const value = await within(trace, act);
    end();
    return value;
  } catch (fault) {
    end({}, fault);
    throw fault;
  }
}
