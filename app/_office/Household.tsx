import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import type { ApplicationForm } from '@/domain/application/answers';
import { memberClasses, type MemberClass } from '@/domain/application/fields';
import {
  declaredCounts,
  householdCodes,
  registeredCounts,
  resultingCounts,
} from '@/domain/application/household';
import type { RegisterHousehold, RegisterPerson } from '@/domain/register/registers';

type Props = {
  form: ApplicationForm;
  /** Civil day of the application, on which ages are counted. */
  day: string;
  /** The household as the register of residents has it; null where it has not answered, or does not know it. */
  registered: RegisterHousehold | null;
};

/** The people of the household, and the manual's comparison of what results from them with what was declared. */
export async function Household({ form, day, registered }: Props) {
  return (
    <>
      <Members form={form} />
      {registered && <Registered members={registered.members} form={form} />}
      <Comparison form={form} day={day} registered={registered} />
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

/** The household as it is registered; who was not declared is marked. */
async function Registered({ members, form }: { members: RegisterPerson[]; form: ApplicationForm }) {
  const [t, tEvidence] = await Promise.all([
    getTranslations('office.household'),
    getTranslations('evidence.office'),
  ]);
  const declared = new Set(householdCodes(form));
  const columns: Column<RegisterPerson>[] = [
    {
      key: 'name',
      header: t('name'),
      rowHeader: true,
      cell: ({ familyName, givenName, fiscalCode }) => (
        <>
          {`${familyName} ${givenName}`}
          {!declared.has(fiscalCode) && <Differs words={tEvidence('undeclared')} />}
        </>
      ),
    },
    { key: 'fiscalCode', header: t('fiscalCode'), cell: ({ fiscalCode }) => fiscalCode },
    {
      key: 'birthDate',
      header: t('birthDate'),
      cell: ({ birthDate }) => <DateTime at={birthDate} precision="day" />,
    },
    { key: 'relation', header: tEvidence('relation'), cell: ({ relation }) => relation },
  ];
  return (
    <DataTable
      caption={tEvidence('registeredMembers')}
      columns={columns}
      rows={members}
      rowKey={({ fiscalCode }) => fiscalCode}
    />
  );
}

type Row = {
  memberClass: MemberClass;
  resulting: number | null;
  declared: number;
  /** Undefined where the register has no say. */
  registered: number | null | undefined;
};

async function Comparison({ form, day, registered }: Props) {
  const [t, tFields, tEvidence] = await Promise.all([
    getTranslations('office.household'),
    getTranslations('fields'),
    getTranslations('evidence.office'),
  ]);
  const [resulting, declared] = [resultingCounts(form, day), declaredCounts(form)];
  const inRegister = registered && registeredCounts(registered, day);
  const rows: Row[] = memberClasses.map((memberClass) => ({
    memberClass,
    resulting: resulting[memberClass],
    declared: declared[memberClass] ?? 0,
    registered: inRegister?.[memberClass],
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
    ...(registered
      ? [
          {
            key: 'registered',
            header: tEvidence('registered'),
            number: true,
            cell: (row: Row) => row.registered ?? t('unknown'),
          },
        ]
      : []),
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
const differs = ({ resulting, declared, registered }: Row): boolean =>
  [resulting, registered].some((count) => typeof count === 'number' && count !== declared);

function Differs({ words }: { words: string }) {
  return (
    <strong className="differs">
      <Icon name="warning-circle" size="sm" />
      {words}
    </strong>
  );
}
