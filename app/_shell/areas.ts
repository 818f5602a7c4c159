import type { Role } from '@/domain/roles';
import type messages from '@/app/_i18n/it.json';

/** A link of the bar: where it leads and the catalogue's word for it. */
export type AreaLink = { href: string; label: keyof typeof messages.areas };

const office: AreaLink[] = [
  { href: '/operatore', label: 'worklist' },
  { href: '/operatore/lotti', label: 'batches' },
  { href: '/operatore/bandi', label: 'programmes' },
  { href: '/operatore/bilancio', label: 'budget' },
  { href: '/operatore/esercenti', label: 'merchants' },
  { href: '/operatore/liquidazioni', label: 'settlements' },
  { href: '/operatore/controlli', label: 'control' },
  { href: '/operatore/registro', label: 'register' },
  { href: '/operatore/lettere', label: 'letters' },
];

const counter: AreaLink[] = [
  { href: '/esercente', label: 'till' },
  { href: '/esercente/movimenti', label: 'movements' },
];

const merchant: AreaLink[] = [
  ...counter,
  { href: '/esercente/liquidazioni', label: 'settlements' },
  { href: '/esercente/negozio', label: 'shop' },
];

/** What the bar offers each role. Navigation only: every page checks for itself who may see it. */
export const areas: Record<Role, AreaLink[]> = {
  cittadino: [
    { href: '/domande', label: 'applications' },
    { href: '/i-miei-dati', label: 'ownData' },
  ],
  operatore: office,
  responsabile: [
    ...office,
    { href: '/supporto', label: 'tickets' },
    { href: '/operatore/dati-personali', label: 'privacy' },
    { href: '/operatore/accessi', label: 'views' },
  ],
  esercente: merchant,
  cassiere: counter,
  supporto: [{ href: '/supporto', label: 'tickets' }],
  contactcenter: [{ href: '/contact-center', label: 'calls' }],
  intermediario: [{ href: '/intermediario', label: 'clients' }],
  amministratore: [
    { href: '/accesso/personale', label: 'staff' },
    { href: '/accesso/organizzazioni', label: 'organisations' },
    { href: '/operatore/messaggi', label: 'messageTexts' },
  ],
};
