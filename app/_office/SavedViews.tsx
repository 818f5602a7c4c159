import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { changeView, keepView } from '@/app/operatore/actions';
import { database } from '@/app/_server/database';
import { Form } from '@/app/_ui/Form';
import { Folded } from './procedure/Folded';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { viewNameLimit } from '@/commands/office/views';
import { viewsOf, type SavedView } from '@/db/queries/saved-views';
import { countOf, viewCountLimit } from '@/db/queries/worklist/counts';
import { listOf, listQuery, worklistFilters, worklistHref, type People, type TypedList } from './filters';

type Props = { userId: string; staff: People['staff']; list: TypedList };

/** The lists a person has kept, each with how many applications it holds now, and the one on the screen to be kept. */
export async function SavedViews({ userId, staff, list }: Props) {
  const db = database();
  const [t, views] = await Promise.all([getTranslations('worklist.saved'), viewsOf(db, userId)]);
  const counts = await Promise.all(
    views.map(({ query }) => countOf(db, worklistFilters(listOf(query), { me: userId, staff }))),
  );
  const query = listQuery(list);
  return (
    <section className="saved-views no-print" aria-labelledby="elenchi-salvati">
      <h2 id="elenchi-salvati">{t('title')}</h2>
      {views.length > 0 && (
        <ul className="saved-views-list">
          {views.map((view, index) => (
            <li key={view.id}>
              <Link
                href={worklistHref(listOf(view.query))}
                className="view status-white"
                aria-current={view.query === query ? 'page' : undefined}
              >
                <strong>{shown(counts[index] ?? 0)}</strong> {view.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="saved-views-folds">
        <Form action={keepView} id="salva-elenco" aria-label={t('keep')}>
          <Folded summary={t('keep')} id="salva-elenco-campi">
            <HiddenField name="query" value={query} />
            <TextField
              name="name"
              label={t('name')}
              hint={t('nameHint')}
              maxLength={viewNameLimit}
              required
            />
            <SubmitButton look="secondary">{t('save')}</SubmitButton>
          </Folded>
        </Form>
        {views.map((view) => (
          <ViewForm key={view.id} view={view} query={query} />
        ))}
      </div>
    </section>
  );
}

/** Beyond the limit a list is not counted on. */
const shown = (count: number): string => (count > viewCountLimit ? `${viewCountLimit}+` : String(count));

async function ViewForm({ view, query }: { view: SavedView; query: string }) {
  const t = await getTranslations('worklist.saved');
  return (
    <Form action={changeView} id={`elenco-${view.id}`} aria-label={view.name}>
      <Folded summary={t('manage', { name: view.name })} id={`elenco-${view.id}-campi`}>
        <HiddenField name="viewId" value={view.id} />
        <HiddenField name="query" value={query} />
        <TextField name="name" label={t('name')} defaultValue={view.name} maxLength={viewNameLimit} />
        <SubmitButton look="secondary" name="act" value="rename">
          {t('rename')}
        </SubmitButton>
        <SubmitButton look="link" name="act" value="remove" icon="delete">
          {t('remove')}
        </SubmitButton>
      </Folded>
    </Form>
  );
}
