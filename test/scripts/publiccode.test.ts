import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };

/** What the standard asks of a file of version 0.4 (yml.publiccode.tools, "The Standard (core)" and "Italy"). */
const day = z.iso.date();
const description = z.object({
  shortDescription: z.string().min(1).max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string().min(1)).min(1),
});
const standard = z.object({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string().min(1),
  url: z.url(),
  softwareVersion: z.string(),
  releaseDate: day,
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z.array(z.string().regex(/^[a-z-]+$/)).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  description: z.record(z.string().regex(/^[a-z]{2}$/), description),
  legal: z.object({ license: z.string() }),
  localisation: z.object({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/)).min(1),
  }),
  maintenance: z.discriminatedUnion('type', [
    z.object({
      type: z.enum(['internal', 'community']),
      contacts: z.array(z.object({ name: z.string() })).min(1),
    }),
    z.object({
      type: z.literal('contract'),
      contractors: z.array(z.object({ name: z.string(), until: day })).min(1),
    }),
    z.object({ type: z.literal('none') }),
  ]),
  it: z.object({
    countryExtensionVersion: z.string(),
    riuso: z.object({ codiceIPA: z.string().regex(/^\w+$/) }),
  }),
});

describe('publiccode.yml', () => {
  const said = standard.safeParse(parse(readFileSync('publiccode.yml', 'utf8')));

  it('has what the standard asks for', () => {
    expect(said.error?.issues).toBeUndefined();
  });

  it('says of version and licence what the package says', () => {
    expect([said.data?.softwareVersion, said.data?.legal.license]).toEqual([
      manifest.version,
      manifest.license,
    ]);
  });

  it('describes the software in Italian', () => {
    expect(Object.keys(said.data?.description ?? {})).toContain('it');
  });
});
