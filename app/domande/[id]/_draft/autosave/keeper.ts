import type { Answers } from '@/domain/application/answers';
import type { Found, Reply, Surroundings } from './keeping';
import { baseOf, isOwn, only, pauseAfter, recovered, same, type Dispute } from './plan';

/** How long somebody must have stopped typing before it is saved, in milliseconds. */
const lull = 1_500;

/** How many tries without an answer are remembered. */
const rememberedTries = 5;

/**
 * Keeps what is typed in a form: on the device at once, on the server after a lull or when asked. One request at a time,
 * each with the whole part, so the last state wins; what fails is tried again. What the server did not confirm is
 * remembered, so that one's own text found there later is no dispute.
 */
export class DraftKeeper {
  /** The saved answers on which the fields stand, as far as is known. */
  #base: Answers;
  #version: number;
  #sent: Answers[] = [];
  /** What the form carried when it was posted by hand. */
  #posted: Answers | null = null;
  /** Nothing is sent: the form is being posted by hand, or the person has to decide. */
  #isHeld: boolean;
  #hasEnded = false;
  #failures = 0;
  #isCopied = false;
  #again = false;
  #running: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly around: Surroundings) {
    this.#base = around.readBase();
    this.#version = around.version;
    this.#isHeld = around.isHeld;
    if (this.#isHeld) this.#sent = [this.#all()];
  }

