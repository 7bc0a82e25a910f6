'use strict';

// The two plots of a workload, drawn with uPlot
const Plots = (() => {

	const HEIGHT = 260;

	const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

	// 90 % is one nine, 99 % two: as far apart as they feel
	const nines = (percentile) => -Math.log10(1 - percentile / 100);

	const short = (value) => value === 0 ? '0' : value >= 1e6 ? `${value / 1e6} s` : value >= 1e3 ? `${value / 1e3} ms`
			: `${Number(value.toPrecision(3))} µs`;

	// Powers of ten, and 2 and 5 times them where there is room for their labels
	const steps = (plot, index, min, max) => {
		const digits = max / min < 100 ? [1, 2, 5] : [1];
		const found = [];
		for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
			found.push(...digits.map((digit) => digit * 10 ** power).filter((value) => value >= min && value <= max));
		}
		return found;
	};

	const logarithmic = { splits: steps, values: (plot, values) => values.map((value) => value === null ? '' : short(value)) };

	// All series on one x axis, as uPlot wants them
	const align = (curves) => {
		const xs = [...new Set(curves.flatMap((curve) => curve.map((point) => point.x)))].sort((a, b) => a - b);
		const ys = curves.map((curve) => {
			const byX = new Map(curve.map((point) => [point.x, point.y]));
			return xs.map((x) => byX.get(x) ?? null);
		});
		return [xs, ...ys];
	};

	const axis = (more) => ({ stroke: color('text'), grid: { stroke: color('line'), width: 1 }, ticks: { stroke: color('line') }, ...more });

	const series = (variants, more) => [{}, ...variants.map((variant) => ({
		label: variant.title, stroke: color(variant.variant), width: 2, spanGaps: true, points: { show: false },
		dash: variant.variant === 'plain-again' ? [6, 4] : undefined, ...more
	}))];

	const draw = (place, options, data) => {
		place.plot?.destroy();
		place.plot = new uPlot({ width: place.clientWidth, height: HEIGHT, legend: { show: false },
			cursor: { show: false }, ...options }, data, place);
		if (!place.observer) {
			place.observer = new ResizeObserver(() => place.plot.setSize({ width: place.clientWidth, height: HEIGHT }));
			place.observer.observe(place);
		}
	};

	const curve = (place, variants) => draw(place, {
		scales: { x: { time: false }, y: { distr: 3 } },
		axes: [
			axis({ splits: () => [0, 1, 2, 3, 4], values: () => ['0 %', '90 %', '99 %', '99.9 %', '99.99 %'] }),
			axis({ size: 64, ...logarithmic })
		],
		series: series(variants)
	}, align(variants.map((variant) => variant.latencies.curve.map((point) => ({ x: nines(point.x), y: point.y })))));

	const distribution = (place, variants) => draw(place, {
		scales: { x: { time: false, distr: 3 }, y: { range: (plot, min, max) => [0, max * 1.05] } },
		axes: [axis(logarithmic), axis({ size: 64, values: (plot, values) => values.map((value) => `${value} %`) })],
		series: series(variants, { paths: uPlot.paths.stepped({ align: -1 }) })
	}, align(variants.map((variant) => variant.latencies.distribution.map((point) => ({ x: point.x, y: point.y * 100 })))));

	return { color, curve, distribution };

})();
