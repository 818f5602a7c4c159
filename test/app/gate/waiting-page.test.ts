import { describe, expect, it } from 'vitest';
import texts from '../../../app/_i18n/waiting.json';
import { waitingPage, type Standing } from '../../../app/_server/gate/waiting-page';
import { gulpease, sentencesOf, wordsOf } from '../../support/gulpease';

const standing: Standing = { stage: 'queued', ahead: 12_345, minutes: 4, seconds: 20, posted: false };
const said = (changes: Partial<Standing>): string => waitingPage({ ...standing, ...changes });

describe('the page of those who wait', () => {
  it('says in both languages how many are before and how long it takes, as far as that is known', () => {
    expect(said({})).toContain('Persone davanti a te: 12.345. Tocca a te tra circa 4 minuti.');
    expect(said({})).toContain('People before you: 12,345. It is your turn in about 4 minutes.');
    expect(said({ minutes: 1 })).toContain('tra circa 1 minuto.');
    expect(said({ minutes: null })).toContain('Non sappiamo ancora');
    expect(said({ stage: 'gathering' })).toContain('tiriamo a sorte');
    expect(said({ stage: 'arrived' })).toContain('il momento in cui sei arrivato');
  });

  it('costs less than 4 kB whatever it says', () => {
    for (const stage of ['arrived', 'gathering', 'queued'] as const)
      for (const posted of [true, false])
        expect(Buffer.byteLength(said({ stage, posted, ahead: 1e9, minutes: 1e9 }))).toBeLessThan(4_096);
  });

  it('asks again by itself, with scripts and without, except where that would lose what was typed', () => {
    expect(said({})).toContain('<noscript><meta http-equiv="refresh" content="20"></noscript>');
    expect(said({})).toContain('<script>');
    expect(said({ posted: true })).not.toMatch(/http-equiv|<script/);
    expect(said({ posted: true })).toContain('Torna alla pagina di prima');
  });

  it('has the same words in both languages, and easy ones', () => {
    expect(Object.keys(texts.en)).toEqual(Object.keys(texts.it));
    const read = Object.values(texts.it).map((text) => text.replaceAll(/\{\w+\}/g, '4'));
    expect(gulpease(read)).toBeGreaterThanOrEqual(60);
    for (const text of read)
      for (const sentence of sentencesOf(text)) expect(wordsOf(sentence).length).toBeLessThanOrEqual(25);
  });
});
