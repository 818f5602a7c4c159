'use client';

import { Amount } from '@/app/_ui/Amount';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateTime } from '@/app/_ui/DateTime';
import { MoneyField } from '@/app/_ui/MoneyField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { longestReceiptNumber } from '@/domain/voucher/receipt';
import { formatEuro } from '@/domain/money';
import type { CheckedVoucher } from './state';
import { useTillTexts } from './texts';

type Props = {
  code: string;
  voucher: CheckedVoucher;
  /** Chosen by the server when the step was drawn: however often it is sent, one spend. A refusal brings a new one. */
  spendKey: string;
};

/** The second step: whose the voucher is and what it holds, the document compared, then the receipt. */
export function SpendFields({ code, voucher, spendKey }: Props) {
  const texts = useTillTexts();
  const { holder, availableCents, heldCents, expiresAt } = voucher;
  return (
    <>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="key" value={spendKey} />
      <div className="till-voucher">
        <div role="status">
          <dl>
            <div>
              <dt>{texts.holder}</dt>
              <dd className="till-holder">{holder}</dd>
            </div>
            <div>
              <dt>{heldCents > 0 ? texts.available : texts.balance}</dt>
              <dd className="till-balance">
                <Amount cents={availableCents} />
              </dd>
            </div>
            <div>
              <dt>{texts.code}</dt>
              <dd className="code">{code}</dd>
            </div>
            <div>
              <dt>{texts.expires}</dt>
              <dd>
                <DateTime at={expiresAt} precision="day" />
              </dd>
            </div>
          </dl>
        </div>
        {heldCents > 0 && (
          <p className="till-held">{texts.held.replace('{amount}', formatEuro(heldCents))}</p>
        )}
        <div className="till-compare">
          <CheckboxField
            name="compared"
            label={texts.compared}
            hint={texts.comparedHint.replace('{holder}', holder)}
            required
          />
        </div>
      </div>
      <MoneyField name="amountCents" label={texts.amount} required />
      <TextField
        name="receiptNumber"
        label={texts.receipt}
        hint={texts.receiptHint}
        autoComplete="off"
        maxLength={longestReceiptNumber}
        short
      />
      <div className="actions">
        <SubmitButton name="act" value="record" icon="check">
          {texts.record}
        </SubmitButton>
        <SubmitButton name="act" value="all" look="secondary">
          {texts.all}
        </SubmitButton>
        <SubmitButton name="act" value="restart" look="link">
          {texts.other}
        </SubmitButton>
      </div>
    </>
  );
}
