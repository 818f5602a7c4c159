import data from './ente.json';

/**
 * The municipality this installation belongs to. To run the system for another one, write its `ente.json`, put its
 * coat of arms, made for a coloured ground, in `public/ente/`, and build: what is wrong with it stops the build
 * (`domain/ente.schema.ts`).
 */
export const ente = data;
