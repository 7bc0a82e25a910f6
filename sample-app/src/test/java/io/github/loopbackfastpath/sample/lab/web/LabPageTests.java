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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LabController} and the page that uses it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LabPageTests {

	private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@AfterEach
	void stop() throws Exception {
		send(request("/lab").DELETE());
	}

	@Test
	void everythingThatThePageLoadsComesFromThisApplication() throws Exception {
		List<String> links = LINK.matcher(get("/").body())
			.results()
			.map((result) -> result.group(1))
			.filter((link) -> !link.startsWith("data:") && !link.startsWith("lab/"))
			.toList();
		assertThat(links).hasSize(6).noneMatch((link) -> link.contains("//"));
		for (String link : links) {
			assertThat(get("/" + link).statusCode()).as(link).isEqualTo(200);
		}
	}

	@Test
	void aRunIsToldAsItGoesAndCanBeStoppedAndFetched() throws Exception {
		assertThat(start().statusCode()).isEqualTo(202);
		assertThat(start().statusCode()).isEqualTo(409);
		HttpResponse<Stream<String>> events = this.client.send(request("/lab/events").build(),
				HttpResponse.BodyHandlers.ofLines());
		try (Stream<String> lines = events.body()) {
			assertThat(lines.anyMatch((line) -> line.contains("\"workload\":\"ping-pong-1k\""))).isTrue();
		}
		assertThat(send(request("/lab").DELETE()).statusCode()).isEqualTo(204);
		var json = JsonMapper.shared().readTree(get("/lab/results.json").body());
		assertThat(json.at("/workloads/0/variants/0/variant").asString()).isEqualTo("plain");
		assertThat(json.at("/summary/0").asString()).isNotEmpty();
		assertThat(json.at("/settings/rounds").asInt()).isPositive();
		assertThat(get("/lab/results.csv").body()).contains("ping-pong-1k,plain,1,");
	}

	@Test
	void theApplicationCallsItselfWithBothClients() throws Exception {
		HttpRequest.Builder call = request("/call").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}"));
		assertThat(send(call).body()).contains("with WebClient -> Hello over loopback",
				"with RestClient -> Hello over loopback");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aVerificationSaysThatThisIsNotWindows() throws Exception {
		HttpRequest.Builder verify = request("/verify").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}"));
		assertThat(send(verify).body()).startsWith("[\"Loopback fast path is not active: ").contains("only on Windows");
		assertThat(get("/summary").body()).contains("System: ").doesNotContain("Verified");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/lab", "/call", "/verify" })
	void aPageOfAnotherSiteCannotStartAnything(String path) throws Exception {
		HttpRequest.Builder form = request(path).header("Content-Type", "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString("{\"quick\":true}"));
		assertThat(send(form).statusCode()).isEqualTo(415);
	}

	private HttpResponse<String> start() throws IOException, InterruptedException {
		return send(request("/lab").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"quick\":true}")));
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
