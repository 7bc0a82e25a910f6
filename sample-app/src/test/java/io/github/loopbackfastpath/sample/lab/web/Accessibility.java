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

import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.databind.JsonNode;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What axe-core finds in the page that is open in a browser. Finds what cannot be read,
 * reached or named, as far as a program can tell.
 */
final class Accessibility {

	private static final String AXE = "classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js";

	// Preset are all rules but those of WCAG 2.2
	private static final String RUN = """
			axe.run({ rules: { 'target-size': { enabled: true } } }).then((results) => {
				const lines = (rules) => rules.flatMap(({ id, help, nodes }) => nodes.map(({ target, any, all, none }) =>
						`${id} (${help}): ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`));
				return { passed: results.passes.map(({ id }) => id), violations: lines(results.violations),
						undecided: lines(results.incomplete) };
			})""";

	private final Browser browser;

	private final String axe;

	Accessibility(Browser browser) throws Exception {
		this.browser = browser;
		Resource[] scripts = new PathMatchingResourcePatternResolver().getResources(AXE);
		this.axe = scripts[0].getContentAsString(StandardCharsets.UTF_8);
	}

	/**
	 * Look at the page as it is now.
	 */
	Report look() throws Exception {
		if (!this.browser.evaluate("!!window.axe").asBoolean()) {
			this.browser.evaluate(this.axe);
		}
		JsonNode results = this.browser.evaluate(RUN);
		return new Report(lines(results.path("passed")), lines(results.path("violations")),
				lines(results.path("undecided")));
	}

	private static List<String> lines(JsonNode list) {
		return list.valueStream().map(JsonNode::asString).toList();
	}

	/**
	 * What was found: a line for each rule and place.
	 *
	 * @param passed the rules that are kept
	 * @param violations what violates a rule
	 * @param undecided what axe-core cannot tell
	 */
	record Report(List<String> passed, List<String> violations, List<String> undecided) {

	}

}
