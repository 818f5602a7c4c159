import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const folder = 'deploy/observability';

interface Rules {
  groups: { rules: { alert: string; expr: string; labels: object; annotations: { runbook: string } }[] }[];
}

/** The alerts as they are deployed. */
export const alertRules = () =>
  (parse(readFileSync(`${folder}/alerts.yml`, 'utf8')) as Rules).groups.flatMap(({ rules }) => rules);

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
}

/** What the panels of the dashboard ask. */
export const dashboardQueries = (): string[] =>
  (JSON.parse(readFileSync(`${folder}/dashboard.json`, 'utf8')) as Dashboard).panels.flatMap(
    ({ targets = [] }) => targets.map(({ expr }) => expr),
  );

const words = new Set(['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring', 'offset', 'bool']);

/** The names of the series that an expression asks for: its identifiers that are no function, label or word of the language. */
export function seriesIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '');
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*/g)]
    .filter(({ 0: name, index }) => !words.has(name) && !/^\s*\(/.test(bare.slice(index + name.length)))
    .map(([name]) => name);
}

/** The names of the series in a text that a process shows to Prometheus. */
export function seriesShown(text: string): Set<string> {
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
    ),
  );
}
