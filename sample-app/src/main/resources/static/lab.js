'use strict';

const element = (id) => document.getElementById(id);

const text = async (url, use) => {
	try {
		const response = await fetch(url);
		use(response.ok ? await response.text() : `The application answered ${response.status}.`);
	}
	catch (error) {
		use(`The application does not answer (${error.message}). Is it still running?`);
	}
};

// Status

text('summary', (json) => {
	let lines;
	try { lines = JSON.parse(json).join('\n'); } catch { lines = json; }
	element('summary').textContent = lines;
});
element('call').addEventListener('click', () => text('hello', (answer) => element('result').textContent = answer));

// Results

const results = new Map();

const number = (value) => value === null ? '–' : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

const swatch = (variant) => {
	const line = document.createElement('span');
	line.className = variant === 'plain-again' ? 'swatch dashed' : 'swatch';
	line.style.color = `var(--${variant})`;
	return line;
};

const item = (...content) => {
	const line = document.createElement('li');
	line.append(...content);
	return line;
};

const article = (workload) => {
	let place = element(`workload-${workload.workload}`);
	if (!place) {
		place = element('workload').content.cloneNode(true).firstElementChild;
		place.id = `workload-${workload.workload}`;
		place.querySelector('h3').textContent = workload.title;
		place.querySelector('.table').setAttribute('aria-label', `${workload.title}: figures`);
		place.querySelector('.curve').setAttribute('aria-label', `${workload.title}: latency by percentile; the figures are in the table below`);
		place.querySelector('.distribution').setAttribute('aria-label', `${workload.title}: distribution of latencies; the figures are in the table below`);
		element('workloads').append(place);
	}
	return place;
};

const row = (variant) => {
	const line = document.createElement('tr');
	const head = document.createElement('th');
	head.scope = 'row';
	head.append(swatch(variant.variant), variant.title);
	line.append(head);
	const latencies = variant.latencies;
	for (const value of [latencies.p50, latencies.p90, latencies.p99, latencies.p999, variant.operationsPerSecond,
			variant.mebibytesPerSecond, variant.cpuMicrosPerOperation]) {
		line.insertCell().textContent = number(value);
	}
	return line;
};

const show = (workload) => {
	const place = article(workload);
	const verdicts = workload.variants.flatMap((variant) => [variant.verdict, variant.finding].filter(Boolean)
		.map((verdict) => item(swatch(variant.variant), `${variant.title}: ${verdict}`)));
	const titles = new Map();
	workload.leftOut.forEach((variant) => titles.set(variant.cause, [...titles.get(variant.cause) ?? [], variant.title]));
	const leftOut = [...titles].map(([cause, variants]) => {
		const line = item(`Left out: ${variants.join('; ')}, because ${cause}`);
		line.className = 'left-out';
		return line;
	});
	place.querySelector('.verdicts').replaceChildren(...verdicts, ...leftOut);
	place.querySelector('tbody').replaceChildren(...workload.variants.map(row));
	place.querySelector('.plots').hidden = workload.variants.length === 0;
	if (workload.variants.length > 0) {
		Plots.curve(place.querySelector('.curve'), workload.variants);
		Plots.distribution(place.querySelector('.distribution'), workload.variants);
	}
};

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => results.forEach(show));

// Running

const running = (state) => ['starting', 'warming up', 'measuring'].includes(state);

const order = async (method, body) => {
	try {
		const response = await fetch('lab', { method, headers: { 'Content-Type': 'application/json' }, body });
		if (!response.ok) {
			element('progress').textContent = response.status === 409 ? 'The lab is running already.' : `The application answered ${response.status}.`;
		}
	}
	catch (error) {
		element('progress').textContent = `The application does not answer (${error.message}). Is it still running?`;
	}
};

element('quick').addEventListener('click', () => order('POST', '{"quick":true}'));
element('full').addEventListener('click', () => order('POST', '{"quick":false}'));
element('stop').addEventListener('click', () => order('DELETE'));

const events = new EventSource('lab/events');
const on = (name, use) => events.addEventListener(name, (event) => use(JSON.parse(event.data)));

on('clear', () => {
	results.clear();
	element('workloads').replaceChildren();
	element('notes').replaceChildren();
	element('system').textContent = '';
});
on('system', (system) => {
	element('system').textContent = `${system.system}, ${system.java}, ${system.processors} processors`;
	element('notes').replaceChildren(...system.notes.map((note) => item(note)));
});
on('result', (workload) => {
	results.set(workload.workload, workload);
	element('method').hidden = false;
	show(workload);
});
on('progress', (progress) => {
	const busy = running(progress.state);
	element('progress').textContent = `${progress.text}.`;
	element('bar').value = progress.state === 'finished' ? 1 : progress.done / progress.all;
	element('quick').disabled = element('full').disabled = busy;
	element('stop').disabled = !busy;
	element('json').hidden = element('csv').hidden = !['finished', 'stopped'].includes(progress.state);
});
