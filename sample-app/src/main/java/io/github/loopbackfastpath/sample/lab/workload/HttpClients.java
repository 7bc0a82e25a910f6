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

package io.github.loopbackfastpath.sample.lab.workload;

import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;

import io.github.loopbackfastpath.LoopbackFastPath;

/**
 * The HTTP clients with the starter switched on and off, which take a while to start.
 */
public final class HttpClients implements Closeable {

	private final Map<Boolean, HttpClient> clients = new HashMap<>();

	private final Map<String, HttpClient> unixDomainClients = new HashMap<>();

	/**
	 * Start the clients that this system allows.
	 */
	public void start() {
		get(false);
		if (LoopbackFastPath.create().availability().isAvailable()) {
			get(true);
		}
	}

	HttpClient get(boolean fastPath) {
		return this.clients.computeIfAbsent(fastPath, HttpClient::new);
	}

	HttpClient overUnixDomain(String path) {
		return this.unixDomainClients.computeIfAbsent(path, HttpClient::new);
	}

	@Override
	public void close() {
		this.clients.values().forEach(HttpClient::close);
		this.unixDomainClients.values().forEach(HttpClient::close);
	}

}
