import { z } from 'zod';
import { describe } from './call';
import { idParams, moment } from './fields';
import { notInHand } from './problems';

/** Texts by the name of their field, empty where nothing stands. */
const Texts = z.record(z.string().max(100), z.string());

const Saved = {
  name: 'SavedDraft',
  schema: z.strictObject({ version: z.int().positive(), savedAt: moment }),
  example: { version: 3, savedAt: '2021-04-12T09:15:00.000Z' },
};

export const saveDraft = describe({
  id: 'saveDraft',
  method: 'PUT',
  path: '/applications/{id}',
  tag: 'Applications',
  audience: 'citizen',
  summary: 'Save a draft',
  description:
    'The whole draft as typed, complete or not. The same answers again give the same version, with any key.',
  params: idParams,
  body: {
    name: 'Draft',
    schema: z.object({
      version: z.int().positive().describe('The version the answers were typed on.'),
      answers: Texts.describe('What was typed, by field name.'),
    }),
    example: { version: 2, answers: { 'beneficiary.familyName': 'Rossi', 'beneficiary.givenName': 'Maria' } },
  },
  answers: { 200: { when: 'The draft is saved.', body: Saved } },
  refusals: ['not-found', 'not-editable', 'stale-version', ...notInHand],
});

export const mergeDraft = describe({
  id: 'mergeDraft',
  method: 'PATCH',
  path: '/applications/{id}/answers',
  tag: 'Applications',
  audience: 'citizen',
  summary: 'Save a part of a draft',
  description:
    'Merged field by field into what another place saved meanwhile; repeating it changes nothing, with any key. A field that both changed differently refuses it: `edited-elsewhere`, the other text in `params.theirs`, or `emptied-elsewhere`.',
  params: idParams,
  body: {
    name: 'DraftPart',
    schema: z.strictObject({
      base: Texts.describe('The fields that are shown, as they stood where the typing began.'),
      answers: Texts.describe('The same fields as they stand now.'),
    }),
    example: { base: { 'contacts.mobile': '' }, answers: { 'contacts.mobile': '333 1234567' } },
  },
  answers: { 200: { when: 'The part is saved.', body: Saved } },
  refusals: ['not-found', 'not-editable', ...notInHand],
});

const Registered = {
  name: 'Registered',
  schema: z.strictObject({
    registrationNumber: z.string().describe('The number in the protocol register of the year.'),
    registeredAt: moment,
  }),
  example: { registrationNumber: '12/2021', registeredAt: '2021-04-12T09:20:00.000Z' },
};

export const submitApplication = describe({
  id: 'submitApplication',
  method: 'POST',
  path: '/applications/{id}/submission',
  tag: 'Applications',
  audience: 'citizen',
  summary: 'Send an application',
  description: 'Sending it again, with any key, answers the same registration.',
  params: idParams,
  body: { name: 'Submission', schema: z.object({}), example: {} },
  answers: {
    201: { when: 'The application is sent and registered.', body: Registered },
    200: { when: 'It had been sent before.', body: Registered },
  },
  refusals: [
    'not-found',
    'not-editable',
    'stale-version',
    'programme-closed',
    'window-closed',
    'incomplete',
    'household-already-applied',
    ...notInHand,
  ],
});
