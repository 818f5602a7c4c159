/** Seals what the kept releases hold, which is made up. */
export const releaseKey = `release:${Buffer.alloc(32, 'buoni').toString('base64')}`;
