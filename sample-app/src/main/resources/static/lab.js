'use strict';

const element = (id) => document.getElementById(id);

const UNREACHABLE = 'The application does not answer. Is it still running? This page reconnects when it is back.';

const json = async (url, use, options) => {
	try {
		const response = await fetch(url, options);
		use(response.ok ? await response.json() : [`The application answered ${response.status}.`]);
	}
	catch {
		use([UNREACHABLE]);
	}
};

// Status

const define = (lines) => {
	const list = element('summary');
	list.replaceChildren();
	list.term = undefined;
	for (const line of lines) {
		const [, term, description] = /^(\w+): +(.*)$/.exec(line) ?? [];
		// A line without a term continues the one before
		if ((term ?? list.term ?? 'Status') !== list.term) {
			list.term = term ?? 'Status';
			list.append(Object.assign(document.createElement('dt'), { textContent: list.term }));
		}
		list.append(Object.assign(document.createElement('dd'), { textContent: description ?? line.trim() }));
	}
};

const refreshStatus = () => json('summary', define);

const order = async (url, output) => {
	await json(url, (lines) => element(output).textContent = lines.join('\n'),
			{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
	refreshStatus();
};

element('call').addEventListener('click', () => order('call', 'result'));
element('verify').addEventListener('click', () => {
	element('verdict').textContent = 'Verifying …';
	order('verify', 'verdict');
});

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
		place.querySelector('.curve').setAttribute('aria-label', `${workload.title}: latency by percentile; the figures are below`);
		place.querySelector('.distribution').setAttribute('aria-label', `${workload.title}: distribution of latencies; the figures are below`);
		element('workloads').append(place);
		const table = place.querySelector('.table');
		new ResizeObserver(() => place.querySelector('.cue').hidden = table.scrollWidth <= table.clientWidth).observe(table);
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

const paragraph = (text) => Object.assign(document.createElement('p'), { textContent: text });

const inWords = (variant) => [
	paragraph(`${variant.title}, latency by percentile in µs: ${variant.latencies.curve
		.map((point) => `${point.x} % ${number(point.y)}`).join(', ')}`),
	paragraph(`${variant.title}, share of the latencies up to so many µs: ${variant.latencies.distribution
		.map((point) => `${number(point.x)}: ${(point.y * 100).toFixed(1)} %`).join(', ')}`)
];

// What is skipped everywhere is said once
const showSkipped = () => {
	const causes = new Map();
	for (const workload of results.values()) {
		for (const skipped of workload.skipped) {
			const cause = causes.get(skipped.cause) ?? { variants: new Set(), workloads: new Set() };
			cause.variants.add(skipped.title);
			cause.workloads.add(workload.title);
			causes.set(skipped.cause, cause);
		}
	}
	element('skipped').replaceChildren(...[...causes].map(([cause, { variants, workloads }]) => item(
			`Skipped: ${[...variants].join('; ')}, because ${cause}${workloads.size === results.size ? '' : ` (${[...workloads].join('; ')})`}`)));
};

const show = (workload) => {
	const place = article(workload);
	const verdicts = workload.variants.flatMap((variant) => [variant.verdict, variant.finding].filter(Boolean)
		.map((verdict) => item(swatch(variant.variant), `${variant.title}: ${verdict}`)));
	place.querySelector('.verdicts').replaceChildren(...(workload.variants.length > 0 ? verdicts : [item('Nothing was measured.')]));
	place.querySelector('tbody').replaceChildren(...workload.variants.map(row));
	place.querySelector('.text').replaceChildren(...workload.variants.flatMap(inWords));
	// A run may be stopped before the first round
	for (const figures of place.querySelectorAll('.plots, .table, details')) {
		figures.hidden = workload.variants.length === 0;
	}
	if (workload.variants.length > 0) {
		Plots.curve(place.querySelector('.curve'), workload.variants);
		Plots.distribution(place.querySelector('.distribution'), workload.variants);
	}
};

for (const colours of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
	matchMedia(colours).addEventListener('change', () => results.forEach(show));
}

// Running

const running = (state) => ['starting', 'warming up', 'measuring', 'stopping'].includes(state);

let lastState = '';
let started;
let announced = '';

const say = (text) => element('progress').textContent = text;

const announce = (text) => {
	if (text !== announced) {
		announced = text;
		element('announcement').textContent = text;
	}
};

const tellLab = async (method, body) => {
	try {
		const response = await fetch('lab', { method, headers: { 'Content-Type': 'application/json' }, body });
		if (!response.ok) {
			say(response.status === 409 ? 'The lab is running already.' : `The application answered ${response.status}.`);
		}
	}
	catch {
		say(UNREACHABLE);
	}
};

const run = (button) => {
	started = button;
	tellLab('POST', JSON.stringify({ quick: button.id === 'quick' }));
};

const discard = element('discard');
for (const id of ['quick', 'full']) {
	element(id).addEventListener('click', ({ target }) => {
		if (results.size === 0) {
			run(target);
			return;
		}
		discard.querySelector('[value=run]').onclick = () => run(target);
		discard.showModal();
	});
}
element('stop').addEventListener('click', () => {
	say('Stopping …');
	announce('Stopping');
	lastState = 'stopping';
	tellLab('DELETE');
});

const enable = (busy) => {
	const focused = document.activeElement;
	element('quick').disabled = element('full').disabled = busy;
	element('stop').disabled = !busy;
	if (busy && (focused === element('quick') || focused === element('full') || (started && focused === document.body))) {
		element('stop').focus();
	}
	else if (!busy && (focused === element('stop') || (started && focused === document.body))) {
		(started ?? element('quick')).focus();
	}
	if (!busy) {
		started = undefined;
	}
};

const clear = () => {
	results.clear();
	for (const id of ['workloads', 'notes', 'skipped', 'answer']) {
		element(id).replaceChildren();
	}
	element('system').textContent = '';
	element('method').hidden = true;
};

const handlers = {
	clear,
	system: (system) => {
		element('system').textContent = `${system.system}, ${system.java}, ${system.processors} processors`;
		element('notes').replaceChildren(...[system.verification?.summary, ...system.notes].filter(Boolean).map((note) => item(note)));
	},
	summary: (sentences) => {
		element('answer').replaceChildren(...sentences.map(paragraph));
		// With the verification that the lab began with
		refreshStatus();
	},
	result: (workload) => {
		results.set(workload.workload, workload);
		element('method').hidden = false;
		show(workload);
		showSkipped();
	},
	progress: (progress) => {
		const busy = running(progress.state);
		if (!busy || lastState !== 'stopping') {
			lastState = progress.state;
			say(`${progress.text}.`);
			// A workload, not each of its rounds
			if (progress.state !== 'measuring' && progress.state !== 'not run') {
				const answer = [...element('answer').children].map((sentence) => sentence.textContent);
				announce([`${progress.text}.`, ...answer].join(' '));
			}
		}
		element('bar').value = progress.state === 'finished' ? 1 : progress.done / progress.all;
		enable(busy);
		element('json').hidden = element('csv').hidden = !['finished', 'stopped'].includes(progress.state);
	}
};

const RECONNECT = 2000;

let unreachable = '';

const listen = () => {
	const events = new EventSource('lab/events');
	for (const [name, use] of Object.entries(handlers)) {
		events.addEventListener(name, (event) => use(JSON.parse(event.data)));
	}
	events.addEventListener('open', () => {
		lastState = '';
		if (unreachable) {
			unreachable = '';
			announce('The application answers again.');
		}
		refreshStatus();
	});
	events.addEventListener('error', () => {
		events.close();
		// Said until it answers, not only until the next attempt
		unreachable ||= running(lastState) ? `${UNREACHABLE} The run is lost.` : UNREACHABLE;
		lastState = '';
		say(unreachable);
		announce(unreachable);
		element('stop').disabled = true;
		setTimeout(listen, RECONNECT);
	});
};

listen();
