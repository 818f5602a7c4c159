import type { FieldName, MemberField } from '../domain/application/fields';

/** What the form calls each of its fields, in Italian; a test compares them with the form's own words. */
export const fieldWords: Record<FieldName, string> = {
  'applicant.role': 'Per chi è il buono?',
  'applicant.relation': 'Che parentela avete?',
  'applicant.organisation': 'Nome del CAF, patronato o associazione',
  'applicant.mandate': 'Ho la delega scritta della persona',
  'beneficiary.fiscalCode': 'Codice Fiscale',
  'beneficiary.familyName': 'Cognome',
  'beneficiary.givenName': 'Nome',
  'beneficiary.birthDate': 'Data di nascita',
  'beneficiary.birthPlace': 'Comune di nascita',
  'contacts.phone': 'Telefono',
  'contacts.mobile': 'Cellulare',
  'contacts.email': 'E-Mail',
  'residence.address': 'Indirizzo',
  'residence.municipality': 'Comune',
  'domicile.address': 'Indirizzo del domicilio',
  'domicile.municipality': 'Comune del domicilio',
  'need.description': 'Condizione di bisogno',
  'monthlyMeans.income': 'Entrate Mensili',
  'monthlyMeans.property': 'Entrate da Immobili',
  'monthlyMeans.bankBalance': 'C/C Bancari o postali',
  'housing.cost': 'Mutuo/Affitto',
  'sustenance.description': 'Mezzi di sostegno',
  'sustenance.amount': 'Importo del sostegno percepito',
  'household.beneficiaryDisabled': 'Disabile',
  'household.declared.total': 'Totali',
  'household.declared.upTo6': 'fino a 6 anni',
  'household.declared.minors': 'Minori',
  'household.declared.disabled': 'Disabili',
  'household.declared.chronic': 'Con Patologie Croniche',
  'household.declared.over65': 'Ultrasessantacinquenni',
  'household.notes': 'Note',
  'annualIncomes.redditoCittadinanza': 'Reddito di cittadinanza',
  'annualIncomes.naspi': 'NASPI/Indennità di disoccupazione',
  'annualIncomes.cassaIntegrazione': 'Cassa integrazione',
  'annualIncomes.reis': 'Contributo REIS',
  'annualIncomes.contributiComune': 'Contributi economici percepiti dal Comune',
  'annualIncomes.lavoro': 'Reddito da lavoro',
  'annualIncomes.invalidita': 'Pensione di invalidità civile, cecità, sordomutismo',
  'annualIncomes.accompagnamento': 'Indennità di accompagnamento',
  'annualIncomes.frequenza': 'Indennità di frequenza',
  'isee.amount': 'Importo ISEE',
  'declarations.socialServices': 'Di essere in carico ai servizi sociali comunali',
  'declarations.residencePermit':
    'Per i cittadini stranieri non appartenenti all’Unione Europea, di essere in possesso di un titolo di soggiorno in corso di validità',
  'declarations.noOtherMunicipality':
    'Che nessun componente del proprio nucleo familiare ha presentato domanda presso altri Comuni Italiani',
  'declarations.noPublicSupport':
    'Che nessun componente del nucleo familiare percepisce altre forme di sostegno al reddito erogate da Enti Pubblici',
  'declarations.receivesSupport':
    'Di percepire forme di sostegno economico quali: Reddito di Cittadinanza, REI, contributo per l’affitto, sussidio economico, etc.',
  'declarations.supportKind': 'Tipo di sostegno',
  'declarations.supportMonthly': 'Importo del sostegno',
  'declarations.noOtherSupport': 'Di non percepire altre forme di sostegno',
  'declarations.noOtherProperty':
    'Di non essere proprietario di immobili (con esclusione della casa di abitazione)',
  'declarations.noLiquidity':
    'Di non avere disponibilità economiche (per sé e/o il proprio nucleo familiare) su conti correnti bancari, postali, etc.',
};

/** Of each further member of the household. */
export const memberWords: Record<MemberField, string> = {
  fiscalCode: 'Codice Fiscale',
  familyName: 'Cognome',
  givenName: 'Nome',
  birthDate: 'Data di Nascita',
  disabled: 'Disabile',
};

/** What an answer is called, by the name it is kept under. */
export function wordOf(name: string): string {
  if (Object.hasOwn(fieldWords, name)) return fieldWords[name as FieldName];
  const [, member = '', field = ''] = /^members\.(m\d{1,3})\.([a-zA-Z]+)$/.exec(name) ?? [];
  return Object.hasOwn(memberWords, field)
    ? `Componente ${member.slice(1)}: ${memberWords[field as MemberField]}`
    : name;
}
