import { under, type Parts } from '@/domain/programme/editing/parts';
import type { PartProps } from './part-props';

/** The parts of a group, each under its name. */
export function Members({ parts, at, ...props }: Omit<PartProps, 'part' | 'leaf'> & { parts: Parts }) {
  return Object.entries(parts).map(([name, part]) => (
    <props.Draw key={name} {...props} leaf={name} part={part} at={under(at, name)} />
  ));
}
