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

package io.github.loopbackfastpath.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.LoopbackFastPath;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Contributes whether the fast path is available, and how many sockets it was requested
 * for.
 *
 * @since 0.1.0
 */
public class LoopbackFastPathInfoContributor implements InfoContributor {

	private final LoopbackFastPath fastPath;

	/**
	 * Create a new contributor.
	 * @param fastPath the fast path
	 */
	public LoopbackFastPathInfoContributor(LoopbackFastPath fastPath) {
		this.fastPath = fastPath;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("available", this.fastPath.availability().isAvailable());
		details.put("requestedOnServerSockets", requested(FastPathSide.SERVER));
		details.put("requestedOnClientSockets", requested(FastPathSide.CLIENT));
		builder.withDetail("loopbackFastPath", details);
	}

	private long requested(FastPathSide side) {
		return this.fastPath.status().requested(side);
	}

}
