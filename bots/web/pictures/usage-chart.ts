import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Title,
  type ChartConfiguration,
  type ChartOptions,
} from 'chart.js';
import { SEAT_TYPE_NAMES } from '../../../core/seats/seat-type.ts';
import type { UsagePicture } from '../../../core/seats/usage-picture.ts';

const WIDTH = 960;
const HEIGHT = 420;
const FONT = 'Open Sans';
const BACKGROUND = '#ffffff';
const INK = '#1f2937';
const GRID = '#e5e7eb';
const USED = '#1d4ed8';
const FREE = '#bfdbfe';

// A container may have no font at all, and text would be drawn as nothing.
const FACES = [
  import.meta.resolve('@fontsource/open-sans/files/open-sans-latin-400-normal.woff2'),
  import.meta.resolve('@fontsource/open-sans/files/open-sans-latin-700-normal.woff2'),
];
for (const face of FACES) GlobalFonts.registerFromPath(fileURLToPath(face), FONT);
Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Title,
);

/** A PNG: columns of the seats that were used, divided from those that were free, under the line of what was purchased. */
export function drawUsage(picture: UsagePicture): Uint8Array {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const chart = new Chart(canvas, configuration(picture));
  try {
    return new Uint8Array(canvas.toBuffer('image/png'));
  } finally {
    chart.destroy();
  }
}

const ticks = { color: INK, font: { family: FONT, size: 14 } };

function configuration({ seatType, points }: UsagePicture): ChartConfiguration<'bar' | 'line', number[], string> {
  return {
    type: 'bar',
    data: {
      labels: points.map(({ on }) => on.toLocaleString('en-GB', { day: 'numeric', month: 'short' })),
      datasets: [
        line(
          'Purchased',
          points.map(({ purchased }) => purchased),
        ),
        column(
          'Used',
          USED,
          points.map(({ used }) => used),
        ),
        column(
          'Available',
          FREE,
          points.map(({ purchased, used }) => Math.max(0, purchased - used)),
        ),
      ],
    },
    options: options(`${SEAT_TYPE_NAMES[seatType]} seats`),
  };
}

function options(heading: string): ChartOptions<'bar' | 'line'> {
  const font = { family: FONT, size: 20, weight: 'bold' } as const;
  return {
    animation: false,
    responsive: false,
    layout: { padding: 16 },
    plugins: {
      title: { display: true, text: heading, color: INK, font },
      legend: { position: 'bottom', labels: ticks },
    },
    scales: {
      x: { stacked: true, ticks, grid: { display: false } },
      y: { beginAtZero: true, ticks: { ...ticks, precision: 0 }, grid: { color: GRID } },
    },
  };
}

function line(label: string, data: number[]) {
  const colours = { borderColor: INK, backgroundColor: INK };
  return { type: 'line', label, data, ...colours, stepped: 'middle', pointRadius: 0 } as const;
}

function column(label: string, colour: string, data: number[]) {
  return { type: 'bar', label, data, backgroundColor: colour, stack: 'seats' } as const;
}
