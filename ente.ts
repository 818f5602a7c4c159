/**
 * The municipality this installation belongs to. To run the system for another one, change this file and the coat
 * of arms in `public/ente/`. The two colours must each reach 4.5:1 against white, which is written upon them.
 */
export const ente = {
  name: 'Comune di Assemini',
  service: 'Buoni Spesa',
  logo: '/ente/stemma.svg',
  color: { primary: '#0066cc', primaryDark: '#004080' },
  region: { name: 'Regione Autonoma della Sardegna', url: 'https://www.regione.sardegna.it' },
  address: 'Piazza Repubblica, 09032 Assemini (CA)',
  mail: 'protocollo@comune.assemini.example',
  phone: '+39 070 000000',
} as const;
