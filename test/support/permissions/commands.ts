import type { Permission } from '../../../domain/permissions';

/** Ids of the test that acts are on; those of persons and merchants are the owner's. `ids.fresh` is a new one. */
export type Ids = Record<
  | 'fresh'
  | 'application'
  | 'draft'
  | 'programme'
  | 'programmeSlug'
  | 'merchant'
  | 'shop'
  | 'till'
  | 'settlement'
  | 'ticket'
  | 'voucher'
  | 'code'
  | 'redemption'
  | 'hold',
  string
>;

/** Whether the thing is the owner's, each actor's own (a saved view, a request of theirs), or not there at all. */
export type Concerns = 'the owner' | 'oneself' | 'nothing';

export interface CommandAsks {
  asks: Permission;
  concerns: Concerns;
  /** What follows the database and the actor. */
  given: (ids: Ids) => unknown[];
}

const on = (asks: Permission, ...given: ((ids: Ids) => unknown)[]): CommandAsks => ({
  asks,
  concerns: 'the owner',
  given: (ids) => given.map((each) => each(ids)),
});
const ofOneself = (asks: Permission, ...given: ((ids: Ids) => unknown)[]): CommandAsks => ({
  ...on(asks, ...given),
  concerns: 'oneself',
});
const onNothing = (asks: Permission, ...given: ((ids: Ids) => unknown)[]): CommandAsks => ({
  ...on(asks, ...given),
  concerns: 'nothing',
});

const reason = 'Come da istruttoria del Comune';
const answers = {};
const onApplication = (more: object) => (ids: Ids) => ({ applicationId: ids.application, reason, ...more });
const onDraft = (more: object) => (ids: Ids) => ({ applicationId: ids.draft, ...more });
const onShop = (more: object) => (ids: Ids) => ({
  merchantId: ids.merchant,
  shopId: ids.shop,
  tillId: ids.till,
  keyId: ids.fresh,
  userId: ids.fresh,
  cashierId: ids.fresh,
  answers,
  ...more,
});
const onProgramme = (more: object) => (ids: Ids) => ({ programmeId: ids.programme, version: 1, ...more });
const onMerchant = (more: object) => (ids: Ids) => ({ merchantId: ids.merchant, reason, answers, ...more });
const onTicket = (more: object) => (ids: Ids) => ({
  code: ids.ticket,
  messageId: ids.fresh,
  text: 'Testo',
  ...more,
});
const onMessage = ({ fresh }: Ids) => ({ messageId: fresh, followUpId: fresh, note: 'Nota' });
const onVoucher = (more: object) => (ids: Ids) => ({
  voucherId: ids.voucher,
  reason,
  requestId: ids.fresh,
  ...more,
});
const nobodyNamed = { fiscalCode: '', familyName: '', givenName: '' };
const key = (ids: Ids): string => ids.fresh;
const nothingIn = async function* () {};
const fileOfRows = () => ({ fileName: 'righe.csv', content: nothingIn(), register: 'anagrafe' });

