import { asc, count, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../client';
import {
  accessEvents,
  knownDevices,
  passkeys,
  recoveryCodes,
  sessions,
  totpFactors,
} from '../../schema/access';
import { contactCallActs, contactCalls, mandates, organisations } from '../../schema/filed-for';
import { identities } from '../../schema/identities';
import { legalHolds } from '../../schema/own-data';
import { passwordRecoveries } from '../../schema/people';
import { letters, pins } from '../../schema/pins';

/**
 * What is kept of a person's ways in, oldest first: when and how they signed in, what remembers their devices, what they
 * prove themselves with. Never what opens anything: no session's id, no hash, no key, no secret.
 */
export async function accessData(db: Queryable, userId: string) {
  const [recovery] = await db
    .select({ codes: count(), used: count(recoveryCodes.usedAt) })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId));
  return {
    signIns: await db
      .select({
        method: sessions.method,
        level: sessions.level,
        startedAt: sessions.startedAt,
        lastSeenAt: sessions.lastSeenAt,
        endsAt: sessions.endsAt,
        endedAt: sessions.endedAt,
        device: sessions.device,
        network: sessions.network,
      })
      .from(sessions)
      .where(eq(sessions.userId, userId))
      .orderBy(asc(sessions.startedAt)),
    // Of a device that was remembered nothing else is kept but a hash of the mark it brings along.
    rememberedDevices: await db
      .select({ seenAt: knownDevices.seenAt })
      .from(knownDevices)
      .where(eq(knownDevices.userId, userId))
      .orderBy(asc(knownDevices.seenAt)),
    changes: (
      await db
        .select({ kind: accessEvents.kind, at: accessEvents.at, actorId: accessEvents.actorId })
        .from(accessEvents)
        .where(eq(accessEvents.userId, userId))
        .orderBy(asc(accessEvents.at))
    ).map(({ actorId, ...event }) => ({ ...event, byYou: actorId === userId })),
    identities: await db
      .select({
        method: identities.method,
        level: identities.level,
        issuer: identities.issuer,
        linkedAt: identities.linkedAt,
        lastUsedAt: identities.lastUsedAt,
      })
      .from(identities)
      .where(eq(identities.userId, userId))
      .orderBy(asc(identities.linkedAt)),
    authenticatorApps: await db
      .select({ confirmedAt: totpFactors.confirmedAt })
      .from(totpFactors)
      .where(eq(totpFactors.userId, userId)),
    passkeys: await db
      .select({ name: passkeys.name, createdAt: passkeys.createdAt, usedAt: passkeys.usedAt })
      .from(passkeys)
      .where(eq(passkeys.userId, userId))
      .orderBy(asc(passkeys.createdAt)),
    recoveryCodes: recovery ?? { codes: 0, used: 0 },
    passwordLinks: await db
      .select({ expiresAt: passwordRecoveries.expiresAt, usedAt: passwordRecoveries.usedAt })
      .from(passwordRecoveries)
      .where(eq(passwordRecoveries.userId, userId))
      .orderBy(asc(passwordRecoveries.expiresAt)),
    pins: await pinData(db, userId),
  };
}

const pinData = (db: Queryable, userId: string) =>
  db
    .select({
      channel: pins.channel,
      requestedAt: pins.requestedAt,
      firstUsedAt: pins.firstUsedAt,
      activatedAt: pins.activatedAt,
      expiresAt: pins.expiresAt,
      endedAt: pins.endedAt,
      endedWhy: pins.endedWhy,
      letter: {
        recipient: letters.recipient,
        address: letters.address,
        status: letters.status,
        writtenAt: letters.writtenAt,
        postedAt: letters.postedAt,
      },
    })
    .from(pins)
    .leftJoin(letters, eq(letters.pinId, pins.id))
    .where(eq(pins.userId, userId))
    .orderBy(asc(pins.requestedAt));

/** What others did for a person, or may do: calls of the contact centre, mandates, and what is kept for a claim. */
export async function doneForThem(db: Queryable, userId: string) {
  const calls = await db
    .select({
      id: contactCalls.id,
      beganAt: contactCalls.beganAt,
      wrongPins: contactCalls.wrongPins,
      verifiedAt: contactCalls.verifiedAt,
      closedAt: contactCalls.closedAt,
    })
    .from(contactCalls)
    .where(eq(contactCalls.citizenId, userId))
    .orderBy(asc(contactCalls.beganAt));
  const acts = await db
    .select({ callId: contactCallActs.callId, act: contactCallActs.act, at: contactCallActs.at })
    .from(contactCallActs)
    .where(
      inArray(
        contactCallActs.callId,
        calls.map(({ id }) => id),
      ),
    )
    .orderBy(asc(contactCallActs.id));
  return {
    calls: calls.map(({ id, ...call }) => ({
      ...call,
      acts: acts.filter(({ callId }) => callId === id).map(({ act, at }) => ({ act, at })),
    })),
    mandates: await db
      .select({
        organisation: organisations.name,
        number: mandates.number,
        scope: mandates.scope,
        signedOn: mandates.signedOn,
        validFrom: mandates.validFrom,
        validUntil: mandates.validUntil,
        proof: mandates.proof,
        recordedAt: mandates.recordedAt,
        endedAt: mandates.endedAt,
      })
      .from(mandates)
      .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
      .where(eq(mandates.citizenId, userId))
      .orderBy(asc(mandates.recordedAt)),
    // That the data is held, and since when; what for may be the Ente's own defence in court (d.lgs. 196/2003 art. 2-undecies).
    legalHolds: await db
      .select({ setAt: legalHolds.setAt, liftedAt: legalHolds.liftedAt })
      .from(legalHolds)
      .where(eq(legalHolds.citizenId, userId))
      .orderBy(asc(legalHolds.setAt)),
  };
}
