/** How the list that a sample is drawn from is called where it is downloaded. */
export const listFile = 'elenco.txt';
