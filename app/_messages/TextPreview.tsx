import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/Icon';
import { messageTitles } from '@/domain/message-titles';
import { channelOf, type MessageKind } from '@/domain/messages';
import { segmentsOf } from '@/domain/sms';
import { exampleOf } from './example';

/** A message as it goes out: a mail as its page and as its text, an SMS with what it costs. The catalogue speaks Italian. */
export async function TextPreview({ kind }: { kind: MessageKind }) {
  const [t, tDesk] = await Promise.all([getTranslations('messageTexts'), getTranslations('messageDesk')]);
  const { subject, text } = exampleOf(kind);
  const channel = channelOf(kind);
  const title = messageTitles[kind];
  return (
    <article className="card-box text-preview" id={kind} aria-labelledby={`${kind}-titolo`}>
      <h2 className="h4" id={`${kind}-titolo`} lang="it">
        {title}
      </h2>
      <p className="message-head">
        <Icon name={channel === 'sms' ? 'telephone' : 'mail'} size="sm" />
        <strong>{tDesk(`channel.${channel}`)}</strong> {t('italian')} · <code>{kind}</code>
      </p>
      {channel === 'email' ? (
        <>
          <p>
            {t('subject')} <strong lang="it">{subject}</strong>
          </p>
          <iframe
            src={`/operatore/messaggi/${kind}`}
            title={t('page', { title })}
            sandbox=""
            loading="lazy"
            referrerPolicy="no-referrer"
          />
          <details>
            <summary>{t('text')}</summary>
            <pre className="as-written" lang="it">
              {text}
            </pre>
          </details>
        </>
      ) : (
        <>
          <p className="as-written sms-text" lang="it">
            {text}
          </p>
          <Cost text={text} />
        </>
      )}
    </article>
  );
}

async function Cost({ text }: { text: string }) {
  const t = await getTranslations('messageTexts');
  const { alphabet, letters, segments } = segmentsOf(text);
  return (
    <p>
      {t('cost', { letters, segments, alphabet })}{' '}
      <strong className={segments > 1 || alphabet === 'UCS-2' ? 'overdue' : undefined}>
        {t(segments > 1 ? 'tooLong' : alphabet === 'UCS-2' ? 'foreignLetters' : 'oneSegment')}
      </strong>
    </p>
  );
}
