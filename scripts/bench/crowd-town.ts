import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import { v7 as newId } from 'uuid';
import { hashPassword } from '../../commands/access/password';
import { startSession } from '../../commands/access/sessions';
import { openApplication } from '../../commands/application/open';
import { saveDraft } from '../../commands/application/save';
import { openDatabase, type Database } from '../../db/client';
import { migrate } from '../../db/migrate';
import { applications, programmes, programmeVersions } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import { checkCharacter } from '../../domain/fiscal-code';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Actor } from '../../domain/roles';
import type { SessionLevel } from '../../domain/session';
import { wholeAnswers } from '../demo/answers';
import { demoProgrammes } from '../demo/programmes';
import { sealThroughout } from '../stack/sealing';
import { Problem } from '../stack/problem';

/** A citizen with a draft that can be sent, and the session of before the opening. */
export interface BenchCitizen {
  username: string;
  applicationId: string;
  /** As a `Cookie` header. */
  cookie: string;
}

export const benchPassword = 'una-password-lunga-7';

/** Citizens who have signed in, a programme that opens after that, and a draft of each. */
export async function fillCrowdTown(url: string, authSecret: string, count: number): Promise<BenchCitizen[]> {
  await migrate(url);
  await sealThroughout(url);
  const db = openDatabase(url, 8);
  try {
    const passwordHash = await hashPassword(benchPassword);
    const people = Array.from({ length: count }, (_, number) => ({
      id: newId(),
      ...person(number),
      passwordHash,
    }));
    await db.insert(users).values(people);
    const cookies = new Map<string, string>();
    for (const { id } of people) cookies.set(id, await signedIn(db, id, authSecret));
    // A session says when it began in whole seconds.
    await sleep(1_500);
    await openProgramme(db);
    const citizens: BenchCitizen[] = [];
    const left = [...people];
    const one = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) {
        const { id, username } = next;
        citizens.push({ username, cookie: cookies.get(id) ?? '', applicationId: await draftOf(db, id) });
      }
    };
    await Promise.all(Array.from({ length: 8 }, one));
    return citizens;
  } finally {
    await db.$client.end();
  }
}

/** A citizen's own data, another for each number below 17,000. */
export function person(number: number) {
  const letter = (place: number): string => String.fromCharCode(65 + (Math.floor(number / 26 ** place) % 26));
  const body = `SR${letter(2)}N${letter(1)}${letter(0)}85T10A562`;
  return {
    username: `cittadino-${number}`,
    mustChangePassword: false,
    role: 'cittadino' as const,
    familyName: 'Serra',
    givenName: 'Anna',
    fiscalCode: body + checkCharacter(body),
    birthDate: '1985-12-10',
    mobile: '3331234567',
    email: `cittadino-${number}@example.org`,
  };
}

/** Opens a session, of one who has shown a second factor where they need one. @returns its `Cookie` header */
export async function signedIn(
  db: Database,
  userId: string,
  secret: string,
  level?: SessionLevel,
): Promise<string> {
  const whence = { address: null, userAgent: null, device: newId() };
  const sid = await startSession(db, { userId, sessionVersion: 1, ...(level && { level }) }, whence);
  if (sid === null) throw new Problem('A session could not be opened.');
  return `buoni-spesa.session=${await encode({ token: { sub: userId, sid }, secret })}`;
}

async function openProgramme(db: Database): Promise<void> {
  const [programme] = demoProgrammes(new Date());
  if (!programme) throw new Problem('The demo has no programme.');
  const now = Date.now();
  const window = {
    opensAt: new Date(now).toISOString(),
    closesAt: new Date(now + 86_400_000).toISOString(),
  };
  const rules: ProgrammeRules = { ...programme.rules, windows: [{ channel: 'cittadino', ...window }] };
  const id = newId();
  const { slug, name, icon } = programme;
  await db.insert(programmes).values({ id, slug, name, icon, status: 'attivo' });
  await db.insert(programmeVersions).values({ id: newId(), programmeId: id, version: 1, rules });
}

/** Begins an application of a citizen's and fills it in. @returns its id */
export async function draftOf(db: Database, id: string): Promise<string> {
  const citizen: Actor = { kind: 'user', id, role: 'cittadino', merchantId: null };
  const opened = await openApplication(db, citizen, { programmeSlug: 'buoni-spesa' });
  if (!opened.ok) throw new Problem(`A draft could not be opened: ${JSON.stringify(opened.error)}`);
  const { applicationId } = opened.value;
  const [draft] = await db.select().from(applications).where(eq(applications.id, applicationId));
  const answers = wholeAnswers(draft ? sealedAnswers.open(applicationId, draft.answers) : {});
  const saved = await saveDraft(db, citizen, { applicationId, version: draft?.answersVersion ?? 1, answers });
  if (!saved.ok) throw new Problem(`A draft could not be saved: ${JSON.stringify(saved.error)}`);
  return applicationId;
}
