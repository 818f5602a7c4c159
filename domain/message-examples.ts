import type { MessageParams } from './messages';

const applicationId = '018f2d3c-7b7a-7c3e-9a53-0b6f2f1f9d11';
const registration = '11625/2021';

const asked = {
  givenName: 'Luigi',
  programme: 'Buoni Spesa',
  applicationId,
  registration,
  answerBy: 'giovedì 15 aprile 2021, ore 23:59',
};

const merchant = 'Market Sole';
const settlementId = applicationId;
const statement = { merchant, settlementId, amountCents: 30_000, presentBy: '08/04/2021' };
const note = { merchant, settlementId, note: '3/2021' };

/** What a message of every kind is written with, about people and things that do not exist. */
export const messageExamples: MessageParams = {
  credentials: { givenName: 'Luigi', username: 'l.giallo', temporaryPassword: 'abcd-2345-efgh' },
  'password-recovery': { givenName: 'Luigi', token: 'token-of-the-mail' },
  'identity-linked': { givenName: 'Luigi', username: 'l.giallo', scheme: 'SPID' },
  'draft-reminder': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, closesOn: '30/04/2021' },
  'submission-receipt': {
    givenName: 'Luigi',
    programme: 'Buoni Spesa',
    applicationId,
    registration,
    registeredAt: '31/03/2021 08:49:21',
    decideBy: '30/04/2021',
  },
  'voucher-code': { programme: 'Buoni Spesa', code: 'URUT4F6', amountCents: 30_000, expiresOn: '30/09/2021' },
  'voucher-code-again': { code: 'URUT4F6', balanceCents: 26_400, expiresOn: '30/09/2021' },
  'voucher-code-new': { code: 'URUT4F6', balanceCents: 26_400, expiresOn: '30/09/2021' },
  'voucher-extended': { balanceCents: 26_400, expiresOn: '30/09/2021' },
  'voucher-blocked': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration },
  'approval-revoked': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration },
  'voucher-expiring': { code: 'URUT4F6', balanceCents: 26_400, expiresOn: '30/09/2021' },
  'application-approved': {
    givenName: 'Luigi',
    programme: 'Buoni Spesa',
    applicationId,
    registration: '11625/2021',
    amountCents: 30_000,
  },
  'application-waiting': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration },
  'waiting-list-ended': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration },
  'application-rejected': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration },
  'decision-warning': { registration, applicationId, decideBy: '30/04/2021' },
  'decision-overdue': { registration, applicationId, decideBy: '30/04/2021' },
  'decision-escalated': { registration, applicationId, decideBy: '30/04/2021' },
  'clarification-requested': asked,
  'rejection-announced': asked,
  'answer-lapsing': asked,
  'clarification-received': { registration, applicationId },
  'application-annulled': { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration },
  'review-requested': { registration, applicationId, decideBy: '30/04/2021' },
  'review-received': {
    givenName: 'Luigi',
    programme: 'Buoni Spesa',
    applicationId,
    registration,
    decideBy: '30/04/2021',
  },
  'ticket-opened': { name: 'Luigi Giallo', code: 'ABCD2345', secret: 'secret-of-the-mail' },
  'ticket-answered': { name: 'Luigi Giallo', code: 'ABCD2345', secret: 'secret-of-the-mail' },
  'ticket-resolved': { name: 'Luigi Giallo', code: 'ABCD2345', secret: 'secret-of-the-mail' },
  'ticket-waiting': {
    name: 'Luigi Giallo',
    code: 'ABCD2345',
    secret: 'secret-of-the-mail',
    closesOn: '30/04/2021',
  },
  'ticket-closing-soon': {
    name: 'Luigi Giallo',
    code: 'ABCD2345',
    secret: 'secret-of-the-mail',
    closesOn: '30/04/2021',
  },
  'ticket-merged': {
    name: 'Luigi Giallo',
    merged: 'WXYZ6789',
    code: 'ABCD2345',
    secret: 'secret-of-the-mail',
  },
  'ticket-link': { name: 'Luigi Giallo', code: 'ABCD2345', secret: 'secret-of-the-mail' },
  'ticket-overdue': { code: 'ABCD2345' },
  'ticket-at-risk': { code: 'ABCD2345', dueAt: 'giovedì 15 aprile 2021, ore 10:30' },
  'ticket-escalated': { code: 'ABCD2345' },
  'settlement-drawn': statement,
  'settlement-to-present': statement,
  'settlement-sent-back': { ...note, reason: 'Manca una firma.' },
  'settlement-refused': { ...note, why: 'Il conto è chiuso.' },
  'settlement-paid': { ...note, amountCents: 30_000 },
  'settlement-due': { ...note, payBy: '10/04/2021' },
  'settlement-overdue': { ...note, payBy: '10/04/2021' },
  'own-data-ready': { givenName: 'Luigi', expiresOn: '07/04/2021' },
  'own-data-received': { givenName: 'Luigi', answerBy: '30/04/2021' },
  'own-data-extended': { givenName: 'Luigi', answerBy: '30/06/2021' },
  'own-data-decided': { givenName: 'Luigi' },
  'own-data-to-decide': { requestId: applicationId, answerBy: '30/04/2021' },
  'own-data-due': { requestId: applicationId, answerBy: '30/04/2021' },
  'own-data-overdue': { requestId: applicationId, answerBy: '30/04/2021' },
  'merchant-applied': { name: 'Alimentari Piras', vatNumber: '01234567897' },
  'merchant-accepted': {
    name: 'Alimentari Piras',
    agreement: '12/2026',
    from: '01/12/2026',
    until: '30/11/2027',
    username: 'm.piras',
    temporaryPassword: 'abcd-2345-efgh',
  },
  'merchant-refused': { name: 'Alimentari Piras', reason: 'Il negozio è fuori dal Comune.' },
  'merchant-suspended': { name: 'Alimentari Piras', reason: 'Ha dato resto in denaro.' },
  'merchant-resumed': { name: 'Alimentari Piras' },
  'merchant-ended': { name: 'Alimentari Piras', reason: 'Il negozio chiude.' },
};
