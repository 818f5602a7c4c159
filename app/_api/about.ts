/** What the document says before its calls. */
export const about = `
The API of Buoni Spesa for tills, and for the citizens’ own pages.

**Conventions.** Bodies are JSON in UTF-8. Amounts are whole euro cents. Times are ISO 8601 with an offset. What is not
described is refused in bodies, and ignored in queries.

**Who calls.** A till sends its key: \`Authorization: Bearer …\`. The pages of this site send the session’s cookie; from
elsewhere a session is refused for calls that change something.

**Doing it once.** Every call that changes something takes an \`Idempotency-Key\`: up to 200 visible ASCII characters, a
new one for each act, of which the caller keeps a note *before* it sends. When the answer is lost, send the same call with
the same key until it is answered: the act happens once, and the first answer is given again, a refusal included. The same
key with another call or body is refused with \`idempotency-key-reused\`. After \`429\` and \`5xx\` nothing is known to
have happened: wait, \`Retry-After\` seconds where they are given, and repeat with the same key.

**Errors** are problem documents (RFC 9457, \`application/problem+json\`): decide by their \`code\`, which does not change;
\`title\` is for people. Addresses that do not exist answer \`not-found\`; methods that an address does not take,
\`method-not-allowed\` with \`Allow\`.
`.trim();
