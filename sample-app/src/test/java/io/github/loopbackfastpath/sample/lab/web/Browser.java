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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * A page in Chromium, driven over the DevTools protocol.
 */
final class Browser implements WebSocket.Listener {

	private static final Pattern ADDRESS = Pattern.compile("DevTools listening on ws://(\\S+?)/");

	private final Path profile;

	private final Process process;

	private final WebSocket socket;

	private final AtomicInteger lastId = new AtomicInteger();

	private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	private final StringBuilder received = new StringBuilder();

	Browser() throws Exception {
		this.profile = Files.createTempDirectory("browser");
		this.process = new ProcessBuilder("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
				"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--hide-scrollbars", "--remote-debugging-port=0", "--user-data-dir=" + this.profile, "about:blank")
			.redirectErrorStream(true)
			.start();
		HttpClient client = HttpClient.newHttpClient();
		JsonNode pages = JsonMapper.shared()
			.readTree(client
				.send(HttpRequest.newBuilder(URI.create("http://" + awaitAddress() + "/json/list")).build(),
						HttpResponse.BodyHandlers.ofString())
				.body());
		String page = pages.valueStream()
			.filter((target) -> target.path("type").asString().equals("page"))
			.findFirst()
			.orElseThrow()
			.path("webSocketDebuggerUrl")
			.asString();
		this.socket = client.newWebSocketBuilder().buildAsync(URI.create(page), this).get(1, TimeUnit.MINUTES);
		for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
			call(domain + ".enable", Map.of());
		}
	}

	private String awaitAddress() throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			Matcher matcher = ADDRESS.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new IllegalStateException("Chromium does not start");
	}

	/**
	 * Open a page as on a screen of the given width, with the given colours.
	 */
	void open(String url, int width, String colorScheme) throws Exception {
		show(width, colorScheme, false);
		call("Page.navigate", Map.of("url", url));
		await("document.readyState === 'complete'");
	}

	/**
	 * Answer requests of the pages that are opened from now on for a URL.
	 * @return what ends it
	 */
	AutoCloseable answer(String url, Object json) throws Exception {
		String script = """
				const reallyFetch = window.fetch;
				window.fetch = (url, options) => url === '%s' ? Promise.resolve(new Response(JSON.stringify(%s)))
						: reallyFetch(url, options);""".formatted(url, JsonMapper.shared().writeValueAsString(json));
		JsonNode added = call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
		return () -> call("Page.removeScriptToEvaluateOnNewDocument",
				Map.of("identifier", added.path("identifier").asString()));
	}

	/**
	 * Show the page that is open as on another screen.
	 * @param forcedColours whether in the few colours of a high-contrast theme
	 */
	void show(int width, String colorScheme, boolean forcedColours) throws Exception {
		call("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
		call("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme),
						Map.of("name", "forced-colors", "value", forcedColours ? "active" : "none"))));
	}

	/**
	 * Press a key as on a keyboard.
	 */
	void press(String key, int code) throws Exception {
		Map<String, Object> event = Map.of("type", "keyDown", "key", key, "code", key, "windowsVirtualKeyCode", code,
				"text", key.equals("Enter") ? "\r" : "");
		call("Input.dispatchKeyEvent", event);
		call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
	}

	/**
	 * Evaluate an expression, and wait for its value if that is a promise.
	 */
	JsonNode evaluate(String expression) throws Exception {
		return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true))
			.at("/result/value");
	}

	void await(String condition) {
		Awaitility.await(condition)
			.atMost(Durations.FIVE_MINUTES)
			.ignoreExceptions()
			.until(() -> evaluate(condition).asBoolean());
	}

	/**
	 * The URLs that were requested.
	 */
	Stream<String> requests() {
		return this.events.stream()
			.filter((event) -> event.path("method").asString().equals("Network.requestWillBeSent"))
			.map((event) -> event.at("/params/request/url").asString());
	}

	/**
	 * What went wrong, as far as the page noticed.
	 */
	Stream<JsonNode> errors() {
		return this.events.stream()
			.filter((event) -> event.path("method").asString().equals("Runtime.exceptionThrown")
					|| event.at("/params/entry/level").asString().equals("error"));
	}

	void screenshot(Path file) throws Exception {
		JsonNode answer = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(answer.path("data").asString()));
	}

	void fitHeight(int width) throws Exception {
		call("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", evaluate("document.documentElement.scrollHeight").asInt(),
						"deviceScaleFactor", 1, "mobile", width < 600));
	}

	private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
		int id = this.lastId.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.answers.put(id, answer);
		this.socket.sendText(
				JsonMapper.shared().writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
		JsonNode message = answer.get(1, TimeUnit.MINUTES);
		if (message.has("error")) {
			throw new IllegalStateException(method + ": " + message.path("error"));
		}
		return message.path("result");
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.received.append(data);
		if (last) {
			JsonNode message = JsonMapper.shared().readTree(this.received.toString());
			this.received.setLength(0);
			CompletableFuture<JsonNode> answer = this.answers.remove(message.path("id").asInt(0));
			if (answer != null) {
				answer.complete(message);
			}
			else {
				this.events.add(message);
			}
		}
		webSocket.request(1);
		return null;
	}

	void close() throws Exception {
		this.socket.abort();
		this.process.destroy();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
		// Helpers outlive Chromium for a moment, and may go on writing
		Awaitility.await("the profile's end").ignoreExceptions().atMost(Durations.ONE_MINUTE).until(() -> {
			FileSystemUtils.deleteRecursively(this.profile);
			return Files.notExists(this.profile);
		});
	}

}
