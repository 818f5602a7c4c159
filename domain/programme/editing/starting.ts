import type { Fields } from './fields';

/**
 * What a new programme starts from: the terms of the law (L. 241/1990: thirty days to decide, ten for observations) and
 * usual lengths for the rest, all to be changed at will.
 */
export const startingFields: Fields = {
  icon: 'carrello',
  'windows.r1.channel': 'cittadino',
  'amounts.kind': 'by-members',
  'documents.asked': 'any',
  'terms.draftReminder.count': '7',
  'terms.draftReminder.unit': 'days',
  'terms.draftRetention.count': '30',
  'terms.draftRetention.unit': 'days',
  'terms.decision.count': '30',
  'terms.decision.unit': 'days',
  'terms.decisionWarning.count': '5',
  'terms.decisionWarning.unit': 'days',
  'terms.clarification.count': '10',
  'terms.clarification.unit': 'days',
  'terms.observations.count': '10',
  'terms.observations.unit': 'days',
  'terms.voucherExpiry.kind': 'after',
  'terms.voucherExpiry.term.count': '6',
  'terms.voucherExpiry.term.unit': 'months',
  'terms.voucherNotices.r1.count': '30',
  'terms.voucherNotices.r1.unit': 'days',
  'terms.voucherNotices.r2.count': '7',
  'terms.voucherNotices.r2.unit': 'days',
  'terms.voidWindow.count': '1',
  'terms.voidWindow.unit': 'days',
};
