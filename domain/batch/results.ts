import { readReasons, rejectionReasons } from '../application/reasons';
import { readRegistration } from '../application/registration';
import { parseEuro } from '../money';
import type { FieldFault } from '../refusal';
import type { WantedDecision } from './forecast';

/** The columns of a file of results, each with the headings people give it. */
export const resultHeadings = {
  registration: ['protocollo', 'numero protocollo', 'n protocollo', 'num protocollo', 'prot', 'n prot'],
  outcome: ['esito', 'decisione', 'stato'],
  amount: ['importo', 'importo euro', 'euro', 'importo assegnato', 'importo concesso'],
  reasonCodes: ['codici motivo', 'codice motivo', 'codici', 'codice'],
  reason: ['motivo', 'motivazione', 'note'],
} as const;

export type ResultColumn = keyof typeof resultHeadings;

/** The columns without which a file is not one of results. */
export const neededColumns = ['registration', 'outcome'] as const satisfies readonly ResultColumn[];

const outcomes: Record<string, WantedDecision['outcome']> = Object.fromEntries(
  (
    [
      ['approvata', ['approvata', 'approvato', 'ammessa', 'ammesso', 'accolta', 'accolto']],
      [
        'respinta',
        [
          'respinta',
          'respinto',
          'esclusa',
          'escluso',
          'rigettata',
          'rigettato',
          'non ammessa',
          'non ammesso',
        ],
      ],
    ] as const
  ).flatMap(([outcome, words]) => words.map((word) => [word, outcome])),
);

/** As long as a reason typed on the page may be. */
export const longestReason = 1_000;

/** A row of results as it was meant, or what is wrong with it, cell by cell. */
export type ReadResult =
  | { registration: { number: number; year: number }; wanted: WantedDecision; faults: null }
  | { faults: FieldFault[] };

/**
 * Reads one row. Nothing is guessed: an amount is typed the Italian way, an approval names its amount, a rejection its
 * reason: by codes, between commas or blanks, or in words, which are the code `altro`.
 */
export function readResult(cells: Record<ResultColumn, string>): ReadResult {
  const registration = readRegistration(cells.registration);
  const outcome = outcomes[cells.outcome.toLowerCase().replaceAll(/\s+/g, ' ')];
  const amountCents = parseEuro(cells.amount);
  const reason = cells.reason || null;
  const codes = cells.reasonCodes.toLowerCase().match(/[^\s,;]+/g) ?? ['altro'];
  const why = outcome === 'respinta' ? readReasons(rejectionReasons, codes, reason) : { codes: [] };
  const fault = (field: ResultColumn, wrong: boolean, code: string): FieldFault[] =>
    wrong ? [{ field, code: cells[field] === '' ? 'required' : code }] : [];
  const faults = [
    ...fault('registration', registration === null, 'registration'),
    ...fault('outcome', outcome === undefined, 'result-outcome'),
    ...fault('amount', outcome === 'approvata' && !amountCents, 'money'),
    ...('fault' in why ? fault(why.fault, true, why.fault === 'reason' ? 'required' : 'reason-code') : []),
    ...fault('reason', cells.reason.length > longestReason, 'too-long'),
  ];
  if (faults.length > 0 || registration === null || outcome === undefined || 'fault' in why)
    return { faults };
  return outcome === 'respinta'
    ? { registration, wanted: { outcome, reasonCodes: why.codes, reason }, faults: null }
    : { registration, wanted: { outcome, amountCents: amountCents ?? 0, reason }, faults: null };
}
