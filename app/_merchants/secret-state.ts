import type { FormState } from '@/app/_ui/form-state';

/** What an act answered that is shown this once: a key, a first password. */
export type SecretState = FormState & {
  secret?: { title: string; note: string; lines: { label: string; value: string }[] } | undefined;
};
