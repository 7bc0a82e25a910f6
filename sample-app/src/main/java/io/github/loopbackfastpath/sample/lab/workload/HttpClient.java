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
import java.net.UnixDomainSocketAddress;
import java.util.Map;

import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.LoopbackFastPath;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application as users have it: the HTTP clients of Spring Boot, and the starter.
 */
final class HttpClient implements Closeable {

	private final boolean fastPath;

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Create clients that use TCP.
	 */
	HttpClient(boolean fastPath) {
		this(fastPath, null);
	}

	/**
	 * Create clients that use the Unix-domain socket with the given path.
	 */
	HttpClient(String path) {
		this(false, UnixDomainSocketAddress.of(path));
	}

	private HttpClient(boolean fastPath, @Nullable UnixDomainSocketAddress address) {
		this.fastPath = fastPath;
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("lab",
					Map.of("loopback-fast-path.enabled", fastPath, "loopback-fast-path.client.enabled", fastPath)));
		this.context.register(Application.class);
		if (address != null) {
			this.context.registerBean(UnixDomainSocketAddress.class, () -> address);
			this.context.register(UnixDomainClients.class);
		}
		this.context.refresh();
	}

	RestClient restClient() {
		return this.context.getBean(RestClient.Builder.class).build();
	}

	WebClient webClient() {
		return this.context.getBean(WebClient.Builder.class).build();
	}

	/**
	 * Make sure that this client has asked for the fast path if it should have.
	 */
	void checkThatItAsked() throws NotAvailableException {
		LoopbackFastPath asked = this.context.getBean(LoopbackFastPath.class);
		if (!this.fastPath || asked.status().requested(FastPathSide.CLIENT) > 0) {
			return;
		}
		String cause = asked.availability().cause();
		throw new NotAvailableException((cause != null) ? cause : "this HTTP client did not ask for it");
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
