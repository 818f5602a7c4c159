/** Where the attachments of an application stand, by id; null where the line or the server does not answer. */
export async function attachmentStates(
  applicationId: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string> | null> {
  try {
    const path = `/api/v1/applications/${applicationId}/attachments`;
    const answer = await fetch(path, { signal: signal ?? null });
    if (!answer.ok) return null;
    const list = (await answer.json()) as { id: string; status: string }[];
    return new Map(list.map(({ id, status }) => [id, status]));
  } catch {
    return null;
  }
}