/** Every command that somebody calls, by file and name, and what it asks; a test compares it with the files. */
export const commands: Record<string, CommandAsks> = {
  'access/second-factor/remove resetSecondFactor': onNothing('second-factor.reset', ({ fresh: userId }) => ({
    userId,
    reason,
  })),
  'application/open openApplication': ofOneself('application.open', ({ programmeSlug }) => ({
    programmeSlug,
  })),
  'application/take-over takeOver': on('application.take-over', onDraft({})),
  'call/begin beginCall': ofOneself('call.run', ({ fresh }) => ({ callId: fresh, ...nobodyNamed })),
  'call/begin registerCaller': ofOneself('call.run', ({ fresh }) => ({
    callId: fresh,
    answers,
    way: 'email',
    language: 'it',
  })),
  'call/compile openInCall': onNothing('call.run', ({ fresh, programmeSlug }) => ({
    callId: fresh,
    programmeSlug,
  })),
  'call/verify verifyCaller': onNothing('call.run', ({ fresh }) => ({
    callId: fresh,
    firstPart: 'ABCD-EFGH',
  })),
  'call/verify sendPin': onNothing('call.run', ({ fresh }) => ({ callId: fresh, way: 'email' })),
  'call/verify closeCall': onNothing('call.run', key),
  'mandate/record keepMandate': ofOneself('mandate.keep', ({ fresh }) => ({
    mandateId: fresh,
    typed: { ...nobodyNamed, number: '', scope: '', signedOn: '', validFrom: '', validUntil: '', proof: '' },
  })),
  'mandate/record registerClient': ofOneself('mandate.keep', ({ fresh }) => ({
    mandateId: fresh,
    answers,
    typed: { number: '', scope: '', signedOn: '', validFrom: '', validUntil: '', proof: '' },
    language: 'it',
  })),
  'mandate/record endMandate': onNothing('mandate.keep', key),
  'mandate/compile openByMandate': onNothing('mandate.keep', ({ fresh, programmeSlug }) => ({
    mandateId: fresh,
    programmeSlug,
  })),
  'organisation/organisations addOrganisation': ofOneself('organisation.run', ({ fresh }) => ({
    organisationId: fresh,
    answers,
  })),
  'organisation/organisations switchOrganisation': onNothing('organisation.run', ({ fresh }) => ({
    organisationId: fresh,
    active: false,
  })),
  'organisation/people addIntermediary': onNothing('organisation.run', ({ fresh }) => ({
    organisationId: fresh,
    userId: fresh,
    answers,
  })),
  'organisation/people switchIntermediary': onNothing('organisation.run', ({ fresh }) => ({
    organisationId: fresh,
    userId: fresh,
    active: false,
  })),
  'staff/people addStaff': ofOneself('staff.run', ({ fresh }) => ({ userId: fresh, answers })),
  'staff/people switchStaff': onNothing('staff.run', ({ fresh }) => ({ userId: fresh, active: false })),
  'pin/revoke revokePin': ofOneself('pin.revoke'),
  'pin/letter printLetter': onNothing('pin.letter', key),
  'pin/letter markPosted': onNothing('pin.letter', key),
  'application/save saveDraft': on('application.edit', onDraft({ version: 1, answers })),
  'application/save mergeDraft': on('application.edit', onDraft({ base: {}, typed: {} })),
  'application/park unparkAnswers': on('application.edit', onDraft({ section: 'need' })),
  'application/submit submitApplication': on('application.submit', onDraft({})),
  'application/close closeApplication': on('application.withdraw', onApplication({ as: 'withdrawn' })),
  'application/rate rateService': on(
    'application.rate',
    onApplication({ stars: '5', answer: '', details: '' }),
  ),
  'application/request requestClarification': on(
    'application.ask',
    onApplication({ text: 'Manca un documento' }),
  ),
  'application/request announceRejection': on(
    'application.decide',
    onApplication({ reasonCodes: [], text: 'Reddito superiore' }),
  ),
  'application/answer draftAnswer': on('application.answer', ({ application, fresh }) => ({
    applicationId: application,
    requestId: fresh,
    text: 'Ecco',
  })),
  'application/answer answerRequest': on('application.answer', ({ application, fresh }) => ({
    applicationId: application,
    requestId: fresh,
    text: 'Ecco',
  })),
  'application/decide decideApplication': on(
    'application.decide',
    onApplication({ decision: { outcome: 'approvata', amountCents: 10_000, reason } }),
  ),
  'application/proposal signProposal': on('application.countersign', onApplication({})),
  'application/proposal returnProposal': on('application.countersign', onApplication({})),
  'application/review requestReview': on(
    'application.request-review',
    onApplication({ text: 'Chiedo il riesame' }),
  ),
  'application/annul annulApplication': on('application.annul', onApplication({ reasonCodes: [] })),
  'application/assign assignApplication': on(
    'application.assign',
    onApplication({ operatorId: '01a218f3-e612-77c9-b9e6-51fcc7f04e69' }),
  ),
  'application/take takeInCharge': on('application.take', onApplication({})),
  'application/take putBack': on('application.take', onApplication({})),
  'application/take-next takeNext': on('application.take'),
  'attachment/begin beginAttachment': on('application.attach', ({ draft, fresh }) => ({
    applicationId: draft,
    attachmentId: fresh,
    kind: 'isee',
    fileName: 'isee.pdf',
    declaredBytes: 300,
  })),
  'attachment/receive receivePart': onNothing('application.attach', ({ draft, fresh }) => ({
    applicationId: draft,
    attachmentId: fresh,
    offset: 0,
    bytes: Buffer.from('%PDF-'),
  })),
  'attachment/remove removeAttachment': onNothing('application.attach', ({ draft, fresh }) => ({
    applicationId: draft,
    attachmentId: fresh,
  })),
  'batch/choose excludeRows': onNothing('batch.run', ({ fresh }) => ({
    batchId: fresh,
    from: 0,
    to: 1,
    excluded: [],
  })),
  'batch/choose confirmBatch': onNothing('batch.run', ({ fresh }) => ({ batchId: fresh })),
  'batch/choose cancelBatch': onNothing('batch.run', ({ fresh }) => ({ batchId: fresh })),
  'batch/prepare-chosen prepareDecisions': on('batch.run', ({ application }) => ({
    applicationIds: [application],
    decision: { outcome: 'approvata', reason },
  })),
  'batch/prepare-chosen prepareAssignment': on('application.assign', ({ application, fresh }) => ({
    applicationIds: [application],
    operatorId: fresh,
  })),
  'batch/prepare-extension prepareExtension': on('batch.run', ({ programmeSlug }) => ({
    programme: programmeSlug,
    expiresOn: '2099-12-31',
    reason,
  })),
  'batch/prepare-results prepareResults': on('batch.run', fileOfRows),
  'control/review reviewSignal': onNothing('control.read', ({ fresh }) => ({
    reviewId: fresh,
    key: 'none',
    finding: 'none',
    note: reason,
  })),
  'control/set-thresholds setThresholds': on('control.tune', ({ fresh }) => ({
    changeId: fresh,
    values: {},
    reason,
  })),
  'control/prepare-sample prepareSample': on('control.check', ({ fresh, programme }) => ({
    sampleId: fresh,
    programmeId: programme,
    percent: '10',
  })),
  'control/draw-sample drawSample': onNothing('control.check', ({ fresh }) => ({
    sampleId: fresh,
    publicNumber: '1',
    source: 'Lotto',
  })),
  'control/check-declarations checkDeclarations': onNothing('control.check', ({ application }) => ({
    applicationId: application,
    outcomes: [],
    close: false,
  })),
  'control/recover stepRecovery': onNothing('control.recover', ({ application }) => ({
    applicationId: application,
    seen: 0,
    state: 'da richiedere',
    day: '2026-01-01',
    note: reason,
  })),
  'inquiry/ask askRegisters': on('register.ask', onApplication({})),
  'merchant/enrol registerMerchant': on('merchant.agree', ({ fresh }) => ({ merchantId: fresh, answers })),
  'merchant/agree acceptMerchant': on('merchant.agree', onMerchant({})),
  'merchant/agree prolongAgreement': on('merchant.agree', onMerchant({ until: '2099-12-31' })),
  'merchant/halt refuseMerchant': on('merchant.agree', onMerchant({})),
  'merchant/halt suspendMerchant': on('merchant.agree', onMerchant({})),
  'merchant/halt resumeMerchant': on('merchant.agree', onMerchant({})),
  'merchant/halt endMerchant': on('merchant.agree', onMerchant({})),
  'merchant/edit editMerchant': on('merchant.agree', onMerchant({})),
  'merchant/edit changeAccount': on('merchant.run', onMerchant({})),
  'merchant/cashiers addCashier': on('merchant.run', onShop({})),
  'merchant/cashiers moveCashier': onNothing('merchant.run', onShop({})),
  'merchant/cashiers switchCashier': onNothing('merchant.run', onShop({ active: false })),
  'merchant/cashiers resetCashierPassword': onNothing('merchant.run', onShop({})),
  'merchant/keys makeTillKey': on('merchant.run', onShop({})),
  'merchant/keys revokeTillKey': onNothing('merchant.run', onShop({})),
  'merchant/shops addShop': on('merchant.run', onShop({})),
  'merchant/shops changeShop': on('merchant.run', onShop({})),
  'merchant/shops closeShop': on('merchant.run', onShop({})),
  'merchant/shops reopenShop': on('merchant.run', onShop({})),
  'merchant/tills addTill': on('merchant.run', onShop({ name: 'Cassa 2' })),
  'merchant/tills renameTill': on('merchant.run', onShop({ name: 'Cassa 3' })),
  'merchant/tills switchTill': on('merchant.run', onShop({ active: false })),
  'office/export beginExport': on('application.export', () => ({ format: 'csv', query: '' })),
  'office/views saveView': ofOneself('view.save', () => ({ name: 'Le mie', query: 'fase=da+istruire' })),
  'office/views renameView': onNothing('view.save', ({ fresh }) => ({ viewId: fresh, name: 'Altre' })),
  'office/views removeView': onNothing('view.save', ({ fresh }) => ({ viewId: fresh })),
  'own-data/ask askAboutOwnData': ofOneself('own-data.ask', ({ fresh }) => ({
    requestId: fresh,
    kind: 'export',
    text: '',
  })),
  'own-data/decide decideOwnData': onNothing('own-data.decide', ({ fresh }) => ({
    requestId: fresh,
    outcome: 'accolta',
    reason,
  })),
  'own-data/decide extendAnswer': onNothing('own-data.decide', ({ fresh }) => ({ requestId: fresh, reason })),
  'own-data/decide setLegalHold': onNothing('own-data.decide', ({ fresh }) => ({
    requestId: fresh,
    holdId: fresh,
    reason,
  })),
  'payment/prepare preparePayments': on('settlement.review', ({ fresh, settlement }) => ({
    batchId: fresh,
    settlementIds: [settlement],
  })),
  'payment/sign signPayments': onNothing('settlement.pay', ({ fresh }) => ({ batchId: fresh, treasury: {} })),
  'payment/sign giveUpPayments': onNothing('settlement.review', ({ fresh }) => ({ batchId: fresh })),
  'payment/read-outcomes readOutcomes': on('settlement.review', fileOfRows),
  'payment/apply-outcomes applyOutcomes': onNothing('settlement.review', ({ fresh }) => ({
    importId: fresh,
  })),
  'programme/create createProgramme': on('programme.edit', () => ({ kind: 'name', name: 'Bonus Libri' })),
  'programme/draft beginVersion': on('programme.edit', onProgramme({})),
  'programme/draft discardProgrammeDraft': on('programme.edit', onProgramme({})),
  'programme/save saveProgrammeDraft': on('programme.edit', onProgramme({ base: {}, typed: {} })),
  'programme/save replaceProgrammeDraft': on('programme.edit', onProgramme({ document: '{}' })),
  'programme/send sendForPublication': on('programme.edit', onProgramme({})),
  'programme/send returnToEditing': on('programme.edit', onProgramme({})),
  'programme/publish publishProgramme': on('programme.publish', onProgramme({})),
  'programme/publish-ranking publishRanking': onNothing('programme.publish', ({ programmeSlug }) => ({
    slug: programmeSlug,
  })),
  'programme/draw makeDraw': on('programme.publish', onProgramme({ publicNumber: '12 45 7 88 31' })),
  'programme/close closeProgramme': on('programme.close', onProgramme({})),
  'programme/share-out setShares': on('budget.share-out', onProgramme({ fingerprint: 'none' })),
  'retention/decide setRetention': on('retention.decide', onProgramme({ months: '60' })),
  'retention/decide placeRetentionHold': on(
    'retention.decide',
    onProgramme({ holdId: '019a0000-0000-7000-8000-000000000001', registration: '', reason }),
  ),
  'retention/decide liftRetentionHold': on(
    'retention.decide',
    onProgramme({ holdId: '019a0000-0000-7000-8000-000000000001' }),
  ),
  'register/import importRegister': on('register.import', fileOfRows),
  'settlement/close-period closePeriod': on('settlement.review', ({ settlement }) => ({
    settlementId: settlement,
  })),
  'settlement/close-period closeAllPeriods': on('settlement.review'),
  'settlement/present presentNote': on('settlement.present', ({ settlement }) => ({
    settlementId: settlement,
    declared: true,
  })),
  'settlement/retry-payment retryPayment': on('settlement.retry', ({ settlement }) => ({
    settlementId: settlement,
  })),
  'settlement/review verifyNote': on('settlement.review', ({ settlement }) => ({ settlementId: settlement })),
  'settlement/review sendNoteBack': on('settlement.review', ({ settlement }) => ({
    settlementId: settlement,
    reason,
  })),
  'message/follow-up repeatMessage': onNothing('message.follow-up', onMessage),
  'message/follow-up handleMessage': onNothing('message.follow-up', onMessage),
  'ticket/answer answerTicket': on('ticket.answer', onTicket({})),
  'ticket/ask askRequester': on('ticket.answer', onTicket({})),
  'ticket/assign assignTicket': on('ticket.answer', ({ ticket, fresh }) => ({
    code: ticket,
    assignee: fresh,
  })),
  'ticket/assign takeNextTicket': on('ticket.answer'),
  'ticket/canned-answers writeCannedAnswer': on('ticket.answer', ({ fresh }) => ({
    id: fresh,
    version: 0,
    title: 'Saluti',
    text: 'Cordiali saluti',
    active: true,
  })),
  'ticket/classify classifyTicket': on('ticket.answer', onTicket({ category: 'altro', priority: 'normale' })),
  'ticket/escalate escalateTicket': on('ticket.answer', onTicket({})),
  'ticket/link linkTicket': on('ticket.answer', onTicket({ link: 'application', target: '' })),
  'ticket/look lookFor': on('ticket.look', ({ ticket, fresh }) => ({
    code: ticket,
    lookId: fresh,
    look: 'voucher',
    asked: 'AAA',
  })),
  'ticket/merge mergeTicket': on('ticket.answer', onTicket({ into: '' })),
  'ticket/note noteTicket': on('ticket.answer', ({ ticket, fresh }) => ({
    code: ticket,
    noteId: fresh,
    text: 'Nota',
  })),
  'ticket/resolve resolveTicket': on('ticket.answer', onTicket({})),
  'voucher/block blockVoucher': on('voucher.manage', onVoucher({})),
  'voucher/block unblockVoucher': on('voucher.manage', onVoucher({})),
  'voucher/extend extendVoucher': on('voucher.manage', onVoucher({ expiresOn: '2099-12-31' })),
  'voucher/reissue reissueCode': on('voucher.manage', onVoucher({})),
  'voucher/resend resendCode': on('voucher.manage', onVoucher({})),
  'voucher/resend changeMobile': on('voucher.manage', onVoucher({ mobile: '3339876543' })),
  'voucher/revoke revokeApproval': on('voucher.revoke', onApplication({})),
  'voucher/check checkVoucher': on('voucher.check', ({ code }) => code),
  'voucher/redeem redeemVoucher': on('voucher.redeem', key, ({ code }) => ({ code, amountCents: 100 })),
  'voucher/place-hold placeHold': on('voucher.redeem', key, ({ code }) => ({ code, amountCents: 100 })),
  'voucher/confirm-hold confirmHold': on('hold.end', key, ({ hold }) => ({ holdId: hold })),
  'voucher/release-hold releaseHold': on('hold.end', key, ({ hold }) => ({ holdId: hold })),
  'voucher/lost-spend lostSpend': ofOneself('voucher.redeem', key),
  'voucher/void voidRedemption': on('redemption.void', key, ({ redemption }) => ({
    redemptionId: redemption,
    reason: 'errore',
  })),
};
