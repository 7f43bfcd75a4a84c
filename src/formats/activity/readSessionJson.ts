import * as v from 'valibot';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { parseJson } from '../../core/parse/json.ts';
import { parseWith } from '../../core/parse/schema.ts';
import { parseFinished } from '../../core/records/finishedRecord.ts';
import type { Finished } from '../../core/records/finished.ts';
import { CHUNK_S, chunkOf, type SampleChunk } from '../../core/samples/samples.ts';
import type { Sample } from '../../core/session/events.ts';
