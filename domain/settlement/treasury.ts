/** The account the Ente pays from, and how its bank knows it. */
export interface Treasury {
  /** As the bank writes it, e.g. "Comune di Assemini". */
  name: string;
  iban: string;
  bic: string;
  /** Codice Unico CBI of who sends files to the bank, eight letters or digits. */
  cuc: string;
}
