import { getTranslations } from 'next-intl/server';
import { errorsOf } from '@/app/_server/form-action';
import type { BatchStage } from '@/domain/batch/batch';
import type { RowRefusal, RowState } from '@/domain/batch/row';
import type { Refusal } from '@/domain/refusal';
import type { StatusColor } from '@/app/_ui/status-look';
import type { IconName } from '@/app/_ui/Icon';

/** How the states of a batch and of its rows are drawn, besides their words. */
export const stageLook: Record<BatchStage, { color: StatusColor; icon: IconName }> = {
  lettura: { color: 'white', icon: 'clock' },
  anteprima: { color: 'white', icon: 'pencil' },
  'in corso': { color: 'yellow', icon: 'clock' },
  annullato: { color: 'red', icon: 'ban' },
  finito: { color: 'green', icon: 'check-circle' },
};

export const rowLook: Record<RowState, { color: StatusColor; icon: IconName }> = {
  'in coda': { color: 'yellow', icon: 'clock' },
  esclusa: { color: 'white', icon: 'ban' },
  fatta: { color: 'green', icon: 'check-circle' },
  rifiutata: { color: 'red', icon: 'close-circle' },
};

/** Says in a sentence, or a few, why a row is not done; what is wrong with a file's cell names its column. */
export async function rowReasons(): Promise<(refusal: RowRefusal) => Promise<string>> {
  const t = await getTranslations('batches');
  return async (refusal) => {
    const own = `refusals.${refusal.code}` as Parameters<typeof t>[0];
    if (t.has(own)) return t(own as 'refusals.row-changed');
    const errors = await errorsOf(refusal as Refusal);
    const said = errors.map(({ field, message }) => {
      const column = `columns.${field}` as 'columns.reason';
      return field !== '' && t.has(column) ? t('inColumn', { column: t(column), message }) : message;
    });
    return said.join(' ');
  };
}
