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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

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

	@BeforeAll
	void start() throws Exception {
		this.browser = new Browser();
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
		this.browser.await("document.querySelectorAll('.curve canvas').length > 0");
		assertThat(this.browser.evaluate("document.getElementById('bar').value").asDouble()).isLessThan(1);
		awaitFinish();
		assertThat(this.browser.evaluate("document.querySelectorAll('article').length").asInt()).isEqualTo(3);
		assertThat(this.browser.evaluate("document.getElementById('csv').hidden").asBoolean(true)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "desktop,1280,light", "desktop,1280,dark", "phone,390,light", "phone,390,dark" })
	@Order(2)
	void thePageFitsTheScreen(String screen, int width, String colorScheme) throws Exception {
		open(width, colorScheme);
		awaitFinish();
		assertThat(this.browser.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
		this.browser.fitHeight(width);
		this.browser.screenshot(Path.of("target", "screenshots", screen + "-" + colorScheme + ".png"));
	}

	@Test
	@Order(3)
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
