/** Starts the charts, and lets the slider choose the sheet. */
export const pageScript = String.raw`
const draws = Array.from(document.querySelectorAll('[data-chart]'), (figure) => chart(figure, charts[Number(figure.dataset.chart)]));
const drawAll = () => draws.forEach((draw) => draw());
if (draws.length > 0) {
  const smoothing = document.getElementById('smoothing');
  smoothing.addEventListener('input', () => {
    document.getElementById('smoothed').textContent = Number(smoothing.value).toFixed(2);
    drawAll();
  });
  document.getElementById('log').addEventListener('change', drawAll);
  addEventListener('resize', drawAll);
  drawAll();
}

const slider = document.getElementById('sheet');
if (slider) {
  const sheets = Array.from(document.querySelectorAll('.sheets img'));
  const play = document.getElementById('play');
  let timer = 0;
  const show = (number) => {
    slider.value = String(number);
    sheets.forEach((sheet, index) => (sheet.hidden = index !== number));
    const words = sheets[number].dataset.images + ' images';
    slider.setAttribute('aria-valuetext', words);
    document.getElementById('shown').textContent = words;
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.setAttribute('aria-pressed', 'false');
    play.textContent = 'Play';
  };
  slider.addEventListener('input', () => {
    stop();
    show(Number(slider.value));
  });
  play.addEventListener('click', () => {
    if (timer) return stop();
    if (Number(slider.value) === sheets.length - 1) show(0);
    play.setAttribute('aria-pressed', 'true');
    play.textContent = 'Pause';
    timer = setInterval(() => {
      const next = Number(slider.value) + 1;
      show(next);
      if (next === sheets.length - 1) stop();
    }, 350);
  });
}
`;
