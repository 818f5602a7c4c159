import { createHash } from 'node:crypto';
import texts from '@/app/_i18n/waiting.json';
import { ente } from '@/ente';

/** What somebody who waits is told. */
export interface Standing {
  stage: 'arrived' | 'gathering' | 'queued';
  /** How many are called before them. */
  ahead: number;
  /** Until they are called, rounded up; null where the pace is not known. */
  minutes: number | null;
  /** After so many seconds the page asks again. */
  seconds: number;
  /** They sent a form, which was not taken. */
  posted: boolean;
}

/** By this header the page's script asks whether it may come in: a yes costs no page. */
export const askHeader = 'x-waiting';

type Words = (typeof texts)['it'];

/**
 * The page of those who wait, in every language there is: which one is spoken cannot be known yet. It stands alone, asks
 * again by itself with scripts and without, and never does where a form was sent, lest what was typed be lost.
 */
export function waitingPage(standing: Standing): string {
  const { posted, seconds } = standing;
  return `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${texts.it.title} · ${escaped(ente.name)}</title>
${posted ? '' : `<noscript><meta http-equiv="refresh" content="${seconds}"></noscript>`}
<style>${style}</style></head>
<body><main data-seconds="${seconds}"><p>${escaped(ente.name)}</p>
${Object.entries(texts)
  .map(([locale, words], index) => section(locale, words, index === 0 ? 'h1' : 'h2', standing))
  .join('\n')}
</main>${posted ? '' : `<script>${script}</script>`}</body></html>`;
}

function section(locale: string, words: Words, level: string, standing: Standing): string {
  return `<section lang="${locale}"><${level}>${words.title}</${level}>
<p class="now" role="status">${placeOf(words, locale, standing)}</p>
<p>${standing.posted ? words.posted : words.itself}</p><p>${words.saved}</p><p><a href="/assistenza">${words.help}</a></p></section>`;
}

function placeOf(words: Words, locale: string, { stage, ahead, minutes }: Standing): string {
  if (stage !== 'queued') return words[stage];
  const count = words.ahead.replace('{ahead}', numbers(locale, ahead));
  if (minutes === null) return `${count} ${words.unknown}`;
  return `${count} ${minutes === 1 ? words.minute : words.minutes.replace('{minutes}', numbers(locale, minutes))}`;
}

const formats = new Map(Object.keys(texts).map((locale) => [locale, new Intl.NumberFormat(locale)]));
const numbers = (locale: string, count: number): string =>
  formats.get(locale)?.format(count) ?? String(count);

const style =
  'body{margin:0;font:1.125rem/1.5 "Titillium Web",system-ui,sans-serif;color:#17324d;background:#fff}' +
  'main{max-width:38rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.25rem}' +
  '.now{border-left:.25rem solid #06c;padding:.5rem 1rem;background:#f0f6fc;font-weight:600}a{color:#0059b3}' +
  'section+section{margin-top:2.5rem;border-top:1px solid #c5c7c9;padding-top:1rem}';

/** Says the new place where it stands, and opens the page when its turn has come. */
const script = `(function again(){setTimeout(async()=>{try{
const answer=await fetch(location.href,{headers:{'${askHeader}':'1',accept:'text/html'},cache:'no-store'});
if(answer.status!==503)return location.reload();
const page=new DOMParser().parseFromString(await answer.text(),'text/html'),said=page.querySelectorAll('.now');
document.querySelectorAll('.now').forEach((place,index)=>{const text=said[index].textContent;if(place.textContent!==text)place.textContent=text});
document.querySelector('main').dataset.seconds=page.querySelector('main').dataset.seconds}catch{}
again()},document.querySelector('main').dataset.seconds*1000)})()`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may do, the same for all who wait: run and wear what stands in it, and ask again. */
export const waitingPolicy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "img-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');
