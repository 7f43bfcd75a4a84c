import type { BeatsPort } from '../engine/ports.ts';
import { hasBeats, type Finished } from '../core/records/finished.ts';
import type { HrvNow } from '../core/samples/hrvShown.ts';
import type { LiveHrv } from '../core/samples/liveHrv.ts';
import { beatsOf } from '../core/samples/beatsOf.ts';
import type { Sample } from '../core/session/events.ts';
import type * as Tools from './beatTools.ts';

/** What is not here by then is not waited for: a finished workout is stored without. */
const PATIENCE_MS = 3_000;
/** What could not be fetched is asked for again after so many seconds of a workout. */
const RETRY_S = 60;

export interface BeatsHost {
  load: () => Promise<typeof Tools>;
  after: (ms: number, call: () => void) => () => void;
}

/** How the beats of the workout vary, with code that is fetched with the first of them: nobody else has to wait for it. */
export class Beats implements BeatsPort {
  readonly #host: BeatsHost;
  #tools: typeof Tools | undefined;
  #loading: Promise<typeof Tools | undefined> | undefined;
  #live: LiveHrv | undefined;
  #withoutRrS = 0;
  #sinceFailedS = RETRY_S;

  constructor(host: BeatsHost) {
    this.#host = host;
  }

  get now(): HrvNow {
    return { forS: this.#live?.window.forS ?? 0, withoutRrS: this.#withoutRrS, figures: this.#live?.figures };
  }

  second(sample: Sample): void {
    this.#sinceFailedS++;
    this.#withoutRrS = sample.rrMs.length > 0 || sample.source === 'none' ? 0 : this.#withoutRrS + 1;
    if (this.#tools) this.#live = this.#tools.liveHrvAfter(this.#live ?? this.#tools.NO_LIVE_HRV, sample);
    else if (beatsOf(sample) && this.#sinceFailedS >= RETRY_S) void this.#load();
  }

  restart(): void {
    this.#live = undefined;
    this.#withoutRrS = 0;
  }

  async summarised(finished: Finished): Promise<Finished> {
    if (!hasBeats(finished.session.summary.provenance, finished.chunks)) return finished;
    let stop = (): void => undefined;
    const waited = new Promise<undefined>((resolve) => {
      stop = this.#host.after(PATIENCE_MS, () => resolve(undefined));
    });
    const tools = await Promise.race([this.#load(), waited]);
    stop();
    return tools?.withHrv(finished) ?? finished;
  }

  #load(): Promise<typeof Tools | undefined> {
    return (this.#loading ??= this.#host.load().then(
      (tools) => (this.#tools = tools),
      () => {
        this.#loading = undefined;
        this.#sinceFailedS = 0;
        return undefined;
      },
    ));
  }
}
