import { z } from 'zod';
import { normaliseFiscalCode } from '../../domain/fiscal-code';
import type { RegisterPerson } from '../../domain/register/registers';
import type { pdnd, PdndService } from './pdnd';
import type { ResidentRegister } from './port';

/** What we read of ANPR's answer on a household; the rest is not asked for and not kept. */
const answer = z.object({
  listaSoggetti: z.object({
    datiSoggetto: z
      .array(
        z.object({
          generalita: z.object({
            codiceFiscale: z.object({ codFiscale: z.string().min(1) }),
            cognome: z.string().default(''),
            nome: z.string().default(''),
            dataNascita: z.iso.date(),
          }),
          legameSoggetto: z.object({ codiceLegame: z.string().optional() }).optional(),
          residenza: z
            .array(z.object({ indirizzo: z.object({ comune: z.object({ nomeComune: z.string() }) }) }))
            .optional(),
        }),
      )
      .min(1),
  }),
});

type Subject = z.infer<typeof answer>['listaSoggetti']['datiSoggetto'][number];

/** ANPR, the national register of residents: the service that ascertains a household (C021). */
export const anpr = (client: ReturnType<typeof pdnd>, service: PdndService): ResidentRegister => ({
  source: 'anpr',
  householdOf: async (fiscalCode, day) => {
    const found = await client.post(service, {
      idOperazioneClient: String(Date.now()),
      criteriRicerca: { codiceFiscale: fiscalCode },
      datiRichiesta: {
        dataRiferimentoRichiesta: day,
        motivoRichiesta: 'Istruttoria di buoni spesa',
        casoUso: 'C021',
      },
    });
    return found === null ? null : { members: answer.parse(found).listaSoggetti.datiSoggetto.map(personOf) };
  },
});

const personOf = ({ generalita, legameSoggetto, residenza }: Subject): RegisterPerson => ({
  fiscalCode: normaliseFiscalCode(generalita.codiceFiscale.codFiscale),
  familyName: generalita.cognome,
  givenName: generalita.nome,
  birthDate: generalita.dataNascita,
  relation: legameSoggetto?.codiceLegame ?? null,
  municipality: residenza?.[0]?.indirizzo.comune.nomeComune ?? null,
});
