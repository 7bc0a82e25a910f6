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
import java.util.List;

import io.github.loopbackfastpath.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the lab's page in a real browser. Not run by {@code mvn verify}, as it needs
 * Debian's Chromium: {@code mvn -Pbrowser verify}. Leaves screenshots to look at in
 * {@code target/screenshots}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabPageInBrowser {

	private static final int DESKTOP = 1280;

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

	@Test
	@Order(1)
	void theLabIsRunWithTheKeyboardAndPlotsAsItGoes() throws Exception {
		open(DESKTOP, "light");
		for (int i = 0; i < 5 && !focus().equals("quick"); i++) {
			this.browser.press("Tab", 9);
		}
		assertThat(focus()).isEqualTo("quick");
		this.browser.press("Enter", 13);
		this.browser.await("document.getElementById('quick').disabled");
		assertThat(focus()).isEqualTo("stop");
		this.browser.await("document.querySelectorAll('.curve canvas').length > 0");
		assertThat(this.browser.evaluate("document.getElementById('bar').value").asDouble()).isLessThan(1);
		awaitFinish();
		assertThat(this.browser.evaluate("document.querySelectorAll('article').length").asInt()).isEqualTo(3);
		assertThat(this.browser.evaluate("document.getElementById('csv').hidden").asBoolean(true)).isFalse();
		assertThat(focus()).isEqualTo("quick");
	}

	@Test
	@Order(2)
	void theAnswerComesFirstAndIsAnnounced() throws Exception {
		String answer = text("answer");
		assertThat(answer).contains("On this machine: ", "A Unix-domain socket instead of TCP: ");
		assertThat(text("announcement")).startsWith("Finished. On this machine: ");
		assertThat(this.browser
			.evaluate(
					"document.getElementById('answer').compareDocumentPosition(document.querySelector('article')) & 4")
			.asInt()).isEqualTo(4);
	}

	@Test
	@Order(2)
	void whatIsSkippedEverywhereIsSaidOnce() throws Exception {
		assertThat(this.browser.evaluate("document.querySelectorAll('#skipped li').length").asInt()).isEqualTo(1);
		assertThat(text("workloads")).doesNotContain("Skipped");
	}

	@Test
	@Order(2)
	void thePlotsAreThereAsText() throws Exception {
		assertThat(this.browser.evaluate("document.querySelector('details .text').textContent").asString())
			.contains("plain TCP, latency by percentile", "50 %", "plain TCP, share of the latencies");
	}

	@Test
	@Order(2)
	void theApplicationIsCalledWithBothClientsAndTheStatusIsRefreshed() throws Exception {
		this.browser.evaluate("document.querySelector('#summary dt').textContent = 'old'");
		this.browser.evaluate("document.getElementById('call').click()");
		this.browser.await("document.getElementById('result').textContent.includes('with RestClient -> Hello') "
				+ "&& document.getElementById('result').textContent.includes('with WebClient -> Hello')");
		this.browser.await("document.querySelector('#summary dt').textContent === 'System'");
	}

	@Test
	@Order(2)
	void aVerificationIsRunWithTheKeyboardAndItsVerdictShown() throws Exception {
		this.browser.evaluate("document.getElementById('verify').focus()");
		this.browser.press("Enter", 13);
		this.browser.await("document.getElementById('verdict').textContent.startsWith('Loopback fast path')");
		assertThat(text("verdict")).contains("Loopback fast path is not active: ", "only on Windows");
		assertThat(focus()).isEqualTo("verify");
	}

	/**
	 * With what the application says on Windows, as the tests on a Windows JVM see it.
	 */
	@ParameterizedTest
	@CsvSource({ "desktop,1280,light", "phone,390,dark", "forced-colours,1280,light" })
	@Order(4)
	void theStatusHasTheVerificationAndEachHint(String screen, int width, String colorScheme) throws Exception {
		List<String> summary = List.of("System:       Windows 11 10.0, Java 17.0.15",
				"Availability: available; requested as below (whether Windows then uses it, a verification may tell)",
				"Verified:     Loopback fast path is not active: a filter driver is the likely cause (2026-11-26T12:00:00Z)",
				"Listener:     http-nio-127.0.0.1-8080 on 127.0.0.1:8080: requested, before bind",
				"Hint:         Only the server side is enabled here. Both ends of a connection have to request it.",
				"Hint:         Microsoft deprecates the fast path. Measure both on this machine.");
		AutoCloseable answer = this.browser.answer("summary", summary);
		try {
			open(width, colorScheme);
			this.browser.show(width, colorScheme, screen.equals("forced-colours"));
			awaitFinish();
			this.browser.await("document.querySelectorAll('#summary dt').length === 5");
			assertThat(this.browser.evaluate("document.getElementById('summary').innerText").asString())
				.containsSubsequence("Verified", "Loopback fast path is not active: ", "Listener", "Hint",
						"Only the server side is enabled", "Microsoft deprecates");
			assertThat(this.browser.evaluate("document.querySelectorAll('#summary dd').length").asInt()).isEqualTo(6);
			assertThat(this.browser.evaluate("document.documentElement.scrollWidth").asInt())
				.isLessThanOrEqualTo(width);
			this.browser.screenshot(Path.of("target", "screenshots", "status-" + screen + ".png"));
		}
		finally {
			answer.close();
		}
	}

	@Test
	@Order(4)
	void aNewRunAsksBeforeItDiscardsResultsAndCanBeStopped() throws Exception {
		open(DESKTOP, "light");
		awaitFinish();
		this.browser.await("document.querySelectorAll('article').length === 3");
		click("quick");
		assertThat(this.browser.evaluate("document.getElementById('discard').open").asBoolean()).isTrue();
		this.browser.evaluate("document.querySelector('button[value=keep]').click()");
		assertThat(this.browser.evaluate("document.querySelectorAll('article').length").asInt()).isEqualTo(3);
		click("quick");
		this.browser.evaluate("document.querySelector('button[value=run]').click()");
		this.browser.await("document.querySelectorAll('article').length === 1");
		click("stop");
		this.browser.await("document.getElementById('progress').textContent.startsWith('Stop')");
		awaitFinish();
		assertThat(text("progress")).startsWith("Stopped early");
		assertThat(this.browser.evaluate("document.querySelectorAll('article').length").asInt()).isBetween(1, 3);
		assertThat(text("answer")).isNotEmpty();
	}

	/**
	 * The last, as the browser notes the connections that fail meanwhile.
	 */
	@Test
	@Order(6)
	void anApplicationThatEndsDuringARunAndIsStartedAgainIsFoundAgain() throws Exception {
		int another = TestSocketUtils.findAvailableTcpPort();
		try (ConfigurableApplicationContext application = application(another)) {
			this.browser.open("http://127.0.0.1:" + another + "/", DESKTOP, "light");
			this.browser.await("document.getElementById('progress').textContent.startsWith('The lab has not run')");
			click("quick");
			this.browser.await("document.getElementById('quick').disabled");
			assertThat(application.isRunning()).isTrue();
		}
		this.browser
			.await("document.getElementById('progress').textContent.startsWith('The application does not answer')");
		long attempts = attempts();
		Awaitility.await().atMost(Durations.ONE_MINUTE).until(() -> attempts() > attempts + 1);
		assertThat(text("progress")).endsWith(" The run is lost.");
		assertThat(text("announcement")).endsWith(" The run is lost.");
		assertThat(this.accessibility.look().violations()).isEmpty();
		try (ConfigurableApplicationContext application = application(another)) {
			this.browser.await("document.getElementById('progress').textContent.startsWith('The lab has not run')");
			this.browser
				.await("!document.getElementById('quick').disabled && document.getElementById('stop').disabled");
			assertThat(text("announcement")).isEqualTo("The application answers again.");
			assertThat(application.isRunning()).isTrue();
		}
	}

	private long attempts() {
		return this.browser.requests().filter((url) -> url.endsWith("/lab/events")).count();
	}

	private static ConfigurableApplicationContext application(int port) {
		return new SpringApplicationBuilder(SampleApplication.class).run("--server.port=" + port);
	}

	private void click(String id) throws Exception {
		this.browser.evaluate("document.getElementById('" + id + "').click()");
	}

	private String text(String id) throws Exception {
		return this.browser.evaluate("document.getElementById('" + id + "').textContent").asString();
	}

	@ParameterizedTest
	@CsvSource({ "desktop,1280,light", "desktop,1280,dark", "phone,390,light", "phone,390,dark" })
	@Order(3)
	void thePageFitsTheScreen(String screen, int width, String colorScheme) throws Exception {
		open(width, colorScheme);
		awaitFinish();
		assertThat(this.browser.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
		this.browser.await("document.querySelectorAll('article').length === 3");
		// A column that is cut off has a cue
		assertThat(this.browser.evaluate(
				"[...document.querySelectorAll('article')].every((article) => article.querySelector('.cue').hidden "
						+ "=== (article.querySelector('.table').scrollWidth <= article.querySelector('.table').clientWidth))")
			.asBoolean()).isTrue();
		assertThat(this.accessibility.look().violations()).isEmpty();
		this.browser.fitHeight(width);
		this.browser.screenshot(Path.of("target", "screenshots", screen + "-" + colorScheme + ".png"));
	}

	@Test
	@Order(5)
	void nothingFailedAndNothingWasAskedOfAnybodyElse() {
		assertThat(this.browser.errors()).isEmpty();
		assertThat(this.browser.requests()).isNotEmpty()
			.allMatch((url) -> url.startsWith("http://127.0.0.1:" + this.port + "/") || url.startsWith("data:"));
	}

	private String focus() throws Exception {
		return this.browser.evaluate("document.activeElement.id").asString();
	}

	private void open(int width, String colorScheme) throws Exception {
		this.browser.open("http://127.0.0.1:" + this.port + "/", width, colorScheme);
	}

	private void awaitFinish() {
		this.browser.await("document.getElementById('progress').textContent === 'Finished.' "
				+ "|| document.getElementById('progress').textContent.startsWith('Stopped early')");
	}

}
