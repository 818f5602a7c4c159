import fc from 'fast-check';

/** Any text a database may hold, and what it may not: control characters, halves of pairs, every script. */
export const anyText = (longest: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x17f }), fc.integer({ min: 0, max: 0xffff })), {
      maxLength: longest,
    })
    .map((codes) => String.fromCharCode(...codes));
