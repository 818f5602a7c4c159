/** An address that `npm test` hands to the tests. Throws when the tests were started in another way. */
export function given(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run this test through npm test, which starts what it needs.`);
  return value;
}
