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

package io.github.loopbackfastpath.sample;

import java.util.List;

import io.github.loopbackfastpath.LoopbackFastPath;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An endpoint for the application to call, and the summary for its page.
 */
@RestController
class HelloController {

	private final SampleSummary summary;

	private final SelfCall selfCall;

	private final LoopbackFastPath fastPath;

	HelloController(SampleSummary summary, SelfCall selfCall, LoopbackFastPath fastPath) {
		this.summary = summary;
		this.selfCall = selfCall;
		this.fastPath = fastPath;
	}

	@GetMapping("/hello")
	String hello() {
		return "Hello over loopback";
	}

	// JSON, so that no other site's page can have it called
	@PostMapping(path = "/call", consumes = MediaType.APPLICATION_JSON_VALUE)
	List<String> call() {
		return this.selfCall.call();
	}

	@PostMapping(path = "/verify", consumes = MediaType.APPLICATION_JSON_VALUE)
	List<String> verify() {
		return List.of(this.fastPath.verify().summary() + ".");
	}

	@GetMapping("/summary")
	List<String> summary() {
		return this.summary.linesWithHints();
	}

}
