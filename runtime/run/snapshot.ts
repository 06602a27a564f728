/** The state of a model at one moment, to go back to. */
import type { Variable } from '../core/variable.js';
import { defaultRandomState } from '../random/random-state.js';

/** Remembers the Variables of a model and the stream of random numbers; elements are copied only where they are written later. */
export function takeSnapshot(variables: readonly Variable[]): () => void {
  const saved = variables.map((variable) => [variable, variable.value] as const);
  const random = defaultRandomState();
  const words = random.state.toTypedArray();
  return () => {
    for (const [variable, value] of saved) variable.value = value;
    random.state.ownStorage().elements().set(words);
  };
}
