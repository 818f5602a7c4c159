import { connect, type Socket } from 'node:net';

/** Port to whatever knows viruses. */
export interface VirusScan {
  /** Throws when it cannot tell: the file then waits, and is never taken for clean. */
  scan(bytes: Buffer): Promise<'clean' | 'infected'>;
}

/** The harmless file that every antivirus reports, for trying that scans happen (eicar.org). */
const testSignature = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/**
 * The embedded default is no antivirus: it knows the EICAR test file alone. What protects then is the inspection of
 * every file: pictures are drawn anew, and a PDF with scripts, programs or files inside is refused.
 */
export const embeddedScan: VirusScan = {
  scan: (bytes) => Promise.resolve(bytes.includes(testSignature) ? 'infected' : 'clean'),
};

/** No longer than this between two signs of life. */
const silenceMs = 15_000;

/** ClamAV takes no longer pieces by default; ours are far shorter. */
const pieceBytes = 64 * 1024;

/** The answers of clamd are one line. */
const longestAnswer = 4_096;

/**
 * ClamAV's daemon, spoken to in its own protocol (`INSTREAM`: pieces with their length before them, an empty one at
 * the end) over TCP.
 *
 * @param address `host:port`
 */
export function clamd(address: string, patienceMs = silenceMs): VirusScan {
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  return {
    scan: async (bytes) => verdictOf(await ask(connect(Number(port), host), bytes, patienceMs)),
  };
}

function ask(socket: Socket, bytes: Buffer, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('clamd keeps silent')));
    socket.on('error', reject);
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      if (answer.length > longestAnswer) socket.destroy(new Error('clamd says too much'));
      else if (answer.includes('\0')) socket.end(() => resolve(answer.slice(0, answer.indexOf('\0'))));
    });
    socket.on('close', () => reject(new Error('clamd hung up')));
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let start = 0; start < bytes.length; start += pieceBytes) {
        const piece = bytes.subarray(start, start + pieceBytes);
        socket.write(lengthOf(piece));
        socket.write(piece);
      }
      socket.write(lengthOf(Buffer.alloc(0)));
    });
  });
}

function lengthOf(piece: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return length;
}

/** `stream: OK`, `stream: {name} FOUND`, or what hindered it (`INSTREAM size limit exceeded. ERROR`). */
function verdictOf(answer: string): 'clean' | 'infected' {
  if (answer === 'stream: OK') return 'clean';
  if (answer.endsWith(' FOUND')) return 'infected';
  throw new Error(`clamd could not scan: ${answer}`);
}
