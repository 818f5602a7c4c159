import { getTranslations } from 'next-intl/server';
import { inspectionRefusals, uploadRefusals, attachmentFault } from '@/domain/attachment/refusal';
import { limitFigures } from '@/domain/attachment/limits';
import type { UploadTexts } from './texts';

/** Refusals of the acts themselves that an upload may meet. */
const actRefusals = ['not-editable', 'not-found'] as const;

/** The words the upload says in the browser, in the page's language. */
export async function uploadTexts(): Promise<UploadTexts> {
  const t = await getTranslations('attachments');
  return {
    kind: t('kind'),
    file: t('file'),
    fileHint: t('fileHint', limitFigures),
    photograph: t('photograph'),
    upload: t('upload'),
    preparing: t('preparing'),
    oddType: t('oddType'),
    arrivals: t('arrivals'),
    queued: t('queued'),
    progress: t.raw('progress') as string,
    offline: t('offline'),
    stuck: t('stuck'),
    expired: t('expired'),
    signIn: t('signIn'),
    retry: t('retry'),
    cancel: t('cancel'),
    close: t('close'),
    interrupted: t.raw('interrupted') as string,
    resume: t('resume'),
    resumeHint: t('resumeHint'),
    otherFile: t.raw('otherFile') as string,
    saidStart: t.raw('saidStart') as string,
    saidHalf: t.raw('saidHalf') as string,
    saidEnd: t.raw('saidEnd') as string,
    refusals: await refusalSentences(),
  };
}

/** The sentence of each refusal an upload may meet, by its code. */
export async function refusalSentences(): Promise<Record<string, string>> {
  const [tFaults, tRefusals] = await Promise.all([getTranslations('faults'), getTranslations('refusals')]);
  const ofFiles = [...new Set([...uploadRefusals, ...inspectionRefusals])].map((code) => [
    code,
    tFaults(attachmentFault(code) as never, limitFigures as never),
  ]);
  const ofActs = actRefusals.map((code) => [code, tRefusals(code)]);
  return Object.fromEntries([...ofFiles, ...ofActs]) as Record<string, string>;
}
