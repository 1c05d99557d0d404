export type Child = Node | string | false | undefined;
type Props = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** Makes an element. `on…` props are listeners, booleans are attributes that are there or not. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== false && child !== undefined));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  chevron: 'M9 5l7 7-7 7',
  help: 'M9.1 9a3 3 0 1 1 4.2 2.8c-.8.4-1.3 1-1.3 2V14.5M12 17.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M14 18v2h2M18 18h2v2h-2z',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15zM10 21h4',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  history: 'M4 5v5h5M4.5 10A8 8 0 1 1 4 14M12 8v4l3 2',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  pin: 'M6 7v.01M12 7v.01M18 7v.01M6 12v.01M12 12v.01M18 12v.01M12 17v.01',
  finger: 'M6 11a6 6 0 0 1 12 0v2M9 20c-1-2-1.500-4-1.500-6M12 11v3c0 2 .5 4 1.500 6M9 11a3 3 0 0 1 6 0v3c0 1.500.3 3 .9 4.500',
  password: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 15v2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20a7.500 7.500 0 0 1 15 0',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  cross: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  warn: 'M12 4l9 16H3zM12 10v4M12 17v.01',
  key: 'M8.500 13a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM11.700 11.700L20 20M17 17l2.500-2.500M14.500 14.500l2-2',
} as const;
export type IconName = keyof typeof PATHS;

export const icon = (name: IconName): SVGSVGElement => picture('0 0 24 24', `icon icon-${name}`, [PATHS[name]]);

/** The arch of the site, with its golden stone. */
export const mark = (): SVGSVGElement => picture('0 0 32 28', 'header-mark', [
  'M2 27V15A14 14 0 0 1 7.600 3.800l3.300 5A8.200 8.200 0 0 0 8 15v12zm28 0V15A14 14 0 0 0 24.400 3.800l-3.300 5A8.200 8.200 0 0 1 24 15v12z',
  'M9.800 1h12.400l-3.700 11h-5z',
], 'gold');

/** Decorative. The last path may have a class of its own. */
function picture(viewBox: string, name: string, paths: string[], last = ''): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  paths.forEach((d, index) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    if (last && index === paths.length - 1) path.setAttribute('class', last);
    svg.append(path);
  });
  return svg;
}
