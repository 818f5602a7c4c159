import type { RegisterAnswer, RegisterHousehold, RegisterIsee, RegisterPerson } from '../register/registers';

/** Why what a register said is not in a copy: it is of somebody else, or nobody has proved that it is of whoever asks. */
export type Withheld = 'another-person' | 'identity-not-proven';

/** What a register said, as far as it is the person's own. */
export type OwnAnswer =
  | { isee: RegisterIsee }
  | {
      /** The person as the register knows them; null where it has others alone. */
      you: RegisterPerson | null;
      /** Of those they live with and named themselves, no more than that the register has them too. */
      declaredMembers: string[];
      /** How many others it has. Who they are is theirs to ask. */
      otherMembers: number;
    }
  | { withheld: Withheld };

interface Asker {
  fiscalCode: string | null;
  /** An identity (SPID, CIE, CNS) has said that the codice fiscale is theirs. */
  proven: boolean;
}

/**
 * What is the person's own in a register's answer about `subject`. Anybody may type anybody's codice fiscale into an access
 * and a form: only who proved theirs reads what a register holds under it (GDPR artt. 12 par. 6, 15 par. 4).
 *
 * @param declared the codici fiscali of the household that the person wrote in their form
 */
export function ownPart(
  answer: RegisterAnswer,
  { fiscalCode, proven }: Asker,
  subject: string | null,
  declared: readonly string[],
): OwnAnswer {
  if (subject === null || subject !== fiscalCode) return { withheld: 'another-person' };
  if (!proven) return { withheld: 'identity-not-proven' };
  return 'members' in answer ? ownHousehold(answer, fiscalCode, declared) : { isee: answer };
}

function ownHousehold(
  { members }: RegisterHousehold,
  fiscalCode: string,
  declared: readonly string[],
): OwnAnswer {
  const others = members.filter((member) => member.fiscalCode !== fiscalCode);
  const known = others.filter((member) => declared.includes(member.fiscalCode));
  return {
    you: members.find((member) => member.fiscalCode === fiscalCode) ?? null,
    declaredMembers: known.map((member) => member.fiscalCode),
    otherMembers: others.length - known.length,
  };
}
