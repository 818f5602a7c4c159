import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import type { ApplicationForm } from '@/domain/application/answers';
import { memberClasses, type MemberClass } from '@/domain/application/fields';
import { declaredCounts, resultingCounts } from '@/domain/application/household';

type Props = {
  form: ApplicationForm;
  /** Civil day of the application, on which ages are counted. */
  day: string;
};

/** The people of the household, and the manual's comparison of what results from them with what was declared. */
export async function Household({ form, day }: Props) {
  return (
    <>
      <Members form={form} />
      <Comparison form={form} day={day} />
    </>
  );
}

type Person = {
  key: string;
  name: string;
  fiscalCode: string | null;
  birthDate: string | null;
  disabled: boolean;
};

async function Members({ form: { values, members } }: { form: ApplicationForm }) {
  const t = await getTranslations('office.household');
  const people: Person[] = [
    {
      key: 'beneficiary',
      name: `${values['beneficiary.familyName'] ?? ''} ${values['beneficiary.givenName'] ?? ''}`,
      fiscalCode: values['beneficiary.fiscalCode'],
      birthDate: values['beneficiary.birthDate'],
      disabled: values['household.beneficiaryDisabled'],
    },
    ...members.map(({ familyName, givenName, ...member }, index) => ({
      ...member,
      key: String(index),
      name: `${familyName} ${givenName}`,
    })),
  ];
  const columns: Column<Person>[] = [
    { key: 'name', header: t('name'), rowHeader: true, cell: ({ name }) => name },
    { key: 'fiscalCode', header: t('fiscalCode'), cell: ({ fiscalCode }) => fiscalCode },
    {
      key: 'birthDate',
      header: t('birthDate'),
      cell: ({ birthDate }) => birthDate && <DateTime at={birthDate} precision="day" />,
    },
    { key: 'disabled', header: t('disabled'), cell: ({ disabled }) => (disabled ? t('yes') : t('no')) },
  ];
  return <DataTable caption={t('members')} columns={columns} rows={people} rowKey={({ key }) => key} />;
}

type Row = { memberClass: MemberClass; resulting: number | null; declared: number };

async function Comparison({ form, day }: Props) {
  const [t, tFields] = await Promise.all([getTranslations('office.household'), getTranslations('fields')]);
  const [resulting, declared] = [resultingCounts(form, day), declaredCounts(form)];
  const rows: Row[] = memberClasses.map((memberClass) => ({
    memberClass,
    resulting: resulting[memberClass],
    declared: declared[memberClass] ?? 0,
  }));
  const columns: Column<Row>[] = [
    {
      key: 'class',
      header: t('counts'),
      rowHeader: true,
      cell: (row) => (
        <>
          {tFields(`household.declared.${row.memberClass}.label`)}
          {differs(row) && <Differs words={t('differs')} />}
        </>
      ),
    },
    { key: 'resulting', header: t('resulting'), number: true, cell: (row) => row.resulting ?? t('unknown') },
    { key: 'declared', header: t('declared'), number: true, cell: (row) => row.declared },
  ];
  return (
    <DataTable
      caption={t('comparison')}
      columns={columns}
      rows={rows}
      rowKey={({ memberClass }) => memberClass}
      narrow="scroll"
    />
  );
}

/** What only the declaration can tell cannot differ. */
const differs = ({ resulting, declared }: Row): boolean => resulting !== null && resulting !== declared;

function Differs({ words }: { words: string }) {
  return (
    <strong className="differs">
      <Icon name="warning-circle" size="sm" />
      {words}
    </strong>
  );
}
