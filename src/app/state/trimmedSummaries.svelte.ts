import type { TrimmedMeans } from '../../core/history/find.ts';
import { trimmedSession } from '../../core/load/trimmedSession.ts';
import { trimWithin, type Annotation } from '../../core/records/annotation.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import { bpmSeconds } from '../../core/samples/bpmSeconds.ts';
import type { Summary } from '../../core/session/summary.ts';
import type { HistoryState } from './history.svelte.ts';
import { Pace } from './paced.ts';

/**
 * The sums of workouts whose ends are cut away: a digest knows those of the whole. Worked out of the seconds, of the few that are
 * trimmed, once each.
 */
export class TrimmedSummariesState {
  readonly #history: Pick<HistoryState, 'session'>;
  readonly #known = new Map<string, { trim: string; summary: Summary }>();
  #all = $state.raw<ReadonlyMap<string, Summary>>(new Map());
  #last = 0;

  /** By session. What was not worked out yet is not there. */
  readonly all = $derived(this.#all);
  /** `null` where nothing was heard in what is left. */
  readonly means: TrimmedMeans = $derived(new Map([...this.#all].map(([id, { meanBpm }]) => [id, meanBpm])));

  constructor(history: Pick<HistoryState, 'session'>) {
    this.#history = history;
  }

  /** Of these, in place of those before. One that cannot be read is left out. */
  async load(
    digests: readonly Pick<SessionDigest, 'id' | 'summary'>[],
    annotations: ReadonlyMap<string, Pick<Annotation, 'trim'>>,
  ): Promise<void> {
    const asked = ++this.#last;
    const pace = new Pace();
    const summaries = new Map<string, Summary>();
    for (const { id, summary } of digests) {
      const chosen = annotations.get(id)?.trim;
      const trim = chosen && trimWithin(chosen, summary.elapsedS);
      if (!trim) continue;
      const key = `${String(trim.fromS)}-${String(trim.toS)}`;
      let known = this.#known.get(id);
      if (known?.trim !== key) {
        const stored = await this.#history.session(id).catch(() => undefined);
        if (!stored?.ok) continue;
        const { record, samples } = stored.value;
        const left = trimmedSession(record, bpmSeconds(samples, record.elapsedS), trim);
        this.#known.set(id, (known = { trim: key, summary: left.summary }));
        await pace.breathe();
        if (asked !== this.#last) return;
      }
      summaries.set(id, known.summary);
    }
    const isSame = [...summaries].every(([id, summary]) => this.#all.get(id) === summary);
    if (!isSame || summaries.size !== this.#all.size) this.#all = summaries; // asked again and again as time goes by
  }
}
