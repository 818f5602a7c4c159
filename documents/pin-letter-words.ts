import type { Language } from './language';

interface PinLetterWords {
  title: string;
  to: string;
  address: string;
  lead: (day: string) => string;
  secondPart: string;
  how: string;
  steps: string[];
  where: string;
  until: (day: string) => string;
  care: string;
  careText: string;
  contacts: (phone: string, mail: string) => string;
}

export const pinLetterWords: Record<Language, PinLetterWords> = {
  it: {
    title: 'La seconda parte del tuo PIN',
    to: 'Per',
    address: 'Indirizzo',
    lead: (day) => `Il ${day} hai chiesto il PIN per i servizi del Comune. Questa è la seconda parte.`,
    secondPart: 'Seconda parte',
    how: 'Come si usa',
    steps: [
      'Cerca la prima parte: ti è arrivata con un SMS o con una e-mail.',
      'Entra con il codice fiscale e con le due parti, una dopo l’altra.',
      'Da quel momento il PIN è completo e puoi fare tutto.',
    ],
    where: 'Si entra da qui:',
    until: (day) => `Il PIN vale fino al ${day}.`,
    care: 'Tienila per te',
    careText:
      'Nessuno ti chiede mai la seconda parte: né al telefono, né per e-mail. Se non hai chiesto tu il PIN, scrivici.',
    contacts: (phone, mail) => `Telefono ${phone}, e-mail ${mail}`,
  },
  en: {
    title: 'The second part of your PIN',
    to: 'To',
    address: 'Address',
    lead: (day) =>
      `On ${day} you asked for a PIN for the services of the municipality. This is its second part.`,
    secondPart: 'Second part',
    how: 'How to use it',
    steps: [
      'Look for the first part: it came by SMS or by mail.',
      'Enter with your tax code and both parts, one after the other.',
      'From then on the PIN is whole and opens everything.',
    ],
    where: 'Enter here:',
    until: (day) => `The PIN is valid until ${day}.`,
    care: 'Keep it to yourself',
    careText:
      'Nobody ever asks you for the second part, by telephone or by mail. If you did not ask for the PIN, write to us.',
    contacts: (phone, mail) => `Telephone ${phone}, mail ${mail}`,
  },
};
