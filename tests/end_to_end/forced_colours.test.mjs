// Windows' high contrast repaints grounds and letters: the code must stay one that a camera reads.
// finding K1, mission: A1 A4
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import decodeQr from '../../apps/key/node_modules/qr/decode.js';
import { PC, PHONE, launch } from './lib/browser.mjs';
import { jana } from './lib/people.mjs';
import { askAtService, logInToPortal, proveAgain } from './lib/steps.mjs';
import { World } from './lib/world.mjs';

let world, browser;
before(async () => {
  world = await World.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

/** What a camera would read from the screen. */
async function read(page) {
  const picture = await page.locator('.sv-qr:visible').screenshot();
  const blank = await browser.newPage();
  const { data, width, height } = await blank.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height);
    return { data: [...pixels.data], width: pixels.width, height: pixels.height };
  }, `data:image/png;base64,${picture.toString('base64')}`);
  await blank.close();
  return decodeQr({ data: Uint8ClampedArray.from(data), width, height });
}

const unfold = (page) => page.getByText('Klíč mám v jiném telefonu').click();
const schemes = [{ forcedColors: 'active', colorScheme: 'dark' }, { forcedColors: 'active', colorScheme: 'light' }, { forcedColors: 'none', colorScheme: 'dark' }];

for (const look of schemes) {
  test(`the code of a login is read with ${look.forcedColors === 'active' ? 'forced' : 'ordinary'} colours, ${look.colorScheme} (A1)`, async () => {
    for (const [screen, show] of [[PC, async () => {}], [PHONE, unfold]]) {
      const context = await browser.newContext({ ...screen, ...look });
      const page = await context.newPage();
      await askAtService(page, world);
      await show(page);
      assert.match(await read(page), new RegExp(`^${world.url('key', '/app/')}#/q/`));
      await context.close();
    }
  });
}

test('the code of an enrolment is read with forced colours (A4)', async () => {
  const page = await (await browser.newContext({ ...PC, ...schemes[0] })).newPage();
  await logInToPortal(page, world, jana);
  await page.goto(world.url('key', '/enrol'));
  await proveAgain(page, world, jana);
  await page.locator('.sv-qr:visible').waitFor();
  assert.match(await read(page), /\/app\/#\/q\//);
});

// finding N-13
test('on a phone the button leads and the code is folded away; on a PC it is the other way round (A1)', async () => {
  const phone = await (await browser.newContext(PHONE)).newPage();
  await askAtService(phone, world);
  const button = phone.getByRole('link', { name: 'Spustit mobilní klíč' });
  const place = await button.boundingBox();
  assert.ok(place.y + place.height < PHONE.viewport.height, `the button ends at ${place.y + place.height}`);
  assert.equal(await phone.locator('.sv-qr:visible').count(), 0);
  assert.equal(await phone.getByText('Naskenujte v ní tento kód').isVisible(), false);
  await unfold(phone);
  await phone.locator('.sv-qr:visible').waitFor();

  const pc = await (await browser.newContext(PC)).newPage();
  await askAtService(pc, world);
  const code = await pc.locator('.sv-qr:visible').boundingBox();
  assert.ok(code.y + code.height < PC.viewport.height);
  assert.equal(await pc.getByRole('link', { name: 'Spustit mobilní klíč' }).count(), 0);
  await pc.getByText('Aplikaci mám v tomto zařízení').click();
  await pc.getByRole('link', { name: 'Spustit mobilní klíč' }).waitFor();
});
