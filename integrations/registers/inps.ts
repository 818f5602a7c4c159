import { z } from 'zod';
import type { pdnd, PdndService } from './pdnd';
import type { IseeRegister } from './port';

/** What we read of INPS's answer on an ISEE: the figure, its declaration, and whether something is wrong with it. */
const answer = z.object({
  isee: z.number().nonnegative().max(99_999_999),
  protocolloDSU: z.string().optional(),
  dataPresentazioneDSU: z.iso.date().optional(),
  presenzaDifformita: z.boolean().default(false),
});

/** INPS, consultation of the ordinary ISEE by tax code (DPCM 159/2013 art. 11). */
export const inpsIsee = (client: ReturnType<typeof pdnd>, service: PdndService): IseeRegister => ({
  source: 'inps',
  iseeOf: async (fiscalCode, day) => {
    const found = await client.post(service, {
      codiceFiscale: fiscalCode,
      tipoIndicatore: 'Ordinario',
      dataValidita: day,
      statoDomandaPrestazione: 'Da Erogare',
    });
    if (found === null) return null;
    const { isee, protocolloDSU, dataPresentazioneDSU, presenzaDifformita } = answer.parse(found);
    return {
      iseeCents: Math.round(isee * 100),
      dsu: protocolloDSU ?? null,
      dsuOn: dataPresentazioneDSU ?? null,
      differs: presenzaDifformita,
    };
  },
});
