/** What the merchant declares by presenting the note (DPR 445/2000 art. 47); the page shows the same words. */
export const declarationText =
  'Il legale rappresentante dichiara, ai sensi degli artt. 46 e 47 del DPR 28 dicembre 2000, n. 445, che i buoni ' +
  'dell’elenco sono stati usati per i soli beni ammessi dal bando, da chi ne aveva diritto, senza resto in denaro; ' +
  'che gli importi sono quelli degli scontrini emessi, conservati presso l’esercizio; e che nessuno di essi è stato ' +
  'già chiesto in pagamento.';
