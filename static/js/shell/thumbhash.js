// While a picture loads, a blurred placeholder is drawn in its place, from the 25 bytes of its thumbhash.
import { findAll } from "./dom.js";

const SIDE = 32; // pixels; the browser makes it larger, and smooth

/** @typedef {[across: number, down: number, strength: number]} Wave */

/**
 * Reads one number after the other, each so many bits long, the lowest first.
 *
 * @param {Uint8Array} bytes
 * @returns {(bits: number) => number}
 */
function bitReader(bytes) {
  let place = 0;
  return (bits) => {
    let value = 0;
    for (let bit = 0; bit < bits; bit++, place++) value |= ((bytes[place >> 3] >> (place & 7)) & 1) << bit;
    return value;
  };
}

/**
 * The waves of a channel, those with more than so many ups and downs left out, as the format wants it.
 *
 * @param {(bits: number) => number} read
 * @param {number} across
 * @param {number} down
 * @param {number} scale
 */
function readWaves(read, across, down, scale) {
  /** @type {Wave[]} */
  const waves = [];
  for (let y = 0; y < down; y++)
    for (let x = y ? 0 : 1; x * down < across * (down - y); x++) waves.push([x, y, (read(4) / 7.5 - 1) * scale]);
  return waves;
}

/**
 * A channel's value at every pixel: the mean and what each wave adds to it.
 *
 * @param {number} mean
 * @param {Wave[]} waves
 * @param {number} width
 * @param {number} height
 */
function drawChannel(mean, waves, width, height) {
  const values = new Float32Array(width * height).fill(mean);
  for (const [across, down, strength] of waves) {
    const row = Float32Array.from({ length: width }, (_none, x) => Math.cos((Math.PI / width) * (x + 0.5) * across));
    for (let y = 0; y < height; y++) {
      const here = 2 * strength * Math.cos((Math.PI / height) * (y + 0.5) * down);
      for (let x = 0; x < width; x++) values[y * width + x] += here * row[x];
    }
  }
  return values;
}

/**
 * The sides of the placeholder in pixels.
 *
 * @param {number} ratio width by height
 */
const sides = (ratio) =>
  [SIDE * Math.min(1, ratio), SIDE / Math.max(1, ratio)].map((side) => Math.max(1, Math.round(side)));

/**
 * Lightness, yellow against blue, red against green and, where it shines through, alpha; each a mean and its waves.
 *
 * @param {Uint8Array} bytes
 * @param {number} [shape] width by height, where it is known better than the hash has it
 */
export function likeness(bytes, shape) {
  const read = bitReader(bytes);
  const [light, yellow, red] = [read(6) / 63, read(6) / 31.5 - 1, read(6) / 31.5 - 1];
  const [lightScale, shines, shorter] = [read(5) / 31, read(1), read(3)];
  const [yellowScale, redScale, lying] = [read(6) / 63, read(6) / 63, read(1)];
  const [alpha, alphaScale] = shines ? [read(4) / 15, read(4) / 15] : [1, 0];
  const longer = shines ? 5 : 7;
  const [across, down] = lying ? [longer, shorter] : [shorter, longer];
  const [width, height] = sides(shape || across / down);
  /** @type {[mean: number, waves: Wave[]][]} */
  const channels = [
    [light, readWaves(read, Math.max(3, across), Math.max(3, down), lightScale)],
    [yellow, readWaves(read, 3, 3, yellowScale * 1.25)], // the format keeps colours a little paler than they are
    [red, readWaves(read, 3, 3, redScale * 1.25)],
    [alpha, shines ? readWaves(read, 5, 5, alphaScale) : []],
  ];
  const drawn = channels.map(([mean, waves]) => drawChannel(mean, waves, width, height));
  return toRgb(drawn, width, height);
}

/**
 * @param {Float32Array[]} channels lightness, yellow against blue, red against green, alpha
 * @param {number} width
 * @param {number} height
 */
function toRgb(channels, width, height) {
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at++) {
    const [l, p, q, a] = channels.map((values) => values[at]);
    const blue = l - (2 / 3) * p;
    const sum = 3 * l - blue;
    const rgba = [(sum + q) / 2, (sum - q) / 2, blue, a];
    pixels.set(
      rgba.map((value) => 255 * value),
      4 * at,
    );
  }
  return new ImageData(pixels, width, height);
}

/** @param {HTMLImageElement} picture */
function draw(picture) {
  const bytes = Uint8Array.from(atob(picture.dataset.thumbhash ?? ""), (letter) => letter.charCodeAt(0));
  const fit = getComputedStyle(picture).objectFit;
  const ratio = Number(picture.getAttribute("width")) / Number(picture.getAttribute("height"));
  const image = likeness(bytes, fit === "contain" ? ratio : undefined);
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  picture.style.background = `url(${canvas.toDataURL()}) center / ${fit === "contain" ? fit : "cover"} no-repeat content-box`;
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !(target instanceof HTMLImageElement)) continue;
      near.unobserve(target);
      if (!target.naturalWidth) draw(target);
    }
  },
  { rootMargin: "400px" },
);

function watch() {
  for (const picture of findAll("img[data-thumbhash]", HTMLImageElement)) {
    if (!picture.naturalWidth) near.observe(picture);
  }
}

for (const end of ["load", "error"]) {
  document.addEventListener(
    end,
    ({ target }) => {
      if (target instanceof HTMLImageElement && target.dataset.thumbhash) target.style.removeProperty("background");
    },
    true,
  );
}
document.addEventListener("htmx:after:swap", watch);
watch();
