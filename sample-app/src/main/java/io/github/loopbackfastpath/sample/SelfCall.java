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

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the application over loopback once it has started, with both kinds of client, and
 * prints the summary.
 */
@Component
class SelfCall implements ApplicationRunner {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final Environment environment;

	private final RestClient restClient;

	private final WebClient webClient;

	private final SampleSummary summary;

	SelfCall(Environment environment, RestClient.Builder restClient, WebClient.Builder webClient,
			SampleSummary summary) {
		this.environment = environment;
		this.restClient = restClient.build();
		this.webClient = webClient.build();
		this.summary = summary;
	}

	@Override
	public void run(ApplicationArguments args) {
		List<String> calls = call();
		System.out.println();
		this.summary.lines().forEach(System.out::println);
		calls.forEach((call) -> System.out.println("Call:         " + call));
		System.out.println("Page:         " + address() + "/");
		System.out.println();
	}

	/**
	 * Call the application with both clients.
	 * @return the results, in plain language
	 */
	List<String> call() {
		String uri = address() + "/hello";
		String rest = answer(() -> this.restClient.get().uri(uri).retrieve().body(String.class));
		String web = answer(() -> this.webClient.get().uri(uri).retrieve().bodyToMono(String.class).block(TIMEOUT));
		return List.of("GET " + uri + " with WebClient -> " + web, "GET " + uri + " with RestClient -> " + rest);
	}

	private String address() {
		return "http://127.0.0.1:" + this.environment.getProperty("local.server.port");
	}

	private static @Nullable String answer(Supplier<@Nullable String> call) {
		try {
			return call.get();
		}
		catch (RuntimeException ex) {
			return ex.toString();
		}
	}

}
