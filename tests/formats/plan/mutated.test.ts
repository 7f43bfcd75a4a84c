// Every format of plans survives what accidents and enemies make of its files.
import { PLAN_IMPORTERS } from '../../../src/formats/plan/importers.ts';
import { mended } from './fitFiles.ts';
import { survivesMutation } from './mutated.ts';

for (const { id } of PLAN_IMPORTERS) survivesMutation(id, id === 'fit' ? { mend: mended } : {});
