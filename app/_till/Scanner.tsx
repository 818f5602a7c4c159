'use client';

import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/app/_ui/Icon';
import { useScripts } from '@/app/_ui/use-scripts';
import { codeFault, normaliseCode } from '@/domain/code';
import { openDetector } from './detector';
import type { TillTexts } from './state';
import { useTillTexts } from './texts';

type Fault = 'scanMissing' | 'scanRefused' | 'scanBusy' | 'scanFailed';

/** What the browser says of a camera that does not open (Media Capture and Streams, § 10.2). */
const faultOf: Record<string, Fault> = {
  NotFoundError: 'scanMissing',
  OverconstrainedError: 'scanMissing',
  NotAllowedError: 'scanRefused',
  SecurityError: 'scanRefused',
  NotReadableError: 'scanBusy',
  AbortError: 'scanBusy',
};

/** Between two looks at the picture: quick to the eye, and the telephone stays cool. */
const pauseMs = 150;

/** "Scansiona": the camera, until it sees the code of a voucher. Shown where scripts run; nothing is loaded before it is pressed. */
export function Scanner({ onCode }: { onCode: (code: string) => void }) {
  const texts = useTillTexts();
  const scripted = useScripts();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  if (!scripted) return null;
  const close = (why: Fault | null) => {
    setOpen(false);
    setFault(why);
  };
  return (
    <>
      {!open && (
        <button
          type="button"
          className="btn btn-outline-primary"
          onClick={() => {
            setFault(null);
            setOpen(true);
          }}
        >
          <Icon name="camera" size="sm" />
          {texts.scan}
        </button>
      )}
      {open && <Camera texts={texts} onCode={onCode} onClose={close} />}
      <p className="scanner-fault" role="alert">
        {fault !== null && texts[fault]}
      </p>
    </>
  );
}

type CameraProps = {
  texts: TillTexts;
  onCode: (code: string) => void;
  onClose: (fault: Fault | null) => void;
};

function Camera({ texts, onCode, onClose }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [words, setWords] = useState<'scanStarting' | 'scanning' | 'scanOther'>('scanStarting');
  const handlers = useRef({ onCode, onClose });
  useEffect(() => {
    handlers.current = { onCode, onClose };
  });
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    watch(video.current, signal, setWords).then(
      (code) => {
        if (signal.aborted || code === null) return;
        navigator.vibrate?.(60);
        handlers.current.onClose(null);
        handlers.current.onCode(code);
      },
      (error: unknown) => {
        if (!signal.aborted) handlers.current.onClose(faultOf[nameOf(error)] ?? 'scanFailed');
      },
    );
    return () => over.abort();
  }, []);
  return (
    <div
      className="scanner"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose(null);
      }}
    >
      <p role="status">{texts[words]}</p>
      <video ref={video} muted playsInline aria-label={texts.scanning} />
      <button type="button" className="btn btn-outline-primary" autoFocus onClick={() => onClose(null)}>
        {texts.scanClose}
      </button>
    </div>
  );
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Looks through the camera until it sees a voucher's code; null where it was told to stop. The camera is let go in any case. */
async function watch(
  video: HTMLVideoElement | null,
  signal: AbortSignal,
  say: (words: 'scanning' | 'scanOther') => void,
): Promise<string | null> {
  if (!video) return null;
  const [stream, codesIn] = await Promise.all([openCamera(signal), openDetector()]);
  if (signal.aborted) return null;
  video.srcObject = stream;
  await video.play();
  say('scanning');
  while (!signal.aborted) {
    const codes = (await codesIn(video)).map(normaliseCode);
    const code = codes.find((text) => codeFault(text) === null);
    if (code !== undefined) return code;
    if (codes.length > 0) say('scanOther');
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return null;
}

async function openCamera(signal: AbortSignal): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const letGo = () => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) letGo();
  signal.addEventListener('abort', letGo);
  return stream;
}
