'use client';

import { useEffect } from 'react';
import { forgetSeen } from './pending';

/** On the page of a spend: whoever lost its answer has it now. */
export function SeenSpend({ redemptionId }: { redemptionId: string }) {
  useEffect(() => forgetSeen(redemptionId), [redemptionId]);
  return null;
}
