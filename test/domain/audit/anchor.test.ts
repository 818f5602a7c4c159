import { expect, it } from 'vitest';
import { anchorFaults, type ReadAnchor } from '../../../domain/audit/anchor';

const anchor = (sequence: number, hash: string, signed = true): ReadAnchor => ({
  at: '2026-11-26T12:00:00.000Z',
  sequence,
  hash,
  signed,
});
const chain = new Map([
  [10, 'aa'],
  [20, 'bb'],
]);
const faults = (anchors: ReadAnchor[], noted: number[] = []) =>
  anchorFaults(anchors, (sequence) => chain.get(sequence), noted);

it('anchors tell a chain that was cut, written anew, or whose anchors are missing or forged', () => {
  expect(faults([anchor(10, 'aa'), anchor(20, 'bb')], [10, 20])).toEqual([]);
  expect(faults([anchor(30, 'cc')])).toEqual([expect.stringContaining('ends before entry 30')]);
  expect(faults([anchor(20, 'xx')])).toEqual([expect.stringContaining('written anew')]);
  expect(faults([anchor(20, 'bb', false)])).toEqual([expect.stringContaining('not signed')]);
  expect(faults([anchor(10, 'aa')], [10, 20])).toEqual(['the anchor at entry 20 is missing outside']);
});
