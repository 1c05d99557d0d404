// `node lib/seeded_world.mjs FOLDER`: makes a demo world with its people there and ends it. Test files begin with a copy.
import { World } from './world.mjs';

const world = await World.start({ data: process.argv[2] });
await world.end();
