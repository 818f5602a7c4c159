'use client';

import { useContext, useEffect, useRef } from 'react';
import { FormContext } from '@/app/_ui/form-context';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { longestDetails } from '@/domain/rating';
import { StarField } from './StarField';
import type { RatingState, RatingStep, RatingWords } from './state';

/** The step the form around it has come to; what was chosen before travels along in hidden fields. */
export function RatingSteps({ words }: { words: RatingWords }) {
  const {
    step = 'stars',
    question = 'preferred',
    values,
  } = useContext(FormContext).state as Partial<RatingState>;
  const begun = values !== undefined && Object.keys(values).length > 0;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (begun) box.current?.focus();
  }, [begun, step]);
  const carried = { stars: [], answer: ['stars', 'details'], details: ['stars', 'answer'] }[step];
  return (
    <div ref={box} tabIndex={-1} autoFocus={begun}>
      <p className="rating-progress">{words.progress[step]}</p>
      <input type="hidden" name="step" value={step} />
      {carried.map((name) => (
        <input key={name} type="hidden" name={name} value={values?.[name] ?? ''} />
      ))}
      {step === 'stars' && <StarField words={words.stars} />}
      {step === 'answer' && (
        <RadioGroup
          key={question}
          name="answer"
          label={words.answers[question].question}
          options={words.answers[question].options}
        />
      )}
      {step === 'details' && (
        <TextArea
          name="details"
          label={words.details.question}
          hint={words.details.hint}
          rows={3}
          maxLength={longestDetails}
        />
      )}
      <Buttons step={step} words={words} />
    </div>
  );
}

function Buttons({ step, words }: { step: RatingStep; words: RatingWords }) {
  return (
    <div className="actions">
      <SubmitButton name="go" value="next" look={step === 'details' ? 'primary' : 'secondary'}>
        {step === 'details' ? words.send : words.next}
      </SubmitButton>
      {step !== 'stars' && (
        <SubmitButton name="go" value="back" look="link">
          {words.back}
        </SubmitButton>
      )}
    </div>
  );
}