  /** The page stands: what the last one left unsaved comes back. */
  begin(): void {
    const found = this.#recover();
    if (found) return this.around.tellFound(found);
    // Somebody types faster than a slow phone reads scripts. What waits for them to decide is not typed here.
    if (!this.#isHeld) this.typed();
  }

  /** Something was typed. */
  typed(): void {
    this.#remember();
    if (this.#failures === 0 && this.around.isOnline()) return this.#plan(lull);
    if (this.#isUnsaved()) this.#tellUnsaved();
  }

  /** Somebody has left a field. */
  fieldLeft(): void {
    if (this.#failures === 0) void this.flush();
  }

  /** Saves now. Answers false where the server could not be reached. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#again = true;
    return (this.#running ??= this.#saveAll().finally(() => (this.#running = null)));
  }

  /** Whether closing the page now would lose something. */
  isAtRisk(): boolean {
    return this.#isUnsaved() && !this.#isCopied;
  }

  /** Whether there is something to save, and nothing in its way. */
  isDue(): boolean {
    return this.#isUnsaved() && !this.#isHeld;
  }

  /** Whether the form is on its way, posted by hand. */
  isPosted(): boolean {
    return this.#posted !== null;
  }

  /** Whether the draft has changed elsewhere since the page was last told: asked by saving nothing. */
  async hasMovedOn(): Promise<boolean> {
    const typed = this.around.read();
    const reply = await this.around.send({ base: typed, answers: typed });
    if (reply.kind === 'saved') return reply.version > this.#version;
    return reply.kind === 'sent' || reply.kind === 'outOfHands' || reply.kind === 'gone';
  }

  /** The form is posted by hand: until it comes back nothing else is sent. */
  posting(): void {
    clearTimeout(this.#timer);
    this.#isHeld = true;
    this.#posted = this.#all();
    this.#sent = [...this.#sent, this.#posted].slice(-rememberedTries);
    this.#remember();
  }

  /**
   * The form came back.
   *
   * @param refused it says what is wrong; where something is still unsaved, the person decides
   */
  back(refused: boolean): void {
    this.#putLate();
    this.around.tell({ kind: 'quiet' });
    const now = this.around.readBase();
    this.#isHeld = refused && this.#differsFrom(now);
    if (this.#isHeld) return;
    this.#base = now;
    this.#sent = [];
    this.#remember();
    if (this.#isUnsaved()) this.#plan(lull);
  }

  /** Puts back what stood in the fields before something was found. */
  undo({ before }: Found): void {
    this.#base = this.around.readBase();
    this.#isHeld = false;
    this.around.put(before);
    this.#remember();
    this.around.tell({ kind: 'quiet' });
    void this.flush();
  }

  /** The page goes away: what is unsaved is sent a last time. `left` for good, by a post that was accepted. */
  end(left: boolean): void {
    clearTimeout(this.#timer);
    this.#hasEnded = true;
    if (left) this.around.copies.drop();
    else void this.flush();
  }

  #all(): Answers {
    return { ...this.around.read(), ...this.around.readAside() };
  }

  #isUnsaved(): boolean {
    return this.#differsFrom(this.#base, this.#sent);
  }

  #differsFrom(saved: Answers, sent: Answers[] = []): boolean {
    const typed = this.around.read();
    return !same(typed, baseOf(typed, saved, sent));
  }

  #remember(): void {
    const hasAside = !same(this.around.readAside(), {});
    if (!hasAside && !this.#isUnsaved()) return this.around.copies.drop();
    if (this.#hasEnded) return;
    const [base, sent, typed] = [this.#base, this.#sent, this.#all()];
    this.#isCopied = this.around.copies.write({ base, sent, typed });
  }

  #plan(pause: number): void {
    clearTimeout(this.#timer);
    if (!this.#hasEnded) this.#timer = setTimeout(() => void this.flush(), pause);
  }

  async #saveAll(): Promise<boolean> {
    while (this.#again && this.isDue()) {
      this.#again = false;
      if (!this.around.isOnline()) return this.#unreached();
      const typed = this.around.read();
      const base = baseOf(typed, this.#base, this.#sent);
      this.#sent = [...this.#sent.filter((texts) => !same(texts, typed)), typed].slice(-rememberedTries);
      this.#remember();
      const reply = await this.around.send({ base, answers: typed });
      if (reply.kind === 'failed') return this.#unreached(reply.wait);
      this.#failures = 0;
      this.#settle(reply, typed);
    }
    return true;
  }

  #unreached(wait?: number): boolean {
    this.#remember();
    if (this.around.isOnline()) this.#plan(pauseAfter(++this.#failures, Math.random(), wait));
    this.#tellUnsaved();
    return false;
  }

  #tellUnsaved(): void {
    const kind = this.around.isOnline() ? 'unreachable' : 'offline';
    this.around.tell({ kind, copied: this.#isCopied });
  }

  #settle(reply: Exclude<Reply, { kind: 'failed' }>, typed: Answers): void {
    switch (reply.kind) {
      case 'saved':
        return this.#saved(reply, typed);
      case 'disputed':
        return this.#disputed(reply.disputes, typed);
      case 'expired':
        return this.around.tell({ kind: 'expired', copied: this.#isCopied });
      case 'refused':
        return this.around.tell(reply);
      case 'sent':
      case 'outOfHands':
      case 'gone':
        this.#isHeld = this.#hasEnded = true;
        this.around.copies.drop(true);
        return this.around.tell({ kind: reply.kind });
    }
  }

  #saved({ version, savedAt }: { version: number; savedAt: string }, typed: Answers): void {
    this.#version = version;
    this.#base = { ...this.#base, ...typed };
    this.#sent = [];
    this.around.writeBase(this.#base);
    this.#remember();
    this.around.tell({ kind: 'saved', at: savedAt });
  }

  /**
   * Where the other text is one's own, only the answer to it was lost; where one has gone back to what was saved, there
   * is nothing to dispute. The rest is told, and decided by hand.
   */
  #disputed(disputes: Dispute[], typed: Answers): void {
    const own = disputes.filter((each) => isOwn(each, this.#sent));
    const others = disputes.filter((each) => !own.includes(each));
    const foreign = others.filter(({ field }) => typed[field] !== (this.#base[field] ?? ''));
    const settled = others.filter((each) => !foreign.includes(each)).map(({ field }) => field);
    this.#sent = this.#sent.map((texts) => without(settled, texts));
    this.#base = { ...this.#base, ...textsOf(own) };
    this.around.writeBase({ ...this.#base, ...textsOf(foreign) });
    if (foreign.length === 0) {
      this.#again = true;
      return;
    }
    this.#isHeld = true;
    this.around.tell({ kind: 'disputed', disputes: foreign });
  }

  /** Puts back what a copy holds and the page does not show. */
  #recover(): Found | null {
    const copy = this.around.copies.read();
    if (copy === null) return null;
    const shown = this.#all();
    const { put, disputes } = recovered(copy, shown);
    const names = Object.keys(put);
    if (names.length === 0) {
      if (!this.#isUnsaved()) this.around.copies.drop(true);
      return null;
    }
    const fields = disputes.map(({ field }) => field);
    this.#base = { ...this.#base, ...only(fields, copy.base) };
    this.#isHeld ||= disputes.length > 0;
    this.around.put(put);
    this.#remember();
    if (disputes.length > 0) this.around.tell({ kind: 'disputed', disputes });
    void this.flush();
    return { at: copy.at, before: only(names, shown) };
  }

  /** Puts back what was typed while the form was on its way, which drawing it anew has wiped out. */
  #putLate(): void {
    const [copy, posted] = [this.around.copies.read(), this.#posted];
    this.#posted = null;
    if (!posted || !copy) return;
    const { put, disputes } = recovered({ ...copy, base: posted, sent: [] }, this.#all());
    const late = Object.keys(put).filter((name) => disputes.every(({ field }) => field !== name));
    if (late.length > 0) this.around.put(only(late, put));
  }
}

const without = (fields: string[], texts: Answers): Answers =>
  Object.fromEntries(Object.entries(texts).filter(([field]) => !fields.includes(field)));

const textsOf = (disputes: Dispute[]): Answers =>
  Object.fromEntries(disputes.map(({ field, theirs }) => [field, theirs]));
