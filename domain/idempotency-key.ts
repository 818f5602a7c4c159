/** Whether a text can be the key of an unsafe call: 1 to 200 printable characters of ASCII, no blanks. */
export const isIdempotencyKey = (key: string): boolean => /^[\x21-\x7e]{1,200}$/.test(key);
