/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.loopbackfastpath.sample.lab.web;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import io.github.loopbackfastpath.sample.lab.Skipped;
import io.github.loopbackfastpath.sample.lab.SystemDescription;
import io.github.loopbackfastpath.sample.lab.VariantResult;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.statistics.Latencies;
import io.github.loopbackfastpath.sample.lab.statistics.Measurement;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that axe-core finds no violation in any state of the lab's page, on several
 * screens, and that the focus is not lost. The page is told of runs that did not take
 * place, with everything that a real one on Windows may have.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabPageAccessibilityInBrowser {

	private static final SystemDescription SYSTEM = new SystemDescription("2026-11-26T12:00:00Z",
			"Windows 11 10.0 amd64", "26100", "OpenJDK 64-Bit Server VM 17.0.15", 2, "0.1.0", false, null,
			List.of("Only 2 processors for two programs and the system: expect much noise."));

	private static final List<String> ANSWER = List.of(
			"On this machine: RestClient p50 12 % lower (8 to 15 %), connections no difference: worth enabling.",
			"A Unix-domain socket instead of TCP: connections p50 12 % lower (8 to 15 %).");

	@Autowired
	private LabEvents events;

	@LocalServerPort
	private int port;

	private Browser browser;

	private Accessibility accessibility;

	@BeforeAll
	void start() throws Exception {
		this.browser = new Browser();
		this.accessibility = new Accessibility(this.browser);
	}

	@AfterAll
	void end() throws Exception {
		this.browser.close();
	}

	@BeforeEach
	void open() throws Exception {
		this.events.clear();
		this.events.tell(LabEvent.Progress.notRun());
		this.browser.open("http://127.0.0.1:" + this.port + "/", 1280, "light");
		awaitText("progress", "The lab has not run");
		this.browser.await("document.querySelectorAll('#summary dt').length > 0");
	}

	@Test
	void aViolationIsFoundAndNamed() throws Exception {
		this.browser.evaluate("document.documentElement.lang = ''");
		this.browser.evaluate("document.getElementById('call').style.color = 'silver'");
		assertThat(this.accessibility.look().violations())
			.anyMatch((line) -> line.startsWith("html-has-lang (<html> element must have a lang attribute): html: "))
			.anyMatch((line) -> line.startsWith("color-contrast ") && line.contains("#call: "));
	}

	@Test
	void beforeARun() throws Exception {
		assertNoViolations("before");
	}

	@Test
	void afterACallAndAVerification() throws Exception {
		this.browser.evaluate("document.getElementById('call').click()");
		awaitText("result", "GET ");
		this.browser.evaluate("document.getElementById('verify').click()");
		awaitText("verdict", "Loopback fast path");
		assertNoViolations("called");
	}

	@Test
	void whileARunStarts() throws Exception {
		progress("starting", "Starting the second JVM", 0);
		assertNoViolations("starting");
	}

	@Test
	void duringARun() throws Exception {
		run();
		progress("measuring", "Connection set-up and close: round 7 of 80", 87);
		assertNoViolations("during");
	}

	@Test
	void whileARunIsStopped() throws Exception {
		run();
		progress("measuring", "Connection set-up and close: round 7 of 80", 87);
		this.browser.evaluate("document.getElementById('stop').click()");
		awaitText("progress", "Stopping");
		assertNoViolations("stopping");
	}

	@Test
	void afterARun() throws Exception {
		run();
		finish("finished", "Finished");
		this.browser.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)");
		assertNoViolations("finished");
	}

	@Test
	void afterARunThatWasStopped() throws Exception {
		this.events.tell(new LabEvent("system", SYSTEM));
		tell(Workload.PING_PONG_1_KIB, Set.of(Variant.PLAIN, Variant.PLAIN_AGAIN));
		tell(Workload.CONNECT, Collections.emptySet());
		finish("stopped", "Stopped early: this is what there is");
		assertThat(this.browser.evaluate("document.getElementById('workload-connect').innerText").asString())
			.isEqualToNormalizingWhitespace(Workload.CONNECT.title() + " Nothing was measured.");
		assertNoViolations("stopped");
	}

	@Test
	void afterARunThatFailed() throws Exception {
		progress("failed", "Failed: The second JVM does not start", 0);
		assertNoViolations("failed");
	}

	@Test
	void whenItAsksBeforeItDiscardsResults() throws Exception {
		run();
		finish("finished", "Finished");
		this.browser.evaluate("document.getElementById('quick').click()");
		this.browser.await("document.getElementById('discard').open");
		assertNoViolations("discard");
	}

	@Test
	void theFocusLeavesStopWhenARunThatAnotherPageStartedEnds() throws Exception {
		progress("measuring", "Connection set-up and close: round 7 of 80", 87);
		this.browser.evaluate("document.getElementById('stop').focus()");
		finish("finished", "Finished");
		this.browser.await("document.activeElement.id === 'quick'");
	}

	private void run() {
		this.events.tell(new LabEvent("system", SYSTEM));
		tell(Workload.PING_PONG_1_KIB, Variant.toChoose());
		tell(Workload.CONNECT, Set.of(Variant.PLAIN, Variant.PLAIN_AGAIN, Variant.UNIX_DOMAIN));
	}

	private void tell(Workload workload, Set<Variant> measured) {
		List<VariantResult> results = measured.stream().sorted().map(LabPageAccessibilityInBrowser::result).toList();
		List<Skipped> skipped = Variant.toChoose()
			.stream()
			.filter((variant) -> !measured.contains(variant))
			.map((variant) -> new Skipped(variant, variant.title(), "the fast path exists only on Windows"))
			.toList();
		this.events.tell(new LabEvent(workload.id(), "result",
				new WorkloadResult(workload, workload.title(), false, results, skipped)));
		this.browser.await("document.getElementById('workload-%s') !== null".formatted(workload.id()));
	}

	private static VariantResult result(Variant variant) {
		long[] nanos = LongStream.range(0, 20_000)
			.map((i) -> 12_000 + 1_000 * variant.ordinal() + i * i / 40_000)
			.toArray();
		Measurement measurement = new Measurement(nanos, Arrays.stream(nanos).sum(), 400_000_000);
		return new VariantResult(variant, variant.title(), Latencies.of(measurement.histogram()),
				measurement.operationsPerSecond(), 61.5, measurement.cpuMicrosPerOperation(), Collections.emptyList(),
				"p50 12 % lower (8 to 15 %), p99 no measurable difference",
				(variant == Variant.SERVER_ONLY) ? "the sender was stopped at 2.5 MiB; no byte was lost" : null,
				Collections.emptyList());
	}

	private void finish(String state, String text) {
		this.events.tell(new LabEvent("summary", ANSWER));
		progress(state, text, 240);
	}

	private void progress(String state, String text, int done) {
		this.events.tell(new LabEvent("progress", new LabEvent.Progress(state, text, done, 240)));
		awaitText("progress", text);
	}

	private void awaitText(String id, String start) {
		this.browser.await("document.getElementById('%s').textContent.startsWith('%s')".formatted(id, start));
	}

	private void assertNoViolations(String state) throws Exception {
		SoftAssertions softly = new SoftAssertions();
		for (String screen : List.of("1280 light", "1280 dark", "390 light", "320 dark", "1280 light forced",
				"1280 dark forced")) {
			String[] parts = screen.split(" ");
			int width = Integer.parseInt(parts[0]);
			this.browser.show(width, parts[1], parts.length == 3);
			Accessibility.Report report = this.accessibility.look();
			softly.assertThat(report.passed()).as(screen).contains("color-contrast", "target-size");
			softly.assertThat(report.violations()).as(screen).isEmpty();
			// The columns that a phone shows only when they are scrolled to, and the
			// dialog over the page
			softly.assertThat(report.undecided())
				.as(screen)
				.allMatch((line) -> line.startsWith("color-contrast ") && line.matches(".* (obscured|overlaps) .*"));
			softly.assertThat(this.browser.evaluate("document.documentElement.scrollWidth").asInt())
				.as(screen)
				.isLessThanOrEqualTo(width);
			this.browser.fitHeight(width);
			this.browser.screenshot(
					Path.of("target", "screenshots", "state-" + state + "-" + screen.replace(' ', '-') + ".png"));
		}
		softly.assertAll();
	}

}
