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

import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.LabSettings;
import io.github.loopbackfastpath.sample.lab.report.RoundsCsv;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Starts and stops the lab for the page, one run at a time.
 */
@RestController
@RequestMapping("/lab")
class LabController {

	private final LabEvents events;

	private @Nullable LabRun run;

	LabController(LabEvents events) {
		this.events = events;
	}

	// JSON, so that no other site's page can start it
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	synchronized void start(@RequestBody Order order) {
		if (this.run != null && this.run.isRunning()) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "The lab is running");
		}
		this.run = new LabRun(order.quick() ? LabSettings.quick() : LabSettings.full(), this.events);
		this.run.start();
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@PreDestroy
	synchronized void stop() throws InterruptedException {
		if (this.run != null) {
			this.run.stop();
		}
	}

	@GetMapping("/events")
	SseEmitter events() {
		return this.events.subscribe();
	}

	@GetMapping("/results.json")
	LabResult json() {
		return result();
	}

	@GetMapping("/results.csv")
	ResponseEntity<String> csv() {
		return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/csv")).body(RoundsCsv.of(result()));
	}

	private synchronized LabResult result() {
		LabResult result = (this.run != null) ? this.run.result() : null;
		if (result == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There are no results yet");
		}
		return result;
	}

	/**
	 * What to measure.
	 *
	 * @param quick whether the small subset is enough
	 */
	record Order(boolean quick) {

	}

}
