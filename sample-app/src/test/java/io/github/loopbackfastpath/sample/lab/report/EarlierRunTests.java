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

package io.github.loopbackfastpath.sample.lab.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.WitnessDescriptor;
import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.LabSettings;
import io.github.loopbackfastpath.sample.lab.SystemDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EarlierRun} and the verification in {@link ResultFiles}.
 */
class EarlierRunTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void write() throws Exception {
		this.file = new ResultFiles(this.directory).write(result("active")).get(0);
	}

	@Test
	void evidenceOfTheVerificationIsInTheFileAsTheEndpointShowsIt() {
		JsonNode verification = JsonMapper.shared().readTree(this.file).at("/description/verification");
		assertThat(verification.at("/verdict").asString()).isEqualTo("active");
		assertThat(verification.at("/time").asString()).isEqualTo("2026-11-26T12:00:00Z");
		assertThat(verification.at("/witnesses/0/growth/idle").toString()).isEqualTo("[0,1]");
	}

	@Test
	void anotherVerdictIsNamed() {
		assertThat(compareWith("not-active")).contains("  Fast path: active then, not-active now");
		assertThat(compareWith(null)).contains("  Fast path: active then, not verified now");
	}

	@Test
	void theSameVerdictIsNotMentioned() {
		assertThat(compareWith("active")).noneMatch((line) -> line.contains("Fast path:"));
	}

	private List<String> compareWith(@Nullable String verdict) {
		return EarlierRun.read(this.file).compareWith(result(verdict));
	}

	private static LabResult result(@Nullable String verdict) {
		VerificationDescriptor verification = (verdict != null) ? new VerificationDescriptor(verdict, "", null,
				List.of(new WitnessDescriptor("", verdict, "", Map.of("idle", List.of(0L, 1L)), 1)), "Windows 11",
				Instant.parse("2026-11-26T12:00:00Z"), 1) : null;
		return new LabResult(Collections.emptyList(), new SystemDescription("2026-11-26T12:00:01Z", "", "", "", 2, "",
				false, verification, Collections.emptyList()), LabSettings.quick(), true, Collections.emptyList());
	}

}
