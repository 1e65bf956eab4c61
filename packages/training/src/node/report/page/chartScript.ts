/** Draws the charts of the page: plain JavaScript for any browser of the last years. */
export const chartScript = String.raw`'use strict';
const charts = JSON.parse(document.getElementById('charts')?.textContent ?? '[]');
const make = (name, attributes = {}, ...children) => {
  const svg = ['svg', 'g', 'path', 'line', 'circle', 'text', 'rect', 'clipPath', 'defs'].includes(name);
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const count = (value) => Math.round(value).toLocaleString('en-US');
const short = (value) => {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) return value.toExponential(2);
  return size >= 1000 ? count(value) : String(Number(value.toPrecision(4)));
};
const thousands = (value) => (value >= 1e6 ? value / 1e6 + 'M' : value >= 1e4 ? value / 1e3 + 'k' : String(value));

function smoothed(points, weight) {
  let average = 0;
  let sum = 0;
  return points.map(([x, y]) => {
    average = weight * average + (1 - weight) * y;
    sum = weight * sum + (1 - weight);
    return [x, average / sum];
  });
}

function ticks(low, high, wanted) {
  const wish = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(wish));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= wish) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Lowest and highest, widened a little. */
function rangeOf(values, log) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(low <= high)) return [0, 1];
  const edge = (high - low) * 0.05 || (log ? 0.5 : Math.abs(high) * 0.1 || 1);
  return [low - edge, high + edge];
}

function chart(figure, { title, curves }) {
  const hidden = new Set();
  const sparse = Math.max(...curves.map(({ points }) => points.length)) <= 40;
  let cursor = null;
  const body = make('tbody');
  const when = make('th', { scope: 'col' }, 'latest');
  const head = make('tr', {}, make('th', { scope: 'col' }, 'curve'), when, make('th', { scope: 'col' }, 'lowest'), make('th', { scope: 'col' }, 'highest'));
  const legend = make('table', { class: 'legend' }, make('thead', {}, head), body);
  const label = title + ' over the images shown; the table below has the values. Arrow keys move the cursor.';
  const picture = make('svg', { role: 'img', tabindex: '0', 'aria-label': label });
  figure.append(picture, legend);
  const cells = curves.map(({ name, points }, index) => {
    const value = make('td');
    const box = make('input', { type: 'checkbox', checked: '' });
    box.addEventListener('change', () => {
      if (box.checked) hidden.delete(index);
      else hidden.add(index);
      draw();
    });
    const mark = make('span', { class: 'swatch c' + (index % 7) });
    const extremes = [Math.min(...points.map((point) => point[2])), Math.max(...points.map((point) => point[3]))];
    body.append(make('tr', {}, make('th', { scope: 'row' }, make('label', {}, box, mark, name)), value, ...extremes.map((extreme) => make('td', {}, short(extreme)))));
    return value;
  });
  const nearest = (points, x) => points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
  let place = null;

  function draw() {
    const log = document.getElementById('log').checked;
    const weight = sparse ? 0 : Number(document.getElementById('smoothing').value);
    const shown = curves.map((curve, index) => ({ ...curve, index })).filter(({ index, points }) => !hidden.has(index) && points.length > 0);
    const scale = (value) => (log ? Math.log10(value) : value);
    const fits = (value) => !log || value > 0;
    const width = Math.max(260, figure.clientWidth);
    const height = width < 480 ? 200 : 260;
    const [left, right, top, bottom] = [56, width - 10, 10, height - 26];
    const [low, high] = rangeOf(shown.flatMap(({ points }) => points.map((point) => point[1]).filter(fits).map(scale)), log);
    const last = Math.max(1, ...curves.flatMap(({ points }) => points.map((point) => point[0])));
    const x = (images) => left + (images / last) * (right - left);
    const y = (value) => bottom - ((scale(value) - low) / (high - low)) * (bottom - top);
    place = { x, images: (pixel) => Math.min(last, Math.max(0, ((pixel - left) / (right - left)) * last)), last };
    const at = ([images, value]) => x(images).toFixed(1) + ' ' + y(value).toFixed(1);
    const line = (points) => (points.length > 0 ? 'M' + points.map(at).join('L') : '');
    const clip = 'clip-' + charts.findIndex((other) => other.title === title);
    picture.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    picture.setAttribute('height', height);
    picture.replaceChildren(make('defs', {}, make('clipPath', { id: clip }, make('rect', { x: left, y: top, width: right - left, height: bottom - top }))));
    const values = log && high - low > 1.2 ? ticks(Math.ceil(low), Math.floor(high), 6).filter(Number.isInteger).map((power) => 10 ** power) : ticks(log ? 10 ** low : low, log ? 10 ** high : high, 5);
    for (const value of values) {
      picture.append(make('line', { class: 'grid', x1: left, x2: right, y1: y(value), y2: y(value) }));
      picture.append(make('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, short(value)));
    }
    for (const images of ticks(0, last, width / 110)) {
      const middle = Math.min(x(images), right - 14);
      picture.append(make('line', { class: 'grid', x1: x(images), x2: x(images), y1: top, y2: bottom }));
      picture.append(make('text', { x: middle, y: height - 8, 'text-anchor': 'middle' }, thousands(images)));
    }
    const plot = make('g', { 'clip-path': 'url(#' + clip + ')' });
    for (const { points, index } of shown) {
      const drawn = points.filter((point) => fits(point[1]));
      const upper = drawn.map((point) => [point[0], point[3]]);
      const lower = drawn.map((point) => [point[0], fits(point[2]) ? point[2] : point[1]]).reverse();
      if (drawn.length > 1) plot.append(make('path', { class: 'band c' + (index % 7), d: line([...upper, ...lower]) + 'Z' }));
      if (weight > 0) plot.append(make('path', { class: 'raw c' + (index % 7), d: line(drawn) }));
      plot.append(make('path', { class: 'mean c' + (index % 7), d: line(smoothed(drawn, weight)) }));
      if (sparse) for (const point of drawn) plot.append(make('circle', { class: 'c' + (index % 7), cx: x(point[0]), cy: y(point[1]), r: 2.5 }));
    }
    if (cursor !== null) plot.append(make('line', { class: 'cursor', x1: x(cursor), x2: x(cursor), y1: top, y2: bottom }));
    picture.append(plot);
    when.textContent = cursor === null ? 'latest' : 'at ' + count(cursor);
    curves.forEach(({ points }, index) => {
      const point = points.length === 0 ? null : cursor === null ? points.at(-1) : nearest(points, cursor);
      cells[index].textContent = point ? short(point[1]) : '';
    });
  }

  const move = (images) => {
    cursor = images;
    draw();
  };
  picture.addEventListener('pointermove', (event) => {
    const box = picture.getBoundingClientRect();
    move(place.images(((event.clientX - box.left) / box.width) * Math.max(260, figure.clientWidth)));
  });
  picture.addEventListener('pointerleave', () => move(null));
  picture.addEventListener('blur', () => move(null));
  picture.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(Math.min(place.last, Math.max(0, (cursor ?? place.last) + (by * place.last) / 50)));
  });
  return draw;
}
`;
