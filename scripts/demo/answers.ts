import type { Answers } from '../../domain/application/answers';

/** A whole form for somebody who lives alone, like the manual's example: work lost, no other support. */
export const wholeAnswers = (already: Answers): Answers => ({
  ...already,
  'beneficiary.birthPlace': 'Roma',
  'contacts.mobile': '3331234567',
  'residence.address': 'Via Dalmazia, 23',
  'residence.municipality': 'Assemini',
  'need.description': 'Perdita del lavoro',
  'monthlyMeans.income': '450,00',
  'monthlyMeans.bankBalance': '320,50',
  'housing.cost': '380,00',
  'household.declared.total': '1',
  'annualIncomes.lavoro': '5.400,00',
  'declarations.noOtherMunicipality': 'si',
  'declarations.noPublicSupport': 'si',
  'declarations.noOtherSupport': 'si',
});
