// Where results of the eMSP's commands arrive: at its own platform, which tells what came.
import { until, uuid, world } from './world.mjs';

/** An address for one result, and what came there. */
export function callback() {
  const id = uuid();
  const told = async () => (await fetch(`${world.told}/${id}`)).json();
  return {
    url: `${world.callback}/${id}`,
    told,
    result: async () => (await until(told, (all) => all.length > 0, 'the result of the command', 45_000))[0],
  };
}
